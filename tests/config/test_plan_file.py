"""The file of the week plan."""

from __future__ import annotations

from datetime import time
from pathlib import Path

import pytest

from voice_coach.config.plan_file import clear_line, load_plan, set_line
from voice_coach.core.training.week_plan import WeekPlan
from voice_coach.errors import CoachError, UsageError


class Routines:
    """Four routines, of which one has a title of its own."""

    def slugs(self) -> tuple[str, ...]:
        return ("core-basics", "tabata", "gentle-back", "übung: 1")

    def slug_named(self, name: str) -> str:
        slug = "core-basics" if name == "The six" else name.lower().replace(" ", "-")
        if name in self.slugs() or slug in self.slugs():
            return name if name in self.slugs() else slug
        raise UsageError(name)


ROUTINES = Routines()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "voice-coach" / "plan.yaml"


def written(path: Path, text: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")
    return path


def test_where_there_is_no_file_nothing_is_planned(path: Path) -> None:
    assert load_plan(path, ROUTINES) is None
    assert not clear_line(path, "mon")
    assert not path.exists()


def test_a_file_of_comments_plans_nothing(path: Path) -> None:
    assert load_plan(written(path, "# Later.\n\n"), ROUTINES) is None


def test_days_and_a_time_are_read(path: Path) -> None:
    week = load_plan(written(path, "mon: core-basics\ntue: rest\nat: 7:30\n"), ROUTINES)
    assert week == WeekPlan({"mon": "core-basics", "tue": "rest"}, time(7, 30))


def test_every_mistake_is_told_with_its_line_and_what_to_write(path: Path) -> None:
    text = "mon: core-basic\nmoon: tabata\nat: 25:00\ntue: [tabata]\nwed:\n"
    with pytest.raises(UsageError) as told:
        load_plan(written(path, text), ROUTINES)
    message = str(told.value)
    assert f'{path}:1:6: there is no routine "core-basic"; did you mean core-basics?' in message
    assert f'{path}:2:1: unknown day "moon"; did you mean mon?' in message
    assert f'{path}:3:5: "25:00" is not a time of day; write one such as 18:00' in message
    assert f"{path}:4:6: one routine a day is expected here; write the name of one" in message
    assert f"{path}:5:5: nothing is written for this day; write a routine, or rest" in message


@pytest.mark.parametrize("text", ["- mon\n", "core-basics\n", "mon: }\n"])
def test_what_is_no_plan_is_told(path: Path, text: str) -> None:
    with pytest.raises(UsageError, match=r"plan\.yaml:1"):
        load_plan(written(path, text), ROUTINES)


def test_what_is_no_text_is_told(path: Path) -> None:
    path.parent.mkdir()
    path.write_bytes(b"mon: \xff\n")
    with pytest.raises(UsageError, match="not UTF-8"):
        load_plan(path, ROUTINES)
    path.unlink()
    path.mkdir()
    with pytest.raises(UsageError, match="can't be read"):
        load_plan(path, ROUTINES)


def test_a_line_is_written_into_a_new_file(path: Path) -> None:
    set_line(path, "mon", "core-basics", ROUTINES)
    set_line(path, "at", "18:30", ROUTINES)
    assert path.read_text("utf-8").splitlines()[1:] == ["mon: core-basics", "at: 18:30"]
    assert load_plan(path, ROUTINES) == WeekPlan({"mon": "core-basics"}, time(18, 30))


def test_a_line_is_changed_where_it_stands_and_all_else_stays(path: Path) -> None:
    text = "# Mine.\nwed: tabata   # hard\n\nmon: core-basics"
    set_line(written(path, text), "wed", "gentle-back", ROUTINES)
    assert path.read_text("utf-8") == ("# Mine.\nwed: gentle-back   # hard\n\nmon: core-basics")


def test_a_line_is_taken_out_and_all_else_stays(path: Path) -> None:
    assert clear_line(written(path, "# Mine.\nwed: tabata\nmon: rest\n"), "wed")
    assert path.read_text("utf-8") == "# Mine.\nmon: rest\n"
    assert not clear_line(path, "wed")


def test_an_odd_name_is_written_so_that_it_can_be_read(path: Path) -> None:
    set_line(path, "mon", "übung: 1", ROUTINES)
    assert load_plan(path, ROUTINES) == WeekPlan({"mon": "übung: 1"})


def test_a_file_with_mistakes_is_not_changed(path: Path) -> None:
    written(path, "moon: tabata\n")
    with pytest.raises(UsageError):
        set_line(path, "mon", "tabata", ROUTINES)
    assert path.read_text("utf-8") == "moon: tabata\n"


def test_what_is_written_over_several_lines_is_left_to_an_editor(path: Path) -> None:
    written(path, "mon:\n  tabata\n")
    with pytest.raises(UsageError, match="in an editor"):
        set_line(path, "mon", "core-basics", ROUTINES)


def test_a_file_that_cannot_be_written_is_told(path: Path) -> None:
    path.parent.write_text("no folder")
    with pytest.raises(CoachError):
        set_line(path, "mon", "tabata", ROUTINES)


@pytest.mark.parametrize("day", ["mon", "Mon", "MON", "Monday", "monday", "Mondays", "mo"])
@pytest.mark.parametrize("rest", ["rest", "Rest", "off", "OFF", "none", "rest day"])
def test_days_and_rest_are_read_however_they_are_written(path: Path, day: str, rest: str) -> None:
    assert load_plan(written(path, f"{day}: {rest}\n"), ROUTINES) == WeekPlan({"mon": "rest"})


@pytest.mark.parametrize("name", ["core-basics", "Core Basics", "The six"])
def test_a_routine_is_read_by_any_of_its_names(path: Path, name: str) -> None:
    assert load_plan(written(path, f"mon: {name}\n"), ROUTINES) == WeekPlan({"mon": "core-basics"})


def test_a_day_that_is_planned_twice_is_told(path: Path) -> None:
    with pytest.raises(UsageError, match="2:1: Monday is planned twice; remove one of the two"):
        load_plan(written(path, "mon: tabata\nMonday: rest\n"), ROUTINES)


def test_a_line_is_changed_however_its_day_is_written(path: Path) -> None:
    set_line(written(path, "Monday: tabata  # hard\n"), "mon", "rest", ROUTINES)
    assert path.read_text("utf-8") == "Monday: rest  # hard\n"
    assert clear_line(path, "mon")
    assert path.read_text("utf-8") == ""
