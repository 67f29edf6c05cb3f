"""What the words of the format mean."""

# ruff: noqa: E501 - a mistake and what is said of it stand on one line.

from __future__ import annotations

from collections.abc import Callable

import pytest

from voice_coach.core.model.exercise import Group, Load
from voice_coach.core.model.routine import (
    Amrap,
    BlockName,
    Circuit,
    CueAnchor,
    CustomCue,
    Every,
    Level,
    Pace,
    Rest,
    Routine,
    RoutineNode,
    Sides,
    SourcePosition,
    Step,
    Work,
)
from voice_coach.core.units import Tempo

Read = Callable[[str], Routine]
Complaints = Callable[[str], list[str]]


def first(routine: Routine) -> RoutineNode:
    return routine.blocks[0].nodes[0]


def step(routine: Routine) -> Step:
    node = first(routine)
    assert isinstance(node, Step)
    return node


def test_a_routine_has_its_names_and_its_blocks_in_order(read: Read) -> None:
    routine = read(
        "version: 1\nname: Core  basics\naliases: [core]\nlevel: advanced\ndescription: >-\n  Two\n"
        "  lines.\ncool_down: [childs-pose]\nmain: [plank: 20s]\nwarm_up: [walk-in-place: 60s]\n"
    )
    assert (routine.slug, routine.name, routine.aliases) == ("test", "Core basics", ("core",))
    assert (routine.level, routine.description) == (Level.ADVANCED, "Two lines.")
    assert [block.name for block in routine.blocks] == list(BlockName)


def test_a_time_given_to_a_hold_is_a_hold(read: Read) -> None:
    plank = step(read("- plank: 30s"))
    assert plank.sets == (Work(None, 30),)
    assert (plank.sides, plank.pace, plank.mark) == (Sides.BOTH, Pace.COUNTED, SourcePosition(5, 3))


def test_a_time_given_to_reps_is_timed_work(read: Read) -> None:
    assert step(read("- squat: 20s")).sets == (Work(None, 20),)


def test_a_number_is_reps_at_the_tempo_of_the_catalogue(read: Read) -> None:
    crunch = step(read("- crunch: 12"))
    assert crunch.sets == (Work(12, None),)
    assert crunch.exercise.tempo == Tempo(2, 1, 2)


def test_a_step_may_have_a_tempo_of_its_own(read: Read) -> None:
    assert step(read("- {crunch: 12, tempo: 2-0.5-2}")).exercise.tempo == Tempo(2, 0.5, 2)


def test_sides_come_from_the_catalogue_unless_the_step_says_otherwise(read: Read) -> None:
    assert step(read("- side-plank: 20s")).sides is Sides.EACH
    assert step(read("- lunge: 8")).sides is Sides.ALTERNATE
    assert step(read("- {side-plank: 30s, sides: split}")).sides is Sides.SPLIT
    assert step(read("- {side-plank: 20s, sides: left}")).sides is Sides.LEFT


def test_reps_of_a_held_exercise_are_held_as_long_as_the_catalogue_says(read: Read) -> None:
    assert step(read("- bird-dog: 6")).sets == (Work(6, 8),)


def test_a_hold_says_how_long_each_rep_is_held(read: Read) -> None:
    assert step(read("- {bird-dog: 6, hold: 10s}")).sets == (Work(6, 10),)
    assert step(read("- {side-plank: 3, hold: 10s}")).sets == (Work(3, 10),)
    assert step(read("- {glute-bridge: 8, hold: 5s}")).sets == (Work(8, 5),)
    assert step(read("- {curl-up: , hold: 6s}")).sets == (Work(4, 6), Work(4, 6))


def test_a_list_is_a_set_an_entry(read: Read) -> None:
    assert step(read("- {curl-up: [6, 4, 2], hold: 10s}")).sets == (
        Work(6, 10), Work(4, 10), Work(2, 10),
    )  # fmt: skip
    assert step(read("- plank: [40s, 30s, 20s]")).sets == (
        Work(None, 40), Work(None, 30), Work(None, 20),
    )  # fmt: skip


