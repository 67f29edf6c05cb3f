"""Going on with a session that was broken off: where, and what is said first."""

from __future__ import annotations

from dataclasses import replace

import pytest
from fakes import (
    BIRD_DOG,
    CRUNCH,
    EXERCISES,
    PLANK,
    SCRIPT,
    SIDE_PLANK,
    Gym,
    hold,
    length_of,
    reps,
    step,
    timeline,
)

from voice_coach.core.events.command import Command
from voice_coach.core.events.facts import Ended, Entered, Hurt, Left, Requested, TakenBack
from voice_coach.core.model.history import Ending, IntervalOutcome
from voice_coach.core.model.position import SessionPosition
from voice_coach.core.model.session_view import SessionPhase
from voice_coach.core.model.talk_level import TalkLevel
from voice_coach.core.model.timeline import IntervalKind, Side, Timeline
from voice_coach.core.session.coaching_style import CoachingStyle
from voice_coach.core.session.resume_point import SETTLE, place_in, prepared
from voice_coach.core.session.session import Session

LINES = timeline(step(PLANK, hold(20), hold(20)), step(SIDE_PLANK, hold(15)), step(CRUNCH, reps(5)))
"""prepare 0, plank 1, rest 2, plank 3, rest 4, side plank 5 and 7 with a change 6, rest 8,
crunch 9."""


def resumed(index: int, talk: TalkLevel = TalkLevel.FULL, lines: Timeline = LINES) -> Gym:
    lines = prepared(lines, index)
    place = SessionPosition(lines, index, 0, 0.0, 33.0, frozenset({"plank"}), left=index)
    return Gym.before(Session(lines, length_of, EXERCISES.get, CoachingStyle(SCRIPT, talk), place))


def entries(gym: Gym, kind: type) -> list:
    return [one for one in gym._speaker.others if isinstance(one, kind)]


class TestGoingOn:
    def test_it_welcomes_back_and_says_where_one_is(self) -> None:
        gym = resumed(3)
        gym.until_work()
        assert gym.said()[:3] == [
            "Welcome back.",
            "Test, about 2 minutes left.",
            "On with Plank, set 2 of 2, 20 seconds.",
        ]

    def test_in_few_words_it_just_welcomes_back(self) -> None:
        gym = resumed(3, TalkLevel.MINIMAL)
        gym.until_work()
        assert gym.said()[0] == "Welcome back."
        assert "On with Plank, set 2 of 2, 20 seconds." not in gym.said()

    def test_work_begins_at_its_start_after_time_to_get_into_position(self) -> None:
        gym = resumed(3)
        gym.until_work()
        work = gym.events("interval")[-1].fields
        assert (work["index"], work["exercise"], work["offset"]) == (4, "plank", 0.0)
        first = gym.events("interval")[0].fields
        assert first["kind"] == "prepare"
        assert first["length"] >= SETTLE
        assert {PLANK.cues.position, PLANK.cues.movement} <= set(gym.said())

    def test_a_rest_begins_at_its_start(self) -> None:
        gym = resumed(4)
        gym.until_work()
        first = gym.events("interval")[0].fields
        assert (first["index"], first["kind"]) == (4, "rest")
        assert first["length"] >= SETTLE

    def test_what_was_done_before_counts(self) -> None:
        gym = resumed(9)
        gym.to_the_end()
        assert gym.session.phase is SessionPhase.FINISHED
        assert gym.events("finish")[0].fields["seconds"] == pytest.approx(
            33 + prepared(LINES, 9).intervals[9].expected + 25
        )
        assert any("2 exercises" in one for one in gym.said())
        assert [one.number for one in entries(gym, Left)] == [9, 10]

    def test_the_greeting_can_be_skipped(self) -> None:
        gym = resumed(3)
        gym.passes(0.5)
        gym.does(Command.NEXT)
        gym.passes(1.0)
        assert gym.view.index == 3


