"""The clips that come with the program: made by its engine, its voice and its mastering as they
are now. After a change of any of them or of what is said: `python tests/ready_made`."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256
from statistics import median

import numpy as np
import pytest
from ready_made.clips import HIGHEST_PEAK, MOST_BYTES, Wanted, default_voices, wanted
from ready_made.texts import RATE

from voice_coach.audio.clip import RATE as SAMPLES_A_SECOND
from voice_coach.audio.loudness import loudness, samples_of, true_peaks
from voice_coach.core.model.duration_estimate import estimated_length
from voice_coach.core.wording.phrasebook import COUNTDOWN
from voice_coach.speech.presence_mastering import LOUDNESS
from voice_coach.speech.ready_made import BUNDLED, ReadyMade, ReadyMadeFile
from voice_coach.speech.voices import Voice

AGAIN = "make them again: python tests/ready_made"

USUAL = default_voices()[0]

voices = pytest.mark.parametrize("voice", default_voices(), ids=lambda voice: voice.id)


@voices
def test_all_that_a_bundled_routine_says_is_ready_made(voice: Voice) -> None:
    there = ReadyMadeFile(BUNDLED).keys()
    missing = [clip.words for clip in wanted(voice) if clip.key not in there]
    assert missing == [], AGAIN


@voices
def test_they_take_no_more_bytes_than_they_may(voice: Voice) -> None:
    size, _ = ReadyMadeFile(BUNDLED).size({clip.key for clip in wanted(voice)})
    assert size <= MOST_BYTES


def test_nothing_else_is_among_them() -> None:
    keys = {clip.key for voice in default_voices() for clip in wanted(voice)}
    assert ReadyMadeFile(BUNDLED).keys() - keys == frozenset(), AGAIN


@dataclass(frozen=True, slots=True)
class Played:
    """What a clip is like when it is played; full scale is 1."""

    words: str
    samples: int
    said_samples: int | None
    ends: float
    """The first or the last sample, whichever is larger."""
    tail: float
    """The highest of the last 10 ms."""
    peak: float
    true_peak: float
    cut_off: int
    """Samples at full scale."""
    loudness: float


@pytest.fixture(scope="module", params=default_voices(), ids=lambda voice: voice.id)
def played(request: pytest.FixtureRequest) -> tuple[Played, ...]:
    """All clips of a voice, each decoded once."""
    ready = ReadyMade()
    return tuple(_played(ready, clip) for clip in wanted(request.param))


def _played(ready: ReadyMade, clip: Wanted) -> Played:
    loaded = ready.load(clip.key)
    assert loaded is not None, clip.words
    samples = samples_of(loaded)
    sizes = np.abs(samples)
    return Played(
        words=clip.words,
        samples=loaded.samples,
        said_samples=ready.samples(clip.key),
        ends=max(sizes[0], sizes[-1]),
        tail=sizes[-SAMPLES_A_SECOND // 100 :].max(),
        peak=sizes.max(),
        true_peak=true_peaks(samples).max(),
        cut_off=np.sum(sizes >= 1 - 1e-4),
        loudness=loudness(samples),
    )


def test_each_can_be_played_and_is_as_long_as_it_is_said_to_be(played: tuple[Played, ...]) -> None:
    for clip in played:
        assert clip.samples == clip.said_samples, clip.words


def test_each_begins_and_ends_without_a_click_at_one_loudness(played: tuple[Played, ...]) -> None:
    for clip in played:
        assert clip.ends < 0.002, clip.words
        # Nothing is cut off: the last 10 ms are silence beside the words.
        assert clip.tail < clip.peak / 30, clip.words
        assert clip.true_peak <= HIGHEST_PEAK, clip.words
        # Some of Opus's peaks are cut off at full scale: too few of them to be heard.
        assert clip.cut_off <= SAMPLES_A_SECOND / 1000, clip.words
        assert clip.loudness == pytest.approx(LOUDNESS, abs=0.1), clip.words


@voices
def test_counts_begin_at_once_and_are_short(voice: Voice) -> None:
    ready = ReadyMade()
    for clip in wanted(voice, first=True):
        if clip.words in COUNTDOWN:
            loaded = ready.load(clip.key)
            assert loaded is not None
            # Emma says them more slowly; the next is due after a second.
            assert loaded.length <= (0.6 if voice == USUAL else 0.75)
            samples = np.abs(samples_of(loaded))
            assert np.argmax(samples > samples.max() / 100) <= SAMPLES_A_SECOND * 0.001


def test_texts_that_the_estimate_was_not_fitted_to_take_about_as_long_as_estimated() -> None:
    ready = ReadyMade()
    held_back = [clip for clip in wanted(USUAL) if sha256(clip.words.encode()).digest()[0] % 2]
    shares = [
        estimated_length(clip.words, RATE) / ((ready.samples(clip.key) or 0) / SAMPLES_A_SECOND)
        for clip in held_back
    ]
    assert 1.08 < median(shares) < 1.2
    assert sum(share >= 1 for share in shares) > 0.85 * len(shares)
    assert min(shares) > 0.7
