"""A sample of a voice, rendered and played."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from queue import Empty

from voice_coach.app.coach_speech import speech_of
from voice_coach.audio.clip import Clip
from voice_coach.audio.device_output import DeviceOutput
from voice_coach.audio.port import Began, DeviceFound, DeviceLost, Played, Report
from voice_coach.config.settings import Settings
from voice_coach.core.units import Seconds
from voice_coach.errors import CoachError
from voice_coach.speech.reports import SpeechLost, SpeechReport, VoiceReplaced
from voice_coach.speech.voices import Voice
from voice_coach.system import clock
from voice_coach.system.mailbox import Mailbox

SAMPLE = "Next: forearm plank, 30 seconds. Ready? Three, two, one, go. Well done!"

_RENDERING: Seconds = 60.0
_OPENING: Seconds = 10.0
_LEAD: Seconds = 0.1


def play_sample(settings: Settings) -> Voice:
    """Play a few sentences in the voice of the settings.

    Raises UsageError if there is no such voice, CoachError if it or the sound can't be had.
    """
    voice, clip = _sample(settings)
    with closing(Player(settings.volume / 100)) as player:
        player.play(clip)
    return voice


def _sample(settings: Settings) -> tuple[Voice, Clip]:
    troubles: list[str] = []

    def note(report: SpeechReport) -> None:
        if isinstance(report, SpeechLost | VoiceReplaced):
            troubles.append(report.reason)

    with closing(speech_of(settings, note)) as speech:
        voice = speech.voice()
        speech.want((SAMPLE,))
        speech.wait_ready((SAMPLE,), _RENDERING)
        clip = speech.clip(SAMPLE)
    if clip is None or troubles:
        reason = troubles[0] if troubles else "it takes too long"
        raise CoachError(
            f"The voice {voice.name} can't be used: {reason}", "`voice-coach doctor` says more."
        )
    return voice, clip


class Player:
    """Plays one clip after the other, each to its end."""

    def __init__(self, volume: float, heard: Callable[[Played], None] | None = None) -> None:
        """Open the sound. `heard` is told what is about to sound. Raises CoachError where there is
        no sound."""
        self._reports: Mailbox[Report] = Mailbox()
        self._output = DeviceOutput(self._reports.put, reference=heard)
        try:
            _wait(self._reports, DeviceFound, clock.now() + _OPENING)
        except CoachError:
            self.close()
            raise
        self._output.set_volume(volume)

    def play(self, clip: Clip) -> None:
        """Play to the end. Raises CoachError where there is no sound."""
        self._output.place(0, clock.now() + _LEAD, clip)
        _wait(self._reports, Began, clock.now() + _OPENING)
        _rest(self._reports, clock.now() + clip.length + _LEAD)

    def close(self) -> None:
        """Close the sound."""
        self._output.close()


def _wait(reports: Mailbox[Report], kind: type[Report], until: Seconds) -> None:
    """Wait for a report of a kind. Raises CoachError if the sound is lost, or too late."""
    while (left := until - clock.now()) > 0:
        try:
            report = reports.get(timeout=left)
        except Empty:
            break
        if isinstance(report, DeviceLost):
            raise CoachError(f"No sound: {report.reason}.", "`voice-coach doctor` says more.")
        if isinstance(report, kind):
            return
    raise CoachError("No sound: the player does not answer.", "`voice-coach doctor` says more.")


def _rest(reports: Mailbox[Report], until: Seconds) -> None:
    while (left := until - clock.now()) > 0:
        try:
            reports.get(timeout=left)
        except Empty:
            return
