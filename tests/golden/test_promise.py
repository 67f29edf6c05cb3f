"""The first promise, in every bundled routine and style: named and explained before it begins."""

from __future__ import annotations

import pytest
from coaching_table import clip_length, figures_of
from golden.test_transcripts import ROUTINES

from voice_coach.core.cues.cue import LengthOf
from voice_coach.core.model.duration_estimate import estimated_length


def _estimate(text: str) -> float:
    return estimated_length(text, 165)


@pytest.mark.parametrize("length_of", [_estimate, clip_length], ids=["estimated", "natural"])
@pytest.mark.parametrize("style", ["calm", "bright", "drill"])
@pytest.mark.parametrize("name", ROUTINES)
def test_no_exercise_of_a_bundled_routine_begins_unnamed_or_unexplained(
    name: str, style: str, length_of: LengthOf
) -> None:
    figures = figures_of(name, style, length_of)
    assert (figures.unnamed, figures.unexplained) == (0, 0)