def test_sets_repeat_the_dose(read: Read) -> None:
    squat = step(read("- {squat: 10, sets: 3, rest: 30s}"))
    assert squat.sets == (Work(10, None),) * 3
    assert squat.rest == 30


def test_no_dose_is_the_beginners_dose_with_its_sets_and_its_rest(read: Read) -> None:
    for text in ("- plank", "- plank:", "- {plank: }"):
        plank = step(read(text))
        assert plank.sets == (Work(None, 20),) * 3
        assert plank.rest == 30


def test_in_a_circuit_no_dose_is_one_set_because_the_rounds_are_the_sets(read: Read) -> None:
    circuit = first(read("- circuit: 3\n  steps: [plank]"))
    assert isinstance(circuit, Circuit)
    assert isinstance(circuit.steps[0], Step)
    assert circuit.steps[0].sets == (Work(None, 20),)


def test_rest_is_the_steps_before_the_circuits_before_the_default_before_the_doses(
    read: Read,
) -> None:
    head = "version: 1\nname: x\nlevel: beginner\n{}main:\n- circuit: 1\n{}  steps:\n  - plank: 20s\n{}"
    default, circuit, own = "defaults: {rest: 1s}\n", "  rest: 2s\n", "    rest: 3s\n"

    def rest(*given: str) -> float:
        node = first(read(head.format(*given)))
        assert isinstance(node, Circuit)
        assert isinstance(node.steps[0], Step)
        return node.steps[0].rest

    assert rest("", "", "") == 30
    assert rest(default, "", "") == 1
    assert rest(default, circuit, "") == 2
    assert rest(default, circuit, own) == 3


def test_there_are_five_seconds_to_prepare_unless_said_otherwise(read: Read) -> None:
    head = "version: 1\nname: x\nlevel: beginner\n{}main:\n- plank: 20s\n{}"
    assert step(read(head.format("", ""))).prepare == 5
    assert step(read(head.format("defaults: {prepare: 8s}\n", ""))).prepare == 8
    assert step(read(head.format("defaults: {prepare: 8s}\n", "  prepare: 0s\n"))).prepare == 0


def test_self_paced_reps_may_have_an_estimate(read: Read) -> None:
    deadlift = step(read("- {deadlift: 10, pace: self, takes: 40s}"))
    assert (deadlift.pace, deadlift.takes) == (Pace.SELF, 40)


def test_placed_cues_come_besides_the_exercises_own(read: Read) -> None:
    plank = step(
        read(
            '- plank: 30s\n  cues:\n  - {at: halfway, say: "Half."}\n  - {at: 10s, say: Ten.}\n'
            "  - {at: last 1:05, say: Last.}"
        )
    )
    assert plank.exercise.cues.form == ("Squeeze the glutes and push the floor away.",)
    assert plank.cues == (
        CustomCue("Half.", CueAnchor.HALFWAY, 0, placed=True, mark=SourcePosition(7, 5)),
        CustomCue("Ten.", CueAnchor.START, 10, placed=True, mark=SourcePosition(8, 5)),
        CustomCue("Last.", CueAnchor.END, 65, placed=True, mark=SourcePosition(9, 5)),
    )


def test_plain_cues_take_the_place_of_the_exercises_own_form_cues(read: Read) -> None:
    plank = step(read('- {plank: 30s, cues: ["Soft knees."]}'))
    cues = plank.exercise.cues
    assert cues.form == ()
    assert cues.position == "On your forearms, elbows right under the shoulders."
    assert cues.movement == "Make one straight line from ears to heels."
    assert plank.cues == (CustomCue("Soft knees.", mark=SourcePosition(5, 23)),)


def test_a_step_may_call_its_exercise_otherwise_and_lead_elsewhere(read: Read) -> None:
    squat = step(
        read("- {squat: 8, name: Slow Squat, breathing: In., easier: wall-sit, harder: burpee}")
    )
    exercise = squat.exercise
    assert (exercise.slug, exercise.name, exercise.breathing) == ("squat", "Slow Squat", "In.")
    assert (exercise.easier, exercise.harder) == ("wall-sit", "burpee")


