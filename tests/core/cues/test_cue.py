"""Fitting cues into time."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from voice_coach.core.cues.cue import Cue, Priority, fit
from voice_coach.core.model.lead_in import GAP
from voice_coach.core.model.tone import Tone


def seconds(text: str) -> float:
    return float(text.rsplit(maxsplit=1)[-1])


def cue(priority: Priority, at: float, *forms: str, **window: float) -> Cue:
    return Cue(priority, at, forms, **window)


def test_a_cue_that_fits_is_placed_where_it_should_be():
    fitting = fit([cue(Priority.FORM, 2.0, "a 1.0")], 5.0, seconds)
    assert [(placed.at, placed.text) for placed in fitting.placed] == [(2.0, "a 1.0")]


def test_the_more_important_of_two_gets_the_place_and_the_other_moves_within_its_window():
    fitting = fit(
        [
            cue(Priority.FORM, 2.0, "form 1.0", earliest=0.0, latest=2.4),
            cue(Priority.COUNTDOWN, 2.0, "three 0.5"),
        ],
        6.0,
        seconds,
    )
    assert [placed.text for placed in fitting.placed] == ["form 1.0", "three 0.5"]
    assert fitting.placed[0].end == pytest.approx(2.0 - GAP)


def test_a_cue_too_long_for_its_window_is_said_in_its_short_form():
    cues = [cue(Priority.COUNTDOWN, 2.0, "three 0.5"), cue(Priority.NEXT, 0.0, "long 3", "short 1")]
    fitting = fit(cues, 3.0, seconds)
    assert [placed.text for placed in fitting.placed] == ["short 1", "three 0.5"]


def test_a_cue_that_fits_nowhere_is_dropped_and_says_how_much_room_it_lacked():
    fitting = fit([cue(Priority.FORM, 0.0, "endless 9.0", latest=5.0)], 7.0, seconds)
    assert not fitting.placed
    assert fitting.dropped[0].lacking == pytest.approx(2.0)


def test_a_cue_keeps_clear_of_what_is_sounding_already():
    fitting = fit([cue(Priority.REPLY, 0.0, "x 1.0", latest=9.0)], 9.0, seconds, taken=[(0, 2)])
    assert fitting.placed[0].at == pytest.approx(2.0 + GAP)


def test_a_tone_has_its_own_length():
    fitting = fit([Cue(Priority.CHANGE, 0.0, tone=Tone.START)], 5.0, seconds)
    assert fitting.placed[0].length == pytest.approx(0.3)
    assert fitting.placed[0].tone is Tone.START


moments = st.floats(0, 60, allow_nan=False)
lengths = st.floats(0.01, 20, allow_nan=False)


@st.composite
def any_cue(draw: st.DrawFn) -> Cue:
    at = draw(moments)
    early, late = draw(st.floats(0, 10)), draw(st.floats(0, 10))
    forms = tuple(f"x {draw(lengths)}" for _ in range(draw(st.integers(1, 3))))
    return Cue(
        draw(st.sampled_from(Priority)), at, forms, earliest=max(0.0, at - early), latest=at + late
    )


@given(st.lists(any_cue(), max_size=30), st.floats(1, 60), st.lists(st.tuples(moments, lengths)))
def test_no_two_cues_overlap_and_none_leaves_its_window_or_the_interval(cues, end, taken):
    spans = [(at, at + length) for at, length in taken]
    fitting = fit(cues, end, seconds, taken=spans)
    for before, after in pairwise(fitting.placed):
        assert before.end <= after.at + 1e-9
    for placed in fitting.placed:
        assert placed.cue.earliest - 1e-9 <= placed.at <= placed.cue.latest + 1e-9
        assert placed.end <= end + 1e-9
        assert all(placed.end <= at + 1e-9 or placed.at >= till - 1e-9 for at, till in spans)
    assert len(fitting.placed) + len(fitting.dropped) == len(cues)
