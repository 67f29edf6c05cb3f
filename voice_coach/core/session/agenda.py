"""The agenda: the texts of a session with their times, and the delay that rendering them needs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from voice_coach.core.cues.cue import LengthOf
from voice_coach.core.cues.cue_plan import lay_out
from voice_coach.core.cues.cue_schedule import LEAD, SOON
from voice_coach.core.model.lead_in import GAP
from voice_coach.core.model.timeline import Timeline
from voice_coach.core.units import Seconds
from voice_coach.core.wording.phrasing import Phrasing

LONGEST_WAIT: Seconds = 20.0
"""Longest delay of a session's start so that no words are missing. A machine that needs more time
than this to get ahead is too slow for its voice: the system's voice speaks instead."""

SLOWEST_PACE = 2.0
"""Slowest pace of a machine that keeps its voice, in seconds a second of speech; slower ones need
more than `LONGEST_WAIT`."""

UNTOLD_WAIT: Seconds = 2.0
"""Longest wait that is not announced."""

OVERHEAD: Seconds = 0.6
"""Seconds added to the length of a clip to estimate its rendering: Kokoro's clips, 0.5 to 7 s long,
then all take 0.24 to 0.33 s a second, the shortest ones too."""

OPENING_PAUSE: Seconds = 0.4
"""Silence between the greeting and the first interval."""


@dataclass(frozen=True, slots=True)
class Due:
    """A text and its time, in seconds from the start of the session."""

    at: Seconds
    text: str


def agenda_of(
    greeting: tuple[str, ...],
    timeline: Timeline,
    phrasing: Phrasing,
    length_of: LengthOf,
    index: int = 0,
) -> tuple[Due, ...]:
    """The texts from the greeting on, in order of time, for a session that begins at interval
    `index`."""
    return tuple(sorted(_agenda(greeting, timeline, phrasing, length_of, index), key=_moment))


def _agenda(
    greeting: tuple[str, ...],
    timeline: Timeline,
    phrasing: Phrasing,
    length_of: LengthOf,
    index: int,
) -> Iterator[Due]:
    at = SOON
    for text in greeting:
        yield Due(at, text)
        at += length_of(text) + GAP
    ahead = tuple(lay_out(timeline, phrasing, length_of))[index:]
    for laid in ahead:
        began = at - GAP + OPENING_PAUSE + laid.start - ahead[0].start
        for placed in laid.fitting.placed:
            if placed.text:
                yield Due(began + placed.at, placed.text)


def _moment(due: Due) -> Seconds:
    return due.at


@dataclass(frozen=True, slots=True)
class Rendering:
    """A text to be rendered: its deadline and the time it takes."""

    needed: Seconds
    """Seconds from the start."""
    takes: Seconds


def renderings(
    agenda: Iterable[Due], missing: Iterable[str], length_of: LengthOf, pace: float
) -> tuple[Rendering, ...]:
    """The missing clips of an agenda, in the order of need. `pace`: seconds it takes to render a
    second of speech (see `pace_of`). A clip is needed when it is handed to the mixer, `LEAD` ahead.
    """
    left = set(missing)
    found: list[Rendering] = []
    for due in agenda:
        if due.text in left:
            left.discard(due.text)
            takes = pace * (length_of(due.text) + OVERHEAD)
            found.append(Rendering(max(0.0, due.at - LEAD), takes))
    return tuple(found)


def pace_of(took: Seconds, length: Seconds) -> float:
    """The pace of an engine that took `took` seconds for a clip of `length` seconds."""
    return took / (length + OVERHEAD)


def head_start(work: Iterable[Rendering]) -> Seconds:
    """The delay of the session's start, in seconds, with which nothing is late if it is all
    rendered one after the other from now on."""
    done, lacking = 0.0, 0.0
    for one in work:
        done += one.takes
        lacking = max(lacking, done - one.needed)
    return lacking
