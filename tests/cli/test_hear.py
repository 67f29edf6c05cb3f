"""`voice-coach hear` with sound files, as it is typed, with the real recogniser."""

from __future__ import annotations

import json
import stat
import wave
from array import array
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from hearing.mouth import say, silence

from voice_coach.cli import main
from voice_coach.hearing.ports.recogniser import RATE, WIDTH
from voice_coach.hearing.recognisers import registry

pytestmark = pytest.mark.skipif(
    registry.missing("own") is not None, reason="the recogniser is not installed"
)

SAID = ("pause", "coach skip", "stop the workout", "what's next", "not sure", "seven")


@pytest.fixture(scope="module")
def sounds() -> dict[str, bytes]:
    return say(SAID)


class Typed:
    """Runs `hear` in a home of its own."""

    def __init__(self, folder: Path, sounds: dict[str, bytes]) -> None:
        self.folder = folder
        self._sounds = sounds

    def __call__(self, *arguments: str | Path) -> Result:
        environment = {"XDG_CONFIG_HOME": str(self.folder / "config")}
        return CliRunner(env=environment).invoke(main, ["hear", *map(str, arguments)])

    def says(self, name: str, *phrases: str, rate: int = RATE, channels: int = 1) -> Path:
        """A file in which a second passes before each phrase."""
        pcm = b"".join(silence(1.0) + self._sounds[phrase] for phrase in phrases)
        samples = array("h", pcm)
        faster = (samples[at * RATE // rate] for at in range(len(samples) * rate // RATE))
        wide = array("h", (one for one in faster for _ in range(channels)))
        path = self.folder / name
        with wave.open(str(path), "wb") as file:
            file.setparams((channels, WIDTH, rate, 0, "NONE", ""))
            file.writeframes(wide.tobytes())
        return path


@pytest.fixture
def typed(tmp_path: Path, sounds: dict[str, bytes]) -> Typed:
    return Typed(tmp_path, sounds)


def told(result: Result) -> list[dict[str, Any]]:
    assert result.exit_code == 0, result.output
    return [json.loads(line) for line in result.stdout.splitlines()]


def commands(result: Result) -> list[str]:
    return [one["command"] for one in told(result)]


def test_each_command_is_told_with_its_file_place_score_and_delay(typed: Typed) -> None:
    path = typed.says("take.wav", "pause", "what's next")
    first, second = told(typed(path, "--json"))
    assert list(first) == ["file", "understood", *(["at", "command", "phrase", "score", "latency"])]
    assert (first["file"], first["command"], first["phrase"]) == (str(path), "pause", "pause")
    assert second["command"] == second["phrase"] == "what's next"
    assert first["at"] == pytest.approx(1.0, abs=0.15)
    assert second["at"] > first["at"] + 1.0
    assert first["score"] > 0
    assert first["latency"] > 0


def test_without_json_the_same_is_told_in_words(typed: Typed) -> None:
    result = typed(typed.says("take.wav", "pause"))
    assert "take.wav" in result.stdout
    assert "“pause”  score " in result.stdout


@pytest.mark.parametrize(("rate", "channels"), [(44_100, 2), (22_050, 1)])
def test_files_of_other_rates_and_channels_are_understood(
    typed: Typed, rate: int, channels: int
) -> None:
    path = typed.says("take.wav", "pause", "stop the workout", rate=rate, channels=channels)
    assert commands(typed(path, "--json")) == ["pause", "stop"]


def test_several_files_are_told_apart(typed: Typed) -> None:
    one, two = typed.says("one.wav", "pause"), typed.says("two.wav", "what's next")
    found = told(typed(one, two, one, "--json"))
    assert [Path(line["file"]).name for line in found] == ["one.wav", "two.wav", "one.wav"]
    assert [line["command"] for line in found] == ["pause", "what's next", "pause"]
    assert found[0]["at"] == pytest.approx(found[2]["at"], abs=0.1)


def test_a_file_that_can_not_be_read_is_told_and_the_others_are_heard(typed: Typed) -> None:
    bad = typed.folder / "bad.wav"
    bad.write_text("no sound")
    result = typed(bad, typed.says("good.wav", "pause"), typed.folder / "gone.wav", "--json")
    assert result.exit_code == 2
    assert "bad.wav is not a sound file" in result.stderr
    assert "gone.wav can't be read" in result.stderr
    assert [json.loads(line)["command"] for line in result.stdout.splitlines()] == ["pause"]


def test_a_file_without_a_command_is_told_and_well(typed: Typed) -> None:
    path = typed.says("nothing.wav")
    assert told(typed(path, "--json")) == [{"file": str(path), "understood": False, "command": ""}]
    assert typed(path).stdout == f"nothing understood in {path}\n"


def test_the_nearest_phrases_are_told_with_their_scores(typed: Typed) -> None:
    path = typed.says("take.wav", "pause")
    (found,) = told(typed(path, "--json", "--scores"))
    nearest = found["nearest"]
    assert len(nearest) == 3
    assert next(iter(nearest)) == found["phrase"] == "pause"
    assert list(nearest.values()) == sorted(nearest.values(), reverse=True)
    assert "nearest: “pause” " in typed(path, "--scores").stdout


def test_in_wake_mode_only_stop_and_safety_words_need_no_wake_word(typed: Typed) -> None:
    path = typed.says("take.wav", "pause", "coach skip", "stop the workout")
    assert commands(typed(path, "--json", "--mode", "wake")) == ["next", "stop"]


def test_answers_and_figures_are_understood_where_they_are_armed(typed: Typed) -> None:
    path = typed.says("take.wav", "not sure", "seven")
    found = typed(path, "--json", "--arm", "answers", "--arm", "figures")
    assert commands(found) == ["not sure", "7"]
    assert "7" not in commands(typed(path, "--json"))


def test_what_is_kept_is_announced_and_nothing_else_is_written(typed: Typed) -> None:
    path = typed.says("take.wav", "pause")
    result = typed(path, "--keep", typed.folder / "kept")
    assert f"is written into {typed.folder / 'kept'}" in result.stderr
    assert [file.name for file in (typed.folder / "kept").iterdir()] == ["001-pause.wav"]
    assert {file.name for file in typed.folder.iterdir()} == {"take.wav", "kept"}
    kept = typed.folder / "kept"
    modes = {stat.S_IMODE(one.stat().st_mode) for one in kept.iterdir()}
    assert (stat.S_IMODE(kept.stat().st_mode), modes) == (0o700, {0o600})


def test_without_being_asked_it_keeps_nothing(typed: Typed) -> None:
    path = typed.says("take.wav", "pause")
    typed(path)
    assert [file.name for file in typed.folder.iterdir()] == ["take.wav"]


def test_an_engine_that_sends_sound_away_is_not_used_without_the_users_word(typed: Typed) -> None:
    result = typed(typed.says("take.wav", "pause"), "--engine", "google")
    assert result.exit_code == 2
    assert "is sent to Google" in result.stderr
    assert "--allow-sending" in result.stderr


def test_an_engine_without_its_model_is_a_usage_error(typed: Typed) -> None:
    result = typed("--engine", "vosk", typed.says("take.wav", "pause"))
    assert result.exit_code == 2
    assert "brings no model" in result.stderr
