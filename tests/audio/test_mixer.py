from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from voice_coach.audio.clip import Clip
from voice_coach.audio.mixer import FADE, Mixer


class Log:
    """Records what began, and where."""

    def __init__(self) -> None:
        self.began: list[tuple[int, int]] = []

    def __call__(self, sound: int, sample: int) -> None:
        self.began.append((sound, sample))


@pytest.fixture
def log() -> Log:
    return Log()


@pytest.fixture
def mixer(log: Log) -> Mixer:
    return Mixer(log)


def clip(samples: int, value: int = 1000) -> Clip:
    return Clip(np.full(samples, value, "<i2").tobytes())


def heard(mixer: Mixer, samples: int) -> np.ndarray:
    return np.frombuffer(mixer.read(samples), np.int16)


def test_a_stream_with_nothing_placed_is_silent(mixer: Mixer) -> None:
    assert mixer.read(1000) == bytes(2000)
    assert mixer.position == 1000


def test_a_clip_begins_at_its_sample(mixer: Mixer, log: Log) -> None:
    mixer.place(7, 123, clip(10))

    sound = heard(mixer, 200)

    assert np.flatnonzero(sound).tolist() == list(range(123, 133))
    assert log.began == [(7, 123)]


@given(
    blocks=st.lists(st.integers(1, 70), max_size=40),
    clips=st.lists(st.tuples(st.integers(0, 900), st.integers(1, 50)), max_size=10),
)
def test_the_stream_is_the_same_in_blocks_of_any_size(
    blocks: list[int], clips: list[tuple[int, int]]
) -> None:
    whole, parts = Mixer(Log()), Mixer(Log())
    for sound, (at, length) in enumerate(clips):
        whole.place(sound, at, clip(length, sound + 1))
        parts.place(sound, at, clip(length, sound + 1))

    in_parts = b"".join(parts.read(block) for block in blocks)

    assert in_parts == whole.read(sum(blocks))


@given(clips=st.lists(st.tuples(st.integers(0, 900), st.integers(1, 50)), max_size=10))
def test_every_clip_is_heard_whole_in_order_of_place(clips: list[tuple[int, int]]) -> None:
    log = Log()
    mixer = Mixer(log)
    for sound, (at, length) in enumerate(clips):
        mixer.place(sound, at, clip(length, sound + 1))

    sound = heard(mixer, 2000)

    assert [number for number, _ in log.began] == sorted(
        range(len(clips)), key=lambda number: clips[number][0]
    )
    for number, begin in log.began:
        at, length = clips[number]
        assert begin >= at
        assert (sound[begin : begin + length] == number + 1).all()
        assert np.count_nonzero(sound == number + 1) == length


def test_a_clip_placed_in_the_past_begins_at_once_from_its_start(mixer: Mixer, log: Log) -> None:
    mixer.read(500)
    mixer.place(1, 100, clip(10))

    assert np.flatnonzero(heard(mixer, 100)).tolist() == list(range(10))
    assert log.began == [(1, 500)]


def test_a_clip_waits_for_the_end_of_the_one_that_sounds(mixer: Mixer, log: Log) -> None:
    mixer.place(1, 0, clip(100, 1))
    mixer.place(2, 50, clip(10, 2))

    sound = heard(mixer, 200)

    assert sound.tolist() == [1] * 100 + [2] * 10 + [0] * 90
    assert log.began == [(1, 0), (2, 100)]


def test_a_sound_without_a_clip_begins_at_its_place_and_holds_nothing_up(
    mixer: Mixer, log: Log
) -> None:
    mixer.place(1, 0, clip(100))
    mixer.place(2, 50, None)
    mixer.place(3, 70, Clip(b""))

    assert np.count_nonzero(heard(mixer, 200)) == 100
    assert log.began == [(1, 0), (2, 50), (3, 70)]


def test_cancelling_leaves_what_is_placed_before_and_what_sounds(mixer: Mixer, log: Log) -> None:
    mixer.place(1, 0, clip(100))
    mixer.place(2, 150, clip(10))
    mixer.place(3, 199, clip(1))
    mixer.place(4, 200, clip(1))
    mixer.place(5, 200, None)
    mixer.read(10)
    mixer.cancel(after=150)

    assert np.count_nonzero(heard(mixer, 400)) == 90
    assert log.began == [(1, 0)]


def test_silence_drops_everything_placed(mixer: Mixer, log: Log) -> None:
    mixer.place(1, 10, clip(100))
    mixer.place(2, 20, None)
    mixer.silence()

    assert not heard(mixer, 500).any()
    assert log.began == []


def test_silence_fades_what_sounds_without_a_jump(mixer: Mixer) -> None:
    mixer.place(1, 0, clip(48_000, 20_000))
    before = heard(mixer, 100)
    mixer.silence()
    after = heard(mixer, 2000)

    assert np.abs(np.diff(np.concatenate((before, after)))).max() < 100
    assert np.flatnonzero(after)[-1] < FADE
    assert not mixer.busy


def test_a_clip_placed_during_the_fade_follows_it(mixer: Mixer, log: Log) -> None:
    mixer.place(1, 0, clip(48_000))
    mixer.read(100)
    mixer.silence()
    mixer.place(2, 0, clip(10))
    mixer.read(2000)

    assert log.began == [(1, 0), (2, 100 + FADE)]


