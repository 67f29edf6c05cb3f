"""Speech for tests of hearing, from the engine that the coach itself speaks with."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator

from voice_coach.audio.clip import RATE as CLIP_RATE
from voice_coach.hearing.ports.recogniser import BLOCK, RATE, WIDTH, AudioBlock
from voice_coach.speech.worker_client import Renderer

_LOUD = 200
"""A block with a sample beyond this has a voice in it."""


def silence(seconds: float) -> bytes:
    """Nothing at all."""
    return bytes(round(seconds * RATE) * WIDTH)


def say(texts: Iterable[str], voice: str = "en-us", engine: str = "system") -> dict[str, bytes]:
    """Each text spoken, at the rate of the recognisers."""
    with Renderer() as renderer:
        renderer.open(engine, voice, "en-us", 60.0)
        return {text: _slower(renderer.render(text, 150, 60.0).pcm) for text in texts}


def blocks(pcm: bytes, *, over_coach: bool = False) -> Iterator[AudioBlock]:
    """The sound as a recogniser is given it, with a voice wherever it is loud."""
    size = BLOCK * WIDTH
    for at in range(0, len(pcm) - size + 1, size):
        block = pcm[at : at + size]
        loud = max(map(abs, array("h", block))) > _LOUD
        yield AudioBlock(block, 1.0 if loud else 0.0, over_coach)


def _slower(pcm: bytes) -> bytes:
    """From the rate of clips to a third of it, each sample the mean of three."""
    assert CLIP_RATE == 3 * RATE
    samples = array("h", pcm)
    return array(
        "h", (sum(samples[at : at + 3]) // 3 for at in range(0, len(samples) - 2, 3))
    ).tobytes()
