"""Sound files, heard one after the other, with a recogniser that takes every sound for its first
phrase and a detector for which every sound is a voice."""

from __future__ import annotations

import wave
from array import array
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from voice_coach.errors import CoachError, UsageError
from voice_coach.hearing.ports.recogniser import RATE, WIDTH, Recogniser
from voice_coach.hearing.ports.reports import Understood
from voice_coach.hearing.recognisers.segmented import Guess, Segmented
from voice_coach.hearing.recordings.files import FileRecognition
from voice_coach.hearing.recordings.save_clips import Keeping


@dataclass
class Credulous:
    """A decoder that believes anything."""

    pieces: list[bytes] = field(default_factory=list)
    phrases: tuple[str, ...] = ("pause",)
    closed: bool = False

    def arm(self, phrases: tuple[str, ...]) -> None:
        self.phrases = phrases

    def decode(self, pcm: bytes) -> Guess | None:
        self.pieces.append(pcm)
        return Guess(self.phrases[0], 1.5)

    def close(self) -> None:
        self.closed = True


class Loud:
    """A detector that takes any sound for a voice."""

    def likelihood(self, pcm: bytes) -> float:
        return 1.0 if any(pcm) else 0.0


def ear_with(recogniser: Recogniser) -> FileRecognition:
    return FileRecognition(recogniser, Loud, lambda: None)


def written(path: Path, *sounds: tuple[float, float], length: float, rate: int = RATE) -> Path:
    """A file of so many seconds, with sound from one second to another."""
    samples = bytearray(round(length * rate) * WIDTH)
    for begin, end in sounds:
        first, last = round(begin * rate) * WIDTH, round(end * rate) * WIDTH
        samples[first:last] = b"\x00\x10" * ((last - first) // WIDTH)
    with wave.open(str(path), "wb") as file:
        file.setparams((1, WIDTH, rate, 0, "NONE", ""))
        file.writeframes(bytes(samples))
    return path


def heard(ear: FileRecognition, path: Path) -> list[Understood]:
    return list(ear.hear(path))


class TestHearingFiles:
    @pytest.mark.parametrize("rate", [8_000, 16_000, 44_100])
    def test_times_are_those_of_the_file(self, tmp_path: Path, rate: int) -> None:
        path = written(tmp_path / "a.wav", (1.0, 1.5), (3.0, 3.4), length=5.0, rate=rate)
        first, second = heard(ear_with(Segmented(Credulous())), path)
        assert (first.began, first.ended) == pytest.approx((1.0, 1.5), abs=0.05)
        assert (second.began, second.ended) == pytest.approx((3.0, 3.4), abs=0.05)

    def test_the_times_of_a_second_file_are_its_own(self, tmp_path: Path) -> None:
        ear = ear_with(Segmented(Credulous()))
        one = written(tmp_path / "one.wav", (1.0, 1.5), length=2.345)
        two = written(tmp_path / "two.wav", (0.5, 1.0), length=2.0)
        heard(ear, one)
        assert [one.began for one in heard(ear, two)] == pytest.approx([0.5], abs=0.05)
        assert [one.began for one in heard(ear, two)] == pytest.approx([0.5], abs=0.05)

    def test_speech_at_the_very_beginning_and_the_very_end_is_heard(self, tmp_path: Path) -> None:
        path = written(tmp_path / "a.wav", (0.0, 0.5), (1.5, 2.0), length=2.0)
        first, second = heard(ear_with(Segmented(Credulous())), path)
        assert first.began == pytest.approx(0.0, abs=0.05)
        assert second.ended == pytest.approx(2.0, abs=0.05)

    def test_the_latency_counts_the_quiet_that_makes_it_certain(self, tmp_path: Path) -> None:
        path = written(tmp_path / "a.wav", (1.0, 1.5), length=3.0)
        (understood,) = heard(ear_with(Segmented(Credulous())), path)
        assert understood.latency >= 0.25

    def test_a_file_that_can_not_be_read_leaves_the_others_as_they_are(
        self, tmp_path: Path
    ) -> None:
        ear = ear_with(Segmented(Credulous()))
        bad = tmp_path / "bad.wav"
        bad.write_text("no sound")
        with pytest.raises(UsageError, match=r"bad\.wav"):
            heard(ear, bad)
        good = written(tmp_path / "good.wav", (1.0, 1.5), length=2.0)
        assert [one.began for one in heard(ear, good)] == pytest.approx([1.0], abs=0.05)

    def test_what_is_understood_comes_before_the_rest_is_read(self, tmp_path: Path) -> None:
        path = written(tmp_path / "a.wav", (0.5, 1.0), (9.0, 9.5), length=10.0)
        decoder = Credulous()
        hearing = ear_with(Segmented(decoder)).hear(path)
        next(hearing)
        assert len(decoder.pieces) == 1
        hearing.close()


class TestKeeping:
    def keep(self, folder: Path, path: Path) -> list[Path]:
        keeping = Keeping(Segmented(Credulous()), folder)
        keeping.arm(("what's next",))
        heard(ear_with(keeping), path)
        keeping.close()
        return sorted(folder.iterdir())

    def test_each_thing_understood_is_a_file_of_its_own(self, tmp_path: Path) -> None:
        path = written(tmp_path / "a.wav", (1.0, 1.5), (3.0, 3.4), length=5.0)
        files = self.keep(tmp_path / "not" / "there", path)
        assert [file.name for file in files] == ["001-what's-next.wav", "002-what's-next.wav"]

    def test_it_is_what_was_said_with_a_little_around_it(self, tmp_path: Path) -> None:
        path = written(tmp_path / "a.wav", (1.0, 1.5), length=3.0)
        (file,) = self.keep(tmp_path / "kept", path)
        with wave.open(str(file)) as kept:
            assert (kept.getframerate(), kept.getnchannels()) == (RATE, 1)
            samples = kept.readframes(kept.getnframes())
        assert len(samples) / WIDTH / RATE == pytest.approx(1.1, abs=0.1)
        assert sum(map(bool, array("h", samples))) == pytest.approx(0.5 * RATE, rel=0.05)

    def test_what_was_kept_before_stays(self, tmp_path: Path) -> None:
        path = written(tmp_path / "a.wav", (1.0, 1.5), length=3.0)
        self.keep(tmp_path / "kept", path)
        assert len(self.keep(tmp_path / "kept", path)) == 2

    def test_a_folder_that_can_not_be_made_is_told(self, tmp_path: Path) -> None:
        (tmp_path / "file").touch()
        with pytest.raises(CoachError, match="can't be kept in"):
            Keeping(Segmented(Credulous()), tmp_path / "file" / "kept")

    def test_closing_closes_the_recogniser(self, tmp_path: Path) -> None:
        decoder = Credulous()
        Keeping(Segmented(decoder), tmp_path).close()
        assert decoder.closed
