"""The port behind which every speech engine stands, inside the worker process."""

from __future__ import annotations

import importlib
import re
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from voice_coach.audio.clip import Clip
from voice_coach.errors import CoachError, UsageError
from voice_coach.speech.voices import Voice

LONGEST_TEXT = 1_000
"""Characters in one clip. About a minute of speech; eSpeak NG crashes at some 15,000."""

_ABBREVIATION = re.compile(r"(?:\b\w\.){5,}")
"""eSpeak NG writes past a buffer for one of many letters and dots: 1.51 ended at 86 of them,
1.52 at 200. Names have up to four (a.m., U.S.A.)."""


class UnspeakableError(CoachError):
    """A text no engine should be given: nothing in it can be spoken, or it is too long."""


Master = Callable[[bytes], Clip]
"""Makes a clip of an engine's sound file. Raises CoachError if it can't be read or is silent."""


class SpeechEngine(Protocol):
    """Turns text into sound. Made and used in one thread; any call may hang or kill the
    process, which is why it lives in a worker."""

    @property
    def version(self) -> str:
        """The version of the renderer, to keep clips of other versions apart from its own."""

    @property
    def standard_voice(self) -> str | None:
        """The id of the voice that the system or the engine would use by itself."""

    @property
    def master(self) -> Master:
        """The mastering of its sound files into clips."""

    def voices(self) -> tuple[Voice, ...]:
        """Return the installed voices."""

    def render(self, text: str, voice: Voice, rate: int) -> bytes:
        """Return a sound file (WAV, AIFF, FLAC or MP3) of `text` at `rate` words a minute.

        Raises CoachError if there is no sound.

        """


@dataclass(frozen=True, slots=True)
class EngineOptions:
    """The options for opening an engine."""

    folder: Path
    """A folder of its own, which it may write to."""
    voice: str | None = None
    """The voice, as the user names it."""
    address: str | None = None
    """The address of the server that renders: HOST:PORT."""


OpenEngine = Callable[[EngineOptions], SpeechEngine]
"""Opens an engine. Raises CoachError."""

NATURAL = "natural"
SYSTEM = "system"
PIPER = "piper"
WYOMING = "wyoming"

# Imported on use: an engine that is not installed must not be in the way of the others.
_ENGINES = {
    NATURAL: "voice_coach.speech.pyttsx3_engine:open_natural",
    SYSTEM: "voice_coach.speech.pyttsx3_engine:open_system",
    PIPER: "voice_coach.speech.piper_engine:open_piper",
    WYOMING: "voice_coach.speech.wyoming_engine:open_wyoming",
}

AUTO = "auto"
"""Natural if possible, else the system's engine."""

ENGINE_NAMES = (AUTO, *_ENGINES)
"""The values of the `engine` setting."""


def allow_numpy() -> None:
    """Lift the bar, for an engine that is built on it."""
    if sys.modules.get("numpy", ...) is None:
        del sys.modules["numpy"]


def open_engine(name: str, options: EngineOptions) -> SpeechEngine:
    """Open the engine called `name`. Raises CoachError."""
    if name not in _ENGINES:
        raise UsageError(f'There is no speech engine "{name}".', f"Use {' or '.join(_ENGINES)}.")
    module, attribute = _ENGINES[name].split(":")
    factory: OpenEngine = getattr(importlib.import_module(module), attribute)
    return factory(options)


def speakable(text: str) -> str:
    """Return `text` in a form an engine may be given. Raises UnspeakableError."""
    plain = " ".join("".join(c if c.isprintable() else " " for c in text).split())
    plain = _ABBREVIATION.sub(_spelt_out, plain)
    if len(plain) > LONGEST_TEXT:
        raise UnspeakableError(
            f"A cue of {len(plain)} characters is too long to be spoken.",
            f"Write at most {LONGEST_TEXT}.",
        )
    if not any(character.isalnum() for character in plain):
        raise UnspeakableError(f'There are no words to speak in "{plain}".')
    return plain


def _spelt_out(abbreviation: re.Match[str]) -> str:
    return " ".join(abbreviation.group().split("."))
