"""The speech engine and its voice, tried in a worker process as a session has it."""

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
from voice_coach.speech.voices import Voice, preferred_language
from voice_coach.speech.worker_client import WORKER_COMMAND, Renderer
from voice_coach.system import clock

SENTENCE = "This is your coach. If you can hear this, sound works."

PHRASE = "ten more seconds"
"""To be understood by the coach itself: one that is told well from all others."""

_OPEN_WITHIN: Seconds = 15.0
"""As long as a session waits for it."""

_REPLY_WITHIN: Seconds = 5.0


@dataclass(frozen=True, slots=True)
class SpeechCheck:
    """How speech is, and what is to be played if it could be spoken."""

    findings: tuple[Finding, ...]
    sentence: Clip | None = None
    phrase: Clip | None = None


def check_speech(settings: Settings, worker: Sequence[str] = WORKER_COMMAND) -> SpeechCheck:
    """Open the engine, look for the voice and speak a sentence, each within its time."""
    try:
        started = clock.now()
        with Renderer(worker) as renderer:
            try:
                origin = _open(renderer, settings, settings.voice)
                missing = None
            except UsageError as error:
                # Its voice is not there. With another, the rest can still be tried.
                origin = _open(renderer, settings, None)
                missing = error
            opened = clock.now() - started
            count = len(renderer.voices(_REPLY_WITHIN))
            asked = clock.now()
            sentence = renderer.render(SENTENCE, settings.rate, _REPLY_WITHIN)
            rendered = clock.now() - asked
            phrase = renderer.render(PHRASE, settings.rate, _REPLY_WITHIN)
    except CoachError as error:
        return SpeechCheck((_no_engine(settings, error),))
    voice = _voice(origin.voice, count) if missing is None else _no_voice(missing)
    return SpeechCheck((_engine(origin, opened, rendered), voice), sentence, phrase)


def _open(renderer: Renderer, settings: Settings, voice: str | None) -> ClipSource:
    return renderer.open(settings.engine, voice, preferred_language(), _OPEN_WITHIN)


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


def _no_engine(settings: Settings, error: CoachError) -> Finding:
    return Finding(
        "speech",
        FindingState.FAIL,
        f"{settings.engine}: {error.what}",
        remedies.engine(sys.platform),
        {"engine": settings.engine},
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
        f"{found}; what the coach says is English",
        ("`voice-coach config set voice en` takes an English one.", remedies.voices(sys.platform)),
        measured,
    )


def _no_voice(error: UsageError) -> Finding:
    advice = (error.instead, "`voice-coach config unset voice` goes back to the usual one.")
    return Finding(
        "voice",
        FindingState.FAIL,
        error.what,
        (*filter(None, advice), remedies.voices(sys.platform)),
    )
