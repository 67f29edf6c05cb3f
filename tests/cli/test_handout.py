"""`voice-coach handout`, as it is typed."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from pathlib import Path

import av
import pytest
from click.testing import CliRunner, Result
from icalendar import Calendar
from quick_speech import speak_quickly

from voice_coach.cli import main

Run = Callable[..., Result]

ROUTINE = """\
version: 1
name: Knee A
level: recovery
author: B. Cee
note: Ring me if it swells & hurts.
main: [glute-bridge: 3]
"""


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Runs a command in an empty folder, with a home of its own and a routine in it."""
    config = tmp_path / "home" / "config"
    speak_quickly(config)
    (tmp_path / "here").mkdir()
    monkeypatch.chdir(tmp_path / "here")
    Path("knee-a.yaml").write_text(ROUTINE)
    environment = {
        "HOME": str(tmp_path / "home"),
        "XDG_CONFIG_HOME": str(config),
        "XDG_CACHE_HOME": str(tmp_path / "home" / "cache"),
        "APPDATA": str(config),
    }

    def running(*arguments: str) -> Result:
        return CliRunner(env=environment).invoke(main, arguments)

    return running


def test_a_folder_has_all_that_somebody_needs(run: Run) -> None:
    result = run(
        *("handout", "knee-a.yaml", "--for", "Anna", "--days", "mon,Thursday"),
        *("--at", "7:30", "--format", "wav", "-o", "anna"),
    )
    assert result.exit_code == 0, result.output
    files = {file.name: file.read_bytes() for file in Path("anna").iterdir()}
    assert sorted(files) == [
        "calendar.ics",
        "knee-a.html",
        "knee-a.pdf",
        "knee-a.wav",
        "knee-a.yaml",
        "start-here.html",
    ]
    assert files["knee-a.yaml"] == ROUTINE.encode()
    assert files["knee-a.wav"].startswith(b"RIFF")
    assert files["knee-a.pdf"].startswith(b"%PDF")
    page = files["start-here.html"].decode()
    assert "Exercises for Anna" in page
    assert "by B. Cee" in page
    assert "Ring me if it swells &amp; hurts." in page
    assert all(f'href="{name}"' in page for name in files if name != "start-here.html")
    events = Calendar.from_ical(files["calendar.ics"]).walk("VEVENT")
    assert sorted(event["RRULE"]["BYDAY"][0] for event in events) == ["MO", "TH"]
    assert not [file for file in Path().iterdir() if file.name.startswith(".")]


def test_the_author_and_the_note_are_in_the_recording(run: Run) -> None:
    assert run("handout", "knee-a.yaml", "-o", "new").exit_code == 0
    with av.open("new/knee-a.m4a") as recording:
        assert recording.metadata["artist"] == "B. Cee"
        assert recording.metadata["comment"] == "Ring me if it swells & hurts."


def test_an_archive_holds_the_same_in_one_folder(run: Run) -> None:
    result = run("handout", "knee-a.yaml", "--format", "wav", "-o", "out/anna.zip")
    assert result.exit_code == 0, result.output
    with zipfile.ZipFile("out/anna.zip") as archive:
        assert archive.testzip() is None
        assert {Path(name).parent.name for name in archive.namelist()} == {"anna"}
        assert "anna/start-here.html" in archive.namelist()
        assert "anna/calendar.ics" not in archive.namelist()


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("knee-a.yaml", "-o", "full"), "full already exists"),
        (("knee-a.yaml", "-o", "a.zip"), "a.zip already exists"),
        (("knee-a.yaml", "knee-a.yaml", "-o", "new"), "written twice"),
        (("knee-a.yaml", "-o", "new", "--days", "mon,someday"), "are no days"),
        (("knee-a.yaml", "-o", "new", "--days", "mon", "--at", "late"), "not a time of day"),
        (("knee-a.yaml", "-o", "new", "--at", "7:30"), "--at goes with --days"),
        (("knee-a.yaml", "core-basics", "-o", "new", "--days", "mon"), "some never come"),
        (("no-such", "-o", "new"), "no routine called"),
        (("knee-a.yaml", "-o", "new", "--for", "A" * 300), "not a name"),
    ],
)
def test_a_mistake_is_told_before_anything_is_rendered(
    run: Run, arguments: tuple[str, ...], told: str
) -> None:
    Path("full").mkdir()
    Path("full/kept").touch()
    Path("a.zip").touch()
    result = run("handout", *arguments)
    assert result.exit_code == 2
    assert told in result.output
    assert not Path("new").exists()
    assert [file.name for file in Path("full").iterdir()] == ["kept"]


def test_letters_that_no_pdf_reader_has_leave_the_page_to_the_browser(run: Run) -> None:
    Path("knee-a.yaml").write_text(ROUTINE.replace("Knee A", "Колено"), encoding="utf-8")
    result = run("handout", "knee-a.yaml", "--format", "wav", "-o", "new")
    assert result.exit_code == 0, result.output
    assert "no PDF" in result.output
    assert not Path("new/knee-a.pdf").exists()
    assert "Колено" in Path("new/start-here.html").read_text("utf-8")
    assert "knee-a.pdf" not in Path("new/start-here.html").read_text("utf-8")