OWN_WORDS = """version: 1
name: Bar day
level: beginner
say_as: {EZ bar: easy bar, DB: dumbbell}
exercises:
  ukemi: {name: Ukemi, say_as: oo kemmy, group: mobility, mode: reps}
main: [ukemi: 10, {ukemi: 5, name: Slow Fall}, squat: 8]
"""


def test_the_author_says_how_words_and_names_are_spoken(read: Read) -> None:
    said = (("EZ bar", "easy bar"), ("DB", "dumbbell"), ("Ukemi", "oo kemmy"))
    assert read(OWN_WORDS).say_as == said


def test_what_is_spoken_for_a_word_is_text(complaints: Complaints) -> None:
    (told,) = complaints(OWN_WORDS.replace("easy bar", "[easy]"))
    assert told.startswith("4:18: text is expected here, not a list")


def test_circuits_nest(read: Read) -> None:
    outer = first(
        read("- circuit: 2\n  rest_between: 1:00\n  steps:\n  - circuit: 3\n    steps: [squat: 5]")
    )
    assert isinstance(outer, Circuit)
    inner = outer.steps[0]
    assert isinstance(inner, Circuit)
    assert (outer.rounds, outer.rest_between, inner.rounds, inner.rest_between) == (2, 60, 3, None)


def test_every_minute_on_the_minute(read: Read) -> None:
    every = first(
        read("- every: 60s\n  for: 8min\n  prepare: 10s\n  steps: [sit-to-stand: 8, wall-push-up]")
    )
    assert isinstance(every, Every)
    assert (every.interval, every.length) == (60, 480)
    assert [one.sets for one in every.steps] == [(Work(8, None),), (Work(10, None),)]
    assert [(one.rest, one.prepare) for one in every.steps] == [(0, 10), (0, 10)]


def test_as_many_rounds_as_possible(read: Read) -> None:
    amrap = first(read("- for: 6min\n  steps: [squat: 10, push-up: 5]"))
    assert isinstance(amrap, Amrap)
    assert (amrap.length, amrap.prepare) == (360, 5)
    assert [one.sets for one in amrap.steps] == [(Work(10, None),), (Work(5, None),)]


def test_a_rest_may_be_a_step_and_have_cues(read: Read) -> None:
    routine = read('- plank: 20s\n- rest: 60s\n  cues: ["Drink."]')
    assert routine.blocks[0].nodes[1] == Rest(
        60, (CustomCue("Drink.", mark=SourcePosition(7, 10)),), SourcePosition(6, 3)
    )


OWN = "version: 1\nname: x\nlevel: beginner\nexercises:\n  towel-row: {}\nmain:\n- towel-row: 8\n"


