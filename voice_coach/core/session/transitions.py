"""The transitions: the effect of each command in each phase of a session.

The moves through the timeline are in `timeline_moves`, those of pain in `pain_moves`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from voice_coach.core.cues.cue import Cue, Priority
from voice_coach.core.cues.cue_schedule import MARGIN
from voice_coach.core.events.command import Command
from voice_coach.core.events.facts import (
    Paused,
    Resumed,
)
from voice_coach.core.events.messages import SetRate, SetVolume, Slot, Want
from voice_coach.core.model.exercise import HealthCondition
from voice_coach.core.model.lead_in import with_lead_in
from voice_coach.core.model.session_view import SessionPhase
from voice_coach.core.model.talk_level import TalkLevel
from voice_coach.core.model.tone import Tone
from voice_coach.core.session.pain_moves import (
    easier_after_pain,
    easier_for,
    hurt,
    leave_out,
    leave_out_for,
    nothing_hurts,
    stop_for_pain,
)
from voice_coach.core.session.state import SessionState
from voice_coach.core.session.timeline_moves import (
    add_rep,
    add_reps,
    add_seconds,
    add_time,
    finish_early,
    go_back,
    make_easier,
    make_harder,
    next_exercise,
    skip_exercises,
    undo,
)
from voice_coach.core.units import Seconds
from voice_coach.core.wording.script import Moment

CONFIRM: Seconds = 10.0
"""Time after the question about stopping until silence means yes."""

QUIETEST, LOUDEST, VOLUME_STEP = 10, 100, 10
SLOWEST, FASTEST, RATE_STEP = 80, 300, 15


Move = Callable[[SessionState, Seconds], None]


def _pause(run: SessionState, now: Seconds) -> None:
    run.halt(now, run.elapsed(now))
    run.ask(Paused(now, run.index, run.offset))
    cues = [Cue(Priority.CHANGE, 0.12, tone=Tone.PAUSE)]
    if run.style.talk is not TalkLevel.MINIMAL:
        cues.append(Cue(Priority.CHANGE, 0.45, run.style.phrasing.say(Moment.PAUSED), latest=0.6))
    run.lay_aside(cues, now, 5.0)


def _resume(run: SessionState, now: Seconds) -> None:
    run.ask(Resumed(now, run.index, run.offset))
    run.count_in(now)


def _begin(run: SessionState, now: Seconds) -> None:
    """Skip the greeting."""
    run.silence(now)
    run.until = None
    run.begin(now + MARGIN)


def _repeat(run: SessionState, now: Seconds) -> None:
    said = run.schedule.last_said(now)
    if said:
        run.reply(now, (said,), rendered=True)
    else:
        run.notice("Nothing has been said yet.")


def _time_left(run: SessionState, now: Seconds) -> None:
    length = run.interval.length
    left = None if length is None else length - run.elapsed(now)
    run.reply(now, run.style.phrasing.remaining(left, run.total_left(now)), timely=True)


def _whats_next(run: SessionState, now: Seconds) -> None:
    work = run.timeline.work_after(run.index)
    if work is None:
        run.reply(now, run.style.phrasing.say(Moment.NO_MORE), rendered=True)
        return
    last = run.timeline.is_last_exercise(work)
    run.reply(now, run.style.phrasing.coming(run.timeline.intervals[work], last=last))


def _louder(run: SessionState, now: Seconds) -> None:
    _set_volume(run, now, run.style.volume + VOLUME_STEP, run.style.phrasing.say(Moment.LOUDER))


def _quieter(run: SessionState, now: Seconds) -> None:
    _set_volume(run, now, run.style.volume - VOLUME_STEP, run.style.phrasing.say(Moment.QUIETER))


def _set_volume(run: SessionState, now: Seconds, volume: int, words: tuple[str, ...]) -> None:
    volume = min(LOUDEST, max(QUIETEST, volume))
    run.style = replace(run.style, volume=volume)
    run.ask(SetVolume(volume))
    run.notice(f"Volume {volume}.")
    run.reply(now, words, rendered=True)


def _faster(run: SessionState, now: Seconds) -> None:
    _set_rate(run, now, run.style.rate + RATE_STEP, run.style.phrasing.say(Moment.FASTER))


def _slower(run: SessionState, now: Seconds) -> None:
    _set_rate(run, now, run.style.rate - RATE_STEP, run.style.phrasing.say(Moment.SLOWER))


def _set_rate(run: SessionState, now: Seconds, rate: int, words: tuple[str, ...]) -> None:
    rate = min(FASTEST, max(SLOWEST, rate))
    run.style = replace(run.style, rate=rate)
    # Slower words need more time; gaps that are long enough stay as they are.
    run.timeline = with_lead_in(run.timeline, rate, run.index + 1)
    run.ask(SetRate(rate))
    run.ask(Want((*words, *run.script)))
    run.notice(f"Speech at {rate} words a minute.")
    run.reply(now, words)


def _ask_to_stop(run: SessionState, now: Seconds) -> None:
    run.halt(now, run.elapsed(now))
    run.phase = SessionPhase.CONFIRM_STOP
    run.say(now, (run.style.hints.confirm_stop,))
    run.stay(now, CONFIRM)


def _stop(run: SessionState, now: Seconds) -> None:
    run.moved = None
    run.leave(now, done=False, onward=False)
    run.halt(now, 0.0)
    run.close(now, SessionPhase.STOPPED)


def _quit(run: SessionState, now: Seconds) -> None:
    run.end_now(now, SessionPhase.STOPPED)


def _ask_about_pain(run: SessionState, now: Seconds) -> None:
    """Stop and ask: it may have been another word, but standing still is right until that is known.
    Silence is no answer, and waits."""
    run.paused_before = run.phase is SessionPhase.PAUSED
    run.halt(now, run.elapsed(now))
    run.phase = SessionPhase.CONFIRM_PAIN
    run.say(now, (run.style.hints.confirm_pain,))


def _no_pain(run: SessionState, now: Seconds) -> None:
    """Be again as before the question about pain: at work, or paused."""
    if run.paused_before:
        run.halt(now, run.offset)
        run.say(now, run.style.phrasing.say(Moment.PAUSED)[:1])
    else:
        _resume(run, now)


_SOUND: dict[Command, Move] = {
    Command.LOUDER: _louder,
    Command.QUIETER: _quieter,
    Command.FASTER: _faster,
    Command.SLOWER: _slower,
}
_LEAVING: dict[Command, Move] = {
    Command.STOP: _ask_to_stop,
    Command.QUIT: _quit,
    Command.PAIN: hurt,
}
_UNDER_WAY: dict[Command, Move] = {
    **_SOUND,
    **_LEAVING,
    Command.NEXT: next_exercise,
    Command.BACK: go_back,
    Command.UNDO: undo,
    Command.REPEAT: _repeat,
    Command.MORE_TIME: add_time,
    Command.MORE_REPS: add_rep,
    Command.TIME_LEFT: _time_left,
    Command.WHATS_NEXT: _whats_next,
    Command.EASIER: make_easier,
    Command.HARDER: make_harder,
}
MOVES: dict[SessionPhase, dict[Command, Move]] = {
    SessionPhase.READY: {},
    SessionPhase.OPENING: {
        **_LEAVING,
        Command.PAUSE: _pause,
        Command.TOGGLE: _pause,
        Command.NEXT: _begin,
        Command.DONE: _begin,
    },
    SessionPhase.RUNNING: {
        **_UNDER_WAY,
        Command.PAUSE: _pause,
        Command.TOGGLE: _pause,
        Command.DONE: finish_early,
    },
    SessionPhase.PAUSED: {
        **_UNDER_WAY,
        Command.RESUME: _resume,
        Command.TOGGLE: _resume,
        Command.DONE: _resume,
    },
    SessionPhase.COUNT_IN: {
        **_LEAVING,
        Command.PAUSE: _pause,
        Command.TOGGLE: _pause,
        Command.NEXT: next_exercise,
        Command.BACK: go_back,
        Command.UNDO: undo,
    },
    SessionPhase.CONFIRM_STOP: {
        Command.STOP: _stop,
        Command.YES: _stop,
        Command.QUIT: _quit,
        Command.RESUME: _resume,
        Command.TOGGLE: _resume,
        Command.DONE: _resume,
        Command.NO: _resume,
        # The key N, which is "next" everywhere else in a session.
        Command.NEXT: _resume,
        Command.PAIN: hurt,
    },
    SessionPhase.CONFIRM_PAIN: {
        **_LEAVING,
        Command.YES: hurt,
        Command.NO: _no_pain,
        Command.NOTHING_HURTS: _no_pain,
        Command.NEXT: _no_pain,
        Command.RESUME: _resume,
        Command.TOGGLE: _resume,
        Command.DONE: _resume,
    },
    SessionPhase.HURT: {
        Command.LEAVE_OUT: leave_out,
        Command.EASIER: easier_after_pain,
        Command.RESUME: nothing_hurts,
        Command.STOP: _quit,
        Command.QUIT: _quit,
    },
    SessionPhase.CLOSING: {Command.STOP: _quit, Command.QUIT: _quit, Command.UNDO: undo},
    SessionPhase.FINISHED: {},
    SessionPhase.STOPPED: {},
}
"""Every legal move. A command without a move in a phase changes nothing and says why."""

_BY_NUMBER: Mapping[Move, Callable[[SessionState, Seconds, int], None]] = {
    next_exercise: skip_exercises,
    add_time: add_seconds,
    add_rep: add_reps,
}
_BY_PART: Mapping[Move, Callable[[SessionState, Seconds, HealthCondition], None]] = {
    hurt: stop_for_pain,
    leave_out: leave_out_for,
    easier_after_pain: easier_for,
}


def with_slot(move: Move, slot: Slot) -> Move:
    """The move with a command's detail: unchanged if the detail makes no difference to it."""
    if isinstance(slot, int):
        by_number = _BY_NUMBER.get(move)
        return move if by_number is None else lambda run, now: by_number(run, now, slot)
    by_part = _BY_PART.get(move)
    return move if by_part is None else lambda run, now: by_part(run, now, slot)


UNSURE: dict[SessionPhase, Mapping[Command, Move]] = {
    **{phase: {Command.PAIN: _ask_about_pain} for phase in MOVES if Command.PAIN in MOVES[phase]},
    SessionPhase.CONFIRM_PAIN: {Command.PAIN: hurt},
}
"""The moves of uncertain phrases. While the coach asks about one, a second uncertain one counts as
yes."""

WHY_NOT: dict[SessionPhase, str] = {
    SessionPhase.OPENING: "It begins in a moment.",
    SessionPhase.PAUSED: "It is paused: space goes on.",
    SessionPhase.COUNT_IN: "It goes on in a moment.",
    SessionPhase.CONFIRM_STOP: "Y stops, N goes on.",
    SessionPhase.CONFIRM_PAIN: "P if something hurts, space goes on.",
    SessionPhase.CLOSING: "It is over.",
}
