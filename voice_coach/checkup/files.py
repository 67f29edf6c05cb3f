"""The settings, the folders, the catalogue and the routines."""

from __future__ import annotations

import os
import tempfile
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from voice_coach.checkup.finding import Finding, FindingState, MeasuredValue
from voice_coach.config.settings import Settings, explain_settings, load_settings
from voice_coach.errors import CoachError
from voice_coach.library.catalogue.catalogue import load_catalogue
from voice_coach.library.routine.finder import FoundRoutine, Shelf

_ROOM_NEEDED = 1 << 16
"""Bytes that a test writes: an empty file fits on a full disk, but this does not."""

_MOST_SHOWN = 5
"""Routines whose problems are told one by one."""


@dataclass(frozen=True, slots=True)
class Settled:
    """The finding about the settings, and the settings to go on with."""

    finding: Finding
    settings: Settings


def check_settings(path: Path) -> Settled:
    """Read the settings; if they can't be read, the defaults are used."""
    try:
        changed = [one.name for one in explain_settings(path) if one.origin != "default"]
        settings = load_settings(path)
    except CoachError as error:
        what, *more = str(error).splitlines()
        advice = (*more, "Correct it, or move the file away. Until then, no workout can start.")
        return Settled(Finding("settings", FindingState.FAIL, what, advice), Settings())
    known = f"{', '.join(changed)} from {path}" if changed else f"the defaults; {path} has none"
    return Settled(
        Finding("settings", FindingState.OK, known, measured={"file": str(path)}), settings
    )


def check_folders(config: Path, routines: Path, clips: Path) -> tuple[Finding, ...]:
    """Report whether the user's folders can be written, and how much they hold."""
    return (
        _folder("config", config, "Settings can't be changed there."),
        _folder("own folder", routines, "`voice-coach new` needs -o FILE, in another folder."),
        _folder("clips", clips, "Every start has to make its speech again."),
    )


def check_routines(mine: Path, bundled: Path) -> tuple[Finding, ...]:
    """Report whether the catalogue and all routines can be read: the user's own and the bundled
    ones."""
    try:
        exercises = len(load_catalogue())
        entries = Shelf(mine, bundled).entries()
    except CoachError as error:
        return (_damaged(str(error).splitlines()[0]),)
    except OSError as error:
        return (_damaged(f"{error.filename}: {error.strerror}"),)
    ours = [entry for entry in entries if not entry.mine]
    broken = [entry for entry in ours if entry.routine is None]
    if not ours:
        finding = _damaged(f"there are none in {bundled}")
    elif broken:
        finding = _damaged(str(broken[0].problem).splitlines()[0])
    else:
        found = f"{len(ours)} that come with the program, and {exercises} exercises"
        measured = {"bundled": len(ours), "exercises": exercises}
        finding = Finding("routines", FindingState.OK, found, measured=measured)
    return (finding, *_mine([entry for entry in entries if entry.mine]))


def _folder(part: str, folder: Path, without: str) -> Finding:
    count, size = _contents(folder)
    measured: dict[str, MeasuredValue] = {"folder": str(folder), "files": count, "bytes": size}
    there = _exists(folder)
    trouble = _trouble(folder)
    if trouble is not None:
        advice = (without, f"Make {folder} writable.")
        found = f"{folder} can't be written: {trouble}"
        return Finding(part, FindingState.NOTE, found, advice, {**measured, "writable": False})
    files = "1 file" if count == 1 else f"{count} files"
    found = f"{folder}, {files}, {_bytes(size)}" if there else f"{folder}, created when needed"
    return Finding(part, FindingState.OK, found, measured={**measured, "writable": True})


def _trouble(folder: Path) -> str | None:
    """Return why a file can't be written there, or in the folder where it would be created; None:
    it can."""
    nearest = next((one for one in (folder, *folder.parents) if _exists(one)), folder)
    try:
        with tempfile.TemporaryFile(dir=nearest) as file:
            file.write(bytes(_ROOM_NEEDED))
            file.flush()
    except OSError as error:
        reason = error.strerror or str(error)
        return reason if nearest == folder else f"{nearest}: {reason}"
    return None


def _exists(path: Path) -> bool:
    with suppress(OSError):
        return path.exists()
    # What can't even be looked at is there, and no place to write.
    return True


def _contents(folder: Path) -> tuple[int, int]:
    """Return the number of files in a folder and their bytes, without its subfolders."""
    count = size = 0
    with suppress(OSError), os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_file():
                count += 1
                size += entry.stat().st_size
    return count, size


def _bytes(size: int) -> str:
    return f"{size / 2**20:.1f} MB" if size >= 2**20 else f"{size / 2**10:.1f} kB"


def _damaged(what: str) -> Finding:
    advice = ("Install it again: pip install --force-reinstall voice-coach",)
    return Finding(
        "routines", FindingState.FAIL, f"those that come with the program: {what}", advice
    )


def _mine(entries: list[FoundRoutine]) -> tuple[Finding, ...]:
    if not entries:
        return ()
    broken = [entry for entry in entries if entry.routine is None]
    shadows = ", ".join(entry.slug for entry in entries if entry.shadows)
    found = f"{len(entries)} of your own"
    if shadows:
        found += f", of which {shadows} in place of bundled ones"
    measured = {"mine": len(entries), "unreadable": len(broken)}
    if not broken:
        return (Finding("own routines", FindingState.OK, found, measured=measured),)
    advice = [str(entry.problem).splitlines()[0] for entry in broken[:_MOST_SHOWN]]
    advice.append("`voice-coach check NAME` tells everything that is wrong with one.")
    found += f"; {len(broken)} can't be read"
    return (Finding("own routines", FindingState.NOTE, found, tuple(advice), measured),)
