"""The author's cues: in their place, with their variables, and in time of their own."""

from __future__ import annotations

import pytest

from voice_coach.core.cues.cue_plan import lay_out
from voice_coach.core.model.duration_estimate import estimated_length
from voice_coach.core.model.occasion import Occasion
from voice_coach.core.model.unroll import unroll
from voice_coach.core.wording.phrasing import Phrasing
from voice_coach.library.catalogue.catalogue import load_catalogue
from voice_coach.library.catalogue.scripts import load_script
from voice_coach.library.routine.reader import read_routine
from voice_coach.library.yaml.problems import BadRoutine

HEAD = "version: 1\nname: x\nlevel: beginner\n"


def said(body: str, name: str = "") -> list[tuple[float, str]]:
    """What is said of a routine, with the second at which the interval it is said in began."""
    routine = read_routine((HEAD + body).encode(), "x.yaml", "x", load_catalogue())
    phrasing = Phrasing(load_script(), occasion=Occasion(name=name))
    laid = lay_out(unroll(routine), phrasing, lambda text: estimated_length(text, 165))
    return [(placed.at, placed.text or "-") for one in laid for placed in one.fitting.placed]


def texts(body: str, name: str = "") -> list[str]:
    return [text for _, text in said(body, name)]


def mistakes(body: str) -> list[str]:
    with pytest.raises(BadRoutine) as bad:
        said(body)
    return [f"{one.what}; {one.instead}" for one in bad.value.problems]


def test_a_cue_comes_each_time_its_period_has_passed_and_tells_what_is_left():
    body = 'main:\n- wall-sit: 45s\n  cues: [{every: 10s, say: "Still {left}."}]\n'
    left = [text for text in texts(body) if text.startswith("Still")]
    assert left == [
        "Still 35 seconds.",
        "Still 25 seconds.",
        "Still 15 seconds.",
        "Still 5 seconds.",
    ]


def test_a_cue_at_the_start_opens_the_set_and_one_at_the_end_is_the_last_before_the_countdown():
    cues = '[{at: start, say: "Easy in."}, {at: end, say: "Well held."}]'
    told = texts(f"main:\n- wall-sit: 40s\n  cues: {cues}\n")
    work = told[told.index("one") + 1 :]
    words = [text for text in work if text != "-"]
    assert words[0] == "Easy in."
    assert words[-4:] == ["Well held.", "three", "two", "one"]


def test_variables_stand_for_the_set_the_exercise_the_next_one_and_the_athlete():
    cue = '{at: 3s, say: "{athlete}, {name}, set {set} of {sets}, then {next}."}'
    body = f"main:\n- wall-sit: 40s\n  sets: 2\n  cues: [{cue}]\n- crunch: 4\n"
    told = [text for text in texts(body, "Ana") if text.startswith("Ana")]
    assert told == [
        "Ana, Wall Sit, set 1 of 2, then Wall Sit.",
        "Ana, Wall Sit, set 2 of 2, then Crunch.",
    ]


def test_a_cue_with_a_variable_of_which_nothing_is_known_is_left_out():
    body = 'main:\n- wall-sit: 40s\n  cues: [{at: 3s, say: "Go, {athlete}."}]\n'
    assert not [text for text in texts(body) if text.startswith("Go")]


def test_the_cues_of_a_circuit_take_turns_and_those_at_its_end_come_each_round():
    cues = '["Smooth.", "Strong.", {at: end, say: "Good round."}]'
    steps = "[wall-sit: 20s, calf-stretch: 20s]"
    told = texts(f"main:\n- circuit: 3\n  cues: {cues}\n  steps: {steps}\n")
    spoken = [text for text in told if text in ("Smooth.", "Strong.", "Good round.")]
    assert spoken == [
        "Smooth.", "Good round.", "Strong.", "Good round.", "Smooth.", "Good round.",
    ]  # fmt: skip


@pytest.mark.parametrize("lead_in", ["full", "strict"])
def test_a_cue_at_the_start_of_a_circuit_is_said_before_each_round_begins(lead_in):
    cue = '{at: start, say: "Here we go, {round} of {rounds}."}'
    head = f"lead_in: {lead_in}\ndefaults: {{prepare: 8s}}\n"
    told = texts(f"{head}main:\n- circuit: 2\n  cues: [{cue}]\n  steps: [wall-sit: 20s]\n")
    starts = [place for place, text in enumerate(told) if text == "one"][::2]
    for number, start in enumerate(starts, 1):
        assert f"Here we go, {number} of 2." in told[:start]


def test_the_words_of_a_set_take_turns_from_the_second_set_on():
    told = texts('main:\n- wall-sit: 30s\n  sets: 3\n  cues: ["Smooth.", "Strong."]\n')
    assert [text for text in told if text in ("Smooth.", "Strong.")] == [
        "Smooth.", "Strong.", "Strong.", "Smooth.",
    ]  # fmt: skip


def test_a_say_step_is_said_between_rest_and_name_in_time_of_its_own():
    plain = "main:\n- squat: 4\n  rest: 12s\n{}- crunch: 4\n"
    words = "Now slowly down to the floor, there is all the time you need for it."
    told = texts(plain.format(f'- say: "{words}"\n'))
    rest = next(place for place, text in enumerate(told) if text.startswith("Rest"))
    assert rest < told.index(words) < told.index("Last exercise: Crunch, 4 reps.")


def test_blocks_and_circuits_are_called_by_their_names_before_they_begin():
    body = (
        "warm_up:\n  name: Wake up\n  steps: [walk-in-place: 30s]\n"
        "main:\n- circuit: 2\n  name: The round\n  steps: [wall-sit: 20s]\n"
    )
    told = texts(body)
    assert told[0] == "Wake up."
    assert told.count("The round.") == 1
    assert told.index("The round.") < told.index("Round 1 of 2.")


@pytest.mark.parametrize("length", [0, 1, 5])
def test_the_countdown_is_as_long_as_its_author_wants(length):
    told = texts(f"defaults: {{countdown: {length}}}\nmain:\n- wall-sit: 40s\n")
    counted = [text for text in told if text in ("five", "four", "three", "two", "one")]
    assert counted == ["five", "four", "three", "two", "one"][5 - length :] * 2


@pytest.mark.parametrize(
    ("cue", "told"),
    [
        ('{every: 10s, at: end, say: "x"}', "this cue has both `at:` and `every:`; write either"),
        ('{say: "x"}', "this cue does not say when; write either `at: halfway` or `every: 10s`"),
        ('"{left} left"', "{left} needs a cue with a time; write {at: last 20s, say: …}"),
        ('"{nxt}"', "unknown variable {nxt} in a cue; did you mean next?"),
        ('"so {name"', "a brace that belongs to no variable; write a variable as {name}"),
    ],
)
def test_a_mistake_in_a_cue_is_told_with_what_to_write(cue, told):
    found = mistakes(f"main:\n- wall-sit: 40s\n  cues: [{cue}]\n")
    assert any(one.startswith(told) for one in found), found


def test_a_cue_of_a_circuit_is_at_its_start_or_end():
    cues = '[{at: halfway, say: "x"}]'
    (found,) = mistakes(f"main:\n- circuit: 2\n  cues: {cues}\n  steps: [wall-sit: 20s]\n")
    assert found.startswith("a cue of a circuit must be at its start or at its end")
