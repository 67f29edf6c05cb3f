"""A session without a gap."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st
from past import past_interval, past_session

from voice_coach.core.model.history import IntervalOutcome, PastInterval
from voice_coach.exports.laps import laps_of

intervals = st.builds(
    past_interval,
    at=st.floats(-50, 400),
    seconds=st.floats(0, 200),
    outcome=st.sampled_from(IntervalOutcome),
)


def shape(*of: PastInterval) -> list[tuple[str, int]]:
    return [
        (one.work.exercise if one.work else "", one.timed) for one in laps_of(past_session(*of))
    ]


def test_what_is_between_work_is_rest() -> None:
    assert shape(past_interval("plank", 5, 30), past_interval("crunch", 50, 36)) == [
        ("", 5),
        ("plank", 30),
        ("", 15),
        ("crunch", 36),
        ("", 114),
    ]


def test_work_that_follows_at_once_has_no_rest_before_it() -> None:
    assert shape(past_interval("a", 0, 100), past_interval("b", 100, 100)) == [
        ("a", 100),
        ("b", 100),
    ]


def test_what_was_skipped_or_over_at_once_is_left_out() -> None:
    skipped = past_interval("a", 5, 20, outcome=IntervalOutcome.SKIPPED)
    assert shape(skipped, past_interval("b", 40, 0.2)) == [("", 200)]


@given(st.lists(intervals, max_size=8))
def test_laps_lie_end_to_end_whatever_the_clock_did(of: list[PastInterval]) -> None:
    session = past_session(*of)
    made = laps_of(session)
    assert made[0].began == session.began
    assert made[-1].ended == session.ended
    assert all(before.ended == after.began for before, after in pairwise(made))
    assert all(one.timed > 0 for one in made)
