"""The week as a calendar (iCalendar, RFC 5545), for phones and desktops to import.

Times are floating: 18:00 is 18:00 wherever the athlete is, and in summer as in winter. That is
what a habit is, and it needs no table of time zones.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, timedelta

from icalendar import Calendar, Event, vRecur

from voice_coach.core.training.week_plan import DAYS, REST, USUAL_TIME, Planned, WeekPlan

ROUNDED_TO = timedelta(minutes=5)
"""An appointment is as long as its routine, up to the next five minutes."""

_DOMAIN = "plan.voice-coach"


def calendar_of(
    week: WeekPlan, known: Mapping[str, Planned], today: date, stamp: datetime
) -> bytes:
    """A week that comes again and again from `today` on. `known`: its routines by slug; `stamp`:
    when it was made, in UTC.

    Each day keeps its identity, so that importing a changed week changes the appointments that
    are there. Days of rest that the plan names come as whole days that keep nobody busy.
    """
    calendar = Calendar()
    calendar.add("prodid", "-//voice-coach//plan//EN")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", "Workouts")
    for day in DAYS:
        slug = week.days.get(day)
        if slug is None:
            continue
        event = Event()
        event.add("uid", f"{day}@{_DOMAIN}")
        event.add("dtstamp", stamp)
        first = week.first(day, today)
        if slug == REST:
            _rest(event, first)
        elif slug in known:
            _training(event, known[slug], datetime.combine(first, week.at or USUAL_TIME))
        else:
            continue
        event.add("rrule", vRecur(freq="weekly", byday=day[:2].upper()))
        calendar.add_component(event)
    data: bytes = calendar.to_ical()
    return data


def _training(event: Event, planned: Planned, begins: datetime) -> None:
    routine = planned.routine
    event.add("summary", routine.name)
    event.add("description", f"{routine.description}\n\nvoice-coach start {routine.slug}")
    event.add("dtstart", begins)
    length = timedelta(seconds=planned.length)
    event.add("duration", -(-length // ROUNDED_TO) * ROUNDED_TO)


def _rest(event: Event, first: date) -> None:
    event.add("summary", "Day of rest")
    event.add("dtstart", first)
    event.add("transp", "TRANSPARENT")
