"""What the coach says in each bundled routine, in figures, as a Markdown table.

    python tests/coaching_table.py [STYLE]

Lengths of speech are those of the clips that come with the program; other texts are estimated, some
14 % on the long side (see `duration_estimate`). `known`: all exercises were done ten times before.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from statistics import median

from ready_made.clips import default_voices

from voice_coach.audio.clip import RATE
from voice_coach.core.cues.cue import LengthOf, PlacedCue, Priority
from voice_coach.core.cues.cue_plan import Laid, lay_out
from voice_coach.core.cues.passage import announcement, setup_left
from voice_coach.core.model.duration_estimate import estimated_length
from voice_coach.core.model.lead_in import USUAL_RATE
from voice_coach.core.model.occasion import Occasion
from voice_coach.core.model.timeline import Interval, IntervalKind
from voice_coach.core.model.unroll import unroll
from voice_coach.core.units import Seconds, clock_time
from voice_coach.core.wording.phrasing import Phrasing
from voice_coach.library.catalogue.paths import bundled_folder
from voice_coach.library.catalogue.scripts import load_script
from voice_coach.library.routine.finder import Shelf
from voice_coach.speech.clip_store import ClipSource, clip_key
from voice_coach.speech.engine import NATURAL
from voice_coach.speech.natural.version import VERSION
from voice_coach.speech.pronunciation import spoken
from voice_coach.speech.ready_made import ReadyMade

HEAD = (
    "routine", "length", "speech", "speech, known", "encouragements", "longest silence in a rest",
    "begun unnamed", "new, begun unexplained", "last setup word to start: least, median, most",
)  # fmt: skip


@dataclass
class Figures:
    """What was counted in one routine."""

    total: Seconds = 0.0
    speech: Seconds = 0.0
    encouragements: int = 0
    silence: Seconds = 0.0
    unnamed: int = 0
    unexplained: int = 0
    before_start: list[Seconds] = field(default_factory=list)


def clip_length(text: str) -> Seconds:
    """The length of a text in the natural voice; estimated if its clip doesn't come ready-made."""
    words = spoken(text)
    for voice in default_voices():
        key = clip_key(ClipSource(NATURAL, VERSION, voice), USUAL_RATE, words)
        samples = _CLIPS.samples(key)
        if samples is not None:
            return samples / RATE
    return estimated_length(text, USUAL_RATE)


_CLIPS = ReadyMade()


def figures_of(
    name: str, style: str, length_of: LengthOf = clip_length, done_before: int = 0
) -> Figures:
    """Lay one routine out and count. `done_before`: times that its exercises were done."""
    timeline = unroll(Shelf().find(name).routine)
    known = dict.fromkeys((one.slug for one in timeline.exercises()), done_before)
    phrasing = Phrasing(load_script(style), occasion=Occasion(known=known))
    found = Figures(timeline.total)
    lead: list[PlacedCue] = []
    for index, laid in enumerate(lay_out(timeline, phrasing, length_of)):
        words = [cue for cue in laid.fitting.placed if cue.text]
        found.speech += sum(cue.length for cue in words)
        found.encouragements += sum(cue.priority is Priority.ENCOURAGEMENT for cue in words)
        if laid.interval.kind is IntervalKind.REST:
            found.silence = max(found.silence, *_silences(laid, words))
        if not laid.interval.is_work:
            lead = words
            gap = laid.interval.expected
            continue
        names = {*announcement(timeline, index, phrasing)}
        found.unnamed += not any(cue.text in names for cue in lead)
        found.unexplained += bool(_unexplained(laid.interval, {cue.text for cue in lead}))
        told = [cue.end for cue in lead if cue.priority is Priority.SETUP]
        if told:
            found.before_start.append(gap - max(told))
        lead = []
    return found


def _unexplained(work: Interval, said: set[str]) -> tuple[str, ...]:
    """What is new in a work and was not among the texts `said` before it."""
    if not work.stations:
        return setup_left(work, frozenset(said))
    new = (station.exercise.cues for station in work.stations if station.appearance == 0)
    return tuple(
        text for cues in new for text in (cues.position, cues.movement) if text not in said
    )


def _silences(laid: Laid, words: list[PlacedCue]) -> list[Seconds]:
    ends = [0.0, *(cue.end for cue in words)]
    begins = [*(cue.at for cue in words), laid.interval.expected]
    return [begin - end for end, begin in zip(ends, begins, strict=True)] or [0.0]


def rows(style: str) -> Iterator[tuple[str, ...]]:
    """A row for each bundled routine."""
    for name in sorted(path.stem for path in bundled_folder().glob("*.yaml")):
        one, known = figures_of(name, style), figures_of(name, style, done_before=10)
        before = one.before_start
        yield (
            name,
            clock_time(one.total),
            f"{one.speech / one.total:.0%}",
            f"{known.speech / known.total:.0%}",
            str(one.encouragements),
            f"{one.silence:.0f} s",
            str(one.unnamed),
            str(one.unexplained),
            f"{min(before):.1f}, {median(before):.1f}, {max(before):.1f} s",
        )


def main() -> None:
    """Print the table."""
    table = [HEAD, tuple("---" for _ in HEAD), *rows(*sys.argv[1:2] or ["calm"])]
    print("\n".join(f"| {' | '.join(row)} |" for row in table))


if __name__ == "__main__":
    main()
