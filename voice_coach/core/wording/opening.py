"""The words before a session: greeting, day, equipment and focus, or the way back into it."""

from __future__ import annotations

from collections.abc import Sequence

from voice_coach.core.model.body_position import Place
from voice_coach.core.model.occasion import DayPart
from voice_coach.core.model.talk_level import TalkLevel
from voice_coach.core.model.timeline import Interval, Timeline
from voice_coach.core.units import Seconds
from voice_coach.core.wording.numbers import about, listed, ordinal, with_article
from voice_coach.core.wording.phrasebook import dose
from voice_coach.core.wording.phrasing import Phrasing, named_with_side
from voice_coach.core.wording.script import Condition, Forms, Moment

WELL_KNOWN = 3
"""Sessions with a routine after which its greeting no longer gives its purpose."""

LONG_AWAY = 14
"""Days without a session after which the athlete is welcomed back."""

_FOCUS_FROM = 0.15
"""Least share of the work for a muscle group to be named as a session's focus."""

_DAY_PARTS = {
    DayPart.MORNING: Condition.MORNING,
    DayPart.AFTERNOON: Condition.AFTERNOON,
    DayPart.EVENING: Condition.EVENING,
}

_PLACES = {
    Place.STANDING: (Condition.STANDING,),
    Place.FLOOR: (Condition.ON_FLOOR,),
    Place.BOTH: (),
}


def opening(phrasing: Phrasing, timeline: Timeline) -> tuple[str, ...]:
    """The texts before the timeline begins: greeting, title, length, equipment and purpose."""
    conditions = (Condition.OWN_PACE,) if timeline.is_open else ()
    is_full = phrasing.talk is TalkLevel.FULL
    return (
        *_greeting(phrasing),
        *(_day(phrasing) if is_full else ()),
        *phrasing.say(Moment.TITLE, title=timeline.title)[:1],
        *phrasing.say(Moment.LENGTH, *conditions, length=about(timeline.total))[:1],
        *_needs(phrasing, timeline),
        *(_focus(phrasing, timeline) if is_full else ()),
    )


def _needs(phrasing: Phrasing, timeline: Timeline) -> Forms:
    """The equipment and the place."""
    things = listed([with_article(thing) for thing in timeline.equipment()])
    place = timeline.place()
    where = () if place is None else phrasing.say(Moment.WHERE, *_PLACES[place])[:1]
    return (*(phrasing.say(Moment.NEEDS, things=things)[:1] if things else ()), *where)


def _greeting(phrasing: Phrasing) -> Forms:
    part = phrasing.occasion.day_part
    conditions = () if part is None else (_DAY_PARTS[part],)
    return phrasing.say(Moment.GREETING, *conditions, name=phrasing.occasion.name)[:1]


def _day(phrasing: Phrasing) -> Forms:
    """The kind of day, such as the first ever; empty if no other sessions are known."""
    known = phrasing.occasion
    if known.sessions is None:
        return ()
    nth = ordinal(known.this_week + 1) if known.this_week else ""
    conditions = []
    if known.sessions == 0:
        conditions.append(Condition.FIRST_EVER)
    elif (known.days_away or 0) >= LONG_AWAY:
        conditions.append(Condition.AFTER_BREAK)
    elif known.times == 0:
        conditions.append(Condition.FIRST_TIME)
    return phrasing.say(Moment.DAY, *conditions, nth=nth)[:1]


def _focus(phrasing: Phrasing, timeline: Timeline) -> Forms:
    """The focus of the session; empty once the routine is well known."""
    groups = timeline.groups()
    worked = sum(groups.values())
    main = [group for group, seconds in groups.items() if seconds >= _FOCUS_FROM * worked]
    names = [name for group in main[:3] if (name := phrasing.script.names.get(group.value))]
    if (phrasing.occasion.times or 0) >= WELL_KNOWN or not names:
        return ()
    return phrasing.say(Moment.FOCUS, focus=_joined(phrasing, names))[:1]


def _joined(phrasing: Phrasing, names: Sequence[str]) -> str:
    """Names as a list in a sentence."""
    *others, last = names
    return f"{', '.join(others)} {phrasing.script.names['and']} {last}" if others else last


def welcome_back(phrasing: Phrasing, title: str, left: Seconds) -> tuple[str, ...]:
    """The texts as a session resumes."""
    where = phrasing.say(Moment.WHERE_WE_ARE, title=title, left=about(left))
    return (*phrasing.say(Moment.WELCOME_BACK)[:1], *where[:1])


def going_on_with(phrasing: Phrasing, work: Interval) -> Forms:
    """The exercise at which a session resumes, with its set and round."""
    where = "".join(
        f", {what} {count.number} of {count.of}"
        for what, count in (("set", work.set), ("round", work.round))
        if count.of > 1
    )
    exercise = f"{named_with_side(work)}{where}"
    return phrasing.say(Moment.GOING_ON, exercise=exercise, dose=dose(work))[:1]