def test_an_exercise_of_ones_own_counts_as_heavy_until_it_says_otherwise(read: Read) -> None:
    row = step(read(OWN.format("{name: Towel Row, group: pull, mode: reps}"))).exercise
    assert (row.name, row.group, row.tempo) == ("Towel Row", Group.PULL, Tempo(2, 1, 2))
    assert (row.spinal_load, row.impact, row.recovery_stage) == (Load.HIGH, "high", None)
    assert row.withhold_in_acute_back_pain
    light = step(
        read(OWN.format("{name: R, group: pull, mode: reps, spinal_load: low, impact: none}"))
    ).exercise
    assert (light.spinal_load, light.impact) == (Load.LOW, "none")


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("- plank: 30", "1:10: Forearm Plank is a hold, so 30 needs a unit; write 30s, or add `hold: 10s` for 30 held reps"),
        ("- {plank: 30s, hold: 5s}", "1:11: a time of 30s with a `hold:`; write how many reps are held"),
        ("- {plank: , hold: 5s}", "1:19: `hold:` needs a number of reps; write how many reps are held, or remove it"),
        ("- squat: 3x10", '1:10: "3x10" is not a dose; write 10, and `sets: 3` on the next line'),
        ("- squat: x12", '1:10: "x12" is not a dose; write 12'),
        ("- squat: ten", '1:10: "ten" is not a dose; write reps (12) or a time (30s)'),
        ("- squat: 3 sets", '1:10: "3 sets" is not a dose; write what one set is, as 12 or 30s, and `sets: 3` below it'),
        ("- squat: 0", "1:10: 0 is too few; write a number from 1 to 500"),
        ("- squat: -3", "1:10: -3 is too few; write a number from 1 to 500"),
        ("- squat: 501", "1:10: 501 is too many; write a number from 1 to 500"),
        ("- squat: 0o7", '1:10: "0o7" is not a dose; write reps (12) or a time (30s)'),
        ("- squat: .nan", '1:10: ".nan" is not a dose; write reps (12) or a time (30s)'),
        ("- plank: 0.5s", "1:10: 0.5s is shorter than 1s; write 1s or more"),
        ("- plank: 8760h", "1:10: 8760h is longer than 2h; write 2h or less"),
        ("- squat: [10, 30s]", "1:10: this list mixes reps and times; write reps only, or times only"),
        ("- squat: []", "1:10: 0 sets; write from 1 to 50"),
        ("- {squat: [3, 2], sets: 2}", "1:25: `sets:` next to a list, which already has one entry for each set; remove one of the two"),
        ("- {plank: 30s, tempo: 2-0-2}", "1:23: `tempo:` needs reps that the coach counts; remove it, or write a number of reps"),
        ("- {squat: 8, tempo: 0-0-0}", "1:21: a rep of 0 s can't be counted aloud; let out, pause and back add up to 1 to 60 seconds"),
        ("- {plank: 30s, pace: self}", "1:22: `pace: self` can't be used with a time; remove it, or write reps without a hold"),
        ("- {squat: 8, takes: 30s}", "1:21: `takes:` is only for reps at your own pace; add `pace: self`, or remove it"),
        ("- {squat: 8, sides: split}", "1:21: `sides: split` needs a time, not reps; write `sides: each`, or a time as the dose"),
        ("- jumping-jack: 20", "1:3: Jumping Jack has no tempo for counting reps; write a time such as 30s, add `tempo: 1-0-1`, or add `pace: self`"),
        ("- {squat: 8, plank: 20s}", "1:14: plank stands in the step of squat; give it its own line, which begins with `- `"),
        ("- circuit: 101\n  steps: [plank]", "1:12: 101 is too many; write a number from 1 to 100"),
        ("- circuit: 3", "1:3: steps is missing; add `steps:` (The steps, in order)"),
        ("- circuit: 3\n  steps: []", "2:10: a list of steps is expected here, not an empty list; write each on a line of its own, as in `- plank: 30s`"),
        ("- circuit: 3\n  plank: 20s\n  steps: [squat]", "2:3: plank is next to `steps:`, not inside it; write `- plank: …` below `steps:`"),
        ("- circit: 3\n  steps: [squat]", '1:3: there is no exercise "circit"; did you mean circuit?'),
        ("- every: 60s\n  for: 90s\n  steps: [squat: 8]", "2:8: 1:30 is not a whole number of intervals of 1min; write 2min"),
        ("- every: 60s\n  for: 60s\n  steps: [squat: 8, plank: 20s]", "2:8: 2 steps take turns in 1 intervals, so some never come; write 2min or more"),
        ("- every: 30s\n  for: 60s\n  steps: [squat: 8]", "3:11: this set takes 40s, more than its interval of 30s; write 6 or fewer, or `every: 40s`"),
        ("- every: 30s\n  for: 60s\n  steps: [side-plank: 20s]", "3:11: this set takes 45s, more than its interval of 30s; write `every: 45s` or a shorter set"),
        ("- every: 60s\n  for: 60s\n  steps: [{squat: 8, rest: 5s}]", "3:22: `rest:` can't be used in steps that run by the clock; remove it"),
        ("- every: 60s\n  for: 60s\n  steps: [squat: [3, 2]]", "3:11: more than one set; write one number"),
        ("- every: 60s\n  for: 60s\n  steps: [rest: 5s]", "3:11: `rest:` can't be used in steps that run by the clock; remove it"),
        ("- for: 6min\n  steps: [plank: 30s]", "2:11: a round that is repeated as often as you can has no times; write a number of reps"),
        ("- rest: 0s", "1:9: 0s is too short; write 1s or more"),
        ("- rest: 30s", "1:1: the workout has only rests; write a step, as in `- plank: 30s`"),
        ("- rest", "1:3: a length of time is expected here, not nothing; write one such as 30s"),
        ("- [plank]", "1:3: a step is expected here, not a list; write an exercise with its dose, as in `- plank: 30s`"),
        ("- press-up: 8", '1:3: there is no exercise "press-up"; write push-up'),
        ("- Side Plank: 8s", '1:3: there is no exercise "Side Plank"; write side-plank'),
        ("- sqat: 8", '1:3: there is no exercise "sqat"; did you mean squat?'),
        ("- zumba: 8", '1:3: there is no exercise "zumba"; take one from the catalogue, or describe yours under `exercises:`'),
        ("- {plank: 20s, cues: Hold.}", '1:22: a list is expected here, not "Hold."; write ["Soft knees.", {at: halfway, say: "Flat back."}]'),
        ('- {plank: 20s, cues: ["a\\u202eb"]}', "1:23: the text contains an invisible character (U+202E); delete it"),
        ("- {plank: 20s, cues: [" + "x" * 201 + "]}", "1:23: a text of 201 characters, 1 too many; say it in 200 or fewer"),
        ("- {plank: 20s, easier: palnk}", '1:24: "palnk" is not an exercise in the catalogue; did you mean plank?'),
        ("- {plank: 20s, harder: }", "1:24: the name of an exercise is expected here, not nothing; write one such as plank"),
    ],
)  # fmt: skip
def test_a_mistake_is_told_with_its_place_and_what_to_write(
    complaints: Complaints, text: str, complaint: str
) -> None:
    assert complaints(text)[0] == complaint


