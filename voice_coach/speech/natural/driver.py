"""Kokoro as a driver of pyttsx3, beside its own for espeak, sapi5 and nsss."""

from __future__ import annotations

import sys
import wave
from types import ModuleType
from typing import TYPE_CHECKING, Any, Protocol

from voice_coach.speech.natural.model import RATE, Kokoro
from voice_coach.speech.natural.pace import OWN_RATE, speed_of
from voice_coach.speech.natural.phonemes import MOST_TOKENS, EspeakPhonemes, pieces
from voice_coach.speech.natural.version import VERSION
from voice_coach.speech.natural.voice_list import NATURAL_VOICES

if TYPE_CHECKING:
    from numpy import float32
    from numpy.typing import NDArray

DRIVER_NAME = "kokoro"

_PAUSE = 0.25
"""Seconds of silence between two pieces, as the model leaves between sentences."""

_FLOOR = 0.005
"""As a share of the peak; anything softer at either end of a piece is silence."""


class Proxy(Protocol):
    """The used part of `pyttsx3.driver.DriverProxy`."""

    def setBusy(self, busy: bool) -> None:  # noqa: N802 - pyttsx3's own name.
        """Say whether a command is being worked on."""

    def notify(self, topic: str, **kwargs: object) -> None:
        """Tell an event."""


def install() -> str:
    """Open the model and make it a driver that pyttsx3 finds; gives its version.

    Raises CoachError.
    """
    # The model first: eSpeak NG is opened here only if it won't be needed as a voice.
    kokoro = Kokoro()
    phonemes = EspeakPhonemes()
    module = ModuleType(f"pyttsx3.drivers.{DRIVER_NAME}")
    module.buildDriver = lambda proxy: KokoroDriver(proxy, kokoro, phonemes)  # type: ignore[attr-defined]
    sys.modules[module.__name__] = module
    return VERSION


class KokoroDriver:
    """The driver: voices and rate as properties, and texts to WAV files. It plays nothing."""

    def __init__(self, proxy: Proxy, kokoro: Kokoro, phonemes: EspeakPhonemes) -> None:
        # Imported here: pyttsx3 is imported only once its driver is ready.
        from pyttsx3.voice import Voice  # noqa: PLC0415

        self._proxy = proxy
        self._kokoro = kokoro
        self._phonemes = phonemes
        self._languages = {voice.id: voice.languages[0] for voice in NATURAL_VOICES}
        self._ended = False
        self._properties: dict[str, Any] = {
            "rate": OWN_RATE,
            "volume": 1.0,
            "voice": NATURAL_VOICES[0].id,
            "voices": [
                Voice(voice.id, voice.name, list(voice.languages), voice.sex)
                for voice in NATURAL_VOICES
            ],
        }

    def destroy(self) -> None:
        """Nothing outlives the process."""

    def startLoop(self) -> None:  # noqa: N802 - pyttsx3's own name.
        """Do what is queued. Its last command ends the loop, and may have been done before
        this: outside of a loop pyttsx3 doesn't queue, it does."""
        while not self._ended:
            self._proxy.setBusy(False)
        self._ended = False

    def endLoop(self) -> None:  # noqa: N802 - pyttsx3's own name.
        """End the loop."""
        self._ended = True

    def stop(self) -> None:
        """Nothing is ever being played."""

    def say(self, text: str) -> None:
        """Raises NotImplementedError: the coach plays clips itself."""
        raise NotImplementedError(text)

    def getProperty(self, name: str) -> Any:  # noqa: N802 - pyttsx3's own name.
        """The value of a property. Raises KeyError."""
        return self._properties[name]

    def setProperty(self, name: str, value: Any) -> None:  # noqa: N802 - pyttsx3's own name.
        """Set `voice` or `rate`. Raises KeyError or ValueError, which pyttsx3 tells."""
        if name == "voice" and value not in self._languages:
            raise ValueError(f"unknown voice {value}")
        if name not in ("voice", "rate", "volume"):
            raise KeyError(name)
        self._properties[name] = value

    def save_to_file(self, text: str, filename: str) -> None:
        """Write `text` as a WAV file; it is whole when this returns."""
        self._proxy.setBusy(True)
        try:
            samples = self._speak(text)
            with wave.open(filename, "wb") as file:
                file.setnchannels(1)
                file.setsampwidth(2)
                file.setframerate(RATE)
                file.writeframes(_as_pcm(samples))
        finally:
            self._proxy.setBusy(False)

    def _speak(self, text: str) -> NDArray[float32]:
        import numpy as np  # noqa: PLC0415 - only where the natural voice is opened.

        voice = self._properties["voice"]
        speed = speed_of(self._properties["rate"])
        phonemes = self._phonemes.of(text, self._languages[voice])
        most = int(MOST_TOKENS * min(1.0, speed))
        spoken: list[NDArray[float32]] = []
        for piece in pieces(phonemes, most):
            sound = self._kokoro.sound(piece, voice, speed)
            if spoken:
                spoken.append(np.zeros(int(RATE * _PAUSE / speed), np.float32))
            spoken.append(_trimmed(sound))
        return np.concatenate(spoken)


def _trimmed(samples: NDArray[float32]) -> NDArray[float32]:
    import numpy as np  # noqa: PLC0415 - see `_speak`.

    loud = np.flatnonzero(np.abs(samples) > np.abs(samples).max(initial=0) * _FLOOR)
    return samples[loud[0] : loud[-1] + 1] if loud.size else samples


def _as_pcm(samples: NDArray[float32]) -> bytes:
    import numpy as np  # noqa: PLC0415 - see `_speak`.

    # Kokoro stays within ±1 but for rare peaks; mastering sets the loudness.
    return bytes((np.clip(samples, -1, 1) * 32_767).astype("<i2").tobytes())
