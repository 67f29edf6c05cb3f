"""The week as a calendar (iCalendar, RFC 5545), for phones and desktops to import.

Times are floating: 18:00 is 18:00 wherever the athlete is, in summer as in winter.

What was exported before is remembered, so that importing again changes the appointments that are
there: each day of the plan keeps its UID, its SEQUENCE grows with each change, and a day that is no
longer for training comes as a cancellation. Days of rest are no appointments.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, field, replace
from datetime import date, datetime, time, timedelta
from typing import Any

from icalendar import Alarm, Calendar, Event, vRecur

from voice_coach.core.training.week_plan import DAYS, USUAL_TIME, Planned, WeekPlan

ROUNDED_TO = timedelta(minutes=5)
"""An appointment is as long as its routine, up to the next five minutes."""

ALARM_BEFORE = timedelta(minutes=15)

_DOMAIN = "voice-coach"


@dataclass(frozen=True, slots=True)
class Appointment:
    """A day of the plan, as it was last exported."""

    summary: str
    description: str
    begins: str
    """The first one, as 2026-03-30T07:30."""
    minutes: int
    sequence: int = 0
    cancelled: bool = False


@dataclass(frozen=True, slots=True)
class ExportedPlan:
    """A plan, as it was last exported."""

    key: str
    """Tells this plan of this installation from every other, in its UIDs."""
    appointments: Mapping[str, Appointment] = field(default_factory=dict)
    """By day, of `DAYS`."""


def next_export(
    before: ExportedPlan, week: WeekPlan, known: Mapping[str, Planned], today: date
) -> ExportedPlan:
    """The plan as it is to be exported now. `known`: its routines by slug."""
    appointments = {
        day: appointment
        for day in DAYS
        if (appointment := _appointment(day, before.appointments.get(day), week, known, today))
    }
    return ExportedPlan(before.key, appointments)


def calendar_of(plan: ExportedPlan, stamp: datetime) -> bytes:
    """Write the calendar file. `stamp`: the moment, in UTC."""
    calendar = Calendar()
    calendar.add("prodid", "-//voice-coach//plan//EN")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", "Workouts")
    for day, appointment in plan.appointments.items():
        calendar.add_component(_event(f"{plan.key}-{day}@{_DOMAIN}", day, appointment, stamp))
    data: bytes = calendar.to_ical()
    return data


def _appointment(
    day: str,
    before: Appointment | None,
    week: WeekPlan,
    known: Mapping[str, Planned],
    today: date,
) -> Appointment | None:
    planned = known.get(week.days.get(day, ""))
    if planned is None:
        return None if before is None else _counted(before, replace(before, cancelled=True))
    first = datetime.combine(week.first(day, today), week.at or USUAL_TIME)
    begins = first.isoformat("T", "minutes")
    if before is not None and not before.cancelled and _time(before.begins) == _time(begins):
        begins = before.begins
    length = timedelta(seconds=planned.length)
    now = Appointment(
        summary=planned.routine.name,
        description=f"{planned.routine.description}\n\nvoice-coach start {planned.routine.slug}",
        begins=begins,
        minutes=-(-length // ROUNDED_TO) * ROUNDED_TO // timedelta(minutes=1),
    )
    return now if before is None else _counted(before, now)


def _counted(before: Appointment, now: Appointment) -> Appointment:
    """The present appointment, with the next sequence number if anything changed."""
    now = replace(now, sequence=before.sequence)
    return now if now == before else replace(now, sequence=before.sequence + 1)


def _time(begins: str) -> time:
    return datetime.fromisoformat(begins).time()


def _event(uid: str, day: str, appointment: Appointment, stamp: datetime) -> Event:
    event = Event()
    event.add("uid", uid)
    event.add("dtstamp", stamp)
    event.add("sequence", appointment.sequence)
    event.add("status", "CANCELLED" if appointment.cancelled else "CONFIRMED")
    event.add("summary", appointment.summary)
    event.add("description", appointment.description)
    event.add("dtstart", datetime.fromisoformat(appointment.begins))
    event.add("duration", timedelta(minutes=appointment.minutes))
    event.add("rrule", vRecur(freq="weekly", byday=day[:2].upper()))
    if not appointment.cancelled:
        event.add_component(_alarm(appointment.summary))
    return event


def _alarm(text: str) -> Alarm:
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", text)
    alarm.add("trigger", -ALARM_BEFORE)
    return alarm


# --- what is remembered -----------------------------------------------------------------


def written(plan: ExportedPlan) -> bytes:
    """The plan as JSON, to be remembered."""
    return (json.dumps(asdict(plan), ensure_ascii=False, indent=1) + "\n").encode()


def read(data: bytes) -> ExportedPlan:
    """The plan that was remembered. Raises ValueError, TypeError, KeyError or AttributeError for
    what is none."""
    told = json.loads(data)
    days = dict(_remembered(told["appointments"]))
    return ExportedPlan(str(told["key"]), days)


def _remembered(told: Mapping[str, Any]) -> Iterator[tuple[str, Appointment]]:
    for day, fields in told.items():
        appointment = Appointment(**fields)
        datetime.fromisoformat(appointment.begins)
        if day in DAYS:
            yield day, appointment
