"""Closed descriptors, full disks, odd environments and hostile names: told in words, never raw."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from end_to_end.program import PATIENCE, VOICE_COACH

import voice_coach

if TYPE_CHECKING:
    from end_to_end.program import Home
    from torture.conftest import Torture

pytestmark = pytest.mark.skipif(
    not sys.platform.startswith("linux"), reason="it is tried as a Linux shell does it"
)

COMMANDS = (
    *("list", "show plank", "show core-basics", "history", "history --csv", "voices", "schema"),
    *("journal export", "journal where", "config", "plan", "plan suggest", "back", "--help"),
    *("check core-basics", "start --help", "--version", "nonsense"),
)
REDIRECTIONS = (
    *(">/dev/full", "2>/dev/full", ">/dev/full 2>&1", ">&-", "2>&-", "<&-", ">&- 2>&- <&-"),
    "| true",
)
ODD = (
    {"TZ": "X24"},
    {"TZ": "X-24:30"},
    {"TZ": "\x1b[2J"},
    {"LC_ALL": "C", "PYTHONUTF8": "0"},
    {"COLUMNS": "0"},
    {"COLUMNS": "99999999999"},
    {"TERM": "\x1b]0;owned\x07"},
    {"HOME": "/nowhere"},
    {"XDG_DATA_HOME": "/dev/null"},
    {"XDG_CONFIG_HOME": "/proc/1/root"},
)
NAMES = (
    b"a\x1b]0;owned\x07b.yaml",
    b"a\x1b[2Jb.yaml",
    "a\u202eb.yaml".encode(),
    b"caf\xe9.yaml",
    b"-rf.yaml",
    b"a\nb.yaml",
    b"a'b\"$(true)`.yaml",
    b"a\x9bm.yaml",
)


def shell(home: Home, line: str, **more: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        ["bash", "-c", line, "bash", *VOICE_COACH],
        env={**home.env, **more},
        cwd=home.folder,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        timeout=PATIENCE,
        check=False,
    )


def is_well(ended: subprocess.CompletedProcess[bytes]) -> bool:
    """No traceback, and no fault of ours."""
    told = ended.stdout + ended.stderr
    return b"Traceback" not in told and b"fault in voice-coach" not in told


def test_wherever_output_leads_there_is_no_traceback(home: Home, torture: Torture) -> None:
    for _ in torture.rounds(14):
        command = torture.chance.choice(COMMANDS)
        redirection = torture.chance.choice(REDIRECTIONS)
        ended = shell(home, f'"$@" {command} {redirection}')
        assert is_well(ended), (command, redirection, ended.stderr)
        assert ended.returncode in (0, 1, 2), (command, redirection, ended)


def test_a_full_disk_is_told_and_is_no_success(home: Home) -> None:
    ended = shell(home, '"$@" list >/dev/full')
    assert ended.returncode == 1
    assert b"No space left on device" in ended.stderr


def test_odd_surroundings_are_borne_or_told(home: Home, torture: Torture) -> None:
    for _ in torture.rounds(8):
        command = torture.chance.choice(COMMANDS)
        odd = torture.chance.choice(ODD)
        ended = shell(home, f'"$@" {command}', **odd)
        assert is_well(ended), (command, odd, ended.stderr)


ANOTHER_USER = ("setpriv", "--reuid", "12345", "--clear-groups")


def can_another_user(*command: str) -> bool:
    """Whether a user without a home can run this, which takes root to try."""
    if os.getuid() != 0 or shutil.which(ANOTHER_USER[0]) is None:
        return False
    return (
        subprocess.run([*ANOTHER_USER, *command], capture_output=True, check=False).returncode == 0
    )


def test_without_a_home_it_is_told_what_to_do(home: Home) -> None:
    if not can_another_user("true"):
        pytest.skip("only root can be another user, by setpriv")
    checkout = Path(voice_coach.__file__)
    if not can_another_user("test", "-r", str(checkout)):
        pytest.skip(f"another user can't read {checkout.parent}: make its folders readable")
    if not can_another_user("test", "-x", sys.executable):
        pytest.skip(f"another user can't run {sys.executable}: make its folders readable")
    folders = ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME", "HOME")
    unset = " ".join(f"-u {name}" for name in folders)
    ended = shell(home, f'env {unset} {" ".join(ANOTHER_USER)} "$@" list')
    assert is_well(ended)
    assert ended.returncode == 2
    assert b"Set HOME" in ended.stderr


def raw(told: bytes) -> list[str]:
    """What of it a terminal would take for more than text."""
    text = told.decode("utf-8", "surrogateescape")
    return [one for one in text if one not in "\n\t" and not one.isprintable()]


@pytest.mark.parametrize("name", NAMES, ids=repr)
def test_a_hostile_name_is_shown_harmless(home: Home, name: bytes) -> None:
    folder: Path = home.folder / "config" / "voice-coach" / "routines"
    folder.mkdir(parents=True, exist_ok=True)
    path = os.path.join(os.fsencode(folder), name)  # noqa: PTH118 - a name of bytes.
    with open(path, "w", encoding="utf-8") as file:  # noqa: PTH123
        file.write("version: 1\nname: Odd\nlevel: beginner\nmain: [plank: 5s, rope-climb: 3]\n")
    try:
        for command in ("list", "check", "show"):
            file_name = [] if command == "list" else ["--", path]
            ended = subprocess.run(
                [*VOICE_COACH, command, *file_name],
                env=home.env,
                cwd=home.folder,
                capture_output=True,
                timeout=PATIENCE,
                check=False,
            )
            assert is_well(ended), ended.stderr
            assert raw(ended.stdout + ended.stderr) == []
    finally:
        os.unlink(path)  # noqa: PTH108
