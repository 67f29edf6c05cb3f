"""The check-up as a whole: every part in turn, each within its time, whatever state it is in."""

from __future__ import annotations

import os
import platform
import sys
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, version

import platformdirs

from voice_coach.checkup.attempt import Attempt
from voice_coach.checkup.files import check_folders, check_routines, check_settings
from voice_coach.checkup.finding import Finding, State
from voice_coach.checkup.microphone import check_microphone
from voice_coach.checkup.sound import check_sound
from voice_coach.checkup.speech import check_speech
from voice_coach.checkup.terminal import check_terminal
from voice_coach.core.exercise import Seconds
from voice_coach.library.places import bundled_folder, user_folder
from voice_coach.settings import Settings, settings_path

_FILES_WITHIN: Seconds = 6.0
_SPEECH_WITHIN: Seconds = 45.0
"""More than all of its own deadlines together; so with the two below."""
_SOUND_WITHIN: Seconds = 45.0
_MICROPHONE_WITHIN: Seconds = 25.0


def examine(*, aloud: bool) -> Iterator[Finding]:
    """Check each part; `aloud` plays a sentence. Takes a few seconds, and always ends."""
    yield Finding("program", State.OK, _program())
    settled = Attempt(lambda: check_settings(settings_path()))
    yield from settled.findings("settings", _FILES_WITHIN, lambda one: (one.finding,))
    settings = settled.outcome.settings if settled.outcome else Settings()
    spoken = Attempt(lambda: check_speech(settings))
    yield from spoken.findings("speech", _SPEECH_WITHIN, lambda one: one.findings)
    clip = spoken.outcome.clip if spoken.outcome else None
    sound = Attempt(lambda: check_sound(clip, settings.volume, aloud=aloud))
    yield from sound.findings("sound", _SOUND_WITHIN, tuple)
    # After the sentence: what is measured is the room, and not the coach.
    microphone = Attempt(check_microphone, essential=False)
    yield from microphone.findings("microphone", _MICROPHONE_WITHIN, lambda one: (one,))
    yield check_terminal(sys.stdin, sys.stdout, os.environ)
    folders = Attempt(_folders, essential=False)
    yield from folders.findings("folders", _FILES_WITHIN, tuple)
    routines = Attempt(lambda: check_routines(user_folder(), bundled_folder()))
    yield from routines.findings("routines", _FILES_WITHIN, tuple)


def _folders() -> tuple[Finding, ...]:
    clips = platformdirs.user_cache_path("voice-coach", appauthor=False) / "clips"
    return check_folders(settings_path().parent, user_folder(), clips)


def _program() -> str:
    try:
        own = version("voice-coach")
    except PackageNotFoundError:
        own = "(not installed, run from its folder)"
    return (
        f"voice-coach {own}, Python {platform.python_version()}, "
        f"{platform.system()} {platform.release()} {platform.machine()}"
    )
