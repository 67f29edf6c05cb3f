"""The session, talked to: what is understood while it runs, and what is taken back."""

from __future__ import annotations

from dataclasses import replace

import pytest
from fakes import (
    CRUNCH,
    EXERCISES,
    KNEE_PLANK,
    PLANK,
    SCRIPT,
    SIDE_PLANK,
    Gym,
    hold,
    length_of,
    reps,
    self_paced,
    step,
    timeline,
)

from voice_coach.core.events.command import Command
from voice_coach.core.events.messages import FilledCommand
from voice_coach.core.model.exercise import HealthCondition
from voice_coach.core.model.position import UNDO_WITHIN
from voice_coach.core.model.routine import Amrap, Every
from voice_coach.core.model.session_view import SessionPhase
from voice_coach.core.model.timeline import Station
from voice_coach.core.session.coaching_style import CoachingStyle
from voice_coach.core.session.session import Session
from voice_coach.core.voice_commands.grammar import phrases_of

KNEE_HURTS = FilledCommand(Command.PAIN, HealthCondition.KNEE)


def planks(*, listening: bool = True) -> Gym:
    line = timeline(step(PLANK, hold(30)), step(SIDE_PLANK, hold(20)), step(CRUNCH, reps(4)))
    gym = Gym.before(
        Session(line, length_of, EXERCISES.get, CoachingStyle(SCRIPT, listening=listening))
    )
    gym.until_work()
    return gym


def test_what_is_said_is_done_as_if_its_key_were_pressed():
    gym = planks()
    gym.says(Command.PAUSE, "hold on")
    assert gym.session.phase is SessionPhase.PAUSED
    gym.says(Command.RESUME, "carry on")
    gym.passes(10.0)
    assert gym.session.phase is SessionPhase.RUNNING


def test_the_log_tells_what_was_said_from_what_was_pressed():
    gym = planks()
    gym.says(Command.LOUDER, "turn it up")
    gym.does(Command.LOUDER)
    said, pressed = (one.fields for one in gym.events("command"))
    assert said == {
        "command": "louder",
        "obeyed": True,
        "by": "voice",
        "phrase": "turn it up",
        "sure": True,
    }
    assert pressed == {"command": "louder", "obeyed": True}


class TestArmed:
    def test_only_what_means_something_now_is_armed(self):
        gym = planks()
        assert Command.PAUSE in gym.session.armed
        assert Command.RESUME not in gym.session.armed
        gym.does(Command.PAUSE)
        assert Command.RESUME in gym.session.armed
        assert Command.PAUSE not in gym.session.armed

    def test_what_is_for_keys_alone_is_not(self):
        gym = planks()
        assert not {Command.TOGGLE, Command.QUIT} & set(gym.session.armed)

    def test_done_is_not_armed_where_the_enter_key_would_go_on(self):
        gym = planks()
        assert Command.DONE in gym.session.armed
        for standing in (Command.PAUSE, Command.STOP):
            gym.does(standing)
            assert Command.DONE not in gym.session.armed

    @pytest.mark.parametrize(
        "phase",
        [SessionPhase.OPENING, SessionPhase.RUNNING, SessionPhase.PAUSED, SessionPhase.COUNT_IN],
    )
    def test_stop_and_the_safety_words_are_armed_wherever_something_is_done(self, phase):
        gym = Gym(timeline(step(PLANK, hold(30))))
        gym.passes(0.5)
        if phase is not SessionPhase.OPENING:
            gym.until_work()
            gym.does(Command.PAUSE)
        if phase in (SessionPhase.RUNNING, SessionPhase.COUNT_IN):
            gym.does(Command.RESUME)
        if phase is SessionPhase.RUNNING:
            gym.passes(10.0)
        assert gym.session.phase is phase
        assert {Command.STOP, Command.PAIN} <= set(gym.session.armed)

    def test_every_command_that_is_armed_has_a_phrase(self):
        gym = planks()
        for command in (Command.NEXT, Command.PAUSE, Command.STOP, Command.RESUME):
            gym.does(command)
            for armed in gym.session.armed:
                assert phrases_of([armed]), armed

    def test_where_it_asks_it_waits_for_an_answer(self):
        gym = planks()
        assert not gym.session.asking
        gym.does(Command.STOP)
        assert gym.session.asking
        assert set(gym.session.armed) >= {Command.STOP, Command.YES, Command.NO, Command.RESUME}

    def test_nothing_is_armed_when_it_is_over_or_stands_still_because_of_pain(self):
        gym = planks()
        gym.does(Command.PAIN)
        assert gym.session.armed == ()
        gym.does(Command.QUIT)
        assert gym.session.armed == ()


