"""Speech through pyttsx3: the system's own (eSpeak NG, macOS, SAPI 5), or the natural voice.

pyttsx3 renders to files here and never plays: it has no exact stop and no exact start. What is
odd below is there because of a fault that was seen; each says which.
"""

from __future__ import annotations

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
from voice_coach.speech.engine import EngineOptions, Master, SpeechEngine, allow_numpy
from voice_coach.speech.espeak_library import espeak_version, load_espeak
from voice_coach.speech.mastering import master
from voice_coach.speech.voices import Voice, language_tag
from voice_coach.system.clock import now

_SETTLE: Seconds = 0.06
"""eSpeak takes up a property in a thread of its own: a save sooner than 50 ms after it came
out with the old one, or empty, in 2 to 5 % of cases, and later than that in none of 500."""

_FILE_WAIT: Seconds = 1.2
"""The time a file may take to be complete after `runAndWait`; three tries stay below the deadline
the coach has on a request."""

_TRIES = 3
_POLL: Seconds = 0.005


class Tts(Protocol):
    """The used part of `pyttsx3.Engine`."""

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
    master: Master = master
    """Makes a clip of what it renders."""


def open_system(options: EngineOptions) -> SpeechEngine:
    """Open pyttsx3 with this system's driver. Raises CoachError."""
    return open_with(driver_for(sys.platform), options.folder)


def open_natural(options: EngineOptions) -> SpeechEngine:
    """Open pyttsx3 with the natural voice as its driver. Raises CoachError."""
    # Imported here: it brings numpy and onnxruntime, which the system's speech does without.
    allow_numpy()
    from voice_coach.speech.natural import driver  # noqa: PLC0415
    from voice_coach.speech.presence_mastering import master_presence  # noqa: PLC0415

    return open_with(Driver(driver.DRIVER_NAME, driver.install, master_presence), options.folder)


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
        return Pyttsx3Engine(tts, version, folder, driver.master)
    except (ImportError, OSError, RuntimeError) as error:
        raise CoachError(
            f"The speech engine can't be opened: {error}.",
            "`voice-coach doctor` says what is missing.",
        ) from error


class Pyttsx3Engine:
    """One pyttsx3 engine: there can be only one in a process."""

    def __init__(
        self,
        tts: Tts,
        version: str,
        folder: Path,
        master: Master = master,
        file_wait: Seconds = _FILE_WAIT,
    ) -> None:
        self.version = version
        self.master = master
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
        self._faults.clear()
        self._tts.save_to_file(text, str(path))
        self._tts.runAndWait()
        if self._faults:
            raise CoachError(f"The speech engine failed: {self._faults[0]}.")
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
    sex = str(getattr(raw, "gender", None) or "").lower()
    return Voice(
        str(raw.id),
        str(raw.name or raw.id),
        tuple(tag for tag in tags if tag),
        sex if sex in ("female", "male") else "",
    )


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
    """Load eSpeak NG, so that pyttsx3 finds it by its name."""
    return f"espeak-ng {espeak_version(load_espeak())}"
