"""The week as a calendar, read back."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import pytest
from dateutil.rrule import rrulestr
from icalendar import Calendar

from voice_coach.core.model.unroll import unroll
from voice_coach.core.training.week_plan import Planned, WeekPlan
from voice_coach.exports.calendar import ExportedPlan, calendar_of, next_export, read, written
from voice_coach.library.routine.finder import Shelf

WEDNESDAY = date(2026, 3, 25)
"""In Europe, the clocks go forward on the next Sunday."""
STAMP = datetime(2026, 3, 25, 12, tzinfo=UTC)
ROUTINES = (Shelf().find(name).routine for name in ("core-basics", "gentle-back"))
KNOWN = {one.slug: Planned(one, unroll(one)) for one in ROUTINES}
NEW = ExportedPlan("a1b2")

Events = dict[str, Any]


def events(plan: ExportedPlan) -> Events:
    """The events of the file, by their day."""
    calendar = Calendar.from_ical(calendar_of(plan, STAMP))
    return {str(event["uid"])[5:8]: event for event in calendar.walk("VEVENT")}


def in_turn(*weeks: WeekPlan, today: date = WEDNESDAY) -> list[Events]:
    """What is exported of weeks one after the other, each a day later."""
    plan, exported = NEW, []
    for number, week in enumerate(weeks):
        plan = next_export(plan, week, KNOWN, today + timedelta(days=number))
        exported.append(events(plan))
    return exported


def exported(week: WeekPlan) -> Events:
    return in_turn(week)[0]


def test_a_day_of_training_is_an_appointment_of_every_week() -> None:
    event = exported(WeekPlan({"mon": "core-basics"}, time(7, 30)))["mon"]
    assert event["summary"] == "Core Basics"
    assert event["dtstart"].dt.isoformat() == "2026-03-30T07:30:00"
    assert event["rrule"] == {"FREQ": ["WEEKLY"], "BYDAY": ["MO"]}
    assert "voice-coach start core-basics" in event["description"]


def test_it_is_at_the_same_time_of_day_wherever_and_whenever() -> None:
    event = exported(WeekPlan({"wed": "core-basics"}))["wed"]
    begins = event["dtstart"].dt
    assert begins.isoformat() == "2026-03-25T18:00:00"
    rule = rrulestr(event["rrule"].to_ical().decode(), dtstart=begins)
    assert rule[:3] == [begins + timedelta(weeks=week) for week in range(3)]


def test_it_is_as_long_as_its_routine_to_the_next_five_minutes() -> None:
    length = exported(WeekPlan({"mon": "core-basics"}))["mon"]["duration"].dt
    assert length % timedelta(minutes=5) == timedelta()
    total = timedelta(seconds=KNOWN["core-basics"].length)
    assert total <= length < total + timedelta(minutes=5)


def test_an_alarm_comes_before_it() -> None:
    (alarm,) = exported(WeekPlan({"mon": "core-basics"}))["mon"].walk("VALARM")
    assert alarm["trigger"].dt == -timedelta(minutes=15)
    assert (alarm["action"], alarm["description"]) == ("DISPLAY", "Core Basics")


def test_a_day_of_rest_or_without_a_plan_is_no_appointment() -> None:
    assert exported(WeekPlan({"mon": "core-basics", "tue": "rest"})).keys() == {"mon"}
    assert exported(WeekPlan({"mon": "long-gone"})) == {}


def test_the_same_week_again_is_the_same_appointments() -> None:
    week = WeekPlan({"mon": "core-basics"})
    first, again = in_turn(week, week)
    assert first["mon"].to_ical() == again["mon"].to_ical()


@pytest.mark.parametrize(
    "after",
    [
        WeekPlan({"mon": "gentle-back"}),
        WeekPlan({"mon": "core-basics"}, time(7, 30)),
        WeekPlan({"mon": "rest"}),
        WeekPlan({}),
    ],
)
def test_a_change_keeps_the_identity_and_counts_on(after: WeekPlan) -> None:
    first, changed = in_turn(WeekPlan({"mon": "core-basics"}), after)
    assert first["mon"]["uid"] == changed["mon"]["uid"]
    assert (first["mon"]["sequence"], changed["mon"]["sequence"]) == (0, 1)


@pytest.mark.parametrize("after", [WeekPlan({"mon": "rest"}), WeekPlan({})])
def test_a_day_that_is_no_longer_for_training_is_cancelled_for_good(after: WeekPlan) -> None:
    _, cancelled, still = in_turn(WeekPlan({"mon": "core-basics"}), after, after)
    assert cancelled["mon"]["status"] == "CANCELLED"
    assert not cancelled["mon"].walk("VALARM")
    assert still["mon"].to_ical() == cancelled["mon"].to_ical()


def test_a_cancelled_day_can_be_planned_again() -> None:
    week = WeekPlan({"mon": "core-basics"})
    *_, again = in_turn(week, WeekPlan({}), week)
    assert (again["mon"]["status"], again["mon"]["sequence"]) == ("CONFIRMED", 2)


def test_two_plans_have_no_identity_in_common() -> None:
    week = WeekPlan({"mon": "core-basics"})
    plans = (next_export(ExportedPlan(key), week, KNOWN, WEDNESDAY) for key in ("a1b2", "c3d4"))
    one, other = (events(plan)["mon"]["uid"] for plan in plans)
    assert one != other


def test_what_is_remembered_reads_as_the_same() -> None:
    week = WeekPlan({"mon": "core-basics", "fri": "gentle-back"}, time(7, 30))
    plan = next_export(NEW, week, KNOWN, WEDNESDAY)
    plan = next_export(plan, WeekPlan({"fri": "gentle-back"}), KNOWN, WEDNESDAY)
    assert read(written(plan)) == plan


def test_it_says_what_a_calendar_must() -> None:
    data = calendar_of(next_export(NEW, WeekPlan({"mon": "core-basics"}), KNOWN, WEDNESDAY), STAMP)
    calendar = Calendar.from_ical(data)
    assert {"prodid", "version", "method"} <= {name.lower() for name in calendar}
    assert all(event["dtstamp"].dt == STAMP for event in calendar.walk("VEVENT"))
    assert all(len(line) <= 75 for line in data.split(b"\r\n"))
