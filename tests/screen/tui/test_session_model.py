"""What a view of a session looks like, before anything is drawn."""

from __future__ import annotations

import pytest
from screen.views import FIRST_SET, GET_READY, HOLD, LAST_ROUND, REST, SELF_PACED, view

from voice_coach.core.model.session_view import SessionPhase
from voice_coach.screen.tui.session_model import SIGNS, ActivityState, look


@pytest.mark.parametrize(
    ("index", "state", "word"),
    [
        (GET_READY, ActivityState.PREPARE, "GET READY"),
        (HOLD, ActivityState.WORK, "WORK"),
        (REST, ActivityState.REST, "REST"),
        (SELF_PACED, ActivityState.WORK, "WORK, AT YOUR PACE"),
    ],
)
def test_each_kind_of_interval_has_its_state_and_word(
    index: int, state: ActivityState, word: str
) -> None:
    seen = look(view(index, None if index == SELF_PACED else 4.0), 0.0)
    assert (seen.state, seen.word) == (state, word)


def test_each_state_has_a_sign_of_its_own() -> None:
    assert len(set(SIGNS.values())) == len(ActivityState)


@pytest.mark.parametrize(
    ("left", "digits"), [(20.0, "20"), (19.1, "20"), (19.0, "19"), (0.2, "1"), (0.0, "0")]
)
def test_the_digits_count_the_seconds_that_are_left_with_the_one_under_way(
    left: float, digits: str
) -> None:
    assert look(view(HOLD, left), 0.0).digits == digits


@pytest.mark.parametrize(("left", "digits"), [(99.0, "99"), (100.0, "1:40"), (754.2, "12:35")])
def test_from_a_hundred_seconds_on_they_are_minutes(left: float, digits: str) -> None:
    assert look(view(HOLD, left), 0.0).digits == digits


def test_the_clock_goes_on_between_two_views() -> None:
    taken = view(HOLD, 20.0)
    assert look(taken, 0.5).digits == "20"
    assert look(taken, 1.0).digits == "19"
    assert look(taken, 1.0).flips_in == pytest.approx(1.0)
    assert look(taken, 0.25).flips_in == pytest.approx(0.75)


def test_a_coach_that_stands_still_is_not_gone_on_without() -> None:
    assert look(view(HOLD, 20.0), 60.0).digits == look(view(HOLD, 20.0), 1.6).digits == "19"


@pytest.mark.parametrize(
    "phase", [SessionPhase.PAUSED, SessionPhase.CONFIRM_STOP, SessionPhase.CONFIRM_PAIN]
)
def test_a_session_that_stands_shows_the_sign_of_a_pause_and_no_time_passes(
    phase: SessionPhase,
) -> None:
    standing = view(HOLD, 12.0, phase)
    assert look(standing, 0.0) == look(standing, 30.0)
    assert look(standing, 0.0).digits == "|"
    assert look(standing, 0.0).time == "0:12 left"
    assert look(standing, 0.0).flips_in is None


def test_counted_reps_are_counted() -> None:
    counted = view(FIRST_SET, 20.0, elapsed=5.2)
    assert look(counted, 0.0).where == "rep 2 of 4"
    assert look(counted, 0.0).digits == "2"
    assert look(view(FIRST_SET, 0.1, elapsed=19.9), 0.0).where == "rep 4 of 4"


def test_work_at_ones_own_pace_shows_its_reps_and_no_clock() -> None:
    seen = look(view(SELF_PACED, None), 0.0)
    assert (seen.digits, seen.share, seen.time) == ("12", None, "no clock")


def test_sets_and_rounds_are_told() -> None:
    assert "set 1 of 2" in look(view(FIRST_SET, 20.0), 0.0).about
    assert look(view(LAST_ROUND, 20.0), 0.0).where == "round 2 of 2"


def test_a_rest_names_what_it_is_for_and_work_what_comes_after_it() -> None:
    rest, work = look(view(REST, 5.0), 0.0), look(view(HOLD, 5.0), 0.0)
    assert (rest.name, rest.next) == ("Crunch", "")
    assert (work.name, work.next) == ("Plank", "Crunch")


@pytest.mark.parametrize("phase", SessionPhase)
def test_every_phase_has_a_look(phase: SessionPhase) -> None:
    seen = look(view(HOLD, 12.0, phase), 0.0)
    assert seen.word
    assert 0.0 <= seen.whole <= 1.0