def test_circuits_that_multiply_beyond_reason_are_refused(complaints: Complaints) -> None:
    text = "- circuit: 100\n  steps:\n  - circuit: 100\n    steps: [{plank: 1s, rest: 0s, prepare: 0s}]"
    assert complaints(text) == [
        (
            "1:3: 100 rounds of this circuit add up to 2:46:40 in 50100 intervals; "
            "stay below 12h and 20000 intervals in all"
        )
    ]
    deep = "- circuit: 100\n  steps:\n"
    for level in range(1, 9):
        deep += f"{'  ' * level}- circuit: 100\n{'  ' * level}  steps:\n"
    deep += f"{'  ' * 9}- plank: 1min\n"
    assert complaints(deep) == [
        (
            "15:17: 100 rounds of this circuit add up to 263:53:20 in 50100 intervals; "
            "stay below 12h and 20000 intervals in all"
        )
    ]


def test_a_long_list_of_long_steps_is_refused_where_it_becomes_too_long(
    complaints: Complaints,
) -> None:
    text = "\n".join(["- {plank: 2h, rest: 0s, prepare: 0s}"] * 7)
    assert complaints(text) == [
        (
            "7:3: up to here the routine adds up to 14h in 28 intervals; "
            "stay below 12h and 20000 intervals in all"
        )
    ]


def test_a_routine_with_two_problems_reports_both(complaints: Complaints) -> None:
    assert complaints("- plank: 30\n- sqat: 8") == [
        "1:10: Forearm Plank is a hold, so 30 needs a unit; write 30s, or add `hold: 10s` for 30 held reps",
        '2:3: there is no exercise "sqat"; did you mean squat?',
    ]


def test_what_the_catalogue_has_is_not_described_again(complaints: Complaints) -> None:
    text = OWN.replace("towel-row", "plank").format("{name: P, group: pull, mode: reps}")
    assert complaints(text)[0] == (
        "5:3: plank is already an exercise in the catalogue; "
        "give yours another name, or change it in the step that uses it"
    )


def test_a_word_of_the_format_names_no_exercise(complaints: Complaints) -> None:
    text = OWN.replace("towel-row", "steps").format("{name: P, group: pull, mode: reps}")
    assert complaints(text)[0] == ("5:3: steps is a reserved word; give the exercise another name")
