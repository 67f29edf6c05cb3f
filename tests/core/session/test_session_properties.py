"""What holds for any routine, any clip lengths and any commands at any time."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pytest
from examples import examples
from fakes import (
    BIRD_DOG,
    CRUNCH,
    EXERCISES,
    PLANK,
    SCRIPT,
    SIDE_PLANK,
    Gym,
    hold,
    reps,
    routine,
    step,
    timeline,
)
from hypothesis import given
from hypothesis import strategies as st

from voice_coach.core.cues.cue import PlacedCue
from voice_coach.core.cues.cue_plan import lay_out
from voice_coach.core.cues.cue_schedule import MARGIN
from voice_coach.core.events.command import Command
from voice_coach.core.events.messages import ClipsArrived, Heard, VoiceBegan, VoiceOver
from voice_coach.core.model.duration_estimate import estimated_length
from voice_coach.core.model.lead_in import position_cue
from voice_coach.core.model.routine import Amrap, Circuit, Every, Pace, Rest, Sides
from voice_coach.core.model.session_view import SessionPhase
from voice_coach.core.model.talk_level import TalkLevel
from voice_coach.core.model.timeline import exercises_of
from voice_coach.core.model.unroll import unroll
from voice_coach.core.wording.phrasing import Phrasing

exercises = st.sampled_from([PLANK, CRUNCH, SIDE_PLANK, BIRD_DOG])
works = st.one_of(
    st.integers(1, 8).map(reps),
    st.floats(1, 90).map(hold),
)


@st.composite
def steps(draw: st.DrawFn):
    work = draw(works)
    own_pace = work.reps is not None and draw(st.booleans())
    return step(
        draw(exercises),
        *draw(st.lists(st.just(work), min_size=1, max_size=2)),
        rest=draw(st.sampled_from([0.0, 3.0, 15.0])),
        prepare=draw(st.sampled_from([0.0, 5.0])),
        sides=draw(st.sampled_from([Sides.BOTH, Sides.EACH, Sides.SPLIT])),
        pace=Pace.SELF if own_pace else Pace.COUNTED,
    )


def rep_step(slug: str):
    return step(EXERCISES[slug], reps(5), pace=Pace.SELF)


nodes = st.one_of(
    steps(),
    st.floats(1, 60).map(Rest),
    st.builds(
        Circuit,
        st.integers(1, 3),
        st.sampled_from([None, 20.0]),
        st.lists(steps(), min_size=1, max_size=2).map(tuple),
    ),
    st.just(Every(30.0, 90.0, (rep_step("crunch"),))),
    st.just(Amrap(60.0, (rep_step("crunch"), rep_step("plank")), 5.0)),
)
timelines = (
    st.lists(nodes, min_size=1, max_size=4)
    .map(lambda some: timeline(*some))
    .filter(lambda line: any(True for _ in line.work()))
)


full_timelines = (
    st.lists(nodes, min_size=1, max_size=4)
    .map(lambda some: unroll(routine(*some)))
    .filter(lambda line: any(True for _ in line.work()))
)


class AnyLengths:
    """Clip lengths as a voice of any speed might have them, each text always its own."""

    def __init__(self, per_letter: float, least: float) -> None:
        self.per_letter, self.least = per_letter, least

    def __call__(self, text: str) -> float:
        return self.least + self.per_letter * len(text)


lengths = st.builds(AnyLengths, st.floats(0.001, 0.3), st.floats(0.01, 1.5))
commands = st.lists(
    st.tuples(
        st.floats(0, 60),
        st.sampled_from([one for one in Command if one is not Command.QUIT]),
    ),
    max_size=12,
)


MOVING = (
    *(Command.NEXT, Command.BACK, Command.DONE),
    *(Command.MORE_TIME, Command.EASIER, Command.HARDER),
)


happenings = st.lists(
    st.tuples(
        st.floats(0, 20),
        st.one_of(
            st.sampled_from([one for one in Command if one is not Command.QUIT]),
            st.builds(Heard, st.sampled_from(Command), st.just("words"), st.just(True)),
            st.builds(Heard, st.just(Command.PAIN), st.just("ouch"), st.booleans()),
            st.just(VoiceBegan()),
            st.just(VoiceOver()),
            st.just(ClipsArrived()),
        ),
    ),
    max_size=20,
)


def assert_nothing_overlaps(gym: Gym) -> None:
    for before, after in pairwise(gym.heard):
        assert before.end <= after.at + 1e-6, f"{before} is still sounding at {after}"


@given(timelines, lengths, st.sampled_from(TalkLevel))
@examples(60)
def test_left_alone_it_ends_at_the_sum_of_its_intervals(line, length_of, talk):
    gym = Gym(line, talk, length_of)
    while not gym.session.over:
        gym.to_the_end()
        if gym.session.phase is SessionPhase.RUNNING:
            gym.does(Command.DONE)
    assert gym.session.phase is SessionPhase.FINISHED
    began = gym.events("interval")[0].at
    waited = sum(
        over.at - one.at - one.fields["length"]
        for one, over in zip(gym.events("interval"), gym.events("interval over"), strict=True)
        if one.fields["length"] is not None
    )
    assert waited == pytest.approx(0, abs=1e-6)
    ended = gym.events("finish")[0].at
    assert ended - began == pytest.approx(
        sum(
            over.at - one.at
            for one, over in zip(gym.events("interval"), gym.events("interval over"), strict=True)
        ),
        abs=MARGIN * len(line.intervals) + 1e-6,
    )
    assert_nothing_overlaps(gym)


@given(timelines, lengths)
@examples(60)
def test_no_two_cues_of_a_laid_out_timeline_overlap_whatever_the_clip_lengths(line, length_of):
    for laid in lay_out(line, Phrasing(SCRIPT), length_of):
        for before, after in pairwise(laid.fitting.placed):
            assert before.end <= after.at + 1e-9
        if laid.interval.length is not None and laid.fitting.placed:
            assert laid.fitting.placed[-1].end <= laid.interval.length + 1e-9


def laid_for_each_work(line, length_of):
    """Each work with the cues of the gaps that lead into it, and its own."""
    lead: list[PlacedCue] = []
    for laid in lay_out(line, Phrasing(SCRIPT), length_of):
        if laid.interval.is_work:
            yield laid.interval, lead, laid.fitting.placed
            lead = []
        else:
            lead = [*lead, *laid.fitting.placed]


def is_told(text: str, cues) -> bool:
    return any(text in cue.text for cue in cues)


@given(full_timelines, lengths)
@examples(200)
def test_no_work_begins_unnamed_whatever_the_clip_lengths(line, length_of):
    before = None
    for work, lead, _ in laid_for_each_work(line, length_of):
        if work.stations:
            named = is_told("s many rounds as you can", lead)
        elif before is not None and before.exercise == work.exercise and before.side:
            named = is_told(work.exercise.name, lead) or is_told(
                f"{work.side} side", [replace(cue, text=cue.text.lower()) for cue in lead]
            )
        else:
            side = f", {work.side} side" if work.side else ""
            named = is_told(f"{work.exercise.name}{side}", lead)
        assert named, (work, lead)
        before = work


@given(full_timelines, st.floats(0.3, 1.0), st.sampled_from([165, 240]))
@examples(100)
def test_what_is_new_is_explained_before_it_begins_where_clips_are_as_estimated(line, share, rate):
    def length_of(text):
        return share * estimated_length(text, rate)

    known = set()
    for work, lead, _ in laid_for_each_work(line, length_of):
        for exercise in exercises_of(work):
            position = position_cue(exercise, work.side, split=work.split)
            of_slug = {side for slug, side in known if slug == exercise.slug}
            if not (work.side in of_slug or (work.side is None and of_slug)):
                assert is_told(position, lead)
            if exercise.slug not in {slug for slug, _ in known}:
                assert is_told(exercise.cues.movement, lead)
        known |= {(exercise.slug, work.side) for exercise in exercises_of(work)}


@given(full_timelines | timelines, lengths)
@examples(200)
def test_the_cues_of_a_set_come_in_the_order_position_movement_form_breathing(line, length_of):
    for work, lead, own in laid_for_each_work(line, length_of):
        for exercise in exercises_of(work):
            cues = exercise.cues
            ranks = {
                **dict.fromkeys((cues.position, cues.left, cues.right), 0),
                cues.movement: 1,
                **dict.fromkeys(cues.form, 2),
                exercise.breathing: 3,
            }
            said = [ranks[cue.text] for cue in (*lead, *own) if cue.text and cue.text in ranks]
            if not work.stations:
                assert said == sorted(said)


@given(timelines, lengths, happenings)
@examples(200)
def test_whatever_is_asked_and_said_it_ends_or_waits_and_time_never_goes_back(
    line, length_of, happening
):
    gym = Gym(line, TalkLevel.FULL, length_of)
    for wait, event in happening:
        gym.passes(wait)
        gym.does(event)
    for _ in range(3 * len(gym.session.timeline.intervals) + 10):
        gym.to_the_end()
        if gym.session.over:
            break
        gym.does(Command.LEAVE_OUT if gym.session.hurt else Command.DONE)
    assert gym.session.over
    times = [one.at for one in gym.heard]
    assert times == sorted(times)
    assert_nothing_overlaps(gym)


@given(timelines, lengths, commands, st.sampled_from(MOVING), st.floats(0, 19.9))
@examples(150)
def test_undo_returns_to_where_the_session_stood_to_the_last_bit(
    line, length_of, asked, moving, later
):
    gym = Gym(line, TalkLevel.FULL, length_of)
    for wait, command in asked:
        gym.passes(wait)
        gym.does(command)
    run = gym.session._run
    stood, before, armed = run.place(gym._now), run.moved, gym.session.armed
    gym.does(moving)
    moved = run.moved is not None and run.moved is not before
    assert moved == (moving in armed and run.place(gym._now) != stood)
    gym.passes(later)
    if moved and not gym.session.over:
        gym.does(Command.UNDO)
        assert run.place(gym._now) == stood
        gym.does(Command.DONE)
        gym.to_the_end()
        assert_nothing_overlaps(gym)


@given(timelines, commands, st.lists(st.floats(0.1, 30), max_size=4))
@examples(60)
def test_a_machine_that_stalls_is_survived_and_nothing_overlaps(line, asked, stalls):
    gym = Gym(line)
    for (wait, command), stall in zip(asked, stalls, strict=False):
        gym.passes(wait)
        gym.freezes(stall)
        gym.does(command)
        gym.clips_arrive()
    gym.passes(30.0)
    assert_nothing_overlaps(gym)
