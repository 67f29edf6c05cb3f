"""The moves of a session when something hurts: stopping, resting, and what comes after."""

from __future__ import annotations

from dataclasses import replace

from voice_coach.core.cues.cue_schedule import MARGIN
from voice_coach.core.events.facts import Hurt, PainWithdrawn, VariantChosen
from voice_coach.core.events.messages import Want
from voice_coach.core.model.exercise import Exercise, HealthCondition
from voice_coach.core.model.lead_in import with_lead_in
from voice_coach.core.model.session_view import SessionPhase
from voice_coach.core.model.timeline import Interval, IntervalKind
from voice_coach.core.session.state import SessionState
from voice_coach.core.session.variation import vary, without_alike
from voice_coach.core.units import Seconds
from voice_coach.core.wording.script import Moment

REST_AFTER_PAIN: Seconds = 30.0
"""Least rest before the session goes on after pain: time to turn over or stand up, and to hear the
next exercise and how to get into it. N or "next" ends it sooner."""


def hurt(run: SessionState, now: Seconds) -> None:
    stop_for_pain(run, now, None)


def stop_for_pain(run: SessionState, now: Seconds, part: HealthCondition | None) -> None:
    """Stop at once, before anything is said; the questions are asked elsewhere. Undo leads no
    further back than here."""
    run.halt(now, run.elapsed(now))
    run.phase, run.moved, run.part_that_hurts = SessionPhase.HURT, None, part
    run.ask(Hurt(now, run.index, _hurting(run)))


def nothing_hurts(run: SessionState, now: Seconds) -> None:
    """Go on at the very second at which pain was reported by mistake."""
    run.ask(PainWithdrawn(now, run.index, run.offset, _hurting(run)))
    run.count_in(now)


def leave_out(run: SessionState, now: Seconds) -> None:
    leave_out_for(run, now, None)


def leave_out_for(run: SessionState, now: Seconds, part: HealthCondition | None) -> None:
    """Rest, and go on with the first exercise that loads another part: other than the exercise that
    hurt does, and not `part`."""
    left = without_alike(run.timeline, run.index, _hurting(run), part)
    if left != run.timeline:
        run.timeline = with_lead_in(left, run.style.rate, run.index + 1)
    work = run.timeline.work_after(run.index)
    if work is None:
        run.leave(now, done=False)
        run.enter(len(run.timeline.intervals), now + MARGIN)
        return
    run.leave(now, done=False)
    words = run.style.phrasing.say(Moment.LEFT_OUT)[:1]
    _rest_after_pain(run, words, run.index + 1, work, now)


def easier_after_pain(run: SessionState, now: Seconds) -> None:
    easier_for(run, now, None)


def easier_for(run: SessionState, now: Seconds, part: HealthCondition | None) -> None:
    """Rest, and begin the exercise again as its easier variant; leave it out if there is none, or
    if that loads `part`, too."""
    index = run.index if run.interval.is_work else run.timeline.work_before(run.index)
    varied = None if index is None else vary(run, index, easier=True)
    if varied is None or part in varied[1].caution_with:
        leave_out_for(run, now, part)
        return
    run.timeline, exercise = varied
    run.ask(VariantChosen(now, exercise))
    work = run.index if run.interval.is_work else run.timeline.work_after(run.index)
    if work is None:
        run.count_in(now)
        return
    run.leave(now, done=False, onward=False)
    words = run.style.phrasing.say(Moment.EASIER_AFTER_PAIN, exercise=exercise.name)[:1]
    _rest_after_pain(run, words, run.index, work, now)


def _rest_after_pain(
    run: SessionState, words: tuple[str, ...], start: int, work: int, now: Seconds
) -> None:
    """Say `words`, then begin one rest in place of the intervals from `start` up to `work`, no
    shorter than they were together."""
    intervals = run.timeline.intervals
    written = sum(interval.expected for interval in intervals[start:work])
    rest = Interval(IntervalKind.REST, intervals[work].block, max(written, REST_AFTER_PAIN))
    run.timeline = replace(run.timeline, intervals=(*intervals[:start], rest, *intervals[work:]))
    run.begin_after(words, start, now)
    run.ask(Want(run.script))


def _hurting(run: SessionState) -> Exercise | None:
    """The current exercise; in a rest the last one, and before the first that one."""
    index = run.index if run.interval.is_work else run.timeline.work_before(run.index)
    if index is None:
        index = run.timeline.work_after(run.index)
    return None if index is None else run.timeline.intervals[index].exercise
