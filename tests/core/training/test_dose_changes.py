"""The dose of what takes over in a step, and the reduced dose, for any routine."""

from __future__ import annotations

from collections.abc import Iterator

from fakes import SCRIPT
from hypothesis import given
from hypothesis import strategies as st

from voice_coach.core.cues.cue_plan import lay_out
from voice_coach.core.model.exercise import DoseMode, HealthCondition, SideMode
from voice_coach.core.model.routine import (
    Amrap,
    Block,
    BlockName,
    Circuit,
    CustomCue,
    Every,
    Level,
    Pace,
    Rest,
    Routine,
    RoutineNode,
    Sides,
    Step,
    Work,
    steps_of,
)
from voice_coach.core.model.unroll import SWITCH, counted_tempo, sides_of, unroll
from voice_coach.core.safety.clearance import Clearance, Outcome
from voice_coach.core.training.adaptation import adapt, variants
from voice_coach.core.training.dose_changes import fitted, redosed, reduced
from voice_coach.core.wording.phrasing import Phrasing
from voice_coach.library.catalogue.catalogue import load_catalogue
from voice_coach.library.routine.size_limits import set_length

CATALOGUE = load_catalogue()
EXERCISES = list(CATALOGUE.values())


def step(slug: str, *sets: Work, **changes: object) -> Step:
    exercise = CATALOGUE[slug]
    return Step(
        exercise,
        sets,
        **{"rest": 10.0, "prepare": 5.0, "sides": sides_of(exercise.side_mode), **changes},
    )


def reps(number: int, seconds: float | None = None) -> Work:
    return Work(number, seconds)


def hold(seconds: float) -> Work:
    return Work(None, seconds)


def routine(*nodes: RoutineNode) -> Routine:
    return Routine("x", "X", Level.BEGINNER, "", (), (Block(BlockName.MAIN, nodes),))


def only_step(one: Routine) -> Step:
    ((_, found),) = one.steps()
    return found


def barred_by(*conditions: HealthCondition) -> Clearance:
    return Clearance(Outcome.PROCEED, conditions=frozenset(conditions))


def adapted(clearance: Clearance, *nodes: RoutineNode) -> Routine | None:
    return adapt(routine(*nodes), clearance, CATALOGUE).routine


# --- any routine ------------------------------------------------------------------------------


@st.composite
def steps(draw: st.DrawFn, *, counted: bool = False, one_set: bool = False) -> Step:
    exercise = draw(st.sampled_from(EXERCISES))
    timed = not counted and (exercise.mode in (DoseMode.HOLD, DoseMode.TIME) or draw(st.booleans()))
    if timed:
        works = st.builds(hold, st.floats(1, 120))
    elif exercise.mode is DoseMode.REPS or draw(st.booleans()):
        works = st.builds(reps, st.integers(1, 30))
    else:
        works = st.builds(reps, st.integers(1, 30), st.floats(1, 20))
    sets = draw(st.lists(works, min_size=1, max_size=1 if one_set else 4))
    if any(work.seconds is not None for work in sets):
        pace = Pace.COUNTED
    else:
        pace = draw(st.sampled_from(Pace))
    sides = [side for side in Sides if timed or side is not Sides.SPLIT]
    return Step(
        exercise,
        tuple(Work(one.reps, sets[0].seconds and one.seconds) for one in sets),
        rest=draw(st.sampled_from([0.0, 3.0, 30.0])),
        prepare=draw(st.sampled_from([0.0, 5.0])),
        sides=draw(st.sampled_from(sides)),
        pace=pace,
        takes=draw(st.sampled_from([None, 40.0])) if pace is Pace.SELF else None,
        cues=draw(st.sampled_from([(), (CustomCue("Soft knees."),)])),
    )


@st.composite
def everies(draw: st.DrawFn) -> Every:
    interval = draw(st.sampled_from([5.0, 20.0, 60.0]))
    some = (fitted(one, interval) for one in draw(st.lists(steps(one_set=True), max_size=3)))
    inside = tuple(one for one in some if one is not None) or (step("squat", reps(1)),)
    turns = draw(st.integers(len(inside), 3 * len(inside)))
    return Every(interval, interval * turns, inside)


amraps = st.builds(
    Amrap,
    st.floats(5, 600),
    st.lists(steps(counted=True, one_set=True), min_size=1, max_size=3).map(tuple),
    st.just(5.0),
)
rests = st.builds(Rest, st.floats(1, 60))
leaves = st.one_of(steps(), rests, everies(), amraps)
circuits = st.builds(
    Circuit,
    st.integers(1, 5),
    st.sampled_from([None, 0.0, 40.0]),
    st.tuples(steps(), st.one_of(leaves)),
)
routines = st.lists(st.one_of(leaves, circuits), min_size=1, max_size=4).map(
    lambda some: routine(step("walk-in-place", hold(30)), *some)
)
clearances = st.builds(
    Clearance,
    st.sampled_from([Outcome.PROCEED, Outcome.GENTLE]),
    conditions=st.frozensets(st.sampled_from(HealthCondition), max_size=4),
    stage=st.sampled_from([1, 2]),
)


