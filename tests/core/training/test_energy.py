"""A rough estimate of energy."""

from __future__ import annotations

import pytest
from past import past_interval

from voice_coach.core.model.history import IntervalOutcome
from voice_coach.core.training.energy import kilocalories, net_met_hours


def test_it_is_what_work_takes_beyond_resting() -> None:
    seven_minutes = past_interval(seconds=470.0, met=7.5)
    assert net_met_hours([seven_minutes]) * 70 == pytest.approx(59.4, abs=0.1)


def test_it_is_rounded_to_five() -> None:
    assert kilocalories(net_met_hours([past_interval(seconds=470.0, met=7.5)]), 70) == 60
    assert kilocalories(0.03, 70) == 0


def test_what_was_skipped_adds_nothing() -> None:
    assert (
        net_met_hours([past_interval(seconds=2.0, met=7.5, outcome=IntervalOutcome.SKIPPED)]) == 0
    )


@pytest.mark.parametrize("met", [None, 1.0, 0.9])
def test_rest_and_what_is_not_known_add_nothing(met: float | None) -> None:
    assert net_met_hours([past_interval(seconds=3600.0, met=met)]) == 0
