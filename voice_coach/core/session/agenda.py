"""What will be said when, if nobody interferes, and whether rendering keeps ahead of it."""

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
"""What a session may begin later, so that no words are missing. A machine that needs more time
than this to get ahead is too slow for its voice: the system's voice speaks instead."""

SLOWEST_PACE = 2.0
"""Of a machine that keeps its voice: slower ones lack more than `LONGEST_WAIT`."""

UNTOLD_WAIT: Seconds = 2.0
"""A wait that is not worth a word."""

OVERHEAD: Seconds = 0.6
"""What a clip takes beyond its speech, as if it were so much longer: of Kokoro's clips, 0.5 to 7 s
long, all take 0.24 to 0.33 s for each second that is reckoned so, however short they are."""

OPENING_PAUSE: Seconds = 0.4
"""Between the greeting and the first interval."""


@dataclass(frozen=True, slots=True)
class Due:
    """A text and when it is to be said, in seconds from the start of the session."""

    at: Seconds
    text: str


def agenda_of(
    greeting: tuple[str, ...],
    timeline: Timeline,
    phrasing: Phrasing,
    length_of: LengthOf,
    index: int = 0,
) -> tuple[Due, ...]:
    """What is said from the greeting on, in order of time, when it begins with interval `index`."""
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
    """A text that has yet to be rendered: by when, and how long that takes."""

    needed: Seconds
    """In seconds from the start."""
    takes: Seconds


def renderings(
    agenda: Iterable[Due], missing: Iterable[str], length_of: LengthOf, pace: float
) -> tuple[Rendering, ...]:
    """What is missing of an agenda, in the order of need. `pace`: seconds that a second of speech
    takes to be rendered (see `pace_of`). A clip is needed when it is handed to the mixer, `LEAD`
    ahead."""
    left = set(missing)
    found: list[Rendering] = []
    for due in agenda:
        if due.text in left:
            left.discard(due.text)
            takes = pace * (length_of(due.text) + OVERHEAD)
            found.append(Rendering(max(0.0, due.at - LEAD), takes))
    return tuple(found)


def pace_of(took: Seconds, length: Seconds) -> float:
    """The pace of an engine that took so long for a clip of such a length."""
    return took / (length + OVERHEAD)


def head_start(work: Iterable[Rendering]) -> Seconds:
    """How much later the session must begin, so that nothing is late which is rendered one after
    the other from now on."""
    done, lacking = 0.0, 0.0
    for one in work:
        done += one.takes
        lacking = max(lacking, done - one.needed)
    return lacking
