"""`list` and `show`, as they are typed."""

from __future__ import annotations

import json
import re
import sys
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from kept import keep
from workouts import trained

from voice_coach.cli import main
from voice_coach.core.model.history import Effort
from voice_coach.core.model.unroll import unroll
from voice_coach.core.units import clock_time
from voice_coach.library.routine.finder import Shelf
from voice_coach.screen.columns import columns_of
from voice_coach.system.clock import today

pytestmark = pytest.mark.skipif(
    not sys.platform.startswith("linux"),
    reason="elsewhere, the user's folders can't be moved by the environment",
)

MINE = """\
version: 1
name: {name}
level: beginner
description: Mine alone.
defaults: {{rest: 10s, prepare: 5s}}
main:
  - plank: 20s
  - side-plank: 15s
  - crunch: 8
    pace: self
"""

BUNDLED = 12


class Typed:
    """Runs commands in a home of their own."""

    def __init__(self, home: Path) -> None:
        self.folder = home / "config" / "voice-coach" / "routines"
        self.journal = home / "data" / "voice-coach" / "journal.db"
        self._environment = {
            "XDG_CONFIG_HOME": str(home / "config"),
            "XDG_CACHE_HOME": str(home / "cache"),
            "XDG_DATA_HOME": str(home / "data"),
        }

    def own(self, slug: str, text: str) -> Path:
        """Put a routine into the user's folder."""
        self.folder.mkdir(parents=True, exist_ok=True)
        path = self.folder / f"{slug}.yaml"
        path.write_text(text)
        return path

    def __call__(self, *arguments: str) -> Result:
        return CliRunner(env=self._environment).invoke(main, arguments)

    def json(self, *arguments: str) -> Any:
        result = self(*arguments, "--json")
        assert result.exit_code == 0
        return json.loads(result.stdout)


@pytest.fixture
def typed(tmp_path: Path) -> Typed:
    return Typed(tmp_path)


def line(result: Result, slug: str) -> str:
    lines = result.stdout.splitlines()
    (found,) = (one for one in lines if one.lstrip("> ").split()[:1] == [slug])
    return found


def listed(result: Result) -> list[str]:
    """The slugs of the routines in a list, in their order."""
    return [one[2:].split()[0] for one in result.stdout.splitlines() if one[:2] in ("> ", "  ")]


