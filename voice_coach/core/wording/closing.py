"""The words after a session: what was done, what was better, and what comes next."""

from __future__ import annotations

from collections.abc import Mapping

from voice_coach.core.model.talk_level import TalkLevel
from voice_coach.core.units import Seconds
from voice_coach.core.wording.numbers import about, duration, number_word
from voice_coach.core.wording.phrasing import Phrasing
from voice_coach.core.wording.progress_told import (
    Achievement,
    is_milestone,
    longest_ever,
    most_improved,
)
from voice_coach.core.wording.script import Condition, Forms, Moment


def finished(
    phrasing: Phrasing,
    seconds: Seconds,
    exercises: int,
    done: Mapping[str, Achievement] | None = None,
) -> tuple[str, ...]:
    """The goodbye after the last interval. `done`: the most of each exercise, by slug."""
    is_full = phrasing.talk is TalkLevel.FULL
    return (
        *phrasing.say(Moment.WELL_DONE)[:1],
        *_amount(phrasing, Moment.FINISHED, seconds, exercises),
        *(_progress(phrasing, done or {}) if is_full else ()),
        *(_milestone(phrasing) if is_full else ()),
        *(() if phrasing.questions_follow else last_words(phrasing)),
    )


def last_words(phrasing: Phrasing) -> tuple[str, ...]:
    """The next session and the goodbye."""
    return (*_next_time(phrasing), *phrasing.say(Moment.GOODBYE)[:1])


def _progress(phrasing: Phrasing, done: Mapping[str, Achievement]) -> Forms:
    """An exercise that was better than ever, or else than the last time; empty if none."""
    known = phrasing.occasion
    best = longest_ever(done, known)
    if best is not None:
        time = duration(best.amount.seconds or 0)
        return phrasing.say(Moment.BEST, exercise=best.name, time=time)[:1]
    found = most_improved(done, known)
    if found is None:
        return ()
    best_set, more = found
    is_counted = best_set.amount.reps is not None
    told = number_word(round(more)) if is_counted else duration(more)
    conditions = (Condition.COUNTED,) if is_counted else ()
    return phrasing.say(
        Moment.BETTER, *conditions, exercise=best_set.name, more=told, day=known.last_day
    )[:1]


def _milestone(phrasing: Phrasing) -> Forms:
    sessions = phrasing.occasion.sessions
    if sessions is None or not is_milestone(sessions + 1):
        return ()
    return phrasing.say(Moment.MILESTONE, count=number_word(sessions + 1))[:1]


def _next_time(phrasing: Phrasing) -> Forms:
    known = phrasing.occasion
    if not known.next_title:
        return ()
    return phrasing.say(Moment.NEXT_TIME, title=known.next_title, day=known.next_day)[:1]


def stopped(phrasing: Phrasing, seconds: Seconds, exercises: int) -> tuple[str, ...]:
    """The goodbye after stopping early."""
    amount = _amount(phrasing, Moment.STOPPED, seconds, exercises)
    return amount if exercises == 0 else (*amount, *phrasing.say(Moment.THAT_COUNTS)[:1])


def _amount(phrasing: Phrasing, moment: Moment, seconds: Seconds, exercises: int) -> Forms:
    few = {0: (Condition.NONE_DONE,), 1: (Condition.ONE_ONLY,)}
    time = about(seconds) if seconds >= 60 else duration(seconds)
    conditions = few.get(exercises, ())
    return phrasing.say(moment, *conditions, time=time, exercises=str(exercises))[:1]
