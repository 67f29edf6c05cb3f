"""A workout rendered into a file: what the log says is in it, exact to the sample."""

from __future__ import annotations

import json
import re
import signal
import subprocess
import threading
import wave
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pytest
from end_to_end.bells import write_bell
from end_to_end.conftest import SHORT
from end_to_end.program import PATIENCE, VOICE_COACH
from rig.recording import Recording, onsets, sounds

from voice_coach.audio.clip import RATE, Clip
from voice_coach.audio.own_sounds import own_sound
from voice_coach.audio.tones import tone
from voice_coach.core.model.tone import Tone
from voice_coach.core.wording.phrasebook import RECORDING_NOTICE

if TYPE_CHECKING:
    from pathlib import Path

    from end_to_end.program import Event, Home

_ROUNDED = round(0.0001 * RATE)
"""Samples in a tenth of a millisecond, to which the log's times are rounded."""


@dataclass(frozen=True, slots=True)
class Rendered:
    """A recording and its log."""

    recording: Recording
    events: list[Event]

    @property
    def cues(self) -> list[Event]:
        """What is said and sounded, in order."""
        return [one for one in self.events if one["event"] == "cue"]

    def timed(self, tone: Tone, number: int) -> float:
        """Seconds at which the tone of that number, counted from 0, was due."""
        return float([one["scheduled"] for one in self.cues if one.get("tone") == tone][number])

    def only(self, event: str) -> Event:
        """The one event of its kind."""
        (found,) = (one for one in self.events if one["event"] == event)
        return found


def render(home: Home, *options: str) -> Rendered:
    outcome = home.run(
        *("render", "short.yaml", "-o", "short.wav", "--force", "--events", "-"), *options
    )
    assert outcome.returncode == 0, outcome.stderr
    events = [json.loads(line) for line in outcome.stdout.splitlines()]
    return Rendered(_read(home.folder / "short.wav"), events)


def _read(path: Path) -> Recording:
    with wave.open(str(path)) as wav:
        assert (wav.getframerate(), wav.getnchannels(), wav.getsampwidth()) == (RATE, 1, 2)
        samples = np.frombuffer(wav.readframes(wav.getnframes()), np.int16)
    return Recording(samples.astype(np.float64) / 32768, 0.0)


@pytest.fixture(scope="module")
def rendered(make_home: Callable[[], Home]) -> Rendered:
    return render(make_home())


def test_it_lasts_as_long_as_greeting_timeline_and_goodbye(rendered: Rendered) -> None:
    first = next(one for one in rendered.events if one["event"] == "interval")
    finish, last = rendered.only("finish"), rendered.cues[-1]
    total = rendered.only("start")["total"]

    assert finish["scheduled"] == pytest.approx(first["scheduled"] + total, abs=1e-3)
    assert last["text"] == "See you next time."
    assert rendered.recording.length == pytest.approx(last["scheduled"] + last["length"], abs=0.5)


def test_every_tone_is_in_its_place_and_nowhere_else(rendered: Rendered) -> None:
    for kind in (Tone.START, Tone.END, Tone.BEAT, Tone.FINISH):
        planned = [one["scheduled"] * RATE for one in rendered.cues if one.get("tone") == kind]
        found = onsets(rendered.recording, tone(kind))

        assert found == pytest.approx(planned, abs=_ROUNDED), kind


def test_tones_that_are_seconds_apart_are_so_to_the_sample(rendered: Rendered) -> None:
    first, second = onsets(rendered.recording, tone(Tone.START))
    (end,) = onsets(rendered.recording, tone(Tone.END))

    assert end - first == 6 * RATE
    rest = rendered.timed(Tone.START, 1) - rendered.timed(Tone.END, 0)
    assert rest == round(rest)
    assert second - end == rest * RATE


def test_every_word_is_in_its_place(rendered: Rendered, clip: Callable[[str], Clip]) -> None:
    spoken = [one for one in rendered.cues if "text" in one]
    assert len(spoken) > 10
    for one in spoken:
        begin = one["scheduled"] - 0.01
        around = rendered.recording.part(begin, one["scheduled"] + one["length"] + 0.01)
        found = onsets(around, clip(one["text"]))

        assert found == pytest.approx([0.01 * RATE], abs=_ROUNDED), one["text"]


def test_between_the_cues_there_is_silence(rendered: Rendered) -> None:
    ended = 0.0
    for one in rendered.cues:
        assert one["scheduled"] >= ended
        assert not sounds(rendered.recording.part(ended, one["scheduled"] - 0.001), window=0.001)
        ended = one["scheduled"] + one["length"] + 0.001


def test_minimal_talk_leaves_the_notice_the_tones_and_the_counts(home: Home) -> None:
    rendered = render(home, "--talk", "minimal")

    texts = [one["text"] for one in rendered.cues if "text" in one]
    assert texts[0] == RECORDING_NOTICE
    assert set(texts[1:]) == {"three", "two", "one", "Breathe calmly."}
    assert {one["tone"] for one in rendered.cues if "tone" in one} == {
        *(Tone.START, Tone.END, Tone.BEAT, Tone.FINISH)
    }


