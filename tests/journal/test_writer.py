"""Writing a session as it happens, on disks and in files that do what they should and not."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import closing, suppress
from dataclasses import replace
from pathlib import Path

import pytest
from fakes import EXERCISES, SIDE_PLANK, hold, length_of, step, timeline
from journal.leading import (
    NOW,
    SHORT,
    START,
    WALL,
    Jumping,
    account,
    lead,
    place_of,
    session,
    writer,
)

from voice_coach.core.events.command import Command
from voice_coach.core.events.facts import EffortRated, Fact, PainRated, Screened
from voice_coach.core.model.exercise import ExerciseKind
from voice_coach.core.model.history import Effort, Ending, IntervalOutcome, PastSession
from voice_coach.core.model.routine import Sides
from voice_coach.core.model.talk_level import TalkLevel
from voice_coach.core.model.timeline import Side
from voice_coach.core.safety.clearance import Outcome
from voice_coach.core.session.coaching_style import CoachingStyle
from voice_coach.core.session.session import Session
from voice_coach.journal.database import connect
from voice_coach.journal.export import everything
from voice_coach.journal.fallback_file import FallbackFile, fallbacks, read
from voice_coach.journal.fallback_import import open_to_read
from voice_coach.journal.paths import marks_folder
from voice_coach.journal.reader import JournalReader
from voice_coach.journal.records import ClockOrigin
from voice_coach.journal.reports import JournalChanged
from voice_coach.journal.resume import unfinished_session
from voice_coach.journal.rows import load_all
from voice_coach.journal.session_locks import recently_left
from voice_coach.journal.writer import JournalWriter
from voice_coach.library.catalogue.scripts import load_script


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "data" / "journal.db"


def led(path: Path, *happenings: tuple[float, Command]) -> tuple[list[JournalChanged], str]:
    """What was told while a session was led, and after it."""
    told: list[JournalChanged] = []
    journal = writer(path, told)
    journal.begin(account())
    lead(session(), journal, Jumping(*happenings))
    journal.take(PainRated(NOW, 2))
    journal.take(EffortRated(NOW, Effort.RIGHT))
    journal.close()
    return told, journal.last_words


def kept(path: Path) -> tuple[PastSession, ...]:
    with JournalReader(path) as journal:
        return journal.sessions()


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
        lead(running, journal, Jumping((40.0, Command.PAIN)))
        for command in (Command.RESUME, Command.QUIT):
            for effect in running.handle(command, 1041.0):
                journal.take(effect)
        journal.close()
        assert kept(path)[0].hurt == ()

    def test_one_in_which_something_hurt_is_not_gone_on_with(self, path: Path) -> None:
        journal = writer(path)
        journal.begin(account())
        running = session()
        lead(running, journal, Jumping((40.0, Command.PAIN)))
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


def full_of(folder: Path) -> None:
    """Leave no room on a disk."""
    with suppress(OSError), (folder / "filler").open("wb", buffering=0) as file:
        while True:
            file.write(bytes(4096))


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    """A small disk of its own."""
    folder = tmp_path / "disk"
    folder.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", "size=4m", "tmpfs", str(folder)]
    if (
        not sys.platform.startswith("linux")
        or subprocess.run(command, capture_output=True, check=False).returncode
    ):
        pytest.skip("only root may mount a disk here")
    yield folder
    subprocess.run(["umount", "-l", str(folder)], check=True)


def spare_writer(path: Path, told: list[JournalChanged], folder: Path) -> JournalWriter:
    """One that may write its fallback files elsewhere, too."""
    return JournalWriter(
        told.append, ClockOrigin(START, WALL, WALL.tzinfo), path, (path.parent, folder)
    )


class TestTrouble:
    @pytest.mark.parametrize("how", ["full", "read-only"])
    def test_a_disk_that_takes_nothing_stops_no_workout_and_loses_nothing(
        self, disk: Path, tmp_path: Path, how: str
    ) -> None:
        path = disk / "journal.db"
        led(path)
        if how == "full":
            full_of(disk)
        else:
            subprocess.run(["mount", "-o", "remount,ro", str(disk)], check=True)
        told: list[JournalChanged] = []
        journal = spare_writer(path, told, tmp_path)
        journal.begin(account())
        lead(session(), journal)
        journal.close()
        assert [one.works for one in told] == [False]
        (fallback,) = fallbacks((tmp_path,), path)
        assert str(fallback) in journal.last_words
        assert fallback.stat().st_mode & 0o777 == 0o600
        (one,), _ = read(fallback.read_bytes())
        assert (one.ending, one.sets_done) == ("finished", 5)
        assert len(kept(path)) == 1, "what was there is there"

        subprocess.run(["mount", "-o", "remount,rw", str(disk)], check=True)
        (disk / "filler").unlink(missing_ok=True)
        again = spare_writer(path, [], tmp_path)
        again.take(Screened(1000.0, Outcome.PROCEED))
        again.close()
        assert len(kept(path)) == 2
        assert fallbacks((tmp_path,), path) == ()

    def test_a_disk_that_fills_up_on_the_way_loses_nothing(
        self, disk: Path, tmp_path: Path
    ) -> None:
        path = disk / "journal.db"
        told: list[JournalChanged] = []
        journal = spare_writer(path, told, tmp_path)
        journal.begin(account())
        log = path.with_name(f"{path.name}-wal")
        tick = threading.Event()

        def fill() -> None:
            """Once the begin of the session is written."""
            if (disk / "filler").exists() or time.now() < START + 40.0:
                return
            while not (log.exists() and log.stat().st_size):
                tick.wait(0.01)
            full_of(disk)

        time = Jumping(passing=fill)
        lead(session(), journal, time)
        journal.close()
        assert not told[0].works
        # What goes back to the database makes room in its log, so either may have the last of it.
        aside = [
            read(one.read_bytes())[0][0].sets_done for one in fallbacks((disk, tmp_path), path)
        ]
        (disk / "filler").unlink()
        assert aside == [5] or kept(path)[0].ending is Ending.FINISHED

    def test_where_the_folder_is_a_file_it_is_told_once(self, tmp_path: Path) -> None:
        (tmp_path / "data").write_text("in the way")
        told, last_words = led(tmp_path / "data" / "journal.db")
        assert len(told) == 1
        assert "goes on" in told[0].text
        assert "not be saved anywhere" in last_words
        assert (tmp_path / "data").read_text() == "in the way"

    def test_a_damaged_database_is_set_aside_and_a_new_one_begun(self, path: Path) -> None:
        path.parent.mkdir()
        path.write_bytes(b"no database" * 1000)
        told, last_words = led(path)
        assert [one.works for one in told] == [True]
        assert last_words == ""
        assert len(kept(path)) == 1
        (aside,) = path.parent.glob("*.damaged")
        assert aside.read_bytes() == b"no database" * 1000

    def test_one_in_whose_middle_there_is_damage_is_set_aside_too(self, path: Path) -> None:
        led(path)
        with path.open("r+b") as file:
            file.seek(100)
            file.write(b"\xff" * 60000)
        told, _ = led(path)
        assert [one.works for one in told] == [True]
        assert [one.ending for one in kept(path)] == [Ending.FINISHED]
        assert len(list(path.parent.glob("*.damaged"))) == 1

    def test_what_a_later_version_wrote_is_left_alone_and_the_session_kept_aside(
        self, path: Path
    ) -> None:
        with closing(connect(path)) as connection:
            connection.execute("PRAGMA user_version = 99")
        told, last_words = led(path)
        assert "later version" in told[0].text
        (fallback,) = fallbacks((path.parent,), path)
        assert str(fallback) in last_words

    def test_a_fault_of_the_journal_itself_is_told_and_stops_no_workout(self, path: Path) -> None:
        told: list[JournalChanged] = []
        journal = writer(path, told)
        journal.begin(replace(account(), routine=b"no text"))
        assert lead(session(), journal).over
        journal.close()
        assert not told[0].works
        assert "please report it" in told[0].text

    def test_whatever_else_cannot_be_written_the_workout_is_kept_aside(self, path: Path) -> None:
        journal = writer(path)
        journal.begin(replace(account(), planned=(1, 2)))
        lead(session(), journal)
        journal.close()
        assert kept(path) == ()
        (fallback,) = fallbacks((path.parent,), path)
        assert len(json.loads(fallback.read_bytes())["sessions"][0]["intervals"]) == len(
            SHORT.intervals
        )

    def test_a_path_that_is_no_utf_8_is_kept_as_it_is(self, path: Path) -> None:
        odd = os.fsdecode(b"/home/caf\xe9/short.yaml")
        journal = writer(path)
        journal.begin(replace(account(), path=odd))
        lead(session(), journal)
        journal.close()
        with closing(connect(path)) as connection:
            ((one,), _) = load_all(connection)
        assert one.path == odd
        assert json.loads(everything(path, (path.parent,)))["sessions"][0]["path"] == odd

    def test_a_folder_that_is_no_utf_8_is_as_good_as_any_other(self, tmp_path: Path) -> None:
        path = tmp_path / os.fsdecode(b"caf\xe9") / "journal.db"
        told, _ = led(path)
        assert (told, len(kept(path))) == ([], 1)

    def test_a_spare_file_belongs_to_its_journal(self, tmp_path: Path) -> None:
        one, other = tmp_path / "a" / "journal.db", tmp_path / "b" / "journal.db"
        fallback = FallbackFile((tmp_path,), one, "key")
        fallback.write([account()], [])
        assert fallbacks((tmp_path,), other) == ()
        assert fallbacks((tmp_path,), one) == (fallback.path,)

    def test_until_it_is_taken_in_a_spare_file_counts(self, tmp_path: Path) -> None:
        path = tmp_path / "data" / "journal.db"
        (tmp_path / "data").write_text("in the way")
        kept_aside = replace(account(), ending="finished", spent=20.0)
        FallbackFile((tmp_path,), path, "key").write([kept_aside], [])
        connection = open_to_read(path, (tmp_path,))
        assert connection is not None
        with closing(connection):
            assert connection.execute("SELECT ending FROM session").fetchone()[0] == "finished"
        assert fallbacks((tmp_path,), path)

    def test_a_spare_file_that_cannot_be_read_stays(self, path: Path) -> None:
        path.parent.mkdir()
        fallback = path.parent / "voice-coach-journal-x.json"
        fallback.write_text(json.dumps({"form": 1, "sessions": [{}], "screenings": []}))
        led(path)
        assert fallback.exists()


_LIMITED = """
import sys
sys.path.insert(0, sys.argv[2])
from pathlib import Path
from resource import RLIM_INFINITY, RLIMIT_FSIZE, setrlimit
from journal.leading import account, lead, session, writer
told = []
setrlimit(RLIMIT_FSIZE, (int(sys.argv[3]), RLIM_INFINITY))
journal = writer(Path(sys.argv[1]), told)
journal.begin(account())
assert lead(session(), journal).over
journal.close()
setrlimit(RLIMIT_FSIZE, (RLIM_INFINITY, RLIM_INFINITY))
(spare,) = [*Path(sys.argv[1]).parent.glob("voice-coach-journal-*")] or ["not be saved anywhere"]
works = all(one.works for one in told[-1:])
assert works or str(spare) in journal.last_words, journal.last_words
print([one.works for one in told], spare)
"""


def limited(path: Path, room: int) -> str:
    """What was told of a workout in a process whose files may have so many bytes: whether the
    journal works, and where it was kept."""
    tests = str(Path(__file__).parent.parent)
    done = subprocess.run(
        [sys.executable, "-c", _LIMITED, str(path), tests, str(room)],
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    return done.stdout.strip()


@pytest.mark.skipif(os.name != "posix", reason="a system without such limits")
@pytest.mark.parametrize("room", [20_000, 40_000], ids=["not for its log", "for a little"])
def test_files_that_may_not_grow_stop_no_workout_and_lose_nothing(path: Path, room: int) -> None:
    led(path)
    (before,) = kept(path)
    told = limited(path, room)
    # Where there is room for a little, all of it may find its place, by luck at once, or because
    # what could not be written made room in the log.
    assert told.startswith("[False]") or room == 40_000
    for fallback in fallbacks((path.parent,), path):
        assert told.endswith(str(fallback))
        (one,), _ = read(fallback.read_bytes())
        assert (one.ending, one.sets_done) == ("finished", 5)
    assert before in kept(path)

    again = writer(path)
    again.take(Screened(1000.0, Outcome.PROCEED))
    again.close()
    assert [one.ending for one in kept(path)] == [Ending.FINISHED] * 2
    assert fallbacks((path.parent,), path) == ()


@pytest.mark.skipif(os.name != "posix", reason="a system without such limits")
def test_where_nothing_at_all_can_be_written_it_says_so_and_what_was_there_is_there(
    path: Path,
) -> None:
    led(path)
    before = kept(path)
    assert limited(path, 0) == "[False] not be saved anywhere"
    assert kept(path) == before


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


def test_a_rating_may_come_later(path: Path) -> None:
    led(path)
    with JournalReader(path) as journal:
        key = journal.sessions()[0].key
        journal.rate(key, pain=5)
        assert replace(journal.sessions()[0], intervals=()).pain == 5
        assert journal.sessions()[0].effort is Effort.RIGHT
        assert list(journal.last_done()) == ["short"]
