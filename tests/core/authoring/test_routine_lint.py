"""Advice on what is legal but unwise."""

from __future__ import annotations

import pytest

from voice_coach.core.authoring.routine_lint import Advice, advise, advise_on_fit
from voice_coach.core.model.routine import SourcePosition
from voice_coach.core.model.unroll import unroll
from voice_coach.core.wording.phrasing import Phrasing
from voice_coach.library.catalogue.catalogue import load_catalogue
from voice_coach.library.catalogue.scripts import load_script
from voice_coach.library.routine.reader import read_routine

WARM = "warm_up: [walk-in-place]\n"


def advice_on(steps: str, level: str = "beginner", before: str = WARM) -> tuple[Advice, ...]:
    text = f"version: 1\nname: x\nlevel: {level}\n{before}main: [{steps}]\n"
    return advise(read_routine(text.encode(), "x.yaml", "x", load_catalogue()))


def test_a_balanced_routine_needs_no_advice() -> None:
    assert advice_on("plank, side-plank, bird-dog") == ()


@pytest.mark.parametrize(
    ("steps", "group"),
    [
        ("plank, crunch, side-plank", "extensors"),
        ("bird-dog, glute-bridge, side-plank", "flexors"),
        ("plank, bird-dog, squat", "obliques"),
    ],
)
def test_a_core_routine_without_a_group_is_told_which(steps: str, group: str) -> None:
    (advice,) = advice_on(steps)
    assert advice.what == f"a core routine without the {group}"


def test_a_routine_for_the_legs_need_not_train_the_core() -> None:
    assert advice_on("squat, lunge, plank") == ()


def test_a_warm_up_does_not_make_a_core_routine() -> None:
    assert advice_on("squat", before="warm_up: [cat-cow, plank, dead-bug]\n") == ()


def test_work_without_a_warm_up_is_unwise() -> None:
    (advice,) = advice_on("squat", before="")
    assert advice.what == "there is no warm-up"
    assert advice.mark is None


def test_gentle_motion_is_its_own_warm_up() -> None:
    assert advice_on("cat-cow, knee-roll, hip-flexor-stretch", before="") == ()


def test_recovery_needs_no_warm_up() -> None:
    assert (
        advice_on("glute-bridge, sit-to-stand, hip-hinge, wall-slide, squat", "recovery", "") == ()
    )


def test_a_heavy_move_for_beginners_comes_with_a_lighter_one_and_its_place() -> None:
    (advice,) = advice_on("squat, deadlift")
    assert advice == Advice(
        "Light Deadlift loads the spine heavily for the level beginner",
        "take hip-hinge instead, or raise the level",
        SourcePosition(5, 15),
    )


def test_a_heavy_move_for_the_advanced_is_theirs_to_choose() -> None:
    assert advice_on("squat, deadlift", "advanced") == ()


def test_ones_own_move_counts_as_heavy_until_its_load_is_written() -> None:
    own = WARM + "exercises:\n  row: {name: Row, group: pull, mode: reps}\n"
    (advice,) = advice_on("row", before=own)
    assert advice.instead == "write its `spinal_load:` if it is lower, or raise the level"
    lighter = own.replace("mode: reps", "mode: reps, spinal_load: low")
    assert advice_on("row", before=lighter) == ()


def test_a_cue_that_is_a_command_by_itself_comes_with_its_place_and_other_words() -> None:
    (advice,) = advice_on('{squat: 8, cues: ["Chest up.", "Lower, pause, and up."]}')
    assert advice == Advice(
        "“pause” alone is a command, and a coach that listens may take its own for yours",
        "let it be part of more, as in “Pause at the top.”",
        SourcePosition(5, 39),
    )


def test_cues_are_looked_at_in_rests_and_circuits_too() -> None:
    steps = '{circuit: 2, steps: [{squat: 8, cues: ["Stop."]}]}, {rest: 20s, cues: ["Next."]}'
    assert [one.what.split()[0] for one in advice_on(steps)] == ["“Stop”", "“Next”"]


