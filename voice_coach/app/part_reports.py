"""What the parts of the program report of themselves, put in the log and on the screen: a sound
device that is lost, a voice that was replaced, a journal that can't be written."""

from __future__ import annotations

from voice_coach.app.ports import Wait
from voice_coach.audio.port import DeviceFound, DeviceLost, MusicTrouble
from voice_coach.journal.reports import JournalChanged
from voice_coach.screen.port import Screen
from voice_coach.speech.reports import (
    ClipsNotKept,
    RateLimited,
    SpeechFound,
    SpeechLost,
    SpeechReport,
    VoiceReplaced,
)
from voice_coach.system.event_log import EventLog


class PartReports:
    """Tells what the parts report."""

    def __init__(self, wait: Wait, screen: Screen, log: EventLog) -> None:
        self._wait = wait
        self._screen = screen
        self._log = log
        self.deaf = False
        """The last report of the sound device was its loss."""

    def note(self, event: str, **fields: str) -> None:
        """Log an event that nobody scheduled."""
        now = self._wait.now()
        self._log.write(event, now, now, **fields)

    def journal_changed(self, report: JournalChanged) -> None:
        """Tell that nothing can be kept, or that it can again."""
        self.note("journal works" if report.works else "journal lost", reason=report.text)
        self._screen.notice(report.text)

    def sound_changed(self, report: DeviceLost | DeviceFound | MusicTrouble) -> None:
        """Tell what there is to hear, or no more."""
        match report:
            case MusicTrouble(reason):
                self.note("music trouble", reason=reason)
                self._screen.notice(f"Music: {sentence(reason)}")
            case DeviceLost(reason):
                self.note("device lost", reason=reason)
                self.deaf = True
                self._screen.notice(
                    f"No sound: {sentence(reason)} Going on in text, at the same times."
                )
            case DeviceFound(name):
                self.note("device found", name=name)
                if self.deaf:
                    self._screen.notice(f"Sound is back: {name}.")
                self.deaf = False

    def speech_changed(self, report: SpeechReport) -> None:
        """Tell whether words are said, and by whom."""
        match report:
            case SpeechLost(reason):
                self.note("speech lost", reason=reason)
                self._screen.notice(f"No speech: {sentence(reason)} Going on with tones and text.")
            case SpeechFound():
                self.note("speech found")
                self._screen.notice("Speech is back.")
            case VoiceReplaced(reason):
                self.note("voice replaced", reason=reason)
                self._screen.notice(
                    f"Speaking with the system's voice: {sentence(reason)} "
                    "`voice-coach doctor` says more."
                )
            case RateLimited(rate):
                self.note("rate limited", rate=str(rate))
                self._screen.notice(
                    f"This voice is understood up to a limit: it speaks {rate} words a minute."
                )
            case ClipsNotKept(reason):
                self._screen.notice(f"Speech is not kept for the next time: {sentence(reason)}")


def sentence(reason: str) -> str:
    """A reason as a sentence."""
    return reason if reason.endswith(".") else f"{reason}."
