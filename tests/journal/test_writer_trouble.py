"""Writing a session on disks and in files that do not what they should."""

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
from journal.leading import SHORT, WALL, account, kept, lead, led, session, writer
from jumping_clock import START, JumpingClock

from voice_coach.core.events.facts import Screened
from voice_coach.core.model.history import Ending
from voice_coach.core.safety.clearance import Outcome
from voice_coach.journal.database import connect
from voice_coach.journal.export import everything
from voice_coach.journal.fallback_file import FallbackFile, fallbacks, read
from voice_coach.journal.fallback_import import open_to_read
from voice_coach.journal.records import ClockOrigin
from voice_coach.journal.reports import JournalChanged
from voice_coach.journal.rows import load_all
from voice_coach.journal.writer import JournalWriter


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

        time = JumpingClock(passing=fill)
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
