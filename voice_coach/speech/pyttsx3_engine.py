"""The system's own speech through pyttsx3: eSpeak NG, macOS or Windows (SAPI 5).

pyttsx3 renders to files here and never plays: it has no exact stop and no exact start. What is
odd below is there because of a fault that was seen; each says which.
"""

from __future__ import annotations

import ctypes
import os
import platform
import struct
import sys
import threading
from collections.abc import Callable
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import Any, Protocol

from voice_coach.core.units import Seconds
from voice_coach.errors import CoachError
from voice_coach.speech.engine import SpeechEngine
from voice_coach.speech.voices import Voice, language_tag
from voice_coach.system.clock import now

_SETTLE: Seconds = 0.06
"""eSpeak takes up a property in a thread of its own: a save sooner than 50 ms after it came
out with the old one, or empty, in 2 to 5 % of cases, and later than that in none of 500."""

_FILE_WAIT: Seconds = 1.2
"""How long a file may take to be whole after `runAndWait`; three tries stay below the deadline
the coach has on a request."""

_TRIES = 3
_POLL: Seconds = 0.005
_COULD_NOT_OPEN = "The speech engine can't be opened: "


class Tts(Protocol):
    """What is used of `pyttsx3.Engine`."""

    def connect(self, topic: str, cb: Callable[..., None]) -> object:
        """Have `cb` called on an event."""

    def getProperty(self, name: str) -> Any:  # noqa: N802 - pyttsx3's own name.
        """Value of `voices` or `voice`."""

    def setProperty(self, name: str, value: str | int) -> None:  # noqa: N802 - pyttsx3's own.
        """Set `voice` or `rate`."""

    def save_to_file(self, text: str, filename: str) -> None:
        """Queue a text to be rendered."""

    def runAndWait(self) -> None:  # noqa: N802 - pyttsx3's own name.
        """Do what is queued."""


@dataclass(frozen=True, slots=True)
class Driver:
    """One of pyttsx3's drivers and what goes before it."""

    name: str
    prepare: Callable[[], str]
    """Makes ready what the driver needs; gives the version of what will render."""


def open_engine(folder: Path) -> SpeechEngine:
    """Open pyttsx3 with this system's driver. Raises CoachError."""
    return open_with(driver_for(sys.platform), folder)


def driver_for(system: str) -> Driver:
    """The driver for a `sys.platform`. Those left out (avspeech, dummy) can't save files."""
    if system == "darwin":
        return Driver("nsss", lambda: f"nsss {platform.mac_ver()[0]}")
    if system == "win32":
        return Driver("sapi5", lambda: f"sapi5 {platform.version()}")
    return Driver("espeak", _load_espeak)


def open_with(driver: Driver, folder: Path) -> SpeechEngine:
    """Open pyttsx3 with `driver`. Raises CoachError."""
    try:
        version = driver.prepare()
        # Imported here: its import looks for the library that `prepare` has just loaded.
        import pyttsx3  # noqa: PLC0415

        tts: Tts = pyttsx3.init(driver.name)  # type: ignore[no-untyped-call] # Has no types.
        return Pyttsx3Engine(tts, version, folder)
    except (ImportError, OSError, RuntimeError) as error:
        raise CoachError(
            f"{_COULD_NOT_OPEN}{error}.", "`voice-coach doctor` says what is missing."
        ) from error


