"""Unrolling a routine into its timeline."""

from __future__ import annotations

from fakes import BIRD_DOG, CRUNCH, PLANK, SIDE_PLANK, hold, reps, self_paced, step, timeline

from voice_coach.core.model.routine import Amrap, Circuit, Every, Pace, Rest, Sides
from voice_coach.core.model.timeline import IntervalKind, Side, by_the_clock
from voice_coach.core.units import Tempo


def shape(line):
    return [(one.kind.value, one.expected) for one in line.intervals]


def test_a_rest_stands_between_works_and_none_at_the_end():
    line = timeline(step(PLANK, hold(20)), step(CRUNCH, reps(4)))
    assert shape(line) == [("prepare", 5), ("work", 20), ("rest", 10), ("work", 20)]
    assert line.total == 55


def test_a_rest_shorter_than_the_preparation_is_stretched_to_it():
    line = timeline(step(PLANK, hold(20), rest=2.0), step(CRUNCH, reps(1)))
    assert shape(line)[2] == ("rest", 5)


def test_without_a_rest_there_is_a_preparation_before_the_next_step():
    line = timeline(step(PLANK, hold(20), rest=0.0), step(CRUNCH, reps(1)))
    assert shape(line)[2] == ("prepare", 5)


def test_a_rest_written_as_a_step_replaces_the_one_before_it():
    line = timeline(step(PLANK, hold(20)), Rest(60.0), step(CRUNCH, reps(1)))
    assert shape(line)[2] == ("rest", 60)


def test_each_side_is_worked_with_a_change_between():
    line = timeline(step(SIDE_PLANK, hold(20)))
    assert [one.side for one in line.work()] == [Side.LEFT, Side.RIGHT]
    assert shape(line) == [("prepare", 5), ("work", 20), ("prepare", 5), ("work", 20)]


def test_a_split_hold_is_one_interval():
    line = timeline(step(SIDE_PLANK, hold(30), sides=Sides.SPLIT))
    assert [(one.expected, one.split) for one in line.work()] == [(30, True)]


def test_reps_take_their_tempo_and_held_reps_pause_for_the_hold():
    line = timeline(step(CRUNCH, reps(12)), step(BIRD_DOG, reps(4), sides=Sides.LEFT))
    crunch, dog = line.work()
    assert (crunch.expected, crunch.tempo) == (60, Tempo(2, 1, 2))
    assert (dog.expected, dog.is_held) == (48, True)


def test_descending_sets_are_counted():
    line = timeline(step(CRUNCH, reps(6), reps(4), reps(2)))
    assert [(one.reps, one.set.number, one.set.of) for one in line.work()] == [
        (6, 1, 3),
        (4, 2, 3),
        (2, 3, 3),
    ]


def test_a_circuit_repeats_with_its_own_rest_between_rounds():
    line = timeline(Circuit(2, 45.0, (step(PLANK, hold(20)), step(CRUNCH, reps(4)))))
    assert [one.expected for one in line.intervals] == [5, 20, 10, 20, 45, 20, 10, 20]
    assert [one.round.number for one in line.work()] == [1, 1, 2, 2]


def test_nested_circuits_multiply():
    inner = Circuit(3, None, (step(PLANK, hold(10)),))
    assert len(list(timeline(Circuit(2, 30.0, (inner,))).work())) == 6


def test_an_emom_starts_a_step_every_interval_on_the_beat():
    line = timeline(Every(60.0, 240.0, (step(CRUNCH, reps(8)), step(PLANK, hold(30)))))
    starts = [start for start, one in zip(line.starts, line.intervals, strict=True) if one.is_work]
    assert starts == [5, 65, 125, 185]


def test_an_emom_at_the_athletes_pace_is_one_interval_a_slot():
    line = timeline(Every(60.0, 120.0, (self_paced(CRUNCH, 8),)))
    assert shape(line) == [("prepare", 5), ("work", 60), ("work", 60)]
    assert not any(one.is_counted for one in line.intervals)


def test_an_amrap_is_one_interval_with_stations():
    steps = (self_paced(CRUNCH, 10), self_paced(SIDE_PLANK, 5))
    line = timeline(Amrap(360.0, steps, prepare=5.0))
    (work,) = line.work()
    assert work.expected == 360
    assert [(one.exercise.slug, one.reps, one.each_side) for one in work.stations] == [
        ("crunch", 10, False),
        ("side-plank", 5, True),
    ]


def test_self_paced_work_has_no_length_but_an_estimate():
    (work,) = timeline(self_paced(CRUNCH, 10)).work()
    assert (work.kind, work.length, work.expected) == (IntervalKind.SELF_PACED, None, 55)
    (stated,) = timeline(self_paced(CRUNCH, 10, takes=40.0)).work()
    assert stated.expected == 40


def test_by_the_clock_every_interval_has_a_length():
    line = by_the_clock(timeline(self_paced(CRUNCH, 10)))
    assert not line.is_open
    assert line.total == 60


def test_pace_self_in_a_step_of_several_sets_rests_between_them():
    line = timeline(step(CRUNCH, reps(5), reps(5), pace=Pace.SELF))
    assert [one.kind.value for one in line.intervals] == [
        "prepare",
        "self-paced",
        "rest",
        "self-paced",
    ]