class TestPerhapsPain:
    @staticmethod
    def asked() -> Gym:
        gym = planks()
        gym.passes(8.0)
        gym.says(Command.PAIN, "ouch", sure=False)
        return gym

    def test_it_pauses_at_once_and_asks(self):
        gym = planks()
        gym.passes(8.0)
        left, now = gym.view.left, gym.now
        gym.says(Command.PAIN, "ouch", sure=False)
        gym.passes(5.0)
        assert gym.session.phase is SessionPhase.CONFIRM_PAIN
        assert gym.session.asking
        assert gym.said(now) == ["Does something hurt? Say yes, or resume."]
        assert gym.view.left == left

    def test_silence_is_no_answer_and_ends_nothing(self):
        gym = self.asked()
        gym.passes(3600.0)
        assert gym.session.phase is SessionPhase.CONFIRM_PAIN

    @pytest.mark.parametrize(
        ("answer", "sure"), [(Command.YES, True), (Command.PAIN, True), (Command.PAIN, False)]
    )
    def test_yes_and_every_other_safety_word_lead_to_the_questions_about_pain(self, answer, sure):
        gym = self.asked()
        gym.says(answer, sure=sure)
        assert gym.session.hurt
        assert gym.event_count("pain") == 1

    @pytest.mark.parametrize("answer", [Command.NO, Command.RESUME, Command.TOGGLE, Command.DONE])
    def test_no_goes_on_where_it_was_after_a_count(self, answer):
        gym = self.asked()
        left, now = gym.view.left, gym.now
        gym.does(answer)
        gym.passes(6.0)
        assert gym.session.phase is SessionPhase.RUNNING
        assert gym.said(now)[:5] == ["Plank.", "three", "two", "one", "start"]
        assert gym.view.left == pytest.approx(left - (gym.now - gym.heard_at("start", now)))

    def test_stop_asks_whether_to_stop(self):
        gym = self.asked()
        gym.says(Command.STOP)
        assert gym.session.phase is SessionPhase.CONFIRM_STOP

    def test_a_sure_one_asks_no_such_thing(self):
        gym = planks()
        gym.says(Command.PAIN, "my back hurts")
        assert gym.session.hurt

    @pytest.mark.parametrize("before", [Command.PAUSE, Command.STOP, Command.NEXT])
    def test_it_is_asked_in_every_phase(self, before):
        gym = planks()
        gym.does(before)
        gym.passes(3.0)
        now = gym.now
        gym.says(Command.PAIN, "ouch", sure=False)
        gym.passes(5.0)
        assert gym.session.phase is SessionPhase.CONFIRM_PAIN
        assert gym.said(now) == ["Does something hurt? Say yes, or resume."]

    @pytest.mark.parametrize("answer", [Command.NO, Command.NOTHING_HURTS])
    def test_no_in_a_pause_leaves_it_paused(self, answer):
        gym = planks()
        gym.does(Command.PAUSE)
        left = gym.view.left
        gym.says(Command.PAIN, "ouch", sure=False)
        gym.says(answer)
        gym.passes(30.0)
        assert gym.session.phase is SessionPhase.PAUSED
        assert gym.view.left == left

    def test_a_part_of_the_body_is_asked_about_as_well(self):
        gym = planks()
        gym.says(KNEE_HURTS, "my knee hurts", sure=False)
        assert gym.session.phase is SessionPhase.CONFIRM_PAIN
        gym.says(KNEE_HURTS, "my knee hurts")
        assert gym.session.hurt
        assert gym.session.part_that_hurts is HealthCondition.KNEE

    def test_its_question_is_rendered_beforehand_where_the_coach_listens(self):
        question = "Does something hurt? Say yes, or resume."
        assert question in planks().session.texts
        assert question not in planks(listening=False).session.texts


