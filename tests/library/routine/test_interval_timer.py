"""An interval timer as a routine."""

from __future__ import annotations

import pytest

from voice_coach.core.model.timeline import IntervalKind
from voice_coach.core.model.unroll import unroll
from voice_coach.errors import UsageError
from voice_coach.library.catalogue.catalogue import load_catalogue
from voice_coach.library.routine.interval_timer import read_spec, timer_slug, timer_text
from voice_coach.library.routine.reader import read_routine

CATALOGUE = load_catalogue()


def lengths(spec: str, *names: str, prepare: float = 10.0) -> list[float]:
    """The lengths of the intervals, rests and preparation as negative numbers."""
    timer = read_spec(spec, prepare)
    exercises = tuple(CATALOGUE.get(name, name) for name in names) or ("Work",)
    text = timer_text(timer, exercises, "timer")
    timeline = unroll(read_routine(text.encode(), "timer.yaml", "timer", CATALOGUE))
    sign = {IntervalKind.WORK: 1}
    return [one.expected * sign.get(one.kind, -1) for one in timeline.intervals]


@pytest.mark.parametrize(
    ("spec", "timer"),
    [
        ("8x20/10", (8, 20.0, 10.0)),
        ("8X20s/10s", (8, 20.0, 10.0)),
        ("5 x 1:30 / 30", (5, 90.0, 30.0)),
        ("3x2min/1min", (3, 120.0, 60.0)),
        ("10x45", (10, 45.0, 0.0)),
        ("1\u00d760", (1, 60.0, 0.0)),
    ],
)
def test_a_timer_is_written_as_people_write_it(spec: str, timer: tuple[float, ...]) -> None:
    read = read_spec(spec, 10.0)
    assert (read.times, read.work, read.rest) == timer


@pytest.mark.parametrize(
    ("spec", "told"),
    [
        ("20/10", "is not a timer. Write it as in 8x20/10"),
        ("tabata", "is not a timer"),
        ("0x20/10", "Write 1 to 200"),
        ("900x20/10", "Write 1 to 200"),
        ("8xlong/10", "long"),
        ("8x1/10", "3s"),
    ],
)
def test_what_is_no_timer_is_told_with_what_to_write(spec: str, told: str) -> None:
    with pytest.raises(UsageError) as error:
        read_spec(spec, 10.0)
    assert told in str(error.value)


def test_the_times_are_as_written() -> None:
    assert lengths("3x20/10") == [-10.0, 20.0, -10.0, 20.0, -10.0, 20.0]


def test_exercises_take_turns() -> None:
    assert lengths("4x20/10", "squat", "push-up") == [-10.0, 20.0, *[-10.0, 20.0] * 3]
    text = timer_text(read_spec("3x20/10", 10), (CATALOGUE["squat"], CATALOGUE["plank"]), "x")
    routine = read_routine(text.encode(), "x.yaml", "x", CATALOGUE)
    assert [step.exercise.slug for _, step in routine.steps()] == ["squat", "plank", "squat"]


def test_a_longer_preparation_is_before_the_first_alone() -> None:
    assert lengths("3x20/10", prepare=30.0) == [-30.0, 20.0, -10.0, 20.0, -10.0, 20.0]


def test_without_rest_one_follows_the_other() -> None:
    assert lengths("3x20", prepare=0.0) == [20.0, 20.0, 20.0]


@pytest.mark.parametrize("slug", CATALOGUE)
def test_any_exercise_can_be_timed_and_takes_the_time_as_a_whole(slug: str) -> None:
    assert lengths("2x20/10", slug) == [-10.0, 20.0, -10.0, 20.0]


def test_a_name_that_is_no_exercise_is_said_as_it_is() -> None:
    text = timer_text(read_spec("2x20/10", 10.0), ('Rope "jumps": fast',), "x")
    routine = read_routine(text.encode(), "x.yaml", "x", CATALOGUE)
    (step,) = {step.exercise.name for _, step in routine.steps()}
    assert step == 'Rope "jumps": fast'


def test_the_same_timer_has_the_same_name() -> None:
    timer = read_spec("8x20/10", 10.0)
    assert timer_slug(timer, ("squat", "push-up")) == "timer-8x20-10-squat-push-up"
    assert len(timer_slug(timer, ("x" * 200,))) <= 60