def test_the_words_of_ones_own_exercise_are_told_where_it_is_first_done() -> None:
    own = 'exercises:\n  hop: {name: Skip, group: cardio, mode: time, cues: ["Faster!"], '
    own += "spinal_load: low}\n"
    name, cue = advice_on("squat, hop: 20s, squat: 4, hop: 10s", before=own + WARM)
    assert (name.what[:6], cue.what[:8]) == ("“Skip”", "“Faster”")
    assert name.mark == cue.mark == SourcePosition(7, 15)


def fit_advice(steps: str, seconds_a_letter: float = 0.06) -> tuple[Advice, ...]:
    text = f"version: 1\nname: x\nlevel: beginner\n{WARM}main:\n{steps}\n"
    routine = read_routine(text.encode(), "x.yaml", "x", load_catalogue())
    return advise_on_fit(
        unroll(routine), Phrasing(load_script()), lambda text: seconds_a_letter * len(text)
    )


def test_a_cue_that_fits_needs_no_advice() -> None:
    assert fit_advice('- plank: 30s\n  cues: [{at: 8s, say: "Breathe."}]') == ()


def test_a_cue_too_long_for_its_place_is_told_with_by_how_much() -> None:
    (advice,) = fit_advice(f'- plank: 10s\n  cues: [{{at: 2s, say: "{"long " * 30}"}}]')
    assert "takes 8.9 s, 3.6 s more than there is room" in advice.what
    assert advice.mark is not None


@pytest.mark.parametrize(
    ("at", "told"),
    [
        ("50s", "“Breathe.” is placed at 50 s, after its end, and the set takes 20 s"),
        ("last 30s", "“Breathe.” is placed in the last 30 s, and the set takes 20 s"),
    ],
)
def test_a_cue_outside_its_set_is_told_as_that(at: str, told: str) -> None:
    (advice,) = fit_advice(f'- plank: 20s\n  cues: [{{at: {at}, say: "Breathe."}}]')
    assert advice.what == told
    assert advice.instead == "place it within the 20 s, or give the step more time"


def test_a_cue_repeated_in_every_round_is_told_once() -> None:
    cue = f'{{at: 2s, say: "{"long " * 30}"}}'
    steps = f"- circuit: 3\n  steps:\n    - plank: 10s\n      cues: [{cue}]"
    assert len(fit_advice(steps)) == 1


@pytest.mark.parametrize(
    ("step", "told"),
    [
        ("plank: 2h", "Forearm Plank for 120 minutes is a lot for the level beginner"),
        ("plank: 150s", "Forearm Plank for 2 minutes 30 seconds is a lot for the level beginner"),
        ("walk-in-place: 90min", "Walk in Place for 90 minutes is a lot for the level beginner"),
        ("squat: 300", "300 reps of Body-Weight Squat are a lot for the level beginner"),
        (
            "{circuit: 10, steps: [squat: 20]}",
            "200 reps of Body-Weight Squat are a lot for the level beginner",
        ),
    ],
)
def test_a_dose_beyond_reason_is_unwise(step: str, told: str) -> None:
    assert told in [advice.what for advice in advice_on(step)]


def test_three_hundred_burpees_are_told_with_how_many_are_enough() -> None:
    told = {advice.what: advice.instead for advice in advice_on("burpee: 300")}
    assert told["300 reps of Burpee are a lot for the level beginner"] == "take 50 in all at most"


@pytest.mark.parametrize("step", ["plank: 60s", "squat: [20, 20, 20]", "walk-in-place: 30min"])
def test_a_usual_dose_is_none_beyond_reason(step: str) -> None:
    assert not any("a lot" in advice.what for advice in advice_on(step))


def test_an_advanced_athlete_may_do_more() -> None:
    assert not any("a lot" in advice.what for advice in advice_on("plank: 3min", "advanced"))
