"""The coach's speech, as the settings ask for it."""

from __future__ import annotations

from collections.abc import Callable

from voice_coach.config.settings import Settings
from voice_coach.speech.reports import SpeechReport
from voice_coach.speech.speech import Speech, user_store


def speech_of(settings: Settings, report: Callable[[SpeechReport], None]) -> Speech:
    """Speech with the user's clips. `report` is called from a thread of its own."""
    return Speech(
        settings.voice,
        settings.rate,
        report,
        user_store(),
        engine=settings.engine,
        address=settings.wyoming_address,
    )