def length_of(text: str) -> float:
    return 0.15 + 0.06 * len(text)


def timed_blocks(nodes: tuple[RoutineNode, ...]) -> Iterator[Every | Amrap]:
    for node in nodes:
        if isinstance(node, Circuit):
            yield from timed_blocks(node.steps)
        elif isinstance(node, Every | Amrap):
            yield node


@given(routines, clearances)
def test_whatever_the_routine_what_is_left_is_allowed_and_unrolls(one, clearance):
    left = adapt(one, clearance, CATALOGUE).routine
    assert left is not None
    line = unroll(left)
    assert clearance.allows_all(line.exercises())
    assert all(laid.interval.expected > 0 for laid in lay_out(line, Phrasing(SCRIPT), length_of))


@given(routines, clearances)
def test_whatever_the_routine_what_is_allowed_stays_as_it_was(one, clearance):
    kept = [node for _, node in one.steps() if clearance.allows(node.exercise)]
    left = [node for _, node in adapt(one, clearance, CATALOGUE).routine.steps()]
    remaining = iter(left)
    assert all(node in remaining for node in kept)


@given(routines, clearances)
def test_in_timed_blocks_reps_stay_reps_and_fit_their_interval(one, clearance):
    left = adapt(one, clearance, CATALOGUE).routine
    for node in timed_blocks(left.blocks[0].nodes):
        for inside in node.steps:
            if isinstance(node, Amrap):
                assert inside.sets[0].reps is not None
            elif inside.pace is Pace.COUNTED:
                assert set_length(inside, inside.sets[0]) <= node.interval + 1e-6


@given(routines)
def test_a_reduced_routine_keeps_every_exercise_and_is_never_longer(one):
    less = reduced(one)
    assert unroll(less).total <= unroll(one).total + 1e-6
    assert {step.exercise.slug for _, step in less.steps()} == {
        step.exercise.slug for _, step in one.steps()
    }
    for _, inside in less.steps():
        assert all(work.reps is None or work.reps >= 1 for work in inside.sets)


# --- the dose of a variant --------------------------------------------------------------------


def test_a_dose_of_the_same_kind_is_kept_with_its_sets_and_rest():
    left = only_step(adapted(barred_by("disc"), step("hip-hinge", reps(12), reps(9), rest=45.0)))
    assert left.exercise.slug == "sit-to-stand"
    assert (left.sets, left.rest) == ((reps(12), reps(9)), 45.0)


def test_a_dose_of_another_kind_gives_way_to_a_beginners_with_no_more_sets():
    new = redosed(step("plank", *[hold(60)] * 3), CATALOGUE["dead-bug"])
    assert new.sets == (reps(8), reps(8))
    assert redosed(step("plank", hold(60)), CATALOGUE["dead-bug"]).sets == (reps(8),)


def test_reps_done_against_the_clock_go_on_against_the_clock():
    new = redosed(step("squat", hold(30)), CATALOGUE["sit-to-stand"])
    assert new.sets == (hold(30),)


def test_sides_follow_the_new_exercise_and_stay_as_written_where_it_has_the_same():
    assert redosed(step("plank", hold(20)), CATALOGUE["side-plank"]).sides is Sides.EACH
    split = step("side-plank", hold(40), sides=Sides.SPLIT)
    assert redosed(split, CATALOGUE["knee-side-plank"]).sides is Sides.SPLIT
    assert redosed(split, CATALOGUE["rest-breathing"]).sides is Sides.BOTH


def test_held_reps_are_counted_by_the_coach_and_author_cues_go():
    mine = step("crunch", reps(8), pace=Pace.SELF, takes=50.0, cues=(CustomCue("Chin up."),))
    new = redosed(mine, CATALOGUE["curl-up"])
    assert (new.pace, new.takes, new.cues) == (Pace.COUNTED, None, ())


def test_with_a_knee_squats_become_what_spares_it():
    one = routine(step("squat", reps(10)), step("plank", hold(20)))
    result = adapt(one, barred_by("knee"), CATALOGUE)
    (change,) = result.changes
    assert (change.old.slug, change.new.slug) == ("squat", "walk-in-place")
    assert change.why == "because of your knee"


def test_an_exercise_that_is_changed_in_two_places_is_told_once():
    one = routine(step("squat", reps(10)), Circuit(2, None, (step("squat", reps(5)),)))
    assert len(adapt(one, barred_by("knee"), CATALOGUE).changes) == 1


