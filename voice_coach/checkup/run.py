"""The whole check-up: every part in turn, each within its limit, whatever state it is in."""

from __future__ import annotations

import os
import platform
import sys
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, version

import platformdirs

from voice_coach.checkup.bluetooth import check_bluetooth
from voice_coach.checkup.echo import check_echo
from voice_coach.checkup.files import check_folders, check_routines, check_settings
from voice_coach.checkup.finding import Finding, FindingState
from voice_coach.checkup.journal import check_journal
from voice_coach.checkup.microphone import check_microphone
from voice_coach.checkup.own_sounds import check_own_sounds
from voice_coach.checkup.sleep import check_sleep
from voice_coach.checkup.sound import check_sound
from voice_coach.checkup.speech import check_speech
from voice_coach.checkup.terminal import check_terminal
from voice_coach.checkup.timeboxed import Attempt
from voice_coach.config.settings import Settings, settings_path
from voice_coach.core.units import Seconds
from voice_coach.journal.paths import journal_path
from voice_coach.library.catalogue.paths import bundled_folder, user_folder

_FILES_WITHIN: Seconds = 6.0
_LINK_WITHIN: Seconds = 8.0
_SLEEP_WITHIN: Seconds = 8.0
_SPEECH_WITHIN: Seconds = 155.0
"""More than the sum of its own deadlines; the same is true of the three below."""
_SOUND_WITHIN: Seconds = 45.0
_MICROPHONE_WITHIN: Seconds = 25.0
_ECHO_WITHIN: Seconds = 25.0


def examine(*, aloud: bool) -> Iterator[Finding]:
    """Check each part; `aloud` plays a sentence. Takes a few seconds, and always ends."""
    yield Finding("program", FindingState.OK, _program())
    settled = Attempt(lambda: check_settings(settings_path()))
    yield from settled.findings("settings", _FILES_WITHIN, lambda one: (one.finding,))
    settings = settled.outcome.settings if settled.outcome else Settings()
    spoken = Attempt(lambda: check_speech(settings))
    yield from spoken.findings("speech", _SPEECH_WITHIN, lambda one: one.findings)
    sentence = spoken.outcome.sentence if spoken.outcome else None
    sound = Attempt(lambda: check_sound(sentence, settings.volume, aloud=aloud))
    yield from sound.findings("sound", _SOUND_WITHIN, tuple)
    own = Attempt(lambda: check_own_sounds(settings))
    yield from own.findings("own sounds", _FILES_WITHIN, tuple)
    link = Attempt(lambda: check_bluetooth(settings), essential=False)
    yield from link.findings("bluetooth", _LINK_WITHIN, tuple)
    # After the sentence: what is measured is the room, and not the coach.
    microphone = Attempt(check_microphone, essential=False)
    yield from microphone.findings("microphone", _MICROPHONE_WITHIN, lambda one: (one,))
    phrase = spoken.outcome.phrase if spoken.outcome else None
    if aloud and phrase and _plays(sound.outcome) and _hears(microphone.outcome):
        echo = Attempt(lambda: check_echo(phrase, settings), essential=False)
        yield from echo.findings("echo", _ECHO_WITHIN, tuple)
    yield check_terminal(sys.stdin, sys.stdout, os.environ)
    awake = Attempt(check_sleep, essential=False)
    yield from awake.findings("sleep", _SLEEP_WITHIN, lambda one: (one,))
    folders = Attempt(_folders, essential=False)
    yield from folders.findings("folders", _FILES_WITHIN, tuple)
    journal = Attempt(lambda: check_journal(journal_path()), essential=False)
    yield from journal.findings("journal", _FILES_WITHIN, lambda one: (one,))
    routines = Attempt(lambda: check_routines(user_folder(), bundled_folder()))
    yield from routines.findings("routines", _FILES_WITHIN, tuple)


def _plays(sound: tuple[Finding, ...] | None) -> bool:
    return bool(sound) and all(one.state is not FindingState.FAIL for one in sound or ())


def _hears(microphone: Finding | None) -> bool:
    return microphone is not None and bool(microphone.measured.get("present"))


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