class TestDetails:
    """Commands with a number, or with a part of the body."""

    def test_as_many_seconds_are_added_as_are_asked_for(self):
        gym = planks()
        left, now = gym.view.left, gym.now
        gym.says(FilledCommand(Command.MORE_TIME, 20), "add twenty seconds")
        gym.passes(5.0)
        assert gym.view.left == pytest.approx(left + 20 - (gym.now - now))
        assert "20 seconds more." in gym.said(now)

    def test_where_reps_are_counted_reps_are_added(self):
        gym = Gym(timeline(step(CRUNCH, reps(4))))
        gym.until_work()
        gym.says(FilledCommand(Command.MORE_REPS, 2), "two more reps")
        assert gym.view.interval.reps == 6
        gym.does(Command.MORE_REPS)
        assert gym.view.interval.reps == 7
        gym.does(Command.UNDO)
        assert gym.view.interval.reps == 6
        gym.to_the_end()
        assert "five" in gym.said()

    def test_a_hold_has_no_reps_to_add_to(self):
        gym = planks()
        left = gym.view.left
        gym.does(Command.MORE_REPS)
        assert gym.view.left == left
        assert gym.notices()[-1].startswith("This one has no reps")

    def test_skipping_two_leads_past_this_exercise_and_the_one_after(self):
        line = timeline(*(step(one, hold(30)) for one in (PLANK, KNEE_PLANK, CRUNCH)))
        gym = Gym(line)
        gym.until_work()
        gym.says(FilledCommand(Command.NEXT, 2), "skip two")
        assert gym.view.interval.exercise == CRUNCH
        gym.says(Command.UNDO)
        assert gym.view.interval.exercise == PLANK

    def test_there_must_be_something_after_what_is_skipped(self):
        gym = Gym(timeline(step(PLANK, hold(30)), step(CRUNCH, reps(4))))
        gym.until_work()
        now = gym.now
        gym.says(FilledCommand(Command.NEXT, 2), "skip two")
        gym.passes(5.0)
        assert gym.view.interval.exercise == PLANK
        assert "This is the last exercise." in gym.said(now)

    def test_a_detail_that_makes_no_difference_is_as_good_as_none(self):
        gym = Gym(timeline(step(PLANK, hold(30)), step(CRUNCH, reps(4))))
        gym.passes(0.5)
        gym.says(FilledCommand(Command.NEXT, 2), "skip two")
        assert gym.session.phase is SessionPhase.RUNNING

    def test_the_part_that_hurts_is_spared_for_the_rest_of_the_session(self):
        squat = replace(PLANK, slug="squat", name="Squat", caution_with=(HealthCondition.KNEE,))
        gym = Gym(
            timeline(*(step(one, hold(20)) for one in (PLANK, squat, KNEE_PLANK, CRUNCH, squat)))
        )
        gym.until_work()
        gym.says(KNEE_HURTS, "my knee hurts")
        assert gym.session.part_that_hurts is HealthCondition.KNEE
        gym.does(FilledCommand(Command.LEAVE_OUT, HealthCondition.KNEE))
        gym.to_the_end()
        worked = [one.fields["exercise"] for one in gym.events("interval")]
        assert [one for one in worked if one] == ["plank", "knee-plank", "crunch"]

    def test_an_easier_variant_that_loads_it_too_is_left_out(self):
        sore = replace(KNEE_PLANK, caution_with=(HealthCondition.KNEE,))
        line = timeline(step(PLANK, hold(30)), step(CRUNCH, reps(4)))
        gym = Gym.before(Session(line, length_of, {sore.slug: sore}.get, CoachingStyle(SCRIPT)))
        gym.until_work()
        gym.says(KNEE_HURTS, "my knee hurts")
        gym.does(FilledCommand(Command.EASIER, HealthCondition.KNEE))
        gym.until_work(2)
        assert gym.view.interval.exercise == CRUNCH


class TestStop:
    def test_its_hint_names_words(self):
        gym = planks()
        gym.says(Command.STOP, "finish")
        gym.passes(5.0)
        assert gym.said()[-1] == "Stop here? Say yes to stop, or no to go on."

    @pytest.mark.parametrize("command", [Command.YES, Command.STOP])
    def test_yes_or_stop_again_stops(self, command):
        gym = planks()
        gym.says(Command.STOP)
        gym.says(command)
        gym.passes(10.0)
        assert gym.session.phase is SessionPhase.STOPPED

    def test_next_is_no_answer_to_it_when_it_is_said(self):
        gym = planks()
        gym.says(Command.STOP)
        assert Command.NEXT not in gym.session.armed
        assert {Command.YES, Command.NO} <= set(gym.session.armed)

    def test_no_goes_on(self):
        gym = planks()
        gym.says(Command.STOP)
        gym.says(Command.NO)
        gym.passes(10.0)
        assert gym.session.phase is SessionPhase.RUNNING

    def test_where_the_coach_listens_nothing_names_a_key(self):
        line = timeline(self_paced(CRUNCH, 8), Amrap(60.0, (self_paced(PLANK, 5),), 5.0))
        session = Session(line, length_of, EXERCISES.get, CoachingStyle(SCRIPT, listening=True))
        gym = Gym.before(session)
        gym.to_the_end()
        gym.does(Command.DONE)
        gym.to_the_end()
        assert not any("Press" in text for text in (*session.texts, *gym.said()))


