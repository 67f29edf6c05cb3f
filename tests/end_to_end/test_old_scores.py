"""Scores that were kept with the health file before there was a journal."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from voice_coach.system.clock import today

if TYPE_CHECKING:
    from end_to_end.program import Home

FLASH = """\
version: 1
name: Flash
level: beginner
defaults: {rest: 1s, prepare: 1s}
main:
  - plank: 1s
"""
START = ("flash.yaml", "--fit", "--talk", "minimal")


def test_the_first_workout_moves_them_to_the_journal_and_the_rest_stays(home: Home) -> None:
    day, yesterday = today() - timedelta(days=2), str(today() - timedelta(days=1))
    path = home.folder / "data" / "voice-coach" / "health.json"
    path.parent.mkdir(parents=True)
    ladder = {
        "rung": "gentle",
        "outcome": "gentle",
        "pain_began": str(day),
        "checked": yesterday,
        "better": 1,
        "referral": "none",
    }
    written = {
        "version": 1,
        "ladder": ladder,
        "profile": {"conditions": ["knee"], "asked": yesterday},
        "scores": [[str(day), "tabata", 4], [str(day), "tabata", 4], [yesterday, "flash", 2]],
    }
    path.write_text(json.dumps(written))
    home.write("flash.yaml", FLASH)

    home.run("back", "--conditions", "knee,wrist").check_returncode()
    assert json.loads(path.read_text())["scores"] == written["scores"], "nothing else drops them"
    for _ in range(2):
        with home.start(*START) as coach:
            assert coach.wait() == 0

    left = json.loads(path.read_text())
    assert (left["scores"], left["ladder"]) == ([], ladder)
    told = [(one["routine"], one["pain"], one["spent_seconds"] > 0) for one in sessions(home)]
    assert told == [
        ("flash", None, True),
        ("flash", None, True),
        ("flash", 2, False),
        ("tabata", 4, False),
        ("tabata", 4, False),
    ]
    back = home.run("back").stdout
    assert f"The pain began:   {day} (2 days ago)" in back
    assert "Conditions:       knee, wrist" in back
    shown = home.run("history", "--plot").stdout
    assert "5 sessions" in shown
    assert "How the back felt" in shown


def sessions(home: Home) -> list[dict[str, Any]]:
    """As `history` tells them, newest first."""
    told: list[dict[str, Any]] = json.loads(home.run("history", "--json").stdout)
    return told
