"""What the next session of a routine never changes, whatever happened."""

from __future__ import annotations

from datetime import timedelta

from core.training.progressions import (
    CATALOGUE,
    MONDAY,
    THREE,
    after,
    doses,
    in_turn,
)
from hypothesis import given
from hypothesis import strategies as st
from workouts import trained

from voice_coach.core.model.exercise import Load
from voice_coach.core.model.history import Effort, Ending, IntervalOutcome
from voice_coach.core.model.routine import (
    BlockName,
)
from voice_coach.core.safety.clearance import CLEAR, Clearance, Outcome
from voice_coach.core.training.adaptation import adapt
from voice_coach.core.training.dose_scale import amount_of
from voice_coach.core.training.progression import propose
from voice_coach.library.routine.finder import Shelf

BUNDLED = tuple(
    entry.routine for entry in Shelf().entries() if entry.routine is not None and not entry.mine
)
CONDITIONS = ("disc", "hypertension", "pregnancy", "knee", "wrist", "shoulder")

clearances = st.builds(
    Clearance,
    st.sampled_from([Outcome.PROCEED, Outcome.PROCEED, Outcome.GENTLE]),
    conditions=st.frozensets(st.sampled_from(CONDITIONS), max_size=2),
    stage=st.sampled_from([1, 2]),
)


@st.composite
def pasts(draw):
    """A routine, and sessions of it: mostly what was proposed, sometimes not; and today."""
    written = draw(st.sampled_from(BUNDLED))
    today, sessions = MONDAY, []
    for _ in range(draw(st.integers(0, 10))):
        proposed = propose(written, tuple(sessions), CLEAR, CATALOGUE, today)
        done = draw(st.sampled_from([proposed.routine] * 3 + [proposed.otherwise, written]))
        outcome = draw(
            st.sampled_from(
                [IntervalOutcome.DONE] * 6 + [IntervalOutcome.SHORTENED, IntervalOutcome.SKIPPED]
            )
        )
        session = trained(
            done,
            today,
            draw(st.sampled_from([None, *Effort, Effort.EASY])),
            draw(st.sampled_from([None, 0, 0, 1, 2, 3, 8])),
            outcome_of=lambda _one, outcome=outcome: outcome,
            ending=draw(st.sampled_from([Ending.FINISHED] * 5 + [Ending.STOPPED])),
            hurt=draw(st.sampled_from([()] * 6 + [("plank",)])),
        )
        sessions.append(session)
        today += timedelta(days=draw(st.sampled_from([1, 2, 2, 3, 3, 7, 25, 60])))
    return written, tuple(sessions), today


@given(pasts(), clearances)
def test_whatever_happened_nothing_is_raised_that_should_not_be(past, clearance):
    written, sessions, today = past
    adapted = adapt(written, clearance, CATALOGUE).routine
    if adapted is None:
        return
    proposal = propose(adapted, sessions, clearance, CATALOGUE, today)

    for _, one in proposal.routine.steps():
        assert clearance.allows(one.exercise)
    assert len(proposal.more) <= 2
    if proposal.more:
        last = sessions[-1]
        assert last.effort in (Effort.EASY, Effort.RIGHT)
        assert last.ending is Ending.FINISHED
        assert (last.pain or 0) < 3
        assert not last.hurt
        assert (today - last.began.date()).days < 21
        assert clearance.outcome is Outcome.PROCEED
        assert "pregnancy" not in clearance.conditions
        assert not any((proposal.less, proposal.back, proposal.light))
    for one in proposal.more:
        old, new = one.old.exercise, one.new.exercise
        if old.slug == new.slug:
            change = amount_of(one.new) - amount_of(one.old)
            assert 0 < change <= 5
        else:
            assert len(proposal.more) == 1
            assert new.spinal_load is not Load.HIGH
            assert new.group is old.group


@given(pasts())
def test_whatever_happened_the_same_past_comes_to_the_same_doses(past):
    written, sessions, today = past
    proposal = propose(written, sessions, CLEAR, CATALOGUE, today)
    assert propose(written, tuple(reversed(sessions)), CLEAR, CATALOGUE, today) == proposal
    assert len(list(proposal.routine.steps())) == len(list(written.steps()))
    for _, one in proposal.routine.steps():
        for work in one.sets:
            assert work.reps is None or work.reps >= 1
            assert work.reps is not None or (work.seconds or 0.0) >= 5
    warm_up = [one for block, one in proposal.otherwise.steps() if block is not BlockName.MAIN]
    assert warm_up == [one for block, one in written.steps() if block is not BlockName.MAIN]


@given(st.sampled_from(BUNDLED))
def test_always_hard_comes_to_an_end(written):
    # Once a week: no light weeks, and no breaks.
    sessions = in_turn(written, *[Effort.HARD] * 30)
    assert not after(written, *sessions).changes


def test_always_easy_comes_to_an_end():
    sessions = in_turn(THREE, *[Effort.EASY] * 20)
    proposal = after(THREE, *sessions)
    assert not proposal.changes
    assert doses(proposal.routine) == {"plank-shoulder-tap": 14, "crunch": 15, "back-extension": 12}
