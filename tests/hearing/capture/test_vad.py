from __future__ import annotations

import numpy as np
import pytest
from hearing.mouth import say, silence

from voice_coach.hearing.capture.vad import VoiceDetector, silero
from voice_coach.hearing.ports.recogniser import BLOCK, RATE


class Network:
    """Records what it is asked about."""

    def __init__(self) -> None:
        self.asked: list[bytes] = []

    def __call__(self, pcm: bytes) -> float:
        self.asked.append(pcm)
        return 0.75


@pytest.fixture
def network() -> Network:
    return Network()


def noise(blocks: int, amplitude: float) -> list[bytes]:
    dice = np.random.default_rng(1)
    return [dice.normal(0, amplitude, BLOCK).astype("<i2").tobytes() for _ in range(blocks)]


def test_in_steady_noise_the_network_is_spared(network: Network) -> None:
    detector = VoiceDetector(network)

    assert {detector.likelihood(block) for block in noise(200, 300)} == {0.0}
    assert network.asked == []


def test_in_silence_the_network_is_spared(network: Network) -> None:
    detector = VoiceDetector(network)

    assert {detector.likelihood(bytes(2 * BLOCK)) for _ in range(200)} == {0.0}
    assert network.asked == []


def test_where_sound_rises_the_network_is_told_what_came_before_too(network: Network) -> None:
    detector = VoiceDetector(network)
    sound = [*noise(50, 100), *noise(3, 200)]
    likelihoods = [detector.likelihood(block) for block in sound]

    assert likelihoods == [0.0] * 50 + [0.75] * 3
    assert network.asked == sound[46:]


def test_a_short_pause_does_not_spare_it(network: Network) -> None:
    detector = VoiceDetector(network)
    sound = [*noise(50, 100), *noise(3, 200), *noise(7, 100), *noise(3, 200), *noise(100, 100)]
    likelihoods = [detector.likelihood(block) for block in sound]

    assert likelihoods == [0.0] * 50 + [0.75] * (3 + 7 + 3 + 7) + [0.0] * 93


def test_noise_that_has_grown_is_the_silence_of_three_seconds_later(network: Network) -> None:
    detector = VoiceDetector(network)
    likelihoods = [detector.likelihood(block) for block in [*noise(100, 50), *noise(200, 400)]]

    assert likelihoods[100] == 0.75
    assert set(likelihoods[205:]) == {0.0}


def test_silero_knows_speech_from_noise() -> None:
    speech = np.frombuffer(silence(1.0) + say(["my back hurts"])["my back hurts"], "<i2")
    hiss = np.random.default_rng(1).normal(0, 30, len(speech))
    detector, other = silero(), silero()
    thud = np.random.default_rng(2).normal(0, 1, RATE) * np.geomspace(3000, 1, RATE)

    assert max(map(detector.likelihood, _blocks(speech + hiss))) > 0.9
    assert max(map(other.likelihood, _blocks(np.concatenate([hiss, thud])))) < 0.3


def _blocks(sound: np.ndarray) -> list[bytes]:
    pcm = sound.astype("<i2").tobytes()
    return [pcm[at : at + 2 * BLOCK] for at in range(0, len(pcm) - 2 * BLOCK + 1, 2 * BLOCK)]
