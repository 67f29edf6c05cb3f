"""Checks that never come back, or break."""

from __future__ import annotations

import threading

from voice_coach.checkup.finding import Finding, FindingState
from voice_coach.checkup.timeboxed import Attempt

WELL = Finding("part", FindingState.OK, "all is well")


def broken() -> Finding:
    raise ZeroDivisionError("boom")


def test_what_a_check_finds_is_handed_on() -> None:
    attempt = Attempt(lambda: WELL)
    assert attempt.findings("part", 20.0, lambda one: (one,)) == (WELL,)
    assert attempt.outcome == WELL


def test_a_check_that_does_not_come_back_is_left_behind() -> None:
    never = threading.Event()
    attempt = Attempt(never.wait)
    (finding,) = attempt.findings("part", 0.05, lambda _: (WELL,))
    never.set()
    assert finding == Finding("part", FindingState.FAIL, "no answer within 0.05 seconds")


def test_a_check_that_breaks_is_a_finding_and_no_traceback() -> None:
    (finding,) = Attempt(broken).findings("part", 20.0, lambda one: (one,))
    assert finding.state is FindingState.FAIL
    assert "ZeroDivisionError('boom')" in finding.found


def test_what_no_workout_depends_on_is_no_more_than_a_note() -> None:
    attempt = Attempt(broken, essential=False)
    assert attempt.findings("part", 20.0, lambda one: (one,))[0].state is FindingState.NOTE
