"""Words that are not rendered in time: the pace of the real worker is measured, clip by clip, and
whole workouts are then led in simulated time at these paces, one after the other."""

from __future__ import annotations

from contextlib import nullcontext
from itertools import cycle
from typing import TYPE_CHECKING

from benchmarks.load import busy_machine
from benchmarks.table import Row, Skipped, Table
from simulated_rendering import OWN, WORDS_A_MINUTE, Led, Simulated, led, usual_length

from voice_coach.audio.clip import RATE
from voice_coach.core.session.agenda import pace_of
from voice_coach.library.catalogue.paths import bundled_folder
from voice_coach.library.routine.finder import Shelf
from voice_coach.speech.clip_store import ClipSource, clip_key
from voice_coach.speech.engine import NATURAL
from voice_coach.speech.natural.packages import missing_packages
from voice_coach.speech.natural.version import VERSION
from voice_coach.speech.natural.voice_list import NATURAL_VOICES
from voice_coach.speech.pronunciation import spoken
from voice_coach.speech.ready_made import ReadyMade
from voice_coach.speech.voices import Voice
from voice_coach.speech.worker_client import Renderer
from voice_coach.system import clock

if TYPE_CHECKING:
    from benchmarks.workshop import Workshop

    from voice_coach.core.model.routine import Routine
    from voice_coach.core.units import Seconds

_MEASURED = (
    "Next: Forearm Plank, 30 seconds.",
    "Breathe as quietly as you can.",
    "A cup of tea stands on your back.",
    "Wednesday with Grandmother.",
    "Look at the photograph on the wall.",
    "Well done.",
    "Lift the hips as though someone pulled a string.",
    "Slower than you think, much slower.",
    "Halfway.",
    "On your forearms, elbows right under the shoulders.",
    "The kettle is on, so keep walking.",
    "Switch sides. Right side.",
)
_PATIENCE: Seconds = 60.0


class _Worker:
    """What was measured of the worker: the time until it is ready, and the pace of each clip."""

    def __init__(self, voice: Voice) -> None:
        began = clock.now()
        with Renderer() as renderer:
            renderer.open(NATURAL, voice.id, voice.languages[0], _PATIENCE)
            self.start = clock.now() - began
            self.paces = [self._pace(renderer, text) for text in _MEASURED]

    @staticmethod
    def _pace(renderer: Renderer, text: str) -> float:
        began = clock.now()
        clip = renderer.render(text, WORDS_A_MINUTE, _PATIENCE)
        return pace_of([(clock.now() - began, clip.length)])


class _ReadyMadeClips:
    """Which texts come ready-made in a voice, and how long they are."""

    def __init__(self, voice: Voice) -> None:
        self._source = ClipSource(NATURAL, VERSION, voice)
        self._clips = ReadyMade()
        self._samples: dict[str, int | None] = {}

    def has(self, text: str) -> bool:
        return self._found(text) is not None

    def length(self, text: str) -> Seconds:
        samples = self._found(text)
        return usual_length(text) if samples is None else samples / RATE

    def _found(self, text: str) -> int | None:
        if text not in self._samples:
            key = clip_key(self._source, WORDS_A_MINUTE, spoken(text))
            self._samples[text] = self._clips.samples(key)
        return self._samples[text]


def measure(workshop: Workshop) -> Table:
    """Lead every bundled routine, and one of 20 minutes with words of its own."""
    if missing_packages():
        raise Skipped("the natural voice is not installed")
    heart, michael = NATURAL_VOICES[:2]
    own = workshop.folder / "own.yaml"
    own.write_text(OWN, "utf-8")
    bundled = [Shelf().find(path.stem).routine for path in sorted(bundled_folder().glob("*.yaml"))]
    new = [Shelf().find(str(own)).routine]
    rows, notes = [], []
    for load in ("as it is", "cores busy"):
        with busy_machine(listening=False) if load == "cores busy" else nullcontext():
            worker = _Worker(heart)
        worst, mean = max(worker.paces), sum(worker.paces) / len(worker.paces)
        notes.append(
            f"{load}: the worker starts in {worker.start:.1f} s; {mean:.2f} s a second of speech, "
            f"{worst:.2f} at worst"
        )
        for what, routines, voice in (
            ("bundled routines, Heart", bundled, heart),
            ("bundled routines, Michael, nothing rendered", bundled, michael),
            ("own routine, 20 minutes, Heart", new, heart),
            ("own routine, 20 minutes, Michael, nothing rendered", new, michael),
        ):
            found = [_led(one, voice, worker) for one in routines]
            late = sum(len(one.late) for one in found)
            said = sum(len(one.said) for one in found)
            rows.append(Row(f"{load}: {what}: late of {said}", "", late, None, 0))
            rows.append(Row("  longest wait for the first word", "s", _wait(found), None, 1.5))
    return Table("", tuple(rows), tuple(notes))


def _led(routine: Routine, voice: Voice, worker: _Worker) -> Led:
    clips, paces = _ReadyMadeClips(voice), cycle(worker.paces)
    simulated = Simulated(lambda _now: next(paces), worker.start, clips.has, clips.length)
    return led(routine, simulated)


def _wait(found: list[Led]) -> Seconds:
    return max(one.waited for one in found)