class TestList:
    def test_each_bundled_routine_is_a_line_with_time_level_and_groups(self, typed: Typed) -> None:
        result = typed("list")
        assert result.exit_code == 0
        assert line(result, "tabata").split()[2] == "advanced"
        assert "extensors" in line(result, "core-basics")
        assert "yours" not in result.stdout

    def test_it_says_how_to_go_on(self, typed: Typed) -> None:
        assert "voice-coach start NAME" in typed("list").stdout.splitlines()[-1]

    def test_ones_own_is_listed_among_them_and_marked(self, typed: Typed) -> None:
        typed.own("my-planks", MINE.format(name="My planks"))
        result = typed("list")
        assert line(result, "my-planks").endswith("  (yours)")
        assert "my-planks" in listed(result)

    def test_wide_characters_keep_the_columns(self, typed: Typed) -> None:
        for slug in ("\u4f53\u5e79\u30c8\u30ec", "fire-\U0001f525", "plain"):
            typed.own(slug, MINE.format(name=slug))
        lines = [line for line in typed("list").output.splitlines() if " beginner " in line]
        ours = [line for line in lines if "yours" in line]
        assert len(ours) == 3
        assert len({columns_of(line[: line.index(" beginner ")]) for line in lines}) == 1

    def test_ones_own_takes_the_place_of_a_bundled_one_and_is_marked(self, typed: Typed) -> None:
        typed.own("tabata", MINE.format(name="Tabata my way"))
        assert line(typed("list"), "tabata").endswith("(yours, in place of the bundled one)")

    def test_one_that_can_not_be_read_is_told_and_hides_no_other(self, typed: Typed) -> None:
        path = typed.own("broken", "name: [x")
        result = typed("list")
        assert result.exit_code == 0
        assert line(result, "broken").endswith(f"can't be read: see `voice-coach check {path}`")
        assert len(result.stdout.splitlines()) == BUNDLED + 1 + 2

    def test_the_one_to_begin_with_comes_first_and_is_marked(self, typed: Typed) -> None:
        first, *others = typed("list").stdout.splitlines()
        assert first.startswith("> core-basics ")
        assert first.endswith("begin with this one")
        assert not any(one.startswith(">") for one in others)

    def test_todays_of_the_plan_comes_first(self, typed: Typed) -> None:
        typed("plan", "set", today().strftime("%a").lower(), "desk-break")
        first = typed("list").stdout.splitlines()[0]
        assert first.startswith("> desk-break ")
        assert first.endswith("planned for today")

    def test_gentler_and_harder_ones_come_after_those_of_ones_level(self, typed: Typed) -> None:
        slugs = listed(typed("list"))
        assert slugs.index("desk-break") < slugs.index("gentle-back") < slugs.index("tabata")

    def test_it_is_narrowed_by_time_place_equipment_group_and_level(self, typed: Typed) -> None:
        assert listed(typed("list", "--minutes", "6")) == ["desk-break"]
        standing = listed(typed("list", "--no-floor"))
        assert set(standing) == {"desk-break", "emom", "tabata"}
        bare = listed(typed("list", "--equipment", "none"))
        assert set(bare) == {"core-basics", "mcgill-big-3", "core-advanced"}
        assert "tabata" in listed(typed("list", "--equipment", "chair,wall"))
        obliques = listed(typed("list", "--group", "obliques", "--level", "advanced"))
        assert obliques == ["core-advanced"]

    def test_what_fits_nothing_is_said_and_equipment_that_nothing_needs_is_an_error(
        self, typed: Typed
    ) -> None:
        result = typed("list", "--minutes", "1")
        assert result.exit_code == 0
        assert result.stdout.splitlines() == [
            "No routine matches.",
            f"  without --minutes: there are {BUNDLED}",
        ]
        result = typed("list", "--equipment", "rope")
        assert result.exit_code == 2
        assert 'Nothing needs "rope". Write none, or things such as chair' in result.stderr

    def test_where_nothing_fits_it_says_which_options_to_leave_out(self, typed: Typed) -> None:
        wanted = ("--minutes", "10", "--no-floor", "--equipment", "none")
        result = typed("list", *wanted, "--group", "obliques", "--level", "beginner")
        assert result.stdout.splitlines() == [
            "No routine matches.",
            "  without --minutes and --no-floor: core-basics, mcgill-big-3",
            "  without --equipment and --group: desk-break",
        ]

    def test_it_tells_when_each_was_last_done(self, typed: Typed) -> None:
        basics = Shelf().find("core-basics").routine
        gone = replace(basics, slug="deleted")
        days = ((basics, (9, 3)), (Shelf().find("tabata").routine, (0,)), (gone, (1,)))
        for number, (routine, those) in enumerate(days):
            past = (trained(routine, today() - timedelta(days=day)) for day in those)
            keep(typed.journal, (replace(one, key=f"{number} {one.key}") for one in past))
        result = typed("list")
        assert line(result, "core-basics").endswith("  last done 3 days ago")
        assert line(result, "tabata").endswith("  last done today")
        assert "done" not in line(result, "emom")
        listed = {one["slug"]: one["last_done"] for one in typed.json("list")}
        assert listed["core-basics"] == str(today() - timedelta(days=3))
        assert listed["emom"] is None

    def test_a_journal_that_cannot_be_read_hides_no_routine(self, typed: Typed) -> None:
        typed.journal.parent.mkdir(parents=True)
        typed.journal.write_bytes(b"no database" * 500)
        result = typed("list")
        assert result.exit_code == 0
        assert "last done" not in result.stdout
        assert line(result, "core-basics")

    def test_json_has_what_a_script_needs(self, typed: Typed) -> None:
        listed = {one["slug"]: one for one in typed.json("list")}
        tabata = listed["tabata"]
        assert len(listed) == BUNDLED
        assert tabata["name"] == "Tabata"
        assert tabata["seconds"] == unroll(Shelf().find("tabata").routine).total
        assert (tabata["equipment"], tabata["place"]) == (["wall"], "standing")
        assert tabata["level"] == "advanced"
        assert tabata["spinal_load"] == "medium"
        assert tabata["groups"]["legs"] > 0
        assert (tabata["yours"], tabata["replaces_bundled"]) == (False, False)
        assert Path(tabata["path"]).is_file()

    def test_json_tells_whose_it_is_and_what_is_wrong_with_it(self, typed: Typed) -> None:
        typed.own("tabata", MINE.format(name="Tabata my way"))
        path = typed.own("broken", "name: [x")
        listed = {one["slug"]: one for one in typed.json("list")}
        assert listed["tabata"]["yours"] is listed["tabata"]["replaces_bundled"] is True
        assert listed["tabata"]["self_paced"] is True
        assert listed["broken"]["problem"].startswith(f"{path}:1:7: ")
        assert "seconds" not in listed["broken"]


