"""`plan`, and a start that asks it."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from icalendar import Calendar

from voice_coach.cli import main
from voice_coach.core.training.week_plan import DAYS, NAMES
from voice_coach.system.clock import today

if sys.platform != "win32":
    import pexpect

pytestmark = pytest.mark.skipif(
    not sys.platform.startswith("linux"),
    reason="elsewhere, the user's folders can't be moved by the environment",
)

TODAY = DAYS[today().weekday()]


class Typed:
    """Runs commands in a home of their own."""

    def __init__(self, home: Path) -> None:
        self.home = home
        self.file = home / "config" / "voice-coach" / "plan.yaml"
        self.environment = {
            "XDG_CONFIG_HOME": str(home / "config"),
            "XDG_CACHE_HOME": str(home / "cache"),
            "XDG_DATA_HOME": str(home / "data"),
        }

    def __call__(self, *arguments: str) -> Result:
        return CliRunner(env=self.environment).invoke(main, arguments)


@pytest.fixture
def typed(tmp_path: Path) -> Typed:
    return Typed(tmp_path)


def line(result: Result, name: str) -> list[str]:
    assert result.exit_code == 0, result.output
    return next(one for one in result.output.splitlines() if one.startswith(name)).split()


def test_with_nothing_planned_it_says_how_to_begin(typed: Typed) -> None:
    result = typed("plan")
    assert result.exit_code == 0
    assert "voice-coach plan suggest" in result.output
    assert str(typed.file) in result.output
    assert not typed.file.exists()


def test_a_day_is_set_shown_and_cleared(typed: Typed) -> None:
    assert line(typed("plan", "set", "mon", "core basics"), "Monday")[1] == "core-basics"
    assert line(typed("plan", "set", "Tuesday", "rest"), "Tuesday")[1] == "rest"
    assert typed("plan", "clear", "monday").exit_code == 0
    assert line(typed("plan"), "Monday") == ["Monday", *(["today"] if TODAY == "mon" else [])]
    assert "Nothing was planned for Monday" in typed("plan", "clear", "mon").output


def test_what_was_kept_is_named_in_full(typed: Typed) -> None:
    assert typed("plan", "set", "mon", "seven").output.startswith(
        "Kept: seven-minute-circuit on Monday.\n"
    )
    assert typed("plan", "clear", "mon").output.startswith("Kept: nothing on Monday.\n")


def test_today_is_marked(typed: Typed) -> None:
    typed("plan", "set", TODAY, "core-basics")
    assert line(typed("plan"), NAMES[DAYS.index(TODAY)])[-1] == "today"


def test_what_the_week_lacks_is_told(typed: Typed) -> None:
    result = typed("plan", "set", "mon", "tabata")
    assert "- Nothing in it trains the extensors" in result.output


def test_a_suggestion_is_shown_and_only_kept_when_asked(typed: Typed) -> None:
    assert "core-basics" in typed("plan", "suggest").output
    assert not typed.file.exists()
    assert typed("plan", "suggest", "--days", "2", "--keep").exit_code == 0
    assert json.loads(typed("plan", "--json").output)["days"] == {
        **dict.fromkeys(DAYS, "rest"),
        "mon": "core-basics",
        "thu": "core-basics",
    }


def test_the_time_is_kept(typed: Typed) -> None:
    typed("plan", "set", "mon", "core-basics")
    assert "Begins at 18:00, unless you say when" in typed("plan").output
    assert "Begins at 07:30." in typed("plan", "at", "7:30").output


@pytest.mark.parametrize("word", ["off", "Rest", "none"])
def test_a_day_off_is_planned_with_any_word_for_it(typed: Typed, word: str) -> None:
    assert line(typed("plan", "set", "Mondays", word), "Monday")[:2] == ["Monday", "rest"]
    assert "mon: rest" in typed.file.read_text("utf-8")


@pytest.mark.parametrize(
    ("told", "begins"), [("7pm", "19:00"), ("7.30", "07:30"), ("19", "19:00"), ("noon", "12:00")]
)
def test_the_time_is_read_as_it_is_written_and_shown(typed: Typed, told: str, begins: str) -> None:
    typed("plan", "set", "mon", "core-basics")
    assert f"Begins at {begins}." in typed("plan", "at", told).output
    typed.file.write_text(f"Monday: Core Basics\nat: {told}\n")
    assert f"Begins at {begins}." in typed("plan").output
    assert line(typed("plan"), "Monday")[1] == "core-basics"


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        (("set", "moonday", "core-basics"), "is not a day"),
        (("set", "t", "core-basics"), "is not a day"),
        (("set", "mon", "core-bassics"), "core-basics"),
        (("at", "late"), "is not a time of day"),
        (("--json", "clear", "mon"), "alone"),
    ],
)
def test_what_cannot_be_meant_is_told(typed: Typed, arguments: list[str], complaint: str) -> None:
    result = typed("plan", *arguments)
    assert result.exit_code == 2
    assert complaint in result.output
    assert not typed.file.exists()


def test_a_routine_that_is_not_on_the_shelf_cannot_be_planned(typed: Typed) -> None:
    path = typed.home / "mine.yaml"
    path.write_text("version: 1\nname: Mine\nlevel: beginner\nmain:\n  - plank: 20s\n")
    result = typed("plan", "set", "mon", str(path))
    assert result.exit_code == 2
    assert "routines folder" in result.output


def test_the_week_goes_into_a_calendar(typed: Typed) -> None:
    typed("plan", "suggest", "--keep")
    file = typed.home / "week.ics"
    assert typed("plan", "--ics", str(file)).exit_code == 0
    events = Calendar.from_ical(file.read_bytes()).walk("VEVENT")
    assert [str(event["summary"]) for event in events].count("Core Basics") == 2
    assert len(events) == 3


def exported(typed: Typed) -> dict[str, tuple[int, str]]:
    """The sequence and the state of each appointment, by its UID."""
    file = typed.home / "week.ics"
    assert typed("plan", "--ics", str(file)).exit_code == 0
    events = Calendar.from_ical(file.read_bytes()).walk("VEVENT")
    return {str(one["uid"]): (int(one["sequence"]), str(one["status"])) for one in events}


def test_importing_the_calendar_again_changes_the_appointments_that_are_there(
    typed: Typed,
) -> None:
    typed("plan", "suggest", "--keep")
    first = exported(typed)
    assert set(first.values()) == {(0, "CONFIRMED")}
    assert exported(typed) == first
    typed("plan", "set", "mon", "off")
    changed = exported(typed)
    assert changed.keys() == first.keys()
    assert sorted(changed.values()) == [(0, "CONFIRMED"), (0, "CONFIRMED"), (1, "CANCELLED")]
    result = typed("plan", "--ics", str(typed.home / "week.ics"))
    assert "It cancels what was on Monday." in result.output


def test_the_appointments_of_two_people_have_no_identity_in_common(tmp_path: Path) -> None:
    found = []
    for name in ("one", "other"):
        typed = Typed(tmp_path / name)
        typed("plan", "suggest", "--keep")
        found.append(exported(typed).keys())
    assert not found[0] & found[1]


def test_without_a_plan_there_is_no_calendar(typed: Typed) -> None:
    result = typed("plan", "--ics", str(typed.home / "week.ics"))
    assert result.exit_code == 2
    assert "Nothing is planned" in result.output


def test_a_calendar_that_cannot_be_written_is_told(typed: Typed) -> None:
    typed("plan", "suggest", "--keep")
    (typed.home / "file").write_text("")
    result = typed("plan", "--ics", str(typed.home / "file" / "week.ics"))
    assert result.exit_code == 1
    assert "can't be written" in result.output


@pytest.mark.parametrize("name", ["set", "clear", "at", "suggest"])
def test_commands_of_it_have_help_with_an_example(typed: Typed, name: str) -> None:
    assert f"  voice-coach plan {name}" in typed("plan", name, "--help").output


def prompted(typed: Typed, wanted: str) -> str:
    """What a start without a name shows in a terminal, up to its question."""
    terminal = pexpect.spawn(
        sys.executable,
        ["-m", "voice_coach", "start", "--plain", "--listen", "off"],
        env={**os.environ, **typed.environment},
        timeout=60,
        encoding="utf-8",
    )
    try:
        terminal.expect_exact(wanted)
        terminal.expect(r"Number[^:]*: ")
        shown = str(terminal.before) + str(terminal.after)
        # Not Ctrl-C: on a busy machine it may come between readline's prompt and its wait for
        # input, and is then noticed only with the next key.
        terminal.sendline("q")
        terminal.expect(pexpect.EOF)
    finally:
        terminal.close()
    return shown


def test_a_start_without_a_name_proposes_todays(typed: Typed) -> None:
    typed("plan", "set", TODAY, "core-basics")
    shown = prompted(typed, "Today is for Core Basics.")
    assert "Number [1]" in shown


def test_on_a_day_of_rest_it_says_so_and_offers_the_menu(typed: Typed) -> None:
    after = DAYS[(DAYS.index(TODAY) + 2) % 7]
    typed("plan", "set", after, "tabata")
    shown = prompted(typed, "Today is for rest: that is when muscles grow.")
    assert f"{NAMES[DAYS.index(after)]}: Tabata." in shown
    assert "Number" in shown
    assert "[" not in shown.partition("Number")[2]


def test_a_plan_with_mistakes_is_told_before_the_menu(typed: Typed) -> None:
    typed.file.parent.mkdir(parents=True)
    typed.file.write_text("moon: tabata\n")
    result = typed("start", "--fit", "--listen", "off")
    assert result.exit_code == 2
    assert "plan.yaml:1:1" in result.output
