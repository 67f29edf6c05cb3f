"""The folders of routines."""

from __future__ import annotations

from pathlib import Path

import platformdirs

_PACKAGE = Path(__file__).parent.parent.parent


def bundled_folder() -> Path:
    """Return the folder of the routines that come with the program."""
    installed = _PACKAGE / "routines"
    return installed if installed.is_dir() else _PACKAGE.parent / "routines"


def user_folder() -> Path:
    """Return the folder of the user's own routines; it may not exist yet."""
    return platformdirs.user_config_path("voice-coach", appauthor=False) / "routines"


def timers_folder() -> Path:
    """Return the folder of the timers that were started and not saved."""
    return platformdirs.user_cache_path("voice-coach", appauthor=False) / "timers"


def expanded(name: str) -> Path:
    """Return the path of that name; `~somebody` stays as it is if nobody has that name."""
    try:
        return Path(name).expanduser()
    except RuntimeError:
        return Path(name)
