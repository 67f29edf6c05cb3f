"""Time to tell what comes: how much a timeline is given, and where."""

from __future__ import annotations

from dataclasses import replace

import pytest
from fakes import CRUNCH, PLANK, SIDE_PLANK, hold, reps, routine, self_paced, step

from voice_coach.core.model.body_position import BodyPosition, Move, Place, place_of
from voice_coach.core.model.lead_in import lead_time, position_cue, with_lead_in
from voice_coach.core.model.routine import Circuit, Every, LeadIn, Rest
from voice_coach.core.model.timeline import IntervalKind, Side
from voice_coach.core.model.unroll import unroll

SQUAT = replace(CRUNCH, slug="squat", name="Squat", position=BodyPosition.STANDING)


def gaps(line):
    """The gaps of a timeline: kind, length, and what of it was added."""
    return [(one.kind, one.expected, one.added) for one in line.intervals if not one.is_work]


def test_what_is_missing_is_added_to_the_preparation_and_to_the_rest() -> None:
    line = unroll(routine(step(PLANK, hold(20), rest=5.0), step(CRUNCH, reps(5))))
    (first, long, added), (second, rest, more) = gaps(line)
    assert (first, second) == (IntervalKind.PREPARE, IntervalKind.REST)
    assert (long - added, rest - more) == (5.0, 5.0)
    assert added > 0
    assert more > 0


def test_a_rest_that_is_long_enough_stays_as_written() -> None:
    line = unroll(routine(step(PLANK, hold(20), rest=60.0), step(CRUNCH, reps(5))))
    assert gaps(line)[1] == (IntervalKind.REST, 60.0, 0.0)


def test_where_there_is_no_gap_one_is_made() -> None:
    line = unroll(
        routine(step(PLANK, hold(20), rest=0.0, prepare=0.0), step(CRUNCH, reps(5), prepare=0.0))
    )
    assert [one.is_work for one in line.intervals] == [False, True, False, True]
    assert all(one.expected == one.added for one in line.intervals if not one.is_work)


def test_from_the_second_time_on_name_and_dose_are_enough() -> None:
    line = unroll(routine(step(PLANK, *[hold(20)] * 3, rest=6.0)))
    assert [added for _, _, added in gaps(line)[1:]] == [0.0, 0.0]


def test_with_a_strict_lead_in_all_times_are_as_written() -> None:
    line = unroll(routine(step(PLANK, hold(20), prepare=0.0), lead_in=LeadIn.STRICT))
    assert [one.expected for one in line.intervals] == [20.0]
    assert line.as_written
    assert with_lead_in(line) == line


def test_a_slow_voice_is_given_more_time_and_a_fast_one_no_less_than_the_usual() -> None:
    one = routine(step(PLANK, hold(20)))
    slow, usual, fast = (unroll(one, rate).total for rate in (80, 165, 300))
    assert slow > usual == fast


def test_the_second_side_is_given_time_for_its_position() -> None:
    line = unroll(routine(step(SIDE_PLANK, hold(20), hold(20))))
    switches = [
        line.intervals[index - 1]
        for index, one in enumerate(line.intervals)
        if one.side is Side.RIGHT
    ]
    assert [one.added > 0 for one in switches] == [True, False]
    assert position_cue(SIDE_PLANK, Side.RIGHT) == SIDE_PLANK.cues.right
    assert position_cue(SIDE_PLANK, None) == SIDE_PLANK.cues.position
    assert position_cue(SIDE_PLANK, None, split=True) == SIDE_PLANK.cues.left


def test_a_farther_change_of_position_is_given_more_time() -> None:
    before, after = (unroll(routine(step(one, reps(5)))).intervals[1] for one in (SQUAT, CRUNCH))
    quiet = replace(after, exercise=replace(CRUNCH, cues=replace(CRUNCH.cues, movement="")))
    assert lead_time(before, quiet, 165) > lead_time(before, before, 165)
    far, near = Move(BodyPosition.STANDING, BodyPosition.SUPINE), Move(*[BodyPosition.PRONE] * 2)
    assert far.takes > near.takes
    assert far.is_down
    assert not near.is_down


def test_an_emom_keeps_its_beat_and_takes_the_time_from_the_rest_of_the_minute() -> None:
    steps = (self_paced(SQUAT, 8), self_paced(CRUNCH, 8))
    line = unroll(routine(Every(60.0, 240.0, steps)))
    works = [line.starts[index] for index, one in enumerate(line.intervals) if one.is_work]
    assert [later - works[0] for later in works] == [0.0, 60.0, 120.0, 180.0]
    assert all(not one.is_work for one in line.intervals[::2])


def test_an_easier_variant_is_new_where_it_takes_over() -> None:
    line = unroll(routine(Circuit(2, 5.0, (step(PLANK, hold(20)), step(CRUNCH, reps(5))))))
    changed = replace(line.intervals[5], exercise=SQUAT)
    again = with_lead_in(line.with_interval(5, changed), start=4)
    assert again.intervals[5].appearance == 0
    assert again.intervals[4].expected > line.intervals[4].expected
    assert again.intervals[:4] == line.intervals[:4]


class TestRests:
    @pytest.mark.parametrize(
        ("nodes", "rests"),
        [
            ((Rest(10), Rest(20), step(PLANK, hold(5), prepare=0.0)), [30]),
            ((step(PLANK, hold(5), prepare=0.0), Rest(10)), [10]),
            ((step(PLANK, hold(5), prepare=0.0, rest=7.0),), []),
            ((step(PLANK, hold(5), prepare=0.0, rest=7.0), Rest(10), Rest(5)), [15]),
            (
                (Circuit(2, 20.0, (step(PLANK, hold(5), prepare=0.0, rest=7.0), Rest(10))),),
                [30, 10],
            ),
        ],
        ids=["first", "last", "own rest last", "in place of its own", "before rest_between"],
    )
    def test_rests_that_are_written_add_up_wherever_they_stand(self, nodes, rests) -> None:
        line = unroll(routine(*nodes, lead_in=LeadIn.STRICT))
        assert [one.expected for one in line.intervals if not one.is_work] == rests


class TestWhatIsNeeded:
    def test_each_thing_is_needed_once_and_a_sturdy_chair_will_do_for_a_chair(self) -> None:
        one = replace(PLANK, equipment=("chair", "towel"))
        two = replace(CRUNCH, equipment=("sturdy chair", "towel"))
        line = unroll(routine(step(one, hold(5)), step(two, reps(5))))
        assert line.equipment() == ("towel", "sturdy chair")

    def test_where_it_is_done_follows_from_the_positions(self) -> None:
        standing, lying = BodyPosition.STANDING, BodyPosition.PRONE
        assert place_of([standing]) is Place.STANDING
        assert place_of([lying, None]) is Place.FLOOR
        assert place_of([standing, lying]) is Place.BOTH
        assert place_of([None]) is None
