"""From sound to what was said. Fakes stand in for all but the way itself; the last tests go
through the real canceller and the real voice detector."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

import numpy as np
import pytest
from hearing import rooms
from hearing.mouth import say

from voice_coach.audio import clip
from voice_coach.core.events.messages import VoiceBegan, VoiceOver
from voice_coach.hearing.capture.echo_canceller import webrtc
from voice_coach.hearing.capture.pipeline import Happening, HearingPipeline
from voice_coach.hearing.capture.vad import silero
from voice_coach.hearing.ports.recogniser import (
    BLOCK,
    BLOCK_LENGTH,
    RATE,
    AudioBlock,
    RecognisedPhrase,
)

QUIET = b"\x01\x00\xff\xff" * 80
"""10 ms of the least noise there is."""

VOICE = b"\x10\x27\xf0\xd8" * 80
"""10 ms in which the fake detector finds a voice."""

PLAYED = b"\xe8\x03\x18\xfc" * 240
"""10 ms of the coach."""


class LoudIsVoice:
    """Finds a voice in all that is loud."""

    def likelihood(self, pcm: bytes) -> float:
        return 0.9 if np.abs(rooms.samples(pcm)).max() > 0.2 else 0.0


@dataclass
class RecordingRecogniser:
    """Records its blocks, and understands what it is told to in those it is told."""

    understands: dict[int, RecognisedPhrase] = field(default_factory=dict)
    blocks: list[AudioBlock] = field(default_factory=list)

    def arm(self, phrases: tuple[str, ...]) -> None:
        """Knows already."""

    def hear(self, block: AudioBlock) -> tuple[RecognisedPhrase, ...]:
        self.blocks.append(block)
        spoken = self.understands.get(len(self.blocks))
        return (spoken,) if spoken else ()

    def close(self) -> None:
        """Holds nothing."""


class EchoOf:
    """A canceller that takes out what is played, once it has been played for so long."""

    def __init__(self, learns_after: int) -> None:
        self._left = learns_after

    def clean(self, near: bytes, far: bytes) -> bytes:
        if not any(far):
            return near
        self._left -= 1
        return near if self._left >= 0 else QUIET


@dataclass
class Way:
    """A path, and what came of all that was pushed into it."""

    path: HearingPipeline
    recogniser: RecordingRecogniser
    happened: list[Happening] = field(default_factory=list)

    def hears(self, near: bytes, frames: int, far: bytes | None = None) -> None:
        for _ in range(frames):
            self.happened += self.path.push(near, far)

    @property
    def kinds(self) -> list[type]:
        return [type(one) for one in self.happened]

    @property
    def voices(self) -> list[bool]:
        return [block.voice > 0.5 for block in self.recogniser.blocks]


Make = Callable[..., Way]


@pytest.fixture
def way() -> Make:
    def make(canceller: EchoOf | None = None, **understands: RecognisedPhrase) -> Way:
        known = {int(block.removeprefix("in_")): one for block, one in understands.items()}
        recogniser = RecordingRecogniser(known)
        return Way(HearingPipeline(recogniser, LoudIsVoice(), canceller), recogniser)

    return make


STOP = RecognisedPhrase("stop", 2.0, 1.0, 1.3)


def test_every_sample_reaches_the_recogniser_in_blocks(way: Make) -> None:
    it = way()
    sound = np.arange(16_000, dtype="<i2").tobytes()
    for at in range(0, len(sound), 320):
        it.path.push(sound[at : at + 320])

    blocks = b"".join(block.pcm for block in it.recogniser.blocks)
    assert blocks == sound[: len(blocks)]
    assert len(it.recogniser.blocks) == 16_000 // BLOCK
    assert it.path.heard == pytest.approx(16_000 // BLOCK * BLOCK_LENGTH)


def test_a_voice_and_its_command_are_told_in_order(way: Make) -> None:
    it = way(in_60=STOP)
    it.hears(QUIET, 100)
    it.hears(VOICE, 50)
    it.hears(QUIET, 100)

    assert it.kinds == [VoiceBegan, RecognisedPhrase, VoiceOver]
    assert it.happened[1] == STOP


def test_a_voice_that_was_no_command_is_told_to_be_over(way: Make) -> None:
    it = way()
    it.hears(QUIET, 100)
    it.hears(VOICE, 50)
    it.hears(QUIET, 200)

    assert it.kinds == [VoiceBegan, VoiceOver]


def test_what_the_microphone_gives_is_told_as_it_came(way: Make) -> None:
    it = way(EchoOf(learns_after=0))
    it.hears(VOICE, 10, PLAYED)

    assert it.path.level == pytest.approx(20 * np.log10(10_000 / 32_768), abs=0.1)


def test_without_a_canceller_nothing_is_heard_while_the_coach_is(way: Make) -> None:
    it = way()
    it.hears(QUIET, 100)
    before = len(it.recogniser.blocks)
    it.hears(VOICE, 100, PLAYED)
    over = it.recogniser.blocks[before + 1 :]

    assert {block.pcm for block in over} == {bytes(2 * BLOCK)}
    assert {block.voice for block in over} == {0.0}
    assert all(block.over_coach for block in over)
    assert it.happened == []


def test_nor_until_it_has_died_away(way: Make) -> None:
    it = way()
    it.hears(VOICE, 100, PLAYED)
    it.hears(VOICE, 100, bytes(960))

    first = it.voices.index(True)
    assert first * BLOCK_LENGTH == pytest.approx(1.5, abs=0.05)
    assert not it.recogniser.blocks[first].over_coach


def test_a_canceller_that_has_learnt_the_room_is_listened_through(way: Make) -> None:
    it = way(EchoOf(learns_after=50))
    it.hears(QUIET, 100)
    it.hears(VOICE, 400, PLAYED)
    assert it.path.echo.gone
    it.hears(VOICE, 100)

    assert it.kinds == [VoiceBegan]
    assert it.voices.index(True) * BLOCK_LENGTH == pytest.approx(5.0, abs=0.1)


def test_until_it_has_its_echo_is_no_voice(way: Make) -> None:
    it = way(EchoOf(learns_after=10_000))
    it.hears(QUIET, 100)
    it.hears(VOICE, 1000, PLAYED)

    assert it.happened == []


def test_with_a_headset_the_athlete_is_heard_over_the_coach(way: Make) -> None:
    it = way()
    it.hears(QUIET, 100)
    it.hears(QUIET, 150, PLAYED)
    it.hears(VOICE, 50, PLAYED)

    assert it.kinds == [VoiceBegan]
    assert it.recogniser.blocks[-1].over_coach


def test_tones_too_faint_to_be_heard_are_no_coach(way: Make) -> None:
    it = way()
    it.hears(VOICE, 50, b"\x05\x00\xfb\xff" * 240)

    assert it.kinds == [VoiceBegan]


# --- through the real canceller and the real detector ----------------------------------------

CUES = ("Elbows under the shoulders.", "Push the floor away.", "Ten seconds left.", "Three.")


@pytest.fixture(scope="module")
def coach() -> rooms.Samples:
    """Half a minute of the coach, at the rate of clips."""
    said = say(CUES)
    gap = np.zeros(RATE)
    once = np.concatenate([part for cue in CUES for part in (rooms.samples(said[cue]), gap)])
    thrice = np.concatenate([gap, once, once, once, once])
    spectrum = np.fft.rfft(thrice)
    return np.asarray(np.fft.irfft(spectrum, 3 * len(thrice)) * (clip.RATE / RATE))


def through(near: rooms.Samples, far: rooms.Samples) -> list[tuple[float, Happening]]:
    """What happens, and when."""
    path = HearingPipeline(RecordingRecogniser(), silero(), webrtc())
    heard, played = rooms.pcm(near), rooms.pcm(far)
    return [
        (n * 0.01, one)
        for n in range(len(heard) // 320)
        for one in path.push(heard[320 * n : 320 * n + 320], played[960 * n : 960 * n + 960])
    ]


@pytest.mark.parametrize(("dbfs", "reverberation"), [(-15, 0.5), (-30, 0.3)])
def test_the_coach_alone_is_no_voice(
    coach: rooms.Samples, dbfs: float, reverberation: float
) -> None:
    near = rooms.heard(coach, rooms.response(reverberation), dbfs)
    near += rooms.hiss(len(near))

    assert through(near, coach) == []


def test_a_voice_over_the_coach_is_noticed_at_once(coach: rooms.Samples) -> None:
    near = rooms.heard(coach, rooms.response(), -30)
    near += rooms.hiss(len(near))
    word = rooms.samples(say(["pause"], voice="en-gb")["pause"])
    word *= 10 ** (-25 / 20) / np.sqrt(np.square(word).mean())
    loud = np.abs(near) > 0.03
    begin = int(np.flatnonzero(loud & (np.arange(len(near)) > 20 * RATE))[0])
    near[begin : begin + len(word)] += word

    (when, began), *_ = through(near, coach)
    assert isinstance(began, VoiceBegan)
    assert 0 < when - begin / RATE < 0.4