def test_no_condition_is_met_with_more_load_on_the_spine_or_a_harder_landing():
    impact = ["none", "low", "high"]
    for exercise in EXERCISES:
        passed = {exercise.slug}
        easier = exercise.easier
        while easier:
            passed.add(easier)
            easier = CATALOGUE[easier].easier
        for variant in variants(exercise, CATALOGUE):
            if variant.slug not in passed:
                assert impact.index(variant.impact) <= impact.index(exercise.impact)


# --- timed blocks -----------------------------------------------------------------------------


def test_what_is_left_of_an_emom_keeps_its_turns():
    every = Every(60.0, 480.0, (step("calf-raise", reps(8)), step("squat", reps(8))))
    left = adapted(barred_by("knee"), every)
    (block,) = timed_blocks(left.blocks[0].nodes)
    assert [one.exercise.slug for one in block.steps] == ["calf-raise"]
    assert block.length == 240.0


def test_an_emoms_reps_are_fewer_where_the_variant_takes_longer():
    every = Every(20.0, 60.0, (step("bicycle-crunch", reps(6)),))
    (block,) = timed_blocks(adapted(barred_by("disc"), every).blocks[0].nodes)
    (inside,) = block.steps
    assert inside.exercise.slug == "dead-bug"
    assert inside.sets == (reps(4),)


def test_both_sides_and_the_change_between_them_must_fit():
    each = step("backpack-row", reps(20))
    assert each.exercise.side_mode is SideMode.EACH
    new = fitted(each, 45.0)
    takes = new.sets[0].reps * counted_tempo(new, new.sets[0]).rep
    assert 2 * takes + SWITCH <= 45.0
    assert fitted(each, SWITCH + 1) is None


def test_an_amrap_is_shorter_by_what_is_left_out():
    steps = (step("calf-raise", reps(8)), step("squat", reps(8)))
    (block,) = timed_blocks(adapted(barred_by("knee"), Amrap(600.0, steps, 5.0)).blocks[0].nodes)
    assert block.length == 300.0


def test_circuits_without_steps_disappear_with_their_rests():
    circuit = Circuit(3, 30.0, (step("chest-stretch", hold(20)), Rest(20.0)))
    left = adapted(barred_by("shoulder"), circuit, step("calf-raise", reps(8)))
    assert [type(node) for node in left.blocks[0].nodes] == [Step]


def test_without_a_main_part_there_is_no_routine():
    warm_up = Block(BlockName.WARM_UP, (step("walk-in-place", hold(30)),))
    main = Block(BlockName.MAIN, (step("chest-stretch", hold(20)),))
    one = Routine("x", "X", Level.BEGINNER, "", (), (warm_up, main))
    assert adapt(one, barred_by("shoulder"), CATALOGUE).routine is None


# --- the reduced dose -------------------------------------------------------------------------


def reduced_node(node: RoutineNode) -> RoutineNode:
    return reduced(routine(node)).blocks[0].nodes[0]


def test_reduced_takes_away_sets_and_rounds_first():
    sets = reduced_node(step("crunch", reps(12), reps(10), reps(8))).sets
    assert sets == (reps(12), reps(10))
    inside = (step("crunch", reps(10)),)
    assert reduced_node(Circuit(3, 30.0, inside)) == Circuit(2, 30.0, inside)


def test_reduced_takes_away_reps_or_time_where_there_is_one_set():
    assert reduced_node(step("crunch", reps(10))).sets == (reps(6),)
    assert reduced_node(step("plank", hold(45))).sets == (hold(25),)
    assert reduced_node(step("bird-dog", reps(5, 8.0))).sets == (reps(3, 8.0),)
    (inside,) = steps_of((reduced_node(Circuit(1, None, (step("crunch", reps(10)),))),))
    assert inside.sets == (reps(6),)


def test_reduced_keeps_as_many_reps_on_either_side():
    assert reduced_node(step("dead-bug", reps(12))).sets == (reps(8),)


def test_reduced_stops_at_one_rep_and_five_seconds():
    assert reduced_node(step("crunch", reps(1))).sets == (reps(1),)
    assert reduced_node(step("plank", hold(6))).sets == (hold(5),)
    assert reduced_node(step("plank", hold(3))).sets == (hold(3),)


def test_a_reduced_emom_still_comes_to_each_of_its_steps():
    two = (step("calf-raise", reps(10)), step("squat", reps(10)))
    assert reduced_node(Every(60.0, 600.0, two)).length == 360.0
    assert reduced_node(Every(60.0, 120.0, two)).length == 120.0
    assert reduced_node(Every(60.0, 120.0, two)).steps[0].sets == (reps(6),)


def test_a_self_paced_estimate_shrinks_with_its_reps():
    less = reduced_node(step("crunch", reps(10), pace=Pace.SELF, takes=60.0))
    assert less.takes == 36.0
