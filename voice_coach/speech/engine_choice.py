"""Choose the engine that speaks, from the settings, and its fallback."""

from __future__ import annotations

from dataclasses import dataclass

from voice_coach.core.model.duration_estimate import NATURAL_PACE, SYSTEM_PACE, SpeakingPace
from voice_coach.errors import UsageError
from voice_coach.speech.clip_store import ClipSource
from voice_coach.speech.engine import AUTO, NATURAL, SYSTEM, WYOMING
from voice_coach.speech.natural.pace import understood_rate
from voice_coach.speech.natural.packages import missing_packages
from voice_coach.speech.natural.version import VERSION
from voice_coach.speech.natural.voice_list import NATURAL_VOICES
from voice_coach.speech.voices import Voice, choose


@dataclass(frozen=True, slots=True)
class EngineRequest:
    """An engine and a voice of it, as requested from the worker."""

    engine: str
    voice: str | None
    """The voice, as the user names it; None for the best one of the language."""
    language: str
    address: str | None = None
    """The address of the server that renders."""

    @property
    def key(self) -> str:
        """The key under which the result of the request is remembered."""
        return f"{self.engine}|{self.voice or ''}|{self.language}|{self.address or ''}"

    @property
    def fallback(self) -> EngineRequest | None:
        """The fallback if it can't speak: the system's voice, of the same language."""
        if self.engine == SYSTEM:
            return None
        voice = natural_voice(self.voice, self.language) if self.engine == NATURAL else None
        language = voice.languages[0] if voice is not None and self.voice else self.language
        return EngineRequest(SYSTEM, None, language)

    def understood_rate(self, rate: int) -> int:
        """Return the nearest rate, in words a minute, at which the voice is understood."""
        return understood_rate(rate) if self.engine == NATURAL else rate

    @property
    def pace(self) -> SpeakingPace:
        """The pace by which lengths are estimated."""
        return NATURAL_PACE if self.engine == NATURAL else SYSTEM_PACE

    @property
    def source(self) -> ClipSource | None:
        """The resulting clip source, if known without opening the engine."""
        if self.engine != NATURAL:
            return None
        voice = natural_voice(self.voice, self.language)
        return None if voice is None else ClipSource(NATURAL, VERSION, voice)


@dataclass(frozen=True, slots=True)
class EngineChoice:
    """The request to the worker, and the reason why it is not the preferred one."""

    request: EngineRequest
    reason: str | None = None


def choose_engine(
    engine: str, voice: str | None, language: str, address: str | None = None
) -> EngineChoice:
    """Choose by the settings. Under `auto`, the voice decides: a natural one if its name or
    language is known, else one of the system's."""
    if engine == AUTO:
        engine = SYSTEM if natural_voice(voice, language) is None else NATURAL
    request = EngineRequest(engine, voice, language, address if engine == WYOMING else None)
    missing = missing_packages() if engine == NATURAL else ()
    if missing and request.fallback is not None:
        return EngineChoice(request.fallback, f"not installed: {', '.join(missing)}")
    return EngineChoice(request)


def natural_voice(wanted: str | None, language: str) -> Voice | None:
    """Return the natural voice that `wanted` means; None if it means none, or more than one."""
    try:
        return choose(NATURAL_VOICES, wanted, language, NATURAL_VOICES[0].id)
    except UsageError:
        return None