class TestThePlace:
    def test_in_the_same_timeline_it_is_the_same(self) -> None:
        for index in range(len(LINES.intervals)):
            assert place_in(LINES, LINES, index) == index

    def test_the_same_set_and_side_are_found_where_something_was_added_before(self) -> None:
        longer = timeline(
            step(BIRD_DOG, reps(3)),
            step(PLANK, hold(40), hold(40)),
            step(SIDE_PLANK, hold(15)),
        )
        second = longer.intervals[place_in(longer, LINES, 3) or 0]
        assert (second.exercise, second.set.number) == (PLANK, 2)
        right = longer.intervals[place_in(longer, LINES, 7) or 0]
        assert (right.exercise, right.side) == (SIDE_PLANK, Side.RIGHT)

    def test_a_rest_is_found_before_its_work(self) -> None:
        longer = timeline(step(BIRD_DOG, reps(3)), step(PLANK, hold(40), hold(40)))
        index = place_in(longer, LINES, 2)
        assert index is not None
        assert longer.intervals[index].kind is IntervalKind.REST
        assert longer.intervals[index + 1].set.number == 2

    def test_where_there_are_fewer_sets_it_is_the_last_of_them(self) -> None:
        fewer = timeline(step(PLANK, hold(20)), step(CRUNCH, reps(5)))
        assert place_in(fewer, LINES, 3) == 1

    def test_where_the_exercise_is_gone_it_is_the_next_that_is_there(self) -> None:
        without = timeline(step(BIRD_DOG, reps(3)), step(CRUNCH, reps(5)))
        index = place_in(without, LINES, 5)
        assert index is not None
        assert without.intervals[index].exercise == CRUNCH

    def test_where_nothing_of_it_is_left_there_is_none(self) -> None:
        assert place_in(timeline(step(BIRD_DOG, reps(3))), LINES, 5) is None

    def test_a_rest_that_is_long_enough_stays_as_it_is(self) -> None:
        long = LINES.with_interval(4, replace(LINES.intervals[4], expected=60.0))
        assert prepared(long, 4).total == long.total


class TestWhatIsKept:
    def gym(self) -> Gym:
        gym = Gym(LINES)
        gym.until_work()
        return gym

    def test_each_interval_is_entered_and_left(self) -> None:
        gym = self.gym()
        gym.to_the_end()
        left = entries(gym, Left)
        assert [one.number for one in left] == list(range(10))
        assert [one.interval for one in left] == list(LINES.intervals)
        assert {one.outcome for one in left} == {IntervalOutcome.DONE}
        assert [one.index for one in entries(gym, Entered)] == list(range(10))
        (ended,) = entries(gym, Ended)
        assert (ended.ending, ended.spent) == (Ending.FINISHED, pytest.approx(LINES.total))

    def test_a_pause_is_no_time_spent(self) -> None:
        gym = self.gym()
        gym.passes(5.0)
        gym.does(Command.PAUSE)
        gym.passes(60.0)
        gym.does(Command.RESUME)
        gym.until_work(3)
        work = entries(gym, Left)[1]
        assert work.spent == pytest.approx(20.0)
        assert work.at - work.began > 80.0

    def test_work_that_is_passed_over_is_skipped(self) -> None:
        gym = self.gym()
        gym.passes(1.0)
        gym.does(Command.NEXT)
        assert entries(gym, Left)[-1].outcome is IntervalOutcome.SKIPPED

    def test_going_back_skips_nothing(self) -> None:
        gym = self.gym()
        gym.until_work(2)
        gym.passes(1.0)
        before = len(entries(gym, Left))
        gym.does(Command.BACK)
        assert [one.number for one in entries(gym, Left)[before:]] == [None]

    def test_what_is_taken_back_is_not_over(self) -> None:
        gym = self.gym()
        gym.passes(8.0)
        gym.does(Command.NEXT)
        gym.passes(1.0)
        gym.does(Command.UNDO)
        (taken_back,) = entries(gym, TakenBack)
        assert (taken_back.index, taken_back.left) == (1, 1)
        gym.to_the_end()
        assert [one.number for one in entries(gym, Left)][:3] == [0, 1, 1]

    def test_stopping_at_once_shortens_what_was_under_way(self) -> None:
        gym = self.gym()
        gym.passes(8.0)
        gym.does(Command.QUIT)
        assert entries(gym, Left)[-1].outcome is IntervalOutcome.SHORTENED
        assert entries(gym, Left)[-1].spent == pytest.approx(8.0, abs=0.1)
        assert entries(gym, Ended)[0].ending is Ending.STOPPED

    def test_before_the_first_interval_there_is_nothing_to_leave(self) -> None:
        gym = Gym(LINES)
        gym.does(Command.QUIT)
        assert entries(gym, Left) == []

    def test_what_is_asked_for_is_told_with_whether_it_was_said(self) -> None:
        gym = self.gym()
        gym.does(Command.LOUDER)
        gym.says(Command.YES)
        asked = [replace(one, at=0.0) for one in entries(gym, Requested)]
        assert asked == [
            Requested(0.0, Command.LOUDER, obeyed=True, phrase=None),
            Requested(0.0, Command.YES, obeyed=False, phrase="yes"),
        ]

    def test_pain_is_told_with_the_exercise(self) -> None:
        gym = self.gym()
        gym.does(Command.PAIN)
        assert [one.exercise for one in entries(gym, Hurt)] == [PLANK]