def test_silencing_a_fade_makes_no_jump(mixer: Mixer) -> None:
    mixer.place(1, 0, clip(48_000, 20_000))
    mixer.read(100)
    mixer.silence()
    first = heard(mixer, FADE // 2)
    mixer.silence()

    assert np.abs(np.diff(np.concatenate((first, heard(mixer, 2000))))).max() < 100


def test_a_hush_fades_what_is_spoken_without_a_jump(mixer: Mixer) -> None:
    mixer.place(1, 0, clip(48_000, 20_000), spoken=True)
    before = heard(mixer, 100)
    mixer.hush(True)
    mixer.hush(True)
    after = heard(mixer, 2000)

    assert np.abs(np.diff(np.concatenate((before, after)))).max() < 100
    assert np.flatnonzero(after)[-1] < FADE


def test_in_a_hush_what_is_spoken_begins_unheard_and_tones_where_they_were_placed(
    mixer: Mixer, log: Log
) -> None:
    mixer.hush(True)
    mixer.place(1, 100, clip(1000, 1), spoken=True)
    mixer.place(2, 300, clip(10, 2))
    mixer.place(3, 400, None, spoken=True)

    assert np.flatnonzero(heard(mixer, 2000)).tolist() == list(range(300, 310))
    assert log.began == [(1, 100), (2, 300), (3, 400)]


def test_a_hush_leaves_a_tone_that_sounds_as_it_is(mixer: Mixer) -> None:
    mixer.place(1, 0, clip(500, 1000))
    mixer.read(100)
    mixer.hush(True)

    assert heard(mixer, 2000).tolist() == [1000] * 400 + [0] * 1600


def test_after_a_hush_what_begins_is_heard_and_what_began_in_it_is_gone(
    mixer: Mixer, log: Log
) -> None:
    mixer.hush(True)
    mixer.place(1, 0, clip(1000), spoken=True)
    mixer.place(2, 500, clip(10), spoken=True)
    mixer.read(200)
    mixer.hush(False)

    assert np.flatnonzero(heard(mixer, 2000)).tolist() == list(range(300, 310))
    assert log.began == [(1, 0), (2, 500)]


def test_a_tone_that_waited_for_what_is_hushed_begins_after_the_fade(
    mixer: Mixer, log: Log
) -> None:
    mixer.place(1, 0, clip(48_000), spoken=True)
    mixer.place(2, 50, clip(10))
    mixer.read(100)
    mixer.hush(True)
    mixer.read(2000)

    assert log.began == [(1, 0), (2, 100 + FADE)]


def test_full_volume_leaves_every_sample_as_it_is(mixer: Mixer) -> None:
    noise = Clip(np.random.default_rng(1).integers(-32768, 32767, 5000).astype("<i2").tobytes())
    mixer.set_volume(1.0)
    mixer.place(1, 0, noise)

    assert mixer.read(5000) == noise.pcm


def test_half_the_volume_is_a_quarter_of_the_amplitude(mixer: Mixer) -> None:
    mixer.set_volume(0.5)
    mixer.place(1, 10, clip(100, 8000))

    assert set(heard(mixer, 200)[10:110].tolist()) == {2000}


def test_the_volume_changes_in_mid_clip_without_a_jump(mixer: Mixer) -> None:
    mixer.place(1, 0, clip(10_000, 20_000))
    before = heard(mixer, 1000)
    mixer.set_volume(0.0)
    after = np.concatenate([heard(mixer, 130) for _ in range(20)])
    mixer.set_volume(1.0)
    again = np.concatenate([heard(mixer, 130) for _ in range(20)])

    sound = np.concatenate((before, after, again))
    assert np.abs(np.diff(sound)).max() < 25
    assert not after[FADE:].any()
    assert (again[FADE:] == 20_000).all()


@pytest.mark.parametrize(("asked", "gain"), [(-1.0, 0), (2.0, 1000)])
def test_a_volume_out_of_range_counts_as_the_nearest_in_range(
    mixer: Mixer, asked: float, gain: int
) -> None:
    mixer.set_volume(asked)
    mixer.place(1, 5, clip(10, 1000))

    assert set(heard(mixer, 100)[5:15].tolist()) == {gain}


def test_skipping_leaves_out_silence_up_to_the_next_clip(mixer: Mixer, log: Log) -> None:
    mixer.place(1, 100, clip(10))

    assert mixer.skip(30) == 30
    assert mixer.skip(1000) == 70
    assert mixer.skip(1000) == 0
    assert np.count_nonzero(heard(mixer, 10)) == 10
    assert log.began == [(1, 100)]


def test_skipping_leaves_out_nothing_of_a_clip(mixer: Mixer) -> None:
    mixer.place(1, 0, clip(100))
    mixer.read(10)

    assert mixer.skip(50) == 0
    assert np.count_nonzero(heard(mixer, 100)) == 90


def test_what_is_passed_over_has_begun_unheard(mixer: Mixer, log: Log) -> None:
    mixer.place(1, 0, clip(100))
    mixer.read(10)
    mixer.place(2, 50, clip(1000))
    mixer.place(3, 60, None)
    mixer.place(4, 500, clip(10))
    mixer.pass_over(500)

    assert log.began == [(1, 0), (2, 50), (3, 60)]
    assert np.count_nonzero(heard(mixer, 100)) == 10
    assert log.began[-1] == (4, 500)


def test_the_end_is_where_everything_placed_has_ended(mixer: Mixer) -> None:
    assert mixer.end == 0
    mixer.place(1, 10, clip(100))
    mixer.place(2, 50, clip(100))
    assert mixer.end == 210
    mixer.read(20)
    assert mixer.end == 210
    mixer.place(3, 400, None)
    assert mixer.end == 401


def test_a_volume_set_before_the_first_sound_counts_from_its_first_sample(mixer: Mixer) -> None:
    mixer.set_volume(0.5)
    mixer.place(1, 0, clip(100, 8000))

    assert set(heard(mixer, 100).tolist()) == {2000}