class Pyttsx3Engine:
    """One pyttsx3 engine: there can be only one in a process."""

    def __init__(
        self, tts: Tts, version: str, folder: Path, file_wait: Seconds = _FILE_WAIT
    ) -> None:
        self.version = version
        self._file_wait = file_wait
        self._tts = tts
        self._folder = folder
        self._properties: dict[str, str | int] = {}
        self._faults: list[str] = []
        self._files = count()
        tts.connect("error", self._note_fault)
        # Before its first run, pyttsx3 queues properties instead of setting them, and returns
        # from the first save before the file is written. An empty run puts an end to both.
        tts.runAndWait()
        self._voices = tuple(map(_voice, tts.getProperty("voices") or ()))
        self.standard_voice: str | None = tts.getProperty("voice")

    def voices(self) -> tuple[Voice, ...]:
        """The installed voices."""
        return self._voices

    def render(self, text: str, voice: Voice, rate: int) -> bytes:
        """A sound file of `text`: WAV, or AIFF on macOS."""
        # Windows and macOS reckon the rate by the voice, so the voice comes first.
        self._become({"voice": voice.id, "rate": rate})
        for _ in range(_TRIES):
            sound = self._save(text)
            if sound is not None:
                return sound
        raise CoachError(f'The voice "{voice.name}" gave no sound for "{text}".')

    def _become(self, properties: dict[str, str | int]) -> None:
        changed = {k: v for k, v in properties.items() if self._properties.get(k) != v}
        if not changed:
            return
        self._faults.clear()
        for name, value in changed.items():
            self._tts.setProperty(name, value)
        _pause(_SETTLE)
        # pyttsx3 swallows the exception of a voice that is not there, and tells it as an event.
        if self._faults:
            raise CoachError(f"The speech engine refused {changed}: {self._faults[0]}.")
        self._properties.update(changed)

    def _save(self, text: str) -> bytes | None:
        """The sound file of `text`, or None if it stayed empty."""
        # A new name each time: what an abandoned save still writes must not be taken for ours.
        path = self._folder / f"{next(self._files)}.wav"
        # One save a run: of several, only the last would be written.
        self._tts.save_to_file(text, str(path))
        self._tts.runAndWait()
        deadline = now() + self._file_wait
        try:
            while (sound := _whole_sound(path)) is None and now() < deadline:
                _pause(_POLL)
            return sound
        finally:
            _remove(path)

    def _note_fault(self, exception: object = None, **_: object) -> None:
        self._faults.append(str(exception))


def _voice(raw: Any) -> Voice:
    tags = (language_tag(_text(language)) for language in raw.languages or () if language)
    return Voice(str(raw.id), str(raw.name or raw.id), tuple(tag for tag in tags if tag))


def _text(language: object) -> str:
    # The eSpeak driver of pyttsx3 2.98 and before gives bytes, a priority before the tag.
    return language.decode("utf-8", "replace") if isinstance(language, bytes) else str(language)


def _whole_sound(path: Path) -> bytes | None:
    """The file, once all that its header announces is there and is more than nothing."""
    try:
        data = path.read_bytes()
    except OSError:
        return None
    order = {b"RIFF": "<", b"FORM": ">"}.get(data[:4])
    if order is None or len(data) < 12 or len(data) < 8 + _u32(order, data, 4):
        return None
    return data if _sound_size(order, data) else None


def _sound_size(order: str, data: bytes) -> int:
    """Bytes of sound in a whole WAV or AIFF file."""
    at = 12
    while at + 8 <= len(data):
        size = _u32(order, data, at + 4)
        if data[at : at + 4] == b"data":
            return size
        if data[at : at + 4] == b"SSND":
            return size - 8  # An offset and a block size come before the sound.
        at += 8 + size + size % 2
    return 0


def _u32(order: str, data: bytes, at: int) -> int:
    value: int = struct.unpack_from(f"{order}I", data, at)[0]
    return value


def _remove(path: Path) -> None:
    try:
        path.unlink(missing_ok=True)
    except OSError:
        return  # Windows keeps a file that is still being written; the folder goes with us.


def _pause(length: Seconds) -> None:
    threading.Event().wait(length)


def _load_espeak() -> str:
    """Load eSpeak NG, so that pyttsx3 finds it by its name; the system's own goes first."""
    try:
        library = ctypes.CDLL("libespeak-ng.so.1")
        _forget_wrong_data_path()
    except OSError:
        library = _load_bundled_espeak()
    library.espeak_Info.restype = ctypes.c_char_p
    version: bytes = library.espeak_Info(None)
    return f"espeak-ng {version.decode()}"


def _load_bundled_espeak() -> ctypes.CDLL:
    # Imported here: only Linux has it, and only where the system has no eSpeak NG.
    import espeakng_loader  # noqa: PLC0415

    data = Path(espeakng_loader.get_data_path())  # type: ignore[no-untyped-call] # No types.
    if not _is_espeak_data(data):
        raise CoachError(
            f"{_COULD_NOT_OPEN}{data} lacks eSpeak NG's data.",
            "Install it again: pip install --force-reinstall espeakng-loader.",
        )
    os.environ["ESPEAK_DATA_PATH"] = str(data)
    path = espeakng_loader.get_library_path()  # type: ignore[no-untyped-call] # No types.
    return ctypes.CDLL(path)


def _forget_wrong_data_path() -> None:
    """eSpeak NG ends the process when this path is wrong; without it, it finds its own."""
    path = os.environ.get("ESPEAK_DATA_PATH")
    if path and not any(map(_is_espeak_data, (Path(path), Path(path) / "espeak-ng-data"))):
        del os.environ["ESPEAK_DATA_PATH"]


def _is_espeak_data(folder: Path) -> bool:
    return (folder / "phontab").is_file()
