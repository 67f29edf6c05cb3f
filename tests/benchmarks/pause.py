"""From the key that pauses to silence, and whether the silence comes with a click.

The coach says a sentence without a break in it, and is paused at some moment of it. The last
sound before the pause tone is looked for in a recording of the speaker.
"""

from __future__ import annotations

import random
import subprocess
import threading
import wave
from dataclasses import dataclass
from statistics import median
from typing import TYPE_CHECKING

import numpy as np
from benchmarks.table import Row, Table
from benchmarks.workshop import SINK_AHEAD
from rig.recording import onsets, steepest

from voice_coach.audio.clip import RATE, WIDTH
from voice_coach.audio.tones import tone
from voice_coach.core.model.tone import Tone
from voice_coach.core.wording.phrasebook import FIT_NOTICE
from voice_coach.system import clock

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from benchmarks.workshop import Workshop
    from rig.pulse import SoundServer
    from rig.recording import Recording

    from voice_coach.audio.clip import Clip
    from voice_coach.core.units import Seconds

_TIMES = 20

# Vowels and sonorants alone: a break between words would be taken for the silence asked for.
_NAME = "A Long Arm Along a Long Low Line All Alone"
PAUSED = "Paused."

_SENTENCE = f"{_NAME}."
_ROUTINE = f"""\
version: 1
name: Pausing
level: beginner
defaults: {{prepare: 0s}}
main:
  - plank: 600s
    name: {_NAME}
"""

_SILENT = 0.002
"""Of full scale; speech is some fifty times as loud."""

_FADE: Seconds = 0.03
"""The end of the sound in which a fade is looked for, or a click."""


@dataclass(frozen=True, slots=True)
class _Ending:
    after: Seconds
    """From the key to the last sound."""
    jump: float
    """The largest from one sample to the next where it ends."""
    speech: float
    """The largest in the speech before."""


def measure(workshop: Workshop) -> Table:
    """Press, listen, go on, and again."""
    dice = random.Random(1)  # noqa: S311 # moments, no secret
    moments = [dice.uniform(0.3, 1.8) for _ in range(_TIMES)]
    home = workshop.home()
    routine = home.folder / home.write("pausing.yaml", _ROUTINE)
    workshop.warm(str(routine), _SENTENCE, PAUSED)
    with workshop.speech() as speech:
        sentence = speech.clip(_SENTENCE)
    if sentence is None:
        raise LookupError("what was rendered is not in the cache")
    with workshop.sound_server() as server:
        ours = _pauses(workshop, server, routine, moments)
        killed = _kills(server, home.folder / "sentence.wav", sentence, moments)

    def after(of: Callable[[list[float]], float]) -> tuple[float, float]:
        both = [of([one.after * 1000 for one in endings]) for endings in (ours, killed)]
        return both[0], both[1]

    jumps = [
        max(one.jump for one in endings) / max(one.speech for one in endings)
        for endings in (ours, killed)
    ]
    rows = (
        Row("key to silence, median", "ms", *after(median), 150.0),
        Row("key to silence, worst", "ms", *after(max), 150.0),
        Row("largest jump at the end, in speech 1", "", jumps[0], jumps[1], 1.0),
    )
    notes = (
        f"{len(ours)} of {_TIMES} keys, at random moments of a sentence",
        "compared with as many `paplay` that are killed; good to some milliseconds",
    )
    return Table("killing a player", rows, notes)


def _pauses(
    workshop: Workshop, server: SoundServer, routine: Path, moments: list[Seconds]
) -> list[_Ending]:
    keys: list[Seconds] = []
    home = workshop.home(server)
    with (
        server.recorder() as recorder,
        home.start_in_terminal(str(routine), "--fit", "--plain") as coach,
    ):
        # Else pexpect waits before it sends.
        coach._child.delaybeforesend = None
        coach.events.wait_for("cue", text=FIT_NOTICE)
        coach.press(" ")
        for moment in moments:
            coach.events.wait_for("cue", text=PAUSED)
            coach.let_pass(1.0)
            coach.press(" ")
            coach.events.wait_for("cue", text=_SENTENCE)
            coach.let_pass(moment)
            keys.append(clock.now())
            coach.press(" ")
        coach.events.wait_for("cue", text=PAUSED)
        coach.let_pass(0.5)
        heard = recorder.recording
    endings: list[_Ending] = []
    for key in keys:
        after = heard.part(key, key + 1.0)
        tones = onsets(after, tone(Tone.PAUSE))
        if tones:
            endings.append(_ending(heard, key, after.began + tones[0] / RATE))
    return endings


def _kills(
    server: SoundServer, path: Path, sentence: Clip, moments: list[Seconds]
) -> list[_Ending]:
    with path.open("wb") as stream, wave.open(stream, "wb") as wav:
        wav.setparams((1, WIDTH, RATE, 0, "NONE", ""))
        wav.writeframes(sentence.pcm)
    keys: list[Seconds] = []
    with server.recorder() as recorder:
        for moment in moments:
            player = subprocess.Popen(["paplay", path], env=server.env)
            threading.Event().wait(moment)
            keys.append(clock.now())
            player.kill()
            player.wait()
            threading.Event().wait(0.5)
    return [_ending(recorder.recording, key, key + 0.4) for key in keys]


def _ending(heard: Recording, key: Seconds, until: Seconds) -> _Ending:
    """How the sound ended that was cut off by `key`; the next one begins at `until`."""
    cut = heard.part(key - SINK_AHEAD - 0.1, until - 0.002)
    (loud,) = np.nonzero(np.abs(cut.samples) > _SILENT)
    last = cut.began + int(loud[-1]) / RATE
    jump = steepest(heard.part(last - _FADE, last + _FADE))
    return _Ending(last + SINK_AHEAD - key, jump, steepest(heard.part(last - 1.0, last - _FADE)))