class TestShow:
    def test_a_routine_is_laid_out_in_time_block_by_block(self, typed: Typed) -> None:
        result = typed("show", "core-basics")
        lines = result.stdout.splitlines()
        assert result.exit_code == 0
        assert lines[0] == "Core Basics · beginner"
        assert [one for one in lines if one.endswith(":")] == ["warm up:", "main:", "cool down:"]
        told = r"    0:00      (0:\d\d)  Get ready, then Walk in Place \(\d s added to tell it\)"
        (getting_ready,) = filter(None, (re.fullmatch(told, line) for line in lines))
        assert f"    {getting_ready[1]}      1:00  Walk in Place, 1 minute" in lines
        assert any("(set 1 of 2)" in one for one in lines)

    def test_it_ends_with_time_groups_load_and_file(self, typed: Typed) -> None:
        lines = typed("show", "tabata").stdout.splitlines()[-8:]
        total, trains, load, needs, added, open_to, changed, file = lines
        took = unroll(Shelf().find("tabata").routine).total
        assert total.split() == ["Total", "time:", clock_time(took)]
        assert needs == "Needs:        wall; standing"
        assert re.match(r"Added:        \d:\d\d to the times as written", added)
        assert trains.startswith("Trains:       cardio 4:00, legs 3:16")
        assert load == "Spinal load:  medium at most"
        assert open_to.startswith("Open to:      proceed; no gentle moves are left of it;")
        assert changed.startswith("Changed by:   ")
        assert "knee (" in changed
        assert file.endswith("tabata.yaml")

    def test_a_total_that_depends_on_the_athlete_is_about(self, typed: Typed) -> None:
        typed.own("my-planks", MINE.format(name="My planks"))
        result = typed("show", "my-planks")
        assert "Total time:   about " in result.stdout
        assert "own pace  Crunch, 8 reps" in result.stdout

    @pytest.mark.parametrize(
        "name", ["tabata", "Tabata", "TABATA", "tab", "seven minute circuit", "ten_minute_amrap"]
    )
    def test_a_name_may_be_typed_in_any_case_or_begun(self, typed: Typed, name: str) -> None:
        assert typed("show", name).exit_code == 0

    def test_a_file_is_shown_by_its_path(self, typed: Typed, tmp_path: Path) -> None:
        path = tmp_path / "elsewhere.yaml"
        path.write_text(MINE.format(name="Elsewhere"))
        assert typed("show", str(path)).stdout.startswith("Elsewhere · beginner")

    def test_ones_own_wins(self, typed: Typed) -> None:
        path = typed.own("tabata", MINE.format(name="Tabata my way"))
        result = typed("show", "tabata")
        assert result.stdout.startswith("Tabata my way · ")
        assert result.stdout.rstrip().endswith(str(path))

    def test_a_near_miss_is_a_usage_error_with_what_was_meant(self, typed: Typed) -> None:
        result = typed("show", "tabbata")
        assert result.exit_code == 2
        assert 'There is no routine called "tabbata". Did you mean tabata?' in result.stderr

    def test_a_beginning_of_several_is_a_usage_error_that_names_them(self, typed: Typed) -> None:
        result = typed("show", "m")
        assert result.exit_code == 2
        assert "mcgill-big-3, morning-mobility" in result.stderr

    def test_one_that_can_not_be_read_is_a_usage_error_with_its_line(self, typed: Typed) -> None:
        path = typed.own("broken", "name: [x")
        result = typed("show", "broken")
        assert result.exit_code == 2
        assert f"{path}:1:7: " in result.stderr

    def test_cues_are_shown_at_their_times(self, typed: Typed) -> None:
        plain = typed("show", "tabata").stdout
        lines = [
            " ".join(one.split()) for one in typed("show", "tabata", "--cues").stdout.split("\n")
        ]
        (start, *_) = [float(one.split()[0]) for one in lines if one.endswith(" ♪ start")]
        assert f"{start - 3:.2f} “three”" in lines
        assert len(lines) > 3 * plain.count("\n")

    def test_how_much_is_said_is_as_it_is_set(self, typed: Typed) -> None:
        full = typed("show", "tabata", "--cues").stdout
        assert typed("config", "set", "talk", "minimal").exit_code == 0
        minimal = typed("show", "tabata", "--cues").stdout
        assert "Halfway." in full
        assert "Halfway." not in minimal

    def test_json_has_each_interval(self, typed: Typed) -> None:
        typed.own("my-planks", MINE.format(name="My planks"))
        shown = typed.json("show", "my-planks")
        assert shown["name"] == "My planks"
        assert shown["self_paced"] is True
        intervals = shown["intervals"]
        assert [one["kind"] for one in intervals][:3] == ["prepare", "work", "rest"]
        assert intervals[1]["exercise"] == "plank"
        assert intervals[1]["seconds"] == 20.0
        assert intervals[-1]["seconds"] is None
        assert intervals[-1]["reps"] == 8
        assert {one["side"] for one in intervals} == {None, "left", "right"}
        starts = [one["start"] for one in intervals]
        lengths = [one["expected_seconds"] for one in intervals]
        assert starts == [sum(lengths[:index]) for index in range(len(lengths))]
        assert "cues" not in intervals[0]

    def test_json_has_cues_if_asked_for(self, typed: Typed) -> None:
        intervals = typed.json("show", "tabata", "--cues")["intervals"]
        cues = [cue for interval in intervals for cue in interval["cues"]]
        start = next(cue for cue in cues if cue["tone"] == "start")
        assert start["text"] is None
        assert {"at": start["at"] - 3, "text": "three", "tone": None} in cues
        assert [cue["at"] for cue in cues] == sorted(cue["at"] for cue in cues)


def test_show_tells_what_the_next_session_would_change(typed: Typed) -> None:
    written = Shelf().find("core-basics").routine
    keep(typed.journal, [trained(written, today() - timedelta(days=2), Effort.EASY)])
    lines = typed("show", "core-basics").output.splitlines()
    assert "Next time:    Prone Back Extension: 9 reps, up from 8." in lines
    assert "              Forearm Plank: 25 seconds, up from 20." in lines
    assert typed.json("show", "core-basics")["next_time"] == [
        "Prone Back Extension: 9 reps, up from 8.",
        "Forearm Plank: 25 seconds, up from 20.",
    ]


def test_show_without_a_past_tells_of_no_change(typed: Typed) -> None:
    assert "Next time:" not in typed("show", "core-basics").output
    assert typed.json("show", "core-basics")["next_time"] == []


def test_show_says_why_the_past_cannot_be_read_and_shows_the_rest(typed: Typed) -> None:
    typed.journal.parent.mkdir(parents=True)
    typed.journal.write_bytes(b"no database" * 100)
    result = typed("show", "core-basics")
    assert result.exit_code == 0
    assert "are not known" in result.stderr
    assert "Total time:" in result.stdout
