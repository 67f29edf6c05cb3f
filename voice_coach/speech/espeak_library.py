"""eSpeak NG's library: where it is, and loading it with the data that belongs to it."""

from __future__ import annotations

import ctypes
import os
from pathlib import Path

from voice_coach.errors import CoachError


def load_espeak() -> ctypes.CDLL:
    """Load eSpeak NG: the system's own, or the one installed with the coach.

    Raises CoachError where its data is missing, OSError or ImportError where there is neither.
    """
    try:
        library = ctypes.CDLL("libespeak-ng.so.1")
    except OSError:
        return load_bundled_espeak()
    _forget_wrong_data_path()
    return library


def load_bundled_espeak() -> ctypes.CDLL:
    """Load the eSpeak NG that was installed with the coach: the same version everywhere.

    Raises CoachError where its data is missing, OSError or ImportError where it isn't there.
    """
    # Imported here: only some systems have it.
    import espeakng_loader  # noqa: PLC0415

    data = Path(espeakng_loader.get_data_path())  # type: ignore[no-untyped-call] # No types.
    if not _is_espeak_data(data):
        raise CoachError(
            f"{data} lacks eSpeak NG's data.",
            "Install it again: pip install --force-reinstall espeakng-loader.",
        )
    os.environ["ESPEAK_DATA_PATH"] = str(data)
    path = espeakng_loader.get_library_path()  # type: ignore[no-untyped-call] # No types.
    return ctypes.CDLL(path)


def espeak_version(library: ctypes.CDLL) -> str:
    """The version that the library reports: `1.52.0`."""
    library.espeak_Info.restype = ctypes.c_char_p
    version: bytes = library.espeak_Info(None)
    return version.decode()


def _forget_wrong_data_path() -> None:
    """eSpeak NG ends the process when this path is wrong; without it, it finds its own."""
    path = os.environ.get("ESPEAK_DATA_PATH")
    if path and not any(map(_is_espeak_data, (Path(path), Path(path) / "espeak-ng-data"))):
        del os.environ["ESPEAK_DATA_PATH"]


def _is_espeak_data(folder: Path) -> bool:
    return (folder / "phontab").is_file()