class TestUndo:
    def test_a_skip_is_taken_back_to_the_very_second(self):
        gym = planks()
        gym.until(gym.heard_at("start") + 12.0)
        left = gym.view.left
        gym.says(Command.NEXT, "skip")
        gym.passes(5.0)
        asked = gym.now
        gym.says(Command.UNDO)
        assert gym.view.left == left
        gym.passes(7.0)
        assert gym.said(asked)[:5] == ["Back to it: Plank.", "three", "two", "one", "start"]
        assert gym.view.interval.exercise == PLANK
        again = gym.heard_at("start", asked)
        gym.until(again + 20.0)
        assert gym.heard_at("end", again) - again == pytest.approx(18.0)

    def test_what_comes_after_it_is_said_as_if_nothing_had_been(self):
        gym = planks()
        gym.passes(25.0)
        gym.does(Command.NEXT)
        gym.passes(5.0)
        gym.does(Command.UNDO)
        gym.until_work(3)
        rest = gym.heard_at("end", gym.now - 11.0)
        said = ["end", "And down. Shake it out.", "Next: Side Plank, left side, 20 seconds."]
        assert gym.said(rest)[:3] == said

    def test_a_skip_of_the_last_exercise_is_taken_back_during_the_goodbye(self):
        gym = Gym(timeline(step(PLANK, hold(30))))
        gym.until_work()
        gym.passes(10.0)
        gym.does(Command.NEXT)
        gym.passes(1.0)
        assert gym.session.phase is SessionPhase.CLOSING
        gym.does(Command.UNDO)
        gym.to_the_end()
        assert gym.session.phase is SessionPhase.FINISHED
        assert "That was 35 seconds and 1 exercise." in gym.said()

    def test_done_in_an_emom_is_taken_back_with_the_rest_it_made(self):
        gym = Gym(timeline(Every(60.0, 180.0, (self_paced(CRUNCH, 8),))))
        gym.until_work()
        whole = gym.session.timeline
        gym.passes(30.0)
        gym.does(Command.DONE)
        gym.does(Command.UNDO)
        assert gym.session.timeline == whole
        assert gym.view.elapsed == pytest.approx(30.0, abs=0.1)

    def test_a_station_is_taken_back(self):
        gym = Gym(timeline(Amrap(300.0, (self_paced(CRUNCH, 10), self_paced(PLANK, 5)), 5.0)))
        gym.until_work()
        gym.passes(20.0)
        gym.does(Command.DONE)
        gym.does(Command.UNDO)
        assert gym.view.station == Station(CRUNCH, 10, each_side=False)

    def test_while_paused_it_stays_paused(self):
        gym = planks()
        gym.does(Command.PAUSE)
        left = gym.view.left
        gym.does(Command.NEXT)
        gym.does(Command.UNDO)
        gym.passes(5.0)
        assert gym.session.phase is SessionPhase.PAUSED
        assert gym.view.left == left
        assert gym.said()[-1] == "Back to it: Plank."

    def test_it_is_armed_only_while_there_is_something_to_take_back(self):
        gym = planks()
        assert Command.UNDO not in gym.session.armed
        gym.does(Command.NEXT)
        assert Command.UNDO in gym.session.armed
        gym.passes(UNDO_WITHIN)
        assert Command.UNDO not in gym.session.armed
        gym.does(Command.UNDO)
        assert gym.notices()[-1] == "“undo” does nothing now."

    def test_while_paused_it_lapses_as_well(self):
        gym = planks()
        gym.does(Command.NEXT)
        gym.does(Command.PAUSE)
        gym.passes(UNDO_WITHIN)
        assert Command.UNDO not in gym.session.armed

    def test_it_is_taken_back_once(self):
        gym = planks()
        gym.does(Command.NEXT)
        gym.does(Command.UNDO)
        assert Command.UNDO not in gym.session.armed

    @pytest.mark.parametrize("command", [Command.HARDER, Command.LOUDER, Command.TIME_LEFT])
    def test_what_moved_nothing_leaves_nothing_to_take_back(self, command):
        gym = planks()
        gym.does(command)
        assert Command.UNDO not in gym.session.armed

    def test_there_is_no_way_back_to_what_hurt(self):
        gym = planks()
        gym.does(Command.BACK)
        gym.does(Command.PAIN)
        gym.does(Command.LEAVE_OUT)
        assert Command.UNDO not in gym.session.armed

    def test_nor_from_a_stop_that_was_confirmed(self):
        gym = planks()
        gym.does(Command.NEXT)
        gym.does(Command.STOP)
        gym.does(Command.STOP)
        assert gym.session.phase is SessionPhase.CLOSING
        assert Command.UNDO not in gym.session.armed
