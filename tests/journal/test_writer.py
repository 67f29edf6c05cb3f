"""Writing a session as it happens, on disks and in files that do what they should and not."""

from __future__ import annotations

import os
import subprocess
import sys
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from fakes import EXERCISES, SIDE_PLANK, hold, length_of, step, timeline
from journal.leading import NOW, WALL, account, kept, lead, led, place_of, session, writer
from jumping_clock import JumpingClock

from voice_coach.core.events.command import Command
from voice_coach.core.events.facts import Fact, Screened
from voice_coach.core.model.exercise import ExerciseKind
from voice_coach.core.model.history import Effort, Ending, IntervalOutcome
from voice_coach.core.model.routine import Sides
from voice_coach.core.model.talk_level import TalkLevel
from voice_coach.core.model.timeline import Side
from voice_coach.core.safety.clearance import Outcome
from voice_coach.core.session.coaching_style import CoachingStyle
from voice_coach.core.session.session import Session
from voice_coach.journal.database import connect
from voice_coach.journal.paths import marks_folder
from voice_coach.journal.reader import JournalReader
from voice_coach.journal.resume import unfinished_session
from voice_coach.journal.session_locks import recently_left
from voice_coach.library.catalogue.scripts import load_script


class TestWhatIsKept:
    def test_a_finished_session_is_there_with_all_its_work(self, path: Path) -> None:
        assert led(path) == ([], "")
        (one,) = kept(path)
        assert (one.routine, one.title, one.ending) == ("short", "Test", Ending.FINISHED)
        assert (one.pain, one.effort, one.began) == (2, Effort.RIGHT, WALL)
        assert [(it.exercise, it.outcome, round(it.spent, 3)) for it in one.intervals] == [
            ("plank", IntervalOutcome.DONE, 20.0),
            ("plank", IntervalOutcome.DONE, 20.0),
            ("side-plank", IntervalOutcome.DONE, 15.0),
            ("side-plank", IntervalOutcome.DONE, 15.0),
            ("crunch", IntervalOutcome.DONE, 25.0),
        ]
        assert one.spent == pytest.approx(one.planned)

    def test_what_is_left_at_once_is_skipped_and_what_is_left_later_shortened(
        self, path: Path
    ) -> None:
        led(path, (7.0, Command.NEXT), (30.0, Command.NEXT))
        (one,) = kept(path)
        assert [it.outcome for it in one.intervals][:2] == [
            IntervalOutcome.SKIPPED,
            IntervalOutcome.SHORTENED,
        ]

    def test_what_is_taken_back_was_not_skipped(self, path: Path) -> None:
        led(path, (7.0, Command.NEXT), (8.0, Command.UNDO))
        (one,) = kept(path)
        assert {it.outcome for it in one.intervals} == {IntervalOutcome.DONE}
        assert len(one.intervals) == 5
        led(path, (7.0, Command.LOUDER))
        other, _ = kept(path)
        assert one.intervals[0].began == other.intervals[0].began

    def test_what_kind_of_exercise_it_was_and_how_its_sides_were_worked_is_there(
        self, path: Path
    ) -> None:
        stretch = replace(SIDE_PLANK, kind=ExerciseKind.STRETCH)
        lines = timeline(step(stretch, hold(30), sides=Sides.SPLIT), step(SIDE_PLANK, hold(15)))
        journal = writer(path)
        journal.begin(account())
        lead(
            Session(
                lines, length_of, EXERCISES.get, CoachingStyle(load_script(), TalkLevel.MINIMAL)
            ),
            journal,
        )
        journal.close()
        (one,) = kept(path)
        assert [(it.exercise_kind, it.split, it.side) for it in one.intervals] == [
            ("stretch", True, None),
            ("strength", False, Side.LEFT),
            ("strength", False, Side.RIGHT),
        ]
        assert [it.planned for it in one.intervals] == [30.0, 15.0, 15.0]

    def test_the_commands_are_there(self, path: Path) -> None:
        led(path, (7.0, Command.LOUDER), (8.0, Command.YES))
        with JournalReader(path) as journal:
            commands = journal.rows("SELECT command, obeyed FROM command ORDER BY number")
        assert [tuple(one) for one in commands] == [("louder", 1), ("yes", 0)]

    def test_of_a_screening_its_outcome_alone_is_kept(self, path: Path) -> None:
        journal = writer(path)
        journal.take(Screened(1000.0, Outcome.REST))
        journal.close()
        with JournalReader(path) as reading:
            (one,) = reading.rows("SELECT * FROM screening")
        assert (one["at"], one["outcome"]) == (WALL.timestamp(), "REST")

    def test_a_session_that_was_stopped_is_one_with_what_came_after(self, path: Path) -> None:
        led(path, (50.0, Command.QUIT))
        left = unfinished_session(path, NOW)
        assert left is not None
        assert left.place.index == 3
        journal = writer(path)
        journal.begin(left.account)
        lead(session(place_of(left)), journal)
        journal.close()
        (one,) = kept(path)
        done = [it.exercise for it in one.intervals if it.outcome is IntervalOutcome.DONE]
        assert done == ["plank", "plank", "side-plank", "side-plank", "crunch"]
        assert one.ending is Ending.FINISHED
        assert unfinished_session(path, NOW) is None

    def test_pain_that_was_a_slip_is_not_kept(self, path: Path) -> None:
        journal = writer(path)
        journal.begin(account())
        running = session()
        lead(running, journal, JumpingClock((40.0, Command.PAIN)))
        for command in (Command.RESUME, Command.QUIT):
            for effect in running.handle(command, 1041.0):
                journal.take(effect)
        journal.close()
        assert kept(path)[0].hurt == ()

    def test_one_in_which_something_hurt_is_not_gone_on_with(self, path: Path) -> None:
        journal = writer(path)
        journal.begin(account())
        running = session()
        lead(running, journal, JumpingClock((40.0, Command.PAIN)))
        for effect in running.handle(Command.QUIT, 1041.0):
            if isinstance(effect, Fact):
                journal.take(effect)
        journal.close()
        assert kept(path)[0].hurt == ("plank",)
        assert unfinished_session(path, NOW) is None


