"""Laying out an hour of training: unrolling it, and fitting its cues by the lengths of clips."""

from __future__ import annotations

import time
from statistics import median
from typing import TYPE_CHECKING

from benchmarks.table import Row, Skipped, Table

from voice_coach.audio.clip import RATE, WIDTH, Clip
from voice_coach.config.settings import Settings
from voice_coach.core.cues.cue_plan import lay_out
from voice_coach.core.model.duration_estimate import estimated_length
from voice_coach.core.model.unroll import unroll
from voice_coach.core.session.coaching_style import CoachingStyle
from voice_coach.core.session.session import Session
from voice_coach.core.wording.phrasing import Phrasing
from voice_coach.library.catalogue.scripts import load_script
from voice_coach.library.routine.finder import Shelf
from voice_coach.speech.clip_index import ClipIndex
from voice_coach.speech.engine import AUTO
from voice_coach.speech.engine_choice import choose_engine
from voice_coach.speech.voices import preferred_language

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from benchmarks.workshop import Workshop

    from voice_coach.core.cues.cue import LengthOf
    from voice_coach.core.cues.cue_plan import Laid
    from voice_coach.core.model.routine import Routine
    from voice_coach.core.model.timeline import Timeline
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
    routine = _hour(workshop.home().folder / "hour.yaml")
    timeline = unroll(routine)
    _keep_clips(workshop, timeline)
    bare = min(_time(lambda: unroll(routine)) for _ in range(_TIMES))
    from_disk: list[Seconds] = []
    known: list[Seconds] = []
    for _ in range(_TIMES):
        with workshop.speech() as speech:
            from_disk.append(_time(lambda: _lay_out(routine, speech.length)))
            known.append(_time(lambda: _lay_out(routine, speech.length)))
            laid = _lay_out(routine, speech.length)
    rows = (
        Row("lengths looked up on disk", "ms", min(from_disk) * 1000, bare * 1000, 50.0),
        Row("lengths known", "ms", min(known) * 1000, bare * 1000, 50.0),
    )
    cues = [placed for one in laid for placed in one.fitting.placed]
    texts = len({placed.text for placed in cues})
    medians = f"{median(from_disk) * 1000:.0f} and {median(known) * 1000:.0f} ms"
    notes = (
        f"{timeline.total / 60:.0f} minutes, {len(laid)} intervals, {len(cues)} cues",
        f"{texts} texts; processor time, best of {_TIMES}; medians {medians}",
    )
    return Table("unrolling alone", rows, notes)


def _keep_clips(workshop: Workshop, timeline: Timeline) -> None:
    """Have a clip of every text. Those that don't come with the program are silent ones: for
    fitting, only the length counts."""
    settings = Settings()
    request = choose_engine(AUTO, settings.voice, preferred_language()).request
    clips = ClipIndex(workshop.store(), request, settings.rate)
    if clips.origin is None:
        raise Skipped("the natural voice does not work: see `voice-coach doctor`")

    def length(text: str) -> Seconds:
        return estimated_length(text, clips.rate)

    session = Session(timeline, length, lambda _slug: None, CoachingStyle(load_script()))
    for text in session.texts:
        if clips.find(text) is None:
            silence = Clip(bytes(WIDTH * round(length(text) * RATE)))
            clips.keep(text, clips.origin, clips.rate, silence)


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
    """The processor time that it takes: others on the machine don't count."""
    began = time.process_time()
    do()
    return time.process_time() - began
