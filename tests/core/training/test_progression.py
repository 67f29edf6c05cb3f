"""What the next session of a routine changes."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from core.training.progressions import (
    CATALOGUE,
    MONDAY,
    PLANK,
    PLANKS,
    THREE,
    after,
    day,
    doses,
    in_turn,
    of,
    routine,
)
from fakes import hold, reps
from workouts import trained

from voice_coach.core.model.exercise import HealthCondition
from voice_coach.core.model.history import Effort, Ending, IntervalOutcome
from voice_coach.core.model.routine import (
    Amrap,
    Circuit,
    Every,
    Level,
    Sides,
    Work,
)
from voice_coach.core.safety.clearance import CLEAR, Clearance, Outcome
from voice_coach.core.training.progression import propose
from voice_coach.core.training.progression_text import LESS, LIGHT, said, shown
from voice_coach.library.routine.finder import Shelf

# --- more -------------------------------------------------------------------------------


def test_without_a_past_it_is_as_written():
    proposal = after(THREE)
    assert proposal.routine == THREE
    assert not proposal.changes
    assert said(proposal) == shown(proposal) == ()


def test_after_right_one_step_goes_up_by_little():
    proposal = after(THREE, trained(THREE, day(0), Effort.RIGHT))
    assert said(proposal) == ("Forearm Plank: 25 seconds, up from 20.",)
    assert doses(proposal.routine) == {"plank": 25, "crunch": 10, "back-extension": 8}


def test_after_easy_two_steps_go_up():
    proposal = after(THREE, trained(THREE, day(0), Effort.EASY))
    assert said(proposal) == (
        "Forearm Plank: 25 seconds, up from 20.",
        "Crunch: 11 reps, up from 10.",
    )


def test_those_go_up_first_that_have_gone_up_least():
    sessions = in_turn(THREE, *[Effort.RIGHT] * 4)
    assert said(after(THREE, *sessions)) == ("Forearm Plank: 30 seconds, up from 25.",)
    assert doses(after(THREE, *sessions).otherwise) == {
        "plank": 25,
        "crunch": 11,
        "back-extension": 9,
    }


def test_a_raise_that_is_refused_leaves_it_as_it_was_last_time():
    sessions = in_turn(PLANKS, Effort.RIGHT, Effort.RIGHT)
    proposal = after(PLANKS, *sessions)
    assert proposal.can_be_refused
    assert doses(proposal.routine) == {"plank": 30}
    assert doses(proposal.otherwise) == {"plank": 25}
    sessions.append(trained(proposal.otherwise, day(2)))
    assert doses(after(PLANKS, *sessions).routine) == {"plank": 30}


def test_at_the_end_of_its_range_the_harder_variant_comes_alone():
    both = routine(of("knee-side-plank", hold(20)), of("crunch", reps(15)))
    proposal = after(both, trained(both, day(0), Effort.EASY))
    assert said(proposal) == ("Side Plank instead of Side Plank from Knees: 15 seconds each side.",)


def test_what_was_reached_stays_and_is_shown():
    sessions = in_turn(PLANKS, Effort.RIGHT, None)
    proposal = after(PLANKS, *sessions)
    assert not proposal.changes
    assert doses(proposal.routine) == {"plank": 25}
    assert shown(proposal) == ("Forearm Plank: 25 seconds, as last time; 20 as written.",)


def test_held_reps_and_descending_sets_are_told_as_one_says_them():
    birds = routine(of("bird-dog", Work(4, 8.0)))
    assert said(after(birds, trained(birds, day(0)))) == (
        "Bird Dog: 5 times 8 seconds each side, up from 4.",
    )
    recovery = routine(of("crunch", reps(10), reps(6)))
    assert said(after(recovery, trained(recovery, day(0)))) == (
        "Crunch: 11 and 7 reps, up from 10 and 6.",
    )


@pytest.mark.parametrize(
    "session",
    [
        trained(PLANKS, day(0), None),
        trained(PLANKS, day(0), Effort.EASY, ending=Ending.STOPPED),
        trained(PLANKS, day(0), Effort.EASY, ending=Ending.BROKEN_OFF),
        trained(PLANKS, day(0), Effort.EASY, outcome_of=lambda _one: IntervalOutcome.SHORTENED),
        trained(PLANKS, day(0), Effort.EASY, outcome_of=lambda _one: IntervalOutcome.SKIPPED),
    ],
    ids=["not rated", "stopped", "broken off", "cut short", "skipped"],
)
def test_nothing_goes_up_after_a_session_that_was_not_whole(session):
    assert not after(PLANKS, session).changes


def test_only_the_step_that_was_cut_short_stays():
    def outcome_of(interval):
        return (
            IntervalOutcome.SHORTENED if interval.exercise.slug == "plank" else IntervalOutcome.DONE
        )

    proposal = after(THREE, trained(THREE, day(0), Effort.EASY, outcome_of=outcome_of))
    assert {one.new.exercise.slug for one in proposal.more} == {"crunch", "back-extension"}


def test_fewer_rounds_than_the_routine_has_are_no_reason_for_more():
    twice, once = (routine(Circuit(rounds, None, (PLANK,))) for rounds in (2, 1))
    assert not after(twice, trained(once, day(0), Effort.EASY)).changes
    assert after(twice, trained(twice, day(0), Effort.EASY)).changes


def test_more_time_in_one_set_is_no_other_dose():
    sets = routine(of("plank", hold(20), hold(20)), of("side-plank", hold(15)))
    session = trained(sets, day(0), Effort.EASY)
    longer = replace(session.intervals[2], planned=25.0)
    session = replace(session, intervals=(*session.intervals[:2], longer, session.intervals[3]))
    assert {one.new.exercise.slug for one in after(sets, session).more} == {"plank", "side-plank"}


# --- less -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "session",
    [
        trained(PLANKS, day(0), Effort.HARD),
        trained(PLANKS, day(0), Effort.EASY, pain=3),
        trained(PLANKS, day(0), Effort.EASY, hurt=("plank",)),
        trained(PLANKS, day(0), None, ending=Ending.STOPPED, hurt=("plank",)),
    ],
    ids=["hard", "a sore back", "pain in it", "left because of pain"],
)
def test_after_too_much_there_is_less_and_nothing_is_asked(session):
    proposal = after(PLANKS, session)
    assert said(proposal) == ("Forearm Plank: 18 seconds, down from 20.",)
    assert not proposal.can_be_refused
    assert proposal.routine == proposal.otherwise


def test_a_back_that_feels_a_little_is_no_reason_for_less():
    assert after(PLANKS, trained(PLANKS, day(0), Effort.EASY, pain=2)).more


def test_less_of_many_is_said_in_one_sentence_and_shown_in_full():
    proposal = after(THREE, trained(THREE, day(0), Effort.HARD))
    assert said(proposal) == (LESS,)
    assert shown(proposal) == (
        "Forearm Plank: 18 seconds, down from 20.",
        "Crunch: 9 reps, down from 10.",
        "Prone Back Extension: 7 reps, down from 8.",
    )


def test_less_stays_due_until_it_was_done():
    hard = trained(PLANKS, day(0), Effort.HARD)
    left_at_once = trained(routine(), day(1), None, ending=Ending.STOPPED)
    proposal = after(PLANKS, hard, left_at_once)
    assert doses(proposal.routine) == {"plank": 18}
    done = trained(proposal.routine, day(2), Effort.RIGHT)
    assert said(after(PLANKS, hard, left_at_once, done)) == (
        "Forearm Plank: 20 seconds, up from 18.",
    )


def nothing_done(number, effort=None, **changes):
    """A session of which no work was done."""
    return trained(
        PLANKS, day(number), effort, outcome_of=lambda _: IntervalOutcome.SKIPPED, **changes
    )


def test_a_session_of_nothing_changes_nothing():
    right = trained(PLANKS, day(0), Effort.RIGHT)
    left = nothing_done(1, ending=Ending.STOPPED)
    assert said(after(PLANKS, right, left)) == said(after(PLANKS, right))


def test_pain_is_heeded_even_where_nothing_was_done():
    hurt = nothing_done(0, ending=Ending.STOPPED, hurt=("plank",))
    assert said(after(PLANKS, hurt)) == ("Forearm Plank: 18 seconds, down from 20.",)


def test_below_its_range_the_easier_variant_comes():
    sessions = in_turn(PLANKS, *[Effort.HARD] * 6)
    proposal = after(PLANKS, *sessions)
    assert said(proposal) == ("Knee Plank instead of Forearm Plank: 15 seconds.",)


def test_a_variant_that_took_over_in_the_session_stays():
    eased = trained(PLANKS, day(0), Effort.RIGHT)
    knee = replace(eased.intervals[0], exercise="knee-plank", name="Knee Plank")
    eased = replace(eased, intervals=(*eased.intervals, knee))
    proposal = after(PLANKS, eased)
    assert doses(proposal.routine) == {"knee-plank": 15}
    assert shown(proposal) == ("Knee Plank: 15 seconds, as last time; Forearm Plank as written.",)


# --- breaks and light weeks -------------------------------------------------------------


def test_after_a_break_it_goes_on_a_step_lower():
    sessions = in_turn(PLANKS, *[Effort.RIGHT] * 3)
    proposal = after(PLANKS, *sessions, today=day(2) + timedelta(weeks=3))
    assert doses(proposal.routine) == {"plank": 25}
    assert said(proposal) == ("Forearm Plank: 25 seconds, down from 30.",)
    assert not proposal.can_be_refused


def test_after_a_long_break_it_begins_as_written():
    sessions = in_turn(PLANKS, *[Effort.RIGHT] * 4)
    proposal = after(PLANKS, *sessions, today=day(3) + timedelta(weeks=8))
    assert doses(proposal.routine) == {"plank": 20}


def test_a_break_lowers_nothing_below_what_is_written():
    proposal = after(PLANKS, trained(PLANKS, day(0)), today=day(0) + timedelta(weeks=4))
    assert not proposal.changes


def three_weeks():
    """Two days in each of three weeks."""
    days = [MONDAY + timedelta(weeks=week, days=on) for week in range(3) for on in (0, 3)]
    sessions = []
    for one, effort in zip(days, [Effort.RIGHT] * 3 + [None] * 3, strict=True):
        proposed = propose(PLANKS, tuple(sessions), CLEAR, CATALOGUE, one)
        sessions.append(trained(proposed.routine, one, effort))
    return sessions


def test_the_week_after_three_training_weeks_is_light():
    sessions = three_weeks()
    proposal = after(PLANKS, *sessions, today=day(3))
    assert proposal.light
    assert said(proposal) == (LIGHT,)
    assert doses(proposal.otherwise) == {"plank": 35}
    assert doses(proposal.routine) == {"plank": 20}


def test_in_a_light_week_the_doses_shown_are_those_that_are_led():
    proposal = after(PLANKS, *three_weeks(), today=day(3))
    assert doses(proposal.routine) == {"plank": 20}
    assert shown(proposal) == (LIGHT, "Forearm Plank: 20 seconds, down from 35.")


def test_in_a_light_week_after_too_much_no_other_dose_is_shown_or_said():
    sessions = [
        *three_weeks()[:-1],
        trained(PLANKS, MONDAY + timedelta(weeks=2, days=3), Effort.HARD, 5),
    ]
    proposal = after(PLANKS, *sessions, today=day(3))
    assert proposal.light
    assert said(proposal) == (LESS, LIGHT)
    (led,) = doses(proposal.routine).values()
    assert shown(proposal)[:2] == (LESS, LIGHT)
    assert shown(proposal)[2].startswith(f"Forearm Plank: {led:g} seconds, down from ")


def test_a_light_week_can_be_refused_and_raises_nothing():
    proposal = after(PLANKS, *three_weeks(), today=day(3))
    assert proposal.can_be_refused
    assert proposal.more == ()


def test_after_a_light_week_it_goes_on_where_it_was():
    sessions = three_weeks()
    light = trained(after(PLANKS, *sessions, today=day(3)).routine, day(3), Effort.EASY)
    proposal = after(PLANKS, *sessions, light, today=day(4))
    assert not proposal.light
    assert doses(proposal.otherwise) == {"plank": 35}


def test_once_a_week_calls_for_no_light_week():
    assert not after(PLANKS, *in_turn(PLANKS, *[None] * 8)).light


def test_a_week_off_is_light_enough():
    sessions = three_weeks()
    assert not after(PLANKS, *sessions, today=day(4)).light


# --- what is no footing -----------------------------------------------------------------


def test_as_written_in_between_loses_nothing():
    sessions = in_turn(PLANKS, *[Effort.RIGHT] * 4)
    between = trained(PLANKS, day(4), Effort.EASY)
    proposal = after(PLANKS, *sessions, between)
    assert doses(proposal.routine) == {"plank": 35}
    assert not proposal.changes


def test_a_routine_that_was_edited_begins_anew():
    sessions = in_turn(PLANKS, *[Effort.RIGHT] * 4)
    edited = routine(of("plank", hold(60)))
    assert after(edited, *sessions).routine == edited


def test_of_seconds_that_both_sides_share_one_half_is_the_dose():
    shared = routine(of("side-plank", hold(30), sides=Sides.SPLIT))
    proposal = after(shared, trained(shared, day(0)))
    assert said(proposal) == ("Side Plank: 34 seconds, half on each side, up from 30.",)
    each = routine(of("side-plank", hold(30)))
    assert after(each, trained(shared, day(0))).routine == each
    assert after(shared, trained(each, day(0))).routine == shared


def test_that_another_dose_was_hard_counts_all_the_same():
    edited = routine(of("plank", hold(60)))
    proposal = after(edited, trained(PLANKS, day(0), Effort.HARD))
    assert said(proposal) == ("Forearm Plank: 55 seconds, down from 60.",)


# --- what is never raised ---------------------------------------------------------------


@pytest.mark.parametrize(
    "clearance",
    [
        Clearance(Outcome.GENTLE, stage=2),
        Clearance(Outcome.PROCEED, conditions=frozenset({HealthCondition.PREGNANCY})),
        Clearance(Outcome.PROCEED, conditions=frozenset({HealthCondition.HYPERTENSION})),
    ],
    ids=["gentle", "pregnancy", "blood pressure"],
)
def test_a_hold_is_not_raised_where_the_clearance_speaks_against_it(clearance):
    knees = routine(of("knee-side-plank", hold(10)))
    assert not after(knees, trained(knees, day(0), Effort.EASY), clearance=clearance).changes
    assert after(knees, trained(knees, day(0), Effort.EASY)).more


def test_on_a_gentle_day_nothing_is_above_what_is_written():
    bridges = routine(of("glute-bridge", reps(10)))
    sessions = in_turn(bridges, *[Effort.RIGHT] * 3)
    gentle = Clearance(Outcome.GENTLE, stage=2)
    assert doses(after(bridges, *sessions, clearance=gentle).routine) == {"glute-bridge": 10}


def test_a_routine_for_recovery_is_not_raised_but_lowered():
    gentle = routine(of("glute-bridge", reps(6)), level=Level.RECOVERY)
    assert not after(gentle, trained(gentle, day(0), Effort.EASY)).changes
    assert after(gentle, trained(gentle, day(0), Effort.HARD)).less


def test_a_harder_variant_that_is_not_allowed_is_not_proposed():
    knees = routine(of("knee-side-plank", hold(20)))
    easy = trained(knees, day(0), Effort.EASY)
    assert after(knees, easy).more
    sore_shoulder = Clearance(Outcome.PROCEED, conditions=frozenset({HealthCondition.HYPERTENSION}))
    assert not after(knees, easy, clearance=sore_shoulder).changes


@pytest.mark.parametrize("slug", ["tabata", "seven-minute-circuit", "gentle-back"])
def test_times_of_a_protocol_stay(slug):
    written = Shelf().find(slug).routine
    assert not after(written, trained(written, day(0), Effort.EASY)).more


def test_an_amrap_stays_and_an_emom_gets_reps():
    amrap = routine(Amrap(300.0, (of("squat", reps(10)),), 10.0))
    assert not after(amrap, trained(amrap, day(0), Effort.EASY)).changes
    emom = Shelf().find("emom").routine
    assert said(after(emom, trained(emom, day(0), Effort.RIGHT))) == (
        "Sit to Stand: 9 reps, up from 8.",
    )


def test_an_exercise_that_stands_twice_is_left_alone():
    twice = routine(PLANK, of("plank", hold(30)))
    assert not after(twice, trained(twice, day(0), Effort.EASY)).changes


def test_an_emom_whose_step_has_turns_counts_them():
    emom = routine(Every(60.0, 240.0, (of("sit-to-stand", reps(8)), of("wall-push-up", reps(8)))))
    proposal = after(emom, trained(emom, day(0), Effort.EASY))
    assert len(proposal.more) == 2
