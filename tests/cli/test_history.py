"""`voice-coach history`, as it is typed."""

from __future__ import annotations

import csv
import io
import json
import stat
import sys
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from kept import keep
from past import BEGAN, past_interval, past_session
from years import years

from voice_coach.cli import main
from voice_coach.config.settings_file import set_setting
from voice_coach.screen.columns import columns_of
from voice_coach.system.clock import today

pytestmark = pytest.mark.skipif(
    not sys.platform.startswith("linux"),
    reason="elsewhere, the user's folders can't be moved by the environment",
)


class Typed:
    """Runs `voice-coach history` in a home of its own."""

    def __init__(self, home: Path) -> None:
        self.home = home
        self.journal = home / "data" / "voice-coach" / "journal.db"
        self._settings = home / "config" / "voice-coach" / "config.yaml"
        self._environment = {
            "XDG_CONFIG_HOME": str(home / "config"),
            "XDG_DATA_HOME": str(home / "data"),
        }

    def __call__(self, *options: str, colour: bool = False, **environment: str) -> Result:
        runner = CliRunner(env=self._environment | environment)
        return runner.invoke(main, ("history", *options), color=colour)

    def weigh(self, kilograms: int) -> None:
        set_setting(self._settings, "weight", str(kilograms))


@pytest.fixture
def typed(tmp_path: Path) -> Typed:
    return Typed(tmp_path)


@pytest.fixture
def trained(typed: Typed) -> Typed:
    """Somebody who trained every day of the last five weeks."""
    keep(typed.journal, years(35, today()))
    return typed


@pytest.mark.parametrize("form", [(), ("--plot",), ("core-basics",), ("--html", "page.html")])
def test_before_the_first_session_it_says_how_to_begin_one(
    typed: Typed, form: tuple[str, ...]
) -> None:
    result = typed(*form)
    assert result.exit_code == 0
    assert "There is no session yet" in result.output
    assert "voice-coach start core-basics" in result.output
    assert not typed.journal.parent.exists()


def test_before_the_first_session_scripts_get_an_empty_list(typed: Typed) -> None:
    assert json.loads(typed("--json").output) == []
    assert list(csv.DictReader(io.StringIO(typed("--csv").output))) == []


def test_it_shows_the_last_twenty_newest_first(trained: Typed) -> None:
    lines = trained().output.splitlines()
    assert len(lines) == 1 + 20 + 2
    assert lines[0].split() == ["when", "routine", "minutes", "done", "ended", "back", "felt"]
    assert [line[:10] for line in lines[1:21]] == [
        f"{today() - timedelta(days=back)}" for back in range(20)
    ]
    assert "The last 20 of 35; --all shows all." in lines[-1]


def test_a_line_tells_how_a_session_went(typed: Typed) -> None:
    keep(typed.journal, [past_session(past_interval(), past_interval("crunch", 40, reps=9))])
    assert typed().output.splitlines()[1].split() == [
        *("2026-11-23", "18:02", "Core", "Basics", "3:20", "2/2", "finished", "1", "right"),
    ]


def test_no_line_is_wider_than_eighty_columns(trained: Typed) -> None:
    shown = trained("--all").output + trained("--plot").output
    assert max(map(len, shown.splitlines())) < 80


def test_a_long_title_stands_whole_and_wide_characters_keep_the_columns(typed: Typed) -> None:
    titles = ("Everything that is good for a tired back", "\u4f53\u5e79\u30c8\u30ec \U0001f525")
    keep(
        typed.journal,
        (
            replace(past_session(past_interval()), title=title, key=title, spent=65.0)
            for title in titles
        ),
    )
    lines = [line for line in typed().output.splitlines() if line.startswith("2026")]
    for title in titles:
        assert any(title in line for line in lines)
    places = {columns_of(line[: line.index("1:05")]) for line in lines}
    assert len(places) == 1


def test_it_may_be_limited_or_whole_and_of_one_routine(trained: Typed) -> None:
    assert len(trained("--limit", "3").output.splitlines()) == 1 + 3 + 2
    assert len(trained("--all").output.splitlines()) == 1 + 35 + 2
    routines = {one["routine"] for one in json.loads(trained("CORE", "--json").output)}
    assert routines == {"core-basics"}


def test_a_routine_that_was_never_trained_is_told_with_those_that_were(trained: Typed) -> None:
    result = trained("yoga")
    assert result.exit_code == 2
    assert 'There is no session of "yoga". There are sessions of core-basics' in result.output


@pytest.mark.parametrize(
    "options",
    [
        ("--plot", "--json"),
        ("--csv", "--json"),
        ("--limit", "3", "--all"),
        ("--plot", "--all"),
        ("--limit", "0"),
    ],
)
def test_what_does_not_go_together_is_a_usage_error(typed: Typed, options: tuple[str, ...]) -> None:
    assert typed(*options).exit_code == 2


def test_scripts_get_every_session_in_full(trained: Typed) -> None:
    rows = json.loads(trained("--json").output)
    assert len(rows) == 35
    assert rows[0]["began"].startswith(f"{today()}T18:")
    assert rows[0]["done"] + rows[0]["shortened"] + rows[0]["skipped"] > 8
    assert rows[0]["rough_net_kcal"] is None
    assert rows == json.loads(trained("--json", "--all").output)


def test_a_spreadsheet_gets_the_same_under_the_same_names(trained: Typed) -> None:
    rows = json.loads(trained("--json", "--limit", "4").output)
    lines = list(csv.DictReader(io.StringIO(trained("--csv", "--limit", "4").output)))
    assert [line["key"] for line in lines] == [row["key"] for row in rows]
    assert list(lines[0]) == list(rows[0])


def test_energy_is_estimated_once_the_weight_is_set(trained: Typed) -> None:
    assert "kcal" not in trained("--plot").output
    trained.weigh(70)
    assert "Energy: roughly " in trained("--plot").output
    estimates = [row["rough_net_kcal"] for row in json.loads(trained("--json").output)]
    assert all(one > 0 and one % 5 == 0 for one in estimates)


def test_the_charts_have_colours_unless_they_are_not_wanted(trained: Typed) -> None:
    assert "\x1b[" in trained("--plot", colour=True).output
    assert "\x1b[" not in trained("--plot", colour=True, NO_COLOR="1").output
    assert "\x1b[" not in trained("--plot").output


def test_the_page_is_written_whole(trained: Typed) -> None:
    path = trained.home / "page.html"
    result = trained("--html", str(path))
    assert result.output == f"Wrote {path}; open it in a browser.\n"
    assert path.read_text("utf-8").startswith("<!DOCTYPE html>")
    assert path.read_text("utf-8").endswith("</html>\n")
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_a_page_that_can_not_be_written_says_so(trained: Typed) -> None:
    (trained.home / "taken").write_text("a file where a folder should be")
    result = trained("--html", str(trained.home / "taken" / "page.html"))
    assert result.exit_code == 1
    assert "can't be used" in result.output


def test_sessions_long_ago_still_stand_in_the_table(typed: Typed) -> None:
    keep(typed.journal, [past_session(past_interval(), began=BEGAN.replace(year=2019))])
    assert "2019-11-23 18:02" in typed().output
    assert date(2019, 11, 23) < today()
    assert "1 session, 3 minutes, since 23 Nov 2019" in typed("--plot").output


def test_a_journal_that_can_not_be_read_is_told_and_left_as_it_is(trained: Typed) -> None:
    trained.journal.write_bytes(b"no database at all")
    result = trained()
    assert result.exit_code == 1
    assert f"The journal {trained.journal} is damaged" in result.output
    assert trained.journal.read_bytes() == b"no database at all"
