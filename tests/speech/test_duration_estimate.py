"""The estimated length of words."""

from __future__ import annotations

import pytest

from tests.speech.conftest import LONG
from voice_coach.core.model.duration_estimate import SYSTEM_PACE, estimated_length
from voice_coach.speech.worker_client import Renderer

CUES = (
    "three",
    "twelve",
    "Halfway.",
    "Switch sides.",
    "10 seconds left.",
    "Next: side plank, left side, 20 seconds.",
    "Brace as if to cough.",
    "Round 2 of 3.",
    "Stop here? Press Y to stop, or space to go on.",
)


@pytest.mark.parametrize("rate", [110, 165, 240])
def test_words_of_the_system_voice_take_about_as_long_as_estimated(rate: int) -> None:
    with Renderer() as renderer:
        renderer.open("system", None, "en", LONG)
        for cue in CUES:
            real = renderer.render(cue, rate, LONG).length
            assert 0.8 * real <= estimated_length(cue, rate, SYSTEM_PACE) <= 1.7 * real, cue


def test_twice_the_rate_is_half_the_length() -> None:
    assert estimated_length("Hold.", 320) == pytest.approx(estimated_length("Hold.", 160) / 2)


def test_even_nothing_takes_a_moment() -> None:
    assert estimated_length("", 165) > 0
