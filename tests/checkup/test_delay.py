"""Finding the delay of a sound that comes back, changed by a room."""

from __future__ import annotations

import random
from array import array

import pytest

from voice_coach.checkup.delay import delay_between

FAR, NEAR = 48_000, 16_000


def bursts(rate: int, later: float = 0.0, loud: float = 8000.0, noise: float = 0.0) -> bytes:
    """Three seconds with sounds at uneven moments, `later`, and with noise over all."""
    dice = random.Random(1)  # noqa: S311 - noise, and no secret.
    samples = array("h", bytes(2 * 3 * rate))
    for begin, end in ((0.2, 0.5), (0.7, 0.8), (1.3, 1.9)):
        for at in range(round((begin + later) * rate), round((end + later) * rate)):
            samples[at] = round(dice.uniform(-loud, loud))
    if noise:
        samples = array("h", (round(one + dice.gauss(0, noise)) for one in samples))
    return samples.tobytes()


@pytest.mark.parametrize("delay", [0.0, 0.04, 0.123, 0.4])
def test_the_delay_is_found_to_the_millisecond(delay: float) -> None:
    found = delay_between(bursts(FAR), bursts(NEAR, later=delay), FAR, NEAR)
    assert found == pytest.approx(delay, abs=0.0015)


def test_it_is_found_where_it_is_faint_and_in_noise() -> None:
    heard = bursts(NEAR, later=0.15, loud=400.0, noise=100.0)
    found = delay_between(bursts(FAR), heard, FAR, NEAR)
    assert found == pytest.approx(0.15, abs=0.003)


def test_noise_alone_is_no_sound_that_comes_back() -> None:
    noise = bursts(NEAR, loud=0.0, noise=300.0)
    assert delay_between(bursts(FAR), noise, FAR, NEAR) is None


def test_silence_is_no_sound_that_comes_back() -> None:
    assert delay_between(bursts(FAR), bytes(2 * 3 * NEAR), FAR, NEAR) is None


def test_too_little_tells_nothing() -> None:
    assert delay_between(bytes(960), bytes(320), FAR, NEAR) is None
