"""The look of a session's view: its words, figures and shares, before anything is drawn."""

from __future__ import annotations

import math
from dataclasses import dataclass
from enum import StrEnum

from voice_coach.core.model.session_view import SessionPhase, SessionView
from voice_coach.core.model.timeline import Interval, IntervalKind
from voice_coach.core.units import Seconds
from voice_coach.core.wording import phrasebook
from voice_coach.core.wording.numbers import clock_left
from voice_coach.screen.tui.figure_model import OUT_OF_DATE

_LONGEST_IN_SECONDS = 100
"""From here on, what is left is shown in minutes and seconds."""


class ActivityState(StrEnum):
    """The kind of activity, told apart by its word, its sign and a colour."""

    PREPARE = "prepare"
    WORK = "work"
    REST = "rest"
    PAUSE = "pause"
    ALARM = "alarm"
    QUIET = "quiet"


SIGNS = {
    ActivityState.PREPARE: "◇",
    ActivityState.WORK: "▶",
    ActivityState.REST: "○",
    ActivityState.PAUSE: "‖",
    ActivityState.ALARM: "■",
    ActivityState.QUIET: "·",
}
"""A shape for each, so that none is told by its colour alone."""


@dataclass(frozen=True, slots=True)
class Look:
    """A session at one moment, as it is to be read."""

    state: ActivityState
    word: str
    """The name of the state."""
    digits: str = ""
    """To be shown as large as there is room for: the rep under way, else the time left; "|" is
    the sign of a pause."""
    name: str = ""
    """The exercise under way, or the next one."""
    about: str = ""
    """Its dose, set and round."""
    where: str = ""
    """The rep under way, where they are counted; or else which set or round it is."""
    time: str = ""
    """The time left of the interval, in small."""
    share: float | None = None
    """Share of the interval that is over; None where it has no clock."""
    next: str = ""
    whole: float = 1.0
    """The share of the whole that is over."""
    whole_left: str = ""
    flips_in: Seconds | None = None
    """The time of the next change by itself; None: only the coach changes it."""


def look(view: SessionView, since: Seconds) -> Look:
    """The look of `view` `since` seconds after it was taken."""
    running = view.phase is SessionPhase.RUNNING
    passed = min(max(since, 0.0), OUT_OF_DATE) if running else 0.0
    interval = view.interval
    elapsed = view.elapsed + passed
    left = None if view.left is None else max(0.0, view.left - passed)
    state, word = _state(view)
    coming = view.next_work
    work = interval if interval.is_work else coming
    if view.phase in _OVER:
        return Look(state=state, word=word)
    return Look(
        state=state,
        word=word,
        digits=_digits(view, left, elapsed),
        name=_name(work) if view.station is None else phrasebook.station(view.station),
        about=_about(interval, coming),
        where=_where(interval, coming, elapsed),
        time=_time(view, left),
        share=None if left is None else _share(elapsed, interval.expected),
        next=_name(coming) if interval.is_work else "",
        whole=_share(view.total - view.total_left + passed, view.total),
        whole_left=clock_left(max(0.0, view.total_left - passed)),
        flips_in=_flips_in(interval, left, elapsed) if running else None,
    )


def _state(view: SessionView) -> tuple[ActivityState, str]:
    match view.phase:
        case SessionPhase.RUNNING:
            return _OF_KIND[view.interval.kind]
        case phase:
            return _OF_PHASE[phase]


_OF_KIND = {
    IntervalKind.PREPARE: (ActivityState.PREPARE, "GET READY"),
    IntervalKind.WORK: (ActivityState.WORK, "WORK"),
    IntervalKind.SELF_PACED: (ActivityState.WORK, "WORK, AT YOUR PACE"),
    IntervalKind.REST: (ActivityState.REST, "REST"),
}
_OF_PHASE = {
    SessionPhase.READY: (ActivityState.QUIET, "READY"),
    SessionPhase.OPENING: (ActivityState.PREPARE, "WELCOME"),
    SessionPhase.PAUSED: (ActivityState.PAUSE, "PAUSED"),
    SessionPhase.COUNT_IN: (ActivityState.PREPARE, "GOING ON"),
    SessionPhase.CONFIRM_STOP: (ActivityState.PAUSE, "STOP HERE?"),
    SessionPhase.CONFIRM_PAIN: (ActivityState.ALARM, "DOES SOMETHING HURT?"),
    SessionPhase.HURT: (ActivityState.ALARM, "STOPPED"),
    SessionPhase.CLOSING: (ActivityState.QUIET, "THE END"),
    SessionPhase.FINISHED: (ActivityState.QUIET, "THE END"),
    SessionPhase.STOPPED: (ActivityState.QUIET, "STOPPED"),
}


_OVER = (SessionPhase.CLOSING, SessionPhase.FINISHED, SessionPhase.STOPPED)


def _digits(view: SessionView, left: Seconds | None, elapsed: Seconds) -> str:
    match view.phase:
        case SessionPhase.RUNNING | SessionPhase.COUNT_IN:
            if view.interval.is_counted:
                return str(_rep(view.interval, elapsed))
            if left is not None:
                return _clock(left)
            reps = view.interval.reps
            return str(reps) if reps is not None else _clock(elapsed)
        case SessionPhase.READY | SessionPhase.OPENING:
            return _clock(view.total)
        case SessionPhase.PAUSED | SessionPhase.CONFIRM_STOP | SessionPhase.CONFIRM_PAIN:
            return "|"
        case _:
            return ""


def _clock(seconds: Seconds) -> str:
    whole = math.ceil(seconds - 0.001)
    return str(whole) if whole < _LONGEST_IN_SECONDS else clock_left(seconds)


def _name(work: Interval | None) -> str:
    if work is None or work.exercise is None:
        return ""
    return phrasebook.named(work.exercise, work.side)


def _about(interval: Interval, coming: Interval | None) -> str:
    work = interval if interval.is_work else coming
    if work is None:
        return ""
    lead = "" if interval.is_work else "next"
    return " · ".join(part for part in (lead, phrasebook.dose(work), *_counts(work)) if part)


def _counts(work: Interval) -> list[str]:
    counts = (("set", work.set), ("round", work.round))
    return [f"{word} {count.number} of {count.of}" for word, count in counts if count.of > 1]


def _where(interval: Interval, coming: Interval | None, elapsed: Seconds) -> str:
    if interval.is_counted:
        return f"rep {_rep(interval, elapsed)} of {interval.reps}"
    if interval.length is None:
        return phrasebook.dose(interval)
    work = interval if interval.is_work else coming
    return " · ".join(_counts(work)[:1]) if work is not None else ""


def _rep(interval: Interval, elapsed: Seconds) -> int:
    """The number of the rep under way, where they are counted."""
    if interval.tempo is None or interval.reps is None:
        return 0
    return min(interval.reps, int(elapsed / interval.tempo.rep) + 1)


def _time(view: SessionView, left: Seconds | None) -> str:
    if view.phase in (SessionPhase.READY, SessionPhase.OPENING):
        return ""
    return "no clock" if left is None else f"{clock_left(left)} left"


def _share(part: Seconds, whole: Seconds) -> float:
    return min(1.0, max(0.0, part / whole)) if whole > 0 else 1.0


def _flips_in(interval: Interval, left: Seconds | None, elapsed: Seconds) -> Seconds:
    """Until the next second of what is left, or the next rep."""
    second = 1.0 - elapsed % 1.0 if left is None else left % 1.0 or 1.0
    if interval.tempo is None:
        return second
    return min(second, interval.tempo.rep - elapsed % interval.tempo.rep)
