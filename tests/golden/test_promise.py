"""The first promise, in every bundled routine and style: named and explained before it begins."""

from __future__ import annotations

import pytest
from coaching_table import figures_of
from golden.test_transcripts import ROUTINES


@pytest.mark.parametrize("style", ["calm", "bright", "drill"])
@pytest.mark.parametrize("name", ROUTINES)
def test_no_exercise_of_a_bundled_routine_begins_unnamed_or_unexplained(
    name: str, style: str
) -> None:
    figures = figures_of(name, style)
    assert (figures.unnamed, figures.unexplained) == (0, 0)