_SRT = re.compile(r"(\d+):(\d+):(\d+),(\d+) --> .*\n(.*)")


def test_captions_begin_with_the_words_that_are_heard(
    home: Home, clip: Callable[[str], Clip]
) -> None:
    rendered = render(home, "--captions", "srt")
    captions = _SRT.findall((home.folder / "short.srt").read_text("utf-8"))

    assert [text for *_, text in captions] == [
        one["text"] for one in rendered.cues if "text" in one
    ]
    for hours, minutes, seconds, thousandths, text in captions:
        begins = int(hours) * 3600 + int(minutes) * 60 + int(seconds) + int(thousandths) / 1000
        around = rendered.recording.part(begins - 0.01, begins + clip(text).length + 0.01)
        (onset,) = onsets(around, clip(text))
        assert onset / RATE == pytest.approx(0.01, abs=0.001), text


def test_a_rendering_that_fails_leaves_no_files_behind(home: Home) -> None:
    (home.folder / "kept.jsonl").write_text("as it was\n")
    before = {one.name for one in home.folder.iterdir()}
    for file in ("new.jsonl", "kept.jsonl"):
        for arguments in (("no-such-routine",), ("short.yaml", "--voice", "no-such-voice")):
            outcome = home.run("render", *arguments, "--events", file, "-o", "short.wav")
            assert outcome.returncode == 2
    assert (home.folder / "kept.jsonl").read_text() == "as it was\n"
    assert {one.name for one in home.folder.iterdir()} == before


def test_of_all_routines_each_is_named_by_its_own_and_what_is_there_is_kept(home: Home) -> None:
    kept = home.folder / "all" / "tabata.opus"
    kept.parent.mkdir()
    kept.touch()
    outcome = home.run("render", "--all", "-o", "all", "--format", "opus")

    assert outcome.returncode == 2
    assert "all/tabata.opus" in outcome.stderr
    assert list(kept.parent.iterdir()) == [kept]
    refused = home.run("render", "--all", "-o", "one.opus")
    assert "one.opus is one file for several routines." in refused.stderr


def test_own_sounds_are_in_it_in_the_places_of_the_tones(home: Home) -> None:
    bell = write_bell(home.folder / "bell.wav")
    home.set("sounds.start", "bell.wav")
    home.set("sounds.rest", "bell.wav")
    rendered = render(home)

    clip = own_sound(Tone.START, bell)
    told = [one for one in rendered.cues if one.get("tone") in (Tone.START, Tone.REST)]
    assert [one["length"] for one in told] == [pytest.approx(clip.length, abs=1e-6)] * len(told)
    assert {one["tone"] for one in told} == {Tone.START, Tone.REST}
    planned = [one["scheduled"] * RATE for one in told]
    assert onsets(rendered.recording, clip) == pytest.approx(planned, abs=_ROUNDED)
    assert not onsets(rendered.recording, tone(Tone.START))


def test_several_routines_get_a_file_each_with_their_names(home: Home) -> None:
    home.write("other.yaml", SHORT.replace("Short", "Other"))
    talk = ("--talk", "minimal", "-o", "workouts", "--captions", "lrc")
    outcome = home.run("render", "short.yaml", "other.yaml", *talk)

    assert outcome.returncode == 0, outcome.stderr
    files = {one.name for one in (home.folder / "workouts").iterdir()}
    assert files == {"short.m4a", "short.lrc", "other.m4a", "other.lrc"}


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP, signal.SIGINT])
def test_a_rendering_that_is_ended_leaves_no_files_behind(
    home: Home, number: signal.Signals
) -> None:
    before = {one.name for one in home.folder.iterdir()}
    command = (*VOICE_COACH, "render", "long.yaml", "-o", "long.mp3")
    with subprocess.Popen(command, env=home.env, cwd=home.folder) as process:
        while not any(one.stat().st_size for one in home.folder.glob(".long.mp3.*.part")):
            assert process.poll() is None
            threading.Event().wait(0.01)
        process.send_signal(number)
        # Of Ctrl-C, Click makes an exit code of its own.
        assert process.wait(PATIENCE) == (1 if number is signal.SIGINT else 128 + number)
    assert {one.name for one in home.folder.iterdir()} == before


def test_a_file_that_is_there_is_kept_and_so_is_its_neighbour(home: Home) -> None:
    (home.folder / "short.mp3").write_text("precious")
    outcome = home.run("render", "short.yaml", "-o", "short.mp3")

    assert outcome.returncode == 2
    assert "--force" in outcome.stderr
    assert (home.folder / "short.mp3").read_text() == "precious"


def test_a_damaged_clip_is_rendered_anew_and_no_word_is_left_out(
    home: Home, tmp_path: Path
) -> None:
    home.env["XDG_CACHE_HOME"] = str(tmp_path / "cold")
    before = render(home, "--talk", "minimal")
    clips = list(tmp_path.rglob("cold/**/clips/*.flac"))
    assert clips
    for path in clips:
        data = bytearray(path.read_bytes())
        data[len(data) // 2] ^= 0xFF
        path.write_bytes(data)
    after = render(home, "--talk", "minimal")
    assert all(one["heard"] for one in after.cues)
    assert len(after.cues) == len(before.cues)
