"""The check-up as a whole: every part in turn, each within its time, whatever state it is in."""

from __future__ import annotations

import os
import platform
import sys
import threading
from collections.abc import Callable, Iterator
from importlib.metadata import version
from typing import Generic, TypeVar

from voice_coach.checkup.files import check_folders, check_routines, check_settings
from voice_coach.checkup.finding import Finding, State
from voice_coach.checkup.microphone import check_microphone
from voice_coach.checkup.sound import check_sound
from voice_coach.checkup.speech import check_speech
from voice_coach.checkup.terminal import check_terminal
from voice_coach.core.exercise import Seconds
from voice_coach.settings import Settings

_T = TypeVar("_T")

_FILES_WITHIN: Seconds = 10.0
_SPEECH_WITHIN: Seconds = 45.0
"""More than all of its own deadlines together; so with the two below."""
_SOUND_WITHIN: Seconds = 45.0
_MICROPHONE_WITHIN: Seconds = 25.0


def examine(*, aloud: bool) -> Iterator[Finding]:
    """Check each part; `aloud` plays a sentence. Takes a few seconds, and always ends."""
    yield Finding("program", State.OK, _program())
    settled = _Attempt(check_settings)
    yield from settled.findings("settings", _FILES_WITHIN, lambda one: (one.finding,))
    settings = settled.outcome.settings if settled.outcome else Settings()
    spoken = _Attempt(lambda: check_speech(settings))
    yield from spoken.findings("speech", _SPEECH_WITHIN, lambda one: one.findings)
    clip = spoken.outcome.clip if spoken.outcome else None
    sound = _Attempt(lambda: check_sound(clip, settings.volume, aloud=aloud))
    yield from sound.findings("sound", _SOUND_WITHIN, tuple)
    # After the sentence: what is measured is the room, and not the coach.
    microphone = _Attempt(check_microphone, essential=False)
    yield from microphone.findings("microphone", _MICROPHONE_WITHIN, lambda one: (one,))
    yield check_terminal(sys.stdin, sys.stdout, os.environ)
    folders = _Attempt(check_folders, essential=False)
    yield from folders.findings("folders", _FILES_WITHIN, tuple)
    yield from _Attempt(check_routines).findings("routines", _FILES_WITHIN, tuple)


def _program() -> str:
    return (
        f"voice-coach {version('voice-coach')}, Python {platform.python_version()}, "
        f"{platform.system()} {platform.release()} {platform.machine()}"
    )


class _Attempt(Generic[_T]):
    """A check in a thread of its own, which is left behind if it does not come back: a check
    may wait on a disk or a server that never answers."""

    def __init__(self, check: Callable[[], _T], *, essential: bool = True) -> None:
        self.outcome: _T | None = None
        self._check = check
        self._fault = ""
        self._severity = State.FAIL if essential else State.NOTE

    def findings(
        self, part: str, limit: Seconds, of: Callable[[_T], tuple[Finding, ...]]
    ) -> tuple[Finding, ...]:
        """What the check finds, or that it did not come to an end within `limit`."""
        thread = threading.Thread(target=self._run, daemon=True)
        thread.start()
        thread.join(limit)
        if self.outcome is not None:
            return of(self.outcome)
        found = self._fault or f"no answer within {limit:g} seconds"
        return (Finding(part, self._severity, found),)

    def _run(self) -> None:
        try:
            self.outcome = self._check()
        except Exception as error:  # noqa: BLE001 - a check-up must survive any disease.
            self._fault = f"the check itself failed: {error!r}"
