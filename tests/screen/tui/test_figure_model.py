"""Which figure a session shows, and how far it is in its move."""

from __future__ import annotations

from dataclasses import replace

import pytest
from fakes import BIRD_DOG, CRUNCH, PLANK
from screen.views import FIRST_SET, GET_READY, HOLD, LAST_ROUND, PLAN, REST, SELF_PACED, view

from voice_coach.core.model.session_view import SessionPhase
from voice_coach.core.model.timeline import Side, Station
from voice_coach.library.catalogue.figures import load_figures
from voice_coach.screen.tui.figure_model import Showing, Way, showing

FIGURES = load_figures()


def shown(index: int, left: float | None = 20.0, since: float = 0.0, **changes: object) -> Showing:
    """What is shown of the plan at a moment of one of its intervals."""
    found = showing(view(index, left, **changes), since)
    assert found is not None
    return found


def test_work_shows_what_is_done() -> None:
    assert shown(HOLD).exercise == PLANK
    assert shown(HOLD).way is Way.WORK


@pytest.mark.parametrize("index", [GET_READY, REST])
def test_before_it_begins_the_next_exercise_is_shown_slowly(index: int) -> None:
    coming = PLAN.work_after(index)
    assert coming is not None
    assert shown(index).exercise == PLAN.intervals[coming].exercise
    assert shown(index).way is Way.AHEAD
    one = replace(shown(index), tempo=CRUNCH.tempo, moment=3.0)
    assert one.phase(FIGURES["crunch"]) == FIGURES["crunch"].phase(1.5, CRUNCH.tempo)


def test_the_opening_shows_the_position_of_the_first() -> None:
    first = shown(GET_READY, phase=SessionPhase.OPENING)
    assert first.exercise == PLANK
    assert first.phase(FIGURES["crunch"]).place == 0
    assert first.phase(FIGURES["plank"]).place == len(FIGURES["plank"].poses) - 1
    assert not first.moves(FIGURES["crunch"])


def test_counted_reps_are_shown_at_their_moments() -> None:
    crunch, tempo = FIGURES["crunch"], PLAN.intervals[FIRST_SET].tempo
    assert tempo is not None
    start = shown(FIRST_SET, elapsed=tempo.rep)
    there = shown(FIRST_SET, elapsed=tempo.rep + tempo.out)
    assert start.phase(crunch).place == 0
    assert there.phase(crunch).place == len(crunch.poses) - 1
    assert shown(FIRST_SET, elapsed=tempo.rep, since=1.0).moment == tempo.rep + 1.0


def test_after_the_last_rep_it_stays_where_it_began() -> None:
    interval = PLAN.intervals[FIRST_SET]
    assert shown(FIRST_SET, elapsed=interval.expected + 3).phase(FIGURES["crunch"]).place == 0


def test_reps_at_ones_own_pace_go_on_at_the_tempo_of_the_exercise() -> None:
    one = shown(SELF_PACED, None, elapsed=400.0)
    assert (one.tempo, one.moment) == (CRUNCH.tempo, 400.0)
    assert one.moves(FIGURES["crunch"])


def test_a_hold_keeps_still_and_is_shown_beforehand_by_getting_into_it() -> None:
    plank = FIGURES["plank"]
    held = shown(HOLD)
    assert held.phase(plank).place == len(plank.poses) - 1
    assert not held.moves(plank)
    squat = FIGURES["wall-sit"]
    ahead = replace(held, way=Way.AHEAD, moment=0.0)
    assert ahead.phase(squat).place == 0
    assert ahead.moves(squat)


def test_the_left_side_is_the_mirror_of_the_right() -> None:
    interval = PLAN.intervals[LAST_ROUND]
    for side, mirrored in ((Side.LEFT, True), (Side.RIGHT, False)):
        assert shown(LAST_ROUND, interval=replace(interval, side=side)).mirrored is mirrored


def test_a_hold_of_both_sides_changes_at_its_middle() -> None:
    split = replace(PLAN.intervals[HOLD], split=True)
    half = split.expected / 2
    assert shown(HOLD, interval=split, elapsed=half - 0.1).mirrored
    assert not shown(HOLD, interval=split, elapsed=half).mirrored
    assert shown(GET_READY, next_work=split, elapsed=half).mirrored


def test_of_a_round_the_station_under_way_is_shown_and_before_it_the_first() -> None:
    stations = (Station(CRUNCH, 10, each_side=False), Station(BIRD_DOG, 6, each_side=False))
    amrap = replace(PLAN.intervals[HOLD], exercise=CRUNCH, stations=stations)
    assert shown(HOLD, interval=amrap, station=stations[1]).exercise == BIRD_DOG
    assert shown(GET_READY, next_work=amrap).exercise == CRUNCH


@pytest.mark.parametrize(
    "phase", [SessionPhase.PAUSED, SessionPhase.CONFIRM_STOP, SessionPhase.COUNT_IN]
)
def test_a_session_that_stands_shows_a_figure_that_stands(phase: SessionPhase) -> None:
    one = shown(FIRST_SET, since=0.0, phase=phase)
    assert one == shown(FIRST_SET, since=9.0, phase=phase)
    assert not one.moves(FIGURES["crunch"])


@pytest.mark.parametrize(
    "phase", [SessionPhase.HURT, SessionPhase.CLOSING, SessionPhase.STOPPED, SessionPhase.FINISHED]
)
def test_a_session_that_is_over_shows_none(phase: SessionPhase) -> None:
    assert showing(view(HOLD, phase=phase), 0.0) is None
