"""Laying out an hour of training: unrolling it, and fitting its cues by the lengths of clips."""

from __future__ import annotations

from statistics import median
from typing import TYPE_CHECKING

from benchmarks.table import Row, Table

from voice_coach.core.cues.cue_plan import lay_out
from voice_coach.core.model.unroll import unroll
from voice_coach.core.wording.phrasing import Phrasing
from voice_coach.library.catalogue.scripts import load_script
from voice_coach.library.routine.finder import Shelf
from voice_coach.system import clock

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from benchmarks.workshop import Workshop

    from voice_coach.core.cues.cue import LengthOf
    from voice_coach.core.cues.cue_plan import Laid
    from voice_coach.core.model.routine import Routine
    from voice_coach.core.units import Seconds

_HOUR: Seconds = 3600.0
_TIMES = 9

_ROUTINE = """\
version: 1
name: An Hour
level: intermediate
defaults: {{rest: 15s, prepare: 5s}}
warm_up: [walk-in-place: 60s, arm-circle: 30s, cat-cow: 8]
main:
  - circuit: {rounds}
    rest_between: 60s
    steps:
      - bird-dog: 6
      - curl-up: 6
      - side-plank: 30s
      - glute-bridge: 12
      - dead-bug: 10
      - squat: 12
      - plank: 45s
      - sit-to-stand: 12
      - wall-push-up: 12
      - hip-hinge: 10
      - bicycle-crunch: 16
      - calf-raise: 15
cool_down: [hip-flexor-stretch: 45s, standing-side-bend: 30s]
"""


def measure(workshop: Workshop) -> Table:
    """Lay the same hour out, with the lengths read from disk and with the lengths known."""
    path = workshop.home().folder / "hour.yaml"
    routine = _hour(path)
    timeline = workshop.warm(str(path))
    bare = median(_time(lambda: unroll(routine)) for _ in range(_TIMES))
    from_disk: list[Seconds] = []
    known: list[Seconds] = []
    for _ in range(_TIMES):
        with workshop.speech() as speech:
            from_disk.append(_time(lambda: _lay_out(routine, speech.length)))
            known.append(_time(lambda: _lay_out(routine, speech.length)))
            laid = _lay_out(routine, speech.length)
    rows = (
        Row("lengths looked up on disk", "ms", median(from_disk) * 1000, bare * 1000, 50.0),
        Row("lengths known", "ms", median(known) * 1000, bare * 1000, 50.0),
    )
    cues = [placed for one in laid for placed in one.fitting.placed]
    texts = len({placed.text for placed in cues})
    notes = (
        f"{timeline.total / 60:.0f} minutes, {len(laid)} intervals, {len(cues)} cues",
        f"{texts} texts; median of {_TIMES}",
    )
    return Table("unrolling alone", rows, notes)


def _hour(path: Path) -> Routine:
    """As many rounds as come nearest to an hour."""
    lengths = []
    for rounds in (1, 2):
        path.write_text(_ROUTINE.format(rounds=rounds), "utf-8")
        lengths.append(unroll(Shelf().find(str(path)).routine).total)
    once, twice = lengths
    path.write_text(_ROUTINE.format(rounds=1 + round((_HOUR - once) / (twice - once))), "utf-8")
    return Shelf().find(str(path)).routine


def _lay_out(routine: Routine, length_of: LengthOf) -> tuple[Laid, ...]:
    return tuple(lay_out(unroll(routine), Phrasing(load_script()), length_of))


def _time(do: Callable[[], object]) -> Seconds:
    began = clock.now()
    do()
    return clock.now() - began
