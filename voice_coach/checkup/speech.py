"""Check the speech engine and its voice in a worker process, as a session uses them."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import dataclass

from voice_coach.audio.clip import Clip
from voice_coach.checkup import remedies
from voice_coach.checkup.finding import Finding, FindingState, MeasuredValue
from voice_coach.config.settings import Settings
from voice_coach.core.units import Seconds
from voice_coach.errors import CoachError, UsageError
from voice_coach.speech.clip_store import ClipSource
from voice_coach.speech.engine import AUTO, NATURAL
from voice_coach.speech.engine_choice import EngineRequest, choose_engine
from voice_coach.speech.voices import Voice, preferred_language
from voice_coach.speech.worker_client import WORKER_COMMAND, Renderer
from voice_coach.system import clock

SENTENCE = "This is your coach. If you can hear this, sound works."

PHRASE = "ten more seconds"
"""The phrase that the coach must recognise: it is easy to tell from all others."""

_OPEN_WITHIN: Seconds = 15.0
"""The limit of a session."""

_REPLY_WITHIN: Seconds = 20.0
"""The sentence takes the natural voice a second; a machine that takes ten is too slow for it."""


@dataclass(frozen=True, slots=True)
class SpeechCheck:
    """The findings about speech, and the clip to play if there is one."""

    findings: tuple[Finding, ...]
    sentence: Clip | None = None
    phrase: Clip | None = None


def check_speech(settings: Settings, worker: Sequence[str] = WORKER_COMMAND) -> SpeechCheck:
    """Open the engine, look for the voice and speak a sentence, each within its limit.

    If the engine can't be used, its fallback is checked.

    """
    choice = choose_engine(
        settings.engine, settings.voice, preferred_language(), settings.wyoming_address
    )
    if choice.reason is not None:
        return _replaced(choice.reason, settings, choice.request, worker)
    try:
        return _try(choice.request, settings.rate, worker)
    except CoachError as error:
        fallback = choice.request.fallback
        if fallback is None:
            return SpeechCheck((_no_engine(choice.request, error),))
        return _replaced(str(error), settings, fallback, worker)


def _replaced(
    reason: str, settings: Settings, fallback: EngineRequest, worker: Sequence[str]
) -> SpeechCheck:
    """Check the fallback."""
    note = Finding(
        "natural voice" if settings.engine in (AUTO, NATURAL) else settings.engine,
        FindingState.NOTE,
        f"can't be used: {reason}",
        ("`voice-coach config set engine system` uses the system's voice instead.",),
    )
    try:
        check = _try(fallback, settings.rate, worker)
    except CoachError as error:
        return SpeechCheck((note, _no_engine(fallback, error)))
    return SpeechCheck((note, *check.findings), check.sentence, check.phrase)


def _try(request: EngineRequest, rate: int, worker: Sequence[str]) -> SpeechCheck:
    """Open the engine and speak. Raises CoachError if either fails."""
    started = clock.now()
    with Renderer(worker) as renderer:
        try:
            origin = _open(renderer, request, request.voice)
            missing = None
        except UsageError as error:
            # Its voice is not there. With another, the rest can still be tried.
            origin = _open(renderer, request, None)
            missing = error
        opened = clock.now() - started
        count = len(renderer.voices(_REPLY_WITHIN))
        asked = clock.now()
        sentence = renderer.render(SENTENCE, rate, _REPLY_WITHIN)
        rendered = clock.now() - asked
        phrase = renderer.render(PHRASE, rate, _REPLY_WITHIN)
    voice = _voice(origin.voice, count) if missing is None else _no_voice(missing)
    return SpeechCheck((_engine(origin, opened, rendered), voice), sentence, phrase)


def _open(renderer: Renderer, request: EngineRequest, voice: str | None) -> ClipSource:
    return renderer.open(request.engine, voice, request.language, _OPEN_WITHIN, request.address)


def _engine(origin: ClipSource, opened: Seconds, rendered: Seconds) -> Finding:
    return Finding(
        "speech",
        FindingState.OK,
        f"{origin.engine} with {origin.version}: open after {opened:.2f} s, "
        f"a sentence rendered in {rendered * 1000:.0f} ms",
        measured={
            "engine": origin.engine,
            "version": origin.version,
            "open_after": round(opened, 4),
            "rendered_in": round(rendered, 4),
        },
    )


def _no_engine(request: EngineRequest, error: CoachError) -> Finding:
    return Finding(
        "speech",
        FindingState.FAIL,
        f"{request.engine}: {error.what}",
        remedies.engine(sys.platform),
        {"engine": request.engine},
    )


def _voice(voice: Voice, count: int) -> Finding:
    languages = ", ".join(voice.languages)
    english = any(tag.partition("-")[0] == "en" for tag in voice.languages)
    found = f"{voice.name} ({languages or 'language unknown'}), one of {count} installed"
    measured: dict[str, MeasuredValue] = {
        "name": voice.name,
        "languages": languages,
        "installed": count,
    }
    if english or not voice.languages:
        return Finding("voice", FindingState.OK, found, measured=measured)
    return Finding(
        "voice",
        FindingState.NOTE,
        f"{found}; the coach speaks English",
        ("`voice-coach config set voice en` chooses one.", remedies.voices(sys.platform)),
        measured,
    )


def _no_voice(error: UsageError) -> Finding:
    advice = (error.instead, "`voice-coach config unset voice` goes back to the default voice.")
    return Finding(
        "voice",
        FindingState.FAIL,
        error.what,
        (*filter(None, advice), remedies.voices(sys.platform)),
    )
