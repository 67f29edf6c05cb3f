"""When cues are heard, against when they are due.

A session is recorded from the sound server's speaker, and every cue, spoken or not, is found
in the recording by its own clip, exact to the sample. That is done on a machine with nothing
else to do, again with every core busy and a recogniser at work, and again like that with the
coach itself listening.
"""

from __future__ import annotations

import wave
from contextlib import contextmanager
from dataclasses import dataclass, replace
from itertools import groupby
from threading import Event, Thread
from typing import TYPE_CHECKING

import numpy as np
from benchmarks import usual
from benchmarks.load import busy_machine, standstills
from benchmarks.table import Row, Table
from hearing.mouth import say
from rig.recording import onsets

from voice_coach.audio.clip import RATE
from voice_coach.audio.tones import tone
from voice_coach.core.model.tone import Tone
from voice_coach.hearing.ports.recogniser import RATE as MICROPHONE_RATE
from voice_coach.hearing.ports.recogniser import WIDTH

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from benchmarks.workshop import Workshop
    from end_to_end.program import Event as Logged
    from rig.pulse import SoundServer
    from rig.recording import Recording

    from voice_coach.audio.clip import Clip
    from voice_coach.core.units import Seconds
    from voice_coach.speech.speech import Speech

_ROUTINE = "morning-mobility"
"""Nearly ten minutes, with some 27 cues in each."""

_NEAR: Seconds = 0.25
"""A cue is looked for so near to where it should be."""

_TALK = "The weather was lovely at the lake, and we stayed for the whole of the afternoon."

_WORD, _TIMES = "Three.", 20

_ENDS = 8
"""So many cues at each end of a recording tell how far it has drifted."""


@dataclass(frozen=True, slots=True)
class _Heard:
    due: Seconds
    late: Seconds
    """Against an unknown but constant offset: the sound server's latency, and the beginning of
    the log's time."""