class TestMarks:
    def test_a_session_that_was_left_is_offered_without_opening_the_database(
        self, path: Path
    ) -> None:
        led(path, (50.0, Command.QUIT))
        path.unlink()
        marks = marks_folder(path)
        touched = next(marks.iterdir()).stat().st_mtime
        left = recently_left(marks, touched + 3600.0, "short")
        assert left is not None
        assert (left.title, left.done) == ("Test", 1)
        assert recently_left(marks, touched + 3600.0, "tabata") is None
        assert recently_left(marks, touched + 25 * 3600.0) is None

    @pytest.mark.parametrize(
        "happenings", [(), ((6.0, Command.QUIT),)], ids=["finished", "at once"]
    )
    def test_one_that_was_finished_or_hardly_begun_is_not(
        self, path: Path, happenings: tuple[tuple[float, Command], ...]
    ) -> None:
        led(path, *happenings)
        assert recently_left(marks_folder(path), 0.0) is None


_MANY = """
import sys
from voice_coach.library.catalogue.scripts import load_script
sys.path.insert(0, sys.argv[2])
from pathlib import Path
from journal.leading import account, lead, session, writer
told = []
for _ in range(5):
    journal = writer(Path(sys.argv[1]), told)
    journal.begin(account())
    lead(session(), journal)
    journal.close()
    assert not journal.last_words, journal.last_words
assert not told, told
"""


def test_coaches_in_several_processes_write_side_by_side(path: Path) -> None:
    tests = str(Path(__file__).parent.parent)
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    coaches = [
        subprocess.Popen([sys.executable, "-c", _MANY, str(path), tests], env=environment)
        for _ in range(4)
    ]
    assert [one.wait(60) for one in coaches] == [0, 0, 0, 0]
    assert len(kept(path)) == 20
    assert {(one.ending, len(one.intervals)) for one in kept(path)} == {(Ending.FINISHED, 5)}
    with closing(connect(path)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
