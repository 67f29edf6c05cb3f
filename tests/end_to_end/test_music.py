"""The athlete's music under a live workout, as a real sound server plays it."""

from __future__ import annotations

import json
import wave
from collections.abc import Callable
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np
import pytest
from end_to_end.conftest import SHORT
from rig.recording import Recording, Samples, loudness, onsets, samples_of

from voice_coach.audio.clip import RATE, Clip
from voice_coach.audio.loudness import k_weighted
from voice_coach.audio.tones import tone
from voice_coach.core.model.tone import TONE_LENGTH, Tone

if TYPE_CHECKING:
    from pathlib import Path

    from end_to_end.program import Event, Home
    from rig.pulse import SoundServer

pytestmark = pytest.mark.rig

BEGINS, RISES = 200.0, 10.0
"""Pitch of the music at its beginning, and by how much it rises in a second: it tells where in it
one is."""

EXACT = 0.001
"""Seconds between where a tone is and where it should be that nobody hears."""

MOST = 0.75
"""Part of all words at which the music must be low: those said at once, in answer to something,
give it no time to fall."""


@pytest.fixture
def songs(home_with_sound: Home) -> Path:
    """A folder with music of two minutes and a file that is none."""
    folder = home_with_sound.folder / "songs"
    folder.mkdir()
    (folder / "a-broken.mp3").write_bytes(b"no music")
    at = np.arange(120 * RATE) / RATE
    sound = np.sin(2 * np.pi * (BEGINS * at + RISES * at**2 / 2))
    pcm = np.repeat((sound * 20_000).astype("<i2"), 2)
    with wave.open(str(folder / "rising.wav"), "wb") as file:
        file.setparams((2, 2, RATE, 0, "NONE", ""))
        file.writeframes(pcm.tobytes())
    return folder


def place_in_music(sound: Samples) -> float:
    """The second of the music at the middle of a sound."""
    spectrum = np.abs(np.fft.rfft(sound * np.hanning(len(sound))))
    hertz = float(np.argmax(spectrum)) * RATE / len(sound)
    return (hertz - BEGINS) / RISES


def left_of(heard: Samples, clip: Clip) -> tuple[Samples, Samples]:
    """A clip as it is heard, and what else is."""
    wanted = samples_of(clip)
    heard = heard[: len(wanted)]
    said = wanted * (heard @ wanted / (wanted @ wanted))
    return said, heard - said


def test_music_lies_under_the_words_and_moves_no_cue(
    home_with_sound: Home,
    sound_server: SoundServer,
    songs: Path,
    clip: Callable[[str], Clip],
) -> None:
    with sound_server.recorder() as recorder:
        with home_with_sound.start("short.yaml", "--fit", "--music", songs.name) as coach:
            assert coach.wait() == 0
        heard = recorder.recording
    cues = coach.events.of("cue")
    shown = coach.output + coach.errors
    assert shown.count("a-broken.mp3 is left out") == 1

    slips = [slip for kind in (Tone.START, Tone.BEAT) for slip in _slips(heard, cues, kind)]
    assert slips
    assert np.median(slips) <= EXACT

    begins = _zero(heard, cues)
    below = []
    for one in cues:
        if "text" in one and one["scheduled"] > _first(cues, "start"):
            place = round((begins + one["scheduled"]) * RATE)
            said, music = left_of(heard.samples[place:], clip(one["text"]))
            below.append(_power(said) - _power(music))
    assert len(below) > 4
    assert sum(one >= 12.0 for one in below) >= MOST * len(below), below

    gaps = [
        (one["scheduled"] + one["length"], following["scheduled"])
        for one, following in pairwise(cues)
        if one["scheduled"] > _first(cues, "start")
    ]
    begin, end = max(gaps, key=lambda gap: gap[1] - gap[0])
    middle = heard.samples[round((begins + begin + 0.2) * RATE) : round((begins + end) * RATE)]
    assert loudness(Recording(middle, 0.0)).min() > 0.005


def test_music_goes_on_through_a_pause_and_is_taken_up_where_it_was(
    home_with_sound: Home, sound_server: SoundServer, songs: Path
) -> None:
    home = home_with_sound
    routine = home.write(
        "two.yaml",
        SHORT.replace("6s", "4s").replace("crunch: 3\n    tempo: 1-0-1", "side-plank: 40s"),
    )
    with sound_server.recorder() as recorder:
        with home.start_in_terminal(routine, "--fit", "--music", songs.name) as coach:
            coach.events.wait_for("interval", kind="work")
            coach.events.wait_for("interval", kind="work")
            coach.let_pass(2.0)
            coach.press(" ")
            coach.events.wait_for("cue", text="Paused.")
            coach.let_pass(4.0)
            coach.press("\x03")
            coach.wait()
        heard = recorder.recording
    (pause,) = onsets(heard, tone(Tone.PAUSE), likeness=0.8)
    paused = heard.samples[pause + 3 * RATE : pause + 4 * RATE]
    assert loudness(Recording(paused, 0.0)).min() > 0.005
    sounding = np.flatnonzero(loudness(heard, 0.1) > 0.01)
    ended = (sounding[-1] + 1) * RATE // 10
    left = place_in_music(heard.samples[ended - RATE : ended - RATE // 2])

    kept = json.loads((home.folder / "data" / "voice-coach" / "music.json").read_text())
    assert kept["track"].endswith("rising.wav")
    with sound_server.recorder() as recorder:
        with home.resume() as coach:
            coach.events.wait_for("cue", tone=Tone.START)
            coach.let_pass(3.0)
        heard = recorder.recording
    (start, *_) = onsets(heard, tone(Tone.START), likeness=0.8)
    after = start + round((TONE_LENGTH[Tone.START] + 1.5) * RATE)
    again = place_in_music(heard.samples[after : after + RATE // 2])
    # It begins with the workout, before the first words of it and after the recording.
    cues = coach.events.of("cue")
    since_words = after / RATE - _zero(heard, cues, likeness=0.8) - cues[0]["scheduled"]
    assert left - 3.0 + since_words <= again <= left + 3.0 + after / RATE


def _first(cues: list[Event], kind: str) -> float:
    return float(next(one["scheduled"] for one in cues if one.get("tone") == kind))


def _zero(heard: Recording, cues: list[Event], likeness: float = 0.9) -> float:
    """The second of the recording at which the log begins."""
    (first, *_) = onsets(heard, tone(Tone.START), likeness)
    return first / RATE - _first(cues, "start")


def _slips(heard: Recording, cues: list[Event], kind: Tone) -> list[float]:
    """By how much each tone is off from where the one before it puts it, in seconds."""
    found = [place / RATE for place in onsets(heard, tone(kind))]
    told = [one["scheduled"] for one in cues if one.get("tone") == kind]
    assert len(found) == len(told)
    return [
        abs((after - before) - (later - sooner))
        for (before, after), (sooner, later) in zip(pairwise(found), pairwise(told), strict=True)
    ]


def _power(sound: Samples) -> float:
    return float(10 * np.log10(np.mean(k_weighted(sound) ** 2)))
