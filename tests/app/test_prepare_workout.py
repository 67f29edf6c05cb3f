"""Taking up a session that was left: as it was begun, or as the routine and the day have it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from voice_coach.app.prepare_workout import Workout, begun, taken_up
from voice_coach.app.screening_flow import Clearing
from voice_coach.config.health_file import HealthFile
from voice_coach.core.model.position import SessionPosition
from voice_coach.core.safety.clearance import CLEAR, Clearance, Outcome
from voice_coach.core.wording import phrasebook
from voice_coach.journal.resume import Unfinished
from voice_coach.library.catalogue.screening import load_screening
from voice_coach.library.routine.finder import Shelf

BEGUN = """\
version: 1
name: Mine
level: beginner
main:
  - plank: [20s, 20s]
  - crunch: 8
  - glute-bridge: 10
"""
"""prepare 0, plank 1, rest 2, plank 3, rest 4, crunch 5, rest 6, bridge 7."""


class Left:
    """A session that was left at an interval, and what it is taken up as."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / "mine.yaml"
        self.path.write_text(BEGUN)
        self.shelf = Shelf(folder / "none")
        # No question is put in these tests, so that nobody needs a room to put it in.
        self.clearing = Clearing(
            None,  # type: ignore[arg-type] # see above
            load_screening("112", "your doctor"),
            HealthFile(folder / "health.json"),
            date(2026, 3, 14),
        )
        self.workout = begun(
            self.shelf.find(str(self.path)), self.clearing, CLEAR, self.shelf, as_written=True
        )

    def at(self, index: int, clearance: Clearance = CLEAR) -> Workout:
        timeline, account = self.workout.timeline, self.workout.account
        place = SessionPosition(timeline, index, 0, 0.0, 25.0, frozenset({"plank"}), left=2)
        unfinished = Unfinished(account, timeline, place)
        return taken_up(unfinished, self.clearing, clearance, self.shelf)


@pytest.fixture
def left(tmp_path: Path) -> Left:
    return Left(tmp_path)


def exercise(workout: Workout) -> tuple[str, int]:
    """What is worked next, and in which set."""
    assert workout.begins is not None
    index = workout.timeline.work_after(workout.begins.index - 1)
    assert index is not None
    work = workout.timeline.intervals[index]
    assert work.exercise is not None
    return work.exercise.slug, work.set.number


def test_its_account_knows_the_routine_as_it_was_begun(left: Left) -> None:
    account = left.workout.account
    assert (account.routine, account.title, account.document) == ("mine", "Mine", BEGUN)
    assert account.path == str(left.path)


def test_where_nothing_has_changed_it_goes_on_as_it_was_begun(left: Left) -> None:
    workout = left.at(3)
    assert exercise(workout) == ("plank", 2)
    assert workout.said == ()
    assert (workout.account.key, workout.account.runs) == (left.workout.account.key, 2)
    assert workout.begins is not None
    assert (workout.begins.spent, workout.begins.left) == (25.0, 2)


def test_in_an_edited_routine_it_goes_on_at_the_same_exercise_and_says_so(left: Left) -> None:
    left.path.write_text(BEGUN.replace("main:\n", "main:\n  - bird-dog: 6\n"))
    workout = left.at(3)
    assert exercise(workout) == ("plank", 2)
    assert workout.said == (phrasebook.EDITED,)
    assert workout.timeline.exercises()[0].slug == "bird-dog"


def test_where_that_exercise_is_gone_it_is_the_next_one(left: Left) -> None:
    left.path.write_text(BEGUN.replace("  - crunch: 8\n", ""))
    assert exercise(left.at(5)) == ("glute-bridge", 1)


def test_where_all_that_was_left_is_gone_it_goes_on_as_it_was_begun_and_says_so(
    left: Left,
) -> None:
    left.path.write_text(BEGUN.replace("  - crunch: 8\n  - glute-bridge: 10\n", ""))
    workout = left.at(5)
    assert exercise(workout) == ("crunch", 1)
    assert workout.said == (phrasebook.EDITED_AND_LOST,)


def test_where_it_cannot_be_read_any_more_it_goes_on_as_it_was_begun_and_says_so(
    left: Left,
) -> None:
    left.path.write_text("version: 1\nname: [")
    workout = left.at(5)
    assert exercise(workout) == ("crunch", 1)
    assert workout.said == (phrasebook.EDITED_AND_UNREADABLE,)


def test_where_the_file_is_gone_it_goes_on_as_it_was_begun(left: Left) -> None:
    left.path.unlink()
    assert exercise(left.at(3)) == ("plank", 2)


def test_what_is_left_and_not_allowed_today_is_replaced_and_what_was_done_is_not_asked_about(
    left: Left,
) -> None:
    crunch = left.shelf.catalogue["crunch"]
    barred = next(
        one for one in left.shelf.catalogue["plank"].caution_with if one not in crunch.caution_with
    )
    clearance = Clearance(Outcome.PROCEED, conditions=frozenset({barred}))
    workout = left.at(5, clearance)
    assert workout.said == ()
    assert exercise(workout) == ("crunch", 1)
    replaced = left.at(3, clearance)
    assert "plank" not in [one.slug for one in replaced.timeline.exercises()]
    assert replaced.said


def test_an_advanced_routine_as_the_first_workout_ever_is_told_to_be_one(
    left: Left, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))

    def told(slug: str) -> tuple[str, ...]:
        found = left.shelf.find(slug)
        return begun(found, left.clearing, CLEAR, left.shelf, as_written=True).said

    assert told("core-advanced")[0].startswith(
        "This is your first workout here, and Core Advanced is for the advanced. Core Basics is"
    )
    assert told("core-basics") == ()
