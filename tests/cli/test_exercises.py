"""`exercises`, as it is typed."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from voice_coach.cli import main

pytestmark = pytest.mark.skipif(
    not sys.platform.startswith("linux"),
    reason="elsewhere, the user's folders can't be moved by the environment",
)

OWN = """\
version: 1
name: Heels
level: beginner
main: [heel-lift: 8]
exercises:
  heel-lift: {name: Heel Lift at the Wall, group: legs, mode: reps, cues: [Rise slowly.]}
"""


class Typed:
    """Runs commands in a home of their own."""

    def __init__(self, home: Path) -> None:
        self.folder = home / "config" / "voice-coach" / "routines"
        self._environment = {
            "XDG_CONFIG_HOME": str(home / "config"),
            "XDG_CACHE_HOME": str(home / "cache"),
            "XDG_DATA_HOME": str(home / "data"),
        }

    def __call__(self, *arguments: str) -> Result:
        return CliRunner(env=self._environment).invoke(main, arguments)


@pytest.fixture
def typed(tmp_path: Path) -> Typed:
    return Typed(tmp_path)


def slugs(result: Result) -> list[str]:
    assert result.exit_code == 0
    return [one.split()[0] for one in result.stdout.splitlines()[:-2]]


def test_all_are_listed_with_group_position_level_and_what_they_need(typed: Typed) -> None:
    result = typed("exercises")
    assert len(slugs(result)) == 62
    (row,) = (one for one in result.stdout.splitlines() if one.startswith("step-up "))
    assert row.split(maxsplit=4) == ["step-up", "legs", "standing", "beginner", "sturdy chair"]
    assert result.stdout.splitlines()[-1].startswith("62 exercises.")


def test_a_word_finds_those_that_are_called_so(typed: Typed) -> None:
    found = slugs(typed("exercises", "knee"))
    assert {"knee-plank", "knee-roll", "knee-to-chest"} <= set(found)
    assert "burpee" not in found
    assert "walk-in-place" in slugs(typed("exercises", "walk"))
    assert slugs(typed("exercises", "bird", "dogs")) == ["bird-dog"]


def test_groups_positions_levels_and_equipment_narrow_it(typed: Typed) -> None:
    standing = slugs(typed("exercises", "--group", "obliques", "--standing"))
    assert standing == ["standing-side-bend"]
    assert slugs(typed("exercises", "--position", "side-lying", "--level", "beginner")) == [
        "knee-side-plank",
        "open-book",
        "side-plank",
    ]
    assert "step-up" in slugs(typed("exercises", "--no-floor", "--equipment", "chair"))
    assert "step-up" not in slugs(typed("exercises", "--no-floor", "--equipment", "none"))
    assert "chair-dip" in slugs(typed("exercises", "--no-floor"))
    assert "plank" not in slugs(typed("exercises", "--no-floor"))


def test_what_is_called_like_nothing_is_said(typed: Typed) -> None:
    result = typed("exercises", "zumba")
    assert result.exit_code == 0
    assert "No exercise is called zumba." in result.stdout


def test_ones_own_are_listed_and_shown(typed: Typed) -> None:
    typed.folder.mkdir(parents=True)
    (typed.folder / "heels.yaml").write_text(OWN)
    result = typed("exercises", "heel", "lift")
    assert result.stdout.splitlines()[0].endswith("(yours, in heels)")
    for name in ("heel-lift", "heel lift at the wall"):
        assert typed("show", name).stdout.startswith("Heel Lift at the Wall")


def test_json_is_for_scripts(typed: Typed) -> None:
    (one,) = json.loads(typed("exercises", "side", "bend", "--json").stdout)
    assert one["slug"] == "standing-side-bend"
    assert (one["position"], one["level"], one["equipment"]) == ("standing", "beginner", [])
