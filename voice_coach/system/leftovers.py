"""Remove the files of killed processes; the process number is in the name."""

from __future__ import annotations

import os
import re
import shutil
from contextlib import suppress
from pathlib import Path

_NUMBER = re.compile(r"[.-](\d+)[.-]")


def remove_leftovers(folder: Path, pattern: str) -> None:
    """Remove the files and folders of this pattern that are of this user and whose process is
    gone; its number stands between dots or hyphens in the name."""
    with suppress(OSError):
        for path in folder.glob(pattern):
            with suppress(OSError):
                if _is_own(path) and _is_left(path.name):
                    if path.is_dir():
                        shutil.rmtree(path)
                    else:
                        path.unlink()


def _is_left(name: str) -> bool:
    numbers = _NUMBER.findall(name)
    return bool(numbers) and not _runs(int(numbers[-1]))


def _runs(process: int) -> bool:
    if os.name != "posix":
        return True  # There, asking would end it.
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except (OSError, OverflowError):
        return True
    return True


def _is_own(path: Path) -> bool:
    """True if it is no link and this user's: other users may write to a shared folder."""
    status = path.lstat()
    return not path.is_symlink() and (not hasattr(os, "getuid") or status.st_uid == os.getuid())
