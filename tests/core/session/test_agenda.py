"""What will be said when, and how much later a session begins so that none of it is late."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from fakes import EXERCISES, SCRIPT, length_of
from hypothesis import given
from hypothesis import strategies as st

from voice_coach.core.cues.cue_schedule import LEAD
from voice_coach.core.model.duration_estimate import estimated_length
from voice_coach.core.model.unroll import unroll
from voice_coach.core.session.agenda import (
    LONGEST_WAIT,
    OVERHEAD,
    Due,
    Rendering,
    head_start,
    in_order_of_rendering,
    pace_of,
    renderings,
)
from voice_coach.core.session.coaching_style import CoachingStyle
from voice_coach.core.session.session import Session
from voice_coach.core.units import Seconds
from voice_coach.library.catalogue.paths import bundled_folder
from voice_coach.library.routine.finder import Shelf

KOKORO = 0.3
"""Its pace on a core of its own: 3.4 times real time."""

ROUTINES = tuple(sorted(path.stem for path in bundled_folder().glob("*.yaml")))


def kokoro_length(text: str) -> Seconds:
    """Estimated as for the session."""
    return estimated_length(text, 165)


def session_of(name: str) -> Session:
    found = Shelf().find(name)
    return Session(
        unroll(found.routine),
        kokoro_length,
        EXERCISES.get,
        CoachingStyle(SCRIPT),
    )


def late_after(wait: Seconds, work: Sequence[Rendering]) -> list[Rendering]:
    """What a worker has not rendered in time that began `wait` before the session."""
    done, late = -wait, []
    for one in work:
        done += one.takes
        if done > one.needed + 1e-9:
            late.append(one)
    return late


works = st.lists(st.builds(Rendering, st.floats(0, 1_000), st.floats(0, 10)), max_size=40).map(
    lambda work: sorted(work, key=lambda one: one.needed)
)


@given(works)
def test_after_its_head_start_nothing_is_late(work: list[Rendering]) -> None:
    assert late_after(head_start(work), work) == []


@given(works)
def test_a_head_start_is_not_longer_than_it_must_be(work: list[Rendering]) -> None:
    start = head_start(work)
    if start > 0.001:
        assert late_after(start - 0.001, work)


def test_what_is_all_rendered_needs_no_head_start() -> None:
    session = session_of("core-basics")
    assert head_start(renderings(session.agenda, (), length_of, KOKORO)) == 0


def test_each_text_is_rendered_once_and_needed_when_it_is_handed_over() -> None:
    coming = session_of("core-basics").coming
    work = renderings(coming, [due.text for due in coming], length_of, KOKORO)
    assert len(work) == len({due.text for due in coming})
    first = coming[0]
    assert work[0] == Rendering(0.0, KOKORO * (length_of(first.text) + OVERHEAD))
    assert work[-1].needed == coming[-1].at - LEAD


def test_the_pace_of_a_short_clip_foretells_that_of_a_long_one() -> None:
    assert pace_of([(0.35, 0.45)]) == pytest.approx(pace_of([(0.88, 3.0)]), rel=0.5)


def test_the_pace_of_several_clips_is_that_of_all_their_speech() -> None:
    assert pace_of([(1.0, 1.4), (4.0, 7.4)]) == pytest.approx(5 / 10)


@pytest.mark.parametrize("name", ROUTINES)
def test_an_agenda_begins_with_the_greeting_and_goes_by_the_clock(name: str) -> None:
    session = session_of(name)
    agenda = session.agenda
    assert [due.at for due in agenda] == sorted(due.at for due in agenda)
    assert agenda[0].text == session.opening[0]


@pytest.mark.parametrize("name", ROUTINES)
def test_all_of_an_agenda_is_rendered_before_what_only_commands_may_call_for(name: str) -> None:
    session = session_of(name)
    coming = [due.text for due in session.coming]
    assert {due.text for due in session.agenda} <= {*coming}
    assert list(session.texts[: len(coming)]) == coming


def test_a_name_is_rendered_before_form_cues_that_are_needed_a_little_sooner() -> None:
    dues = (Due(20.0, "Breathe."), Due(25.0, "Next: Plank.", leads=True), Due(26.0, "Hips up."))
    order = [due.text for due in in_order_of_rendering(dues)]
    assert order == ["Next: Plank.", "Breathe.", "Hips up."]


def test_what_is_needed_again_is_rendered_once_for_the_first_time() -> None:
    dues = (Due(20.0, "Breathe."), Due(5.0, "Breathe."), Due(6.0, "Hips up."))
    assert in_order_of_rendering(dues) == (Due(5.0, "Breathe."), Due(6.0, "Hips up."))


@pytest.mark.parametrize("name", ROUTINES)
def test_what_shorter_clips_leave_room_for_is_rendered_too(name: str) -> None:
    session = session_of(name)
    shorter = Session(
        session.timeline,
        lambda text: 0.87 * kokoro_length(text),
        EXERCISES.get,
        CoachingStyle(SCRIPT),
    )
    soon = {due.text for due in shorter.agenda if due.at < 300}
    assert soon <= {due.text for due in session.coming}


@pytest.mark.parametrize("name", ROUTINES)
@pytest.mark.parametrize(("pace", "most"), [(KOKORO, 1.5), (2 * KOKORO, 4.2), (3.5 * KOKORO, 17.0)])
def test_with_nothing_rendered_a_session_waits_this_long_at_most(
    name: str, pace: float, most: Seconds
) -> None:
    coming = session_of(name).coming
    work = renderings(coming, [due.text for due in coming], kokoro_length, pace)
    assert head_start(work) <= most < LONGEST_WAIT


@pytest.mark.parametrize("name", ROUTINES)
def test_at_a_third_of_real_time_the_systems_voice_speaks(name: str) -> None:
    coming = session_of(name).coming
    work = renderings(coming, [due.text for due in coming], kokoro_length, 10 * KOKORO)
    assert head_start(work) > LONGEST_WAIT
