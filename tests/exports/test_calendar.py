"""The week as a calendar, read back."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

import pytest
from dateutil.rrule import rrulestr
from icalendar import Calendar

from voice_coach.core.model.unroll import unroll
from voice_coach.core.training.week_plan import Planned, WeekPlan
from voice_coach.exports.calendar import calendar_of
from voice_coach.library.routine.finder import Shelf

WEDNESDAY = date(2026, 3, 25)
"""In Europe, the clocks go forward on the next Sunday."""
STAMP = datetime(2026, 3, 25, 12, tzinfo=UTC)
CORE = Shelf().find("core-basics").routine
KNOWN = {"core-basics": Planned(CORE, unroll(CORE))}


def exported(week, today=WEDNESDAY):
    calendar = Calendar.from_ical(calendar_of(week, KNOWN, today, STAMP))
    return {str(event["uid"]).partition("@")[0]: event for event in calendar.walk("VEVENT")}


def test_a_day_of_training_is_an_appointment_of_every_week():
    event = exported(WeekPlan({"mon": "core-basics"}, time(7, 30)))["mon"]
    assert event["summary"] == "Core Basics"
    assert event["dtstart"].dt.isoformat() == "2026-03-30T07:30:00"
    assert event["rrule"] == {"FREQ": ["WEEKLY"], "BYDAY": ["MO"]}
    assert "voice-coach start core-basics" in event["description"]


def test_it_is_at_the_same_time_of_day_wherever_and_whenever():
    event = exported(WeekPlan({"wed": "core-basics"}))["wed"]
    begins = event["dtstart"].dt
    assert begins.isoformat() == "2026-03-25T18:00:00"
    rule = rrulestr(event["rrule"].to_ical().decode(), dtstart=begins)
    assert rule[:3] == [begins + timedelta(weeks=week) for week in range(3)]


def test_it_is_as_long_as_its_routine_to_the_next_five_minutes():
    length = exported(WeekPlan({"mon": "core-basics"}))["mon"]["duration"].dt
    assert length % timedelta(minutes=5) == timedelta()
    total = timedelta(seconds=KNOWN["core-basics"].length)
    assert total <= length < total + timedelta(minutes=5)


def test_a_day_of_rest_is_a_whole_day_that_keeps_nobody_busy():
    event = exported(WeekPlan({"tue": "rest"}))["tue"]
    assert event["dtstart"].dt == date(2026, 3, 31)
    assert event["transp"] == "TRANSPARENT"
    assert event["rrule"]["BYDAY"] == ["TU"]


def test_a_day_keeps_its_identity_whatever_is_planned_for_it():
    before = exported(WeekPlan({"mon": "core-basics"}))["mon"]
    after = exported(WeekPlan({"mon": "rest"}), today=date(2026, 5, 1))["mon"]
    assert before["uid"] == after["uid"]


def test_a_day_without_a_plan_is_not_in_it():
    assert exported(WeekPlan({"mon": "core-basics"})).keys() == {"mon"}
    assert exported(WeekPlan({"mon": "long-gone"})) == {}


@pytest.mark.parametrize("name", ["prodid", "version"])
def test_it_says_what_a_calendar_must(name):
    data = calendar_of(WeekPlan({"mon": "rest"}), KNOWN, WEDNESDAY, STAMP)
    calendar = Calendar.from_ical(data)
    assert name in calendar
    assert all(event["dtstamp"].dt == STAMP for event in calendar.walk("VEVENT"))
    assert all(len(line) <= 75 for line in data.split(b"\r\n"))