@dataclass(frozen=True, slots=True)
class _Stretch:
    heard: tuple[_Heard, ...]
    missing: int = 0
    """Cues that were due and not found."""
    standstills: tuple[Seconds, ...] = ()
    """Of the machine as a whole, meanwhile."""

    @property
    def deviations(self) -> list[float]:
        """Of each cue from the median of the same minute, in milliseconds."""
        deviations: list[float] = []
        for _, cues in groupby(self.heard, lambda one: one.due // 60):
            late = np.array([one.late for one in cues])
            deviations += list(np.abs(late - np.median(late)) * 1000)
        return deviations

    def in_stream(self, percent: float) -> float:
        """So many percent of the cues are off by no more, in milliseconds."""
        return float(np.percentile(self.deviations, percent))

    @property
    def drift(self) -> float:
        """Milliseconds against the clock, as they would be after ten minutes."""
        ends = (self.heard[:_ENDS], self.heard[-_ENDS:])
        due, late = (
            [np.median([getattr(one, of) for one in end]) for end in ends] for of in ("due", "late")
        )
        return float(abs(late[1] - late[0]) / (due[1] - due[0]) * 600 * 1000)

    @property
    def span(self) -> Seconds:
        """From the first cue to the last."""
        return self.heard[-1].due - self.heard[0].due


def measure(workshop: Workshop) -> Table:
    """Record sessions and compare."""
    workshop.warm(_ROUTINE)
    with workshop.sound_server() as server:
        idle = _session(workshop, server)
        with _talk(server, workshop.folder):
            listening = _session(workshop, server, "--listen")
        with busy_machine():
            busy = _session(workshop, server)
            both = _session(workshop, server, "--listen")
        naive = _naive(workshop, server)
    rows: list[Row] = []
    for name, stretch, other in (
        ("idle", idle, naive),
        ("listening", listening, None),
        ("busy", busy, None),
        ("busy and listening", both, None),
    ):
        for what, percent, goal in (("p50", 50, None), ("p99", 99, 1.0), ("max", 100, None)):
            rows.append(
                Row(
                    f"{name}: off the beat, {what}",
                    "ms",
                    stretch.in_stream(percent),
                    None if other is None else other.in_stream(percent),
                    goal,
                )
            )
        drift = None if other is None else other.drift
        rows.append(Row(f"{name}: drift in ten minutes", "ms", stretch.drift, drift, 5.0))
    notes = [*_notes("idle", idle), *_notes("listening", listening)]
    notes += [*_notes("busy", busy), *_notes("busy and listening", both)]
    last = naive.heard[-1].late - naive.heard[0].late
    notes.append(f"say, sleep(1): {last:.1f} s late after {_TIMES} words")
    if not usual.HAS_APLAY:
        notes.append(usual.STAND_IN)
    notes.append("off the beat: from the median of the same minute; the log tells 0.1 ms")
    return Table("say, sleep(1)", tuple(rows), tuple(notes))


def _notes(name: str, stretch: _Stretch) -> tuple[str, ...]:
    off = sum(deviation > 1 for deviation in stretch.deviations)
    stood = stretch.standstills
    longest = f", {1000 * max(stood):.0f} ms at the longest" if stood else ""
    return (
        f"{name}: {len(stretch.heard)} cues found in {stretch.span:.0f} s, {stretch.missing} not",
        f"{name}: {off} cues off by more than 1 ms",
        f"{name}: the machine stood still by itself {len(stood)} times{longest}",
    )


def _session(workshop: Workshop, server: SoundServer, *options: str) -> _Stretch:
    home = workshop.home(server)
    with (
        standstills() as stood,
        server.recorder() as recorder,
        home.start(_ROUTINE, "--fit", *options) as program,
    ):
        program.events.wait_for("cue")
        program.let_pass(60 * workshop.minutes)
        heard = recorder.recording
        # What is cut short because somebody talks, or not said at all, is not looked for.
        cues = [one for one in program.events.of("cue") if "tone" in one or not options]
    with workshop.speech() as speech:
        return replace(_find(heard, cues, speech), standstills=tuple(stood))


@contextmanager
def _talk(server: SoundServer, folder: Path) -> Iterator[None]:
    """Somebody talks into the microphone, of other things, with a second between sentences."""
    (pcm,) = say([_TALK]).values()
    file = folder / "talk.wav"
    with wave.open(str(file), "wb") as sound:
        sound.setparams((1, WIDTH, MICROPHONE_RATE, 0, "NONE", ""))
        sound.writeframes(pcm)
    over = Event()

    def talk() -> None:
        while not over.wait(1.0):
            server.say(file)

    speaker = Thread(target=talk)
    speaker.start()
    try:
        yield
    finally:
        over.set()
        speaker.join()


def _find(recording: Recording, cues: list[Logged], speech: Speech) -> _Stretch:
    """Pair cues with where they are heard."""
    ends = recording.began + recording.length
    clips = [_clip(cue, speech) for cue in cues]
    (anchor, *_) = onsets(recording, clips[0])
    offset = recording.began + anchor / RATE - cues[0]["scheduled"]
    found: list[_Heard] = []
    missing = 0
    for cue, clip in zip(cues, clips, strict=True):
        near = cue["scheduled"] + offset
        if near + clip.length + _NEAR > ends:
            break
        part = recording.part(near - _NEAR, near + clip.length + _NEAR)
        places = [part.began + sample / RATE for sample in onsets(part, clip)]
        if not places:
            missing += 1
            continue
        at = min(places, key=lambda place: abs(place - near))
        found.append(_Heard(cue["scheduled"], at - near))
    return _Stretch(tuple(found), missing)


def _clip(cue: Logged, speech: Speech) -> Clip:
    if "tone" in cue:
        return tone(Tone(cue["tone"]))
    clip = speech.clip(cue["text"])
    if clip is None:
        raise LookupError(f"{cue['text']!r} was said, but is not in the cache")
    return clip


def _naive(workshop: Workshop, server: SoundServer) -> _Stretch:
    """A word each second, as `say, sleep(1)` does it."""
    home = workshop.home(server)
    with server.recorder() as recorder:
        told = usual.say(home.env, home.folder, _WORD, _TIMES)
    begins = _begins(recorder.recording)
    asked = told.asked[0]
    return _Stretch(
        tuple(_Heard(float(number), at - asked - number) for number, at in enumerate(begins))
    )


def _begins(recording: Recording) -> list[Seconds]:
    """Where sound begins after half a second of silence."""
    (loud,) = np.nonzero(np.abs(recording.samples) > 0.003)
    first = np.concatenate(([True], np.diff(loud) > RATE // 2))
    return [recording.began + int(sample) / RATE for sample in loud[first]]
