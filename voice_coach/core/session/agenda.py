"""The agenda: the texts of a session with their times, the order in which they are rendered, and
the delay of the start that rendering them needs."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from voice_coach.core.cues.cue import Cue, LengthOf, Priority
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

LEADING_AHEAD: Seconds = 10.0
"""Time by which words that lead are rendered before others that are needed at the same time, so
that they are there when other programs slow the rendering down."""

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
    leads: bool = False
    """Without it the athlete does not know what to do: a name, a countdown, a change of sides."""


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
        yield Due(at, text, leads=True)
        at += length_of(text) + GAP
    ahead = tuple(lay_out(timeline, phrasing, length_of))[index:]
    for laid in ahead:
        began = at - GAP + OPENING_PAUSE + laid.start - ahead[0].start
        for placed in laid.fitting.placed:
            if placed.text:
                yield Due(began + placed.at, placed.text, _leads(placed.cue))


def _leads(cue: Cue) -> bool:
    is_needed = cue.passage is not None and cue.passage.is_needed
    return is_needed or cue.priority <= Priority.SIDE


def in_order_of_rendering(dues: Iterable[Due]) -> tuple[Due, ...]:
    """Each text once, with the first time at which it is needed, in the order of rendering."""
    first: dict[str, Due] = {}
    for due in dues:
        known = first.setdefault(due.text, due)
        first[due.text] = Due(min(known.at, due.at), due.text, known.leads or due.leads)
    return tuple(sorted(first.values(), key=_turn))


def _turn(due: Due) -> Seconds:
    return due.at - LEADING_AHEAD if due.leads else due.at


def _moment(due: Due) -> Seconds:
    return due.at


@dataclass(frozen=True, slots=True)
class Rendering:
    """A text to be rendered: its deadline and the time it takes."""

    needed: Seconds
    """Seconds from the start."""
    takes: Seconds


def renderings(
    order: Iterable[Due], missing: Iterable[str], length_of: LengthOf, pace: float
) -> tuple[Rendering, ...]:
    """The missing clips, in the `order` in which they are rendered. `pace`: seconds it takes to
    render a second of speech (see `pace_of`). A clip is needed when it is handed to the mixer,
    `LEAD` ahead."""
    left = set(missing)
    return tuple(
        Rendering(max(0.0, due.at - LEAD), pace * (length_of(due.text) + OVERHEAD))
        for due in order
        if due.text in left
    )


def pace_of(clips: Collection[tuple[Seconds, Seconds]]) -> float:
    """The pace of an engine, by the time that some clips took and their lengths; at least one."""
    took = sum(took for took, _ in clips)
    return took / sum(length + OVERHEAD for _, length in clips)


def head_start(work: Iterable[Rendering]) -> Seconds:
    """The delay of the session's start, in seconds, with which nothing is late if it is all
    rendered one after the other from now on."""
    done, lacking = 0.0, 0.0
    for one in work:
        done += one.takes
        lacking = max(lacking, done - one.needed)
    return lacking
