"""Voice commands: what the listener is armed with, what becomes of what it understood, and whether
it works."""

from __future__ import annotations

from collections.abc import Mapping

from voice_coach.app.part_reports import PartReports, sentence
from voice_coach.app.ports import Act, Listener
from voice_coach.core.events.command import Command
from voice_coach.core.events.messages import Asked, Event, FilledCommand, VoiceOver
from voice_coach.core.model.views import ListeningState
from voice_coach.core.units import Seconds
from voice_coach.core.voice_commands.arbiter import Arbiter, HearingMode, Utterance
from voice_coach.core.voice_commands.grammar import WAKE_WORD, phrases_of
from voice_coach.hearing.ports.reports import (
    MicrophoneFound,
    MicrophoneLost,
    RecogniserFound,
    RecogniserLost,
    Understood,
)
from voice_coach.screen.port import Screen

HEARD_FOR: Seconds = 4.0
"""Time for which what was heard is shown: long enough for a glance from the mat."""


class VoiceCommands:
    """Makes commands of recognised speech. Without a listener there are none."""

    def __init__(
        self, listener: Listener | None, mode: HearingMode, screen: Screen, reports: PartReports
    ) -> None:
        self._listener = listener
        self._mode = mode
        self._screen = screen
        self._reports = reports
        self._arbiter = Arbiter(mode)
        self._meanings: Mapping[str, Asked] = {}
        """The armed phrases and their meanings."""
        self._asking = False
        self._lost: set[str] = set()
        """The parts of hearing that do not work."""
        self.shown_until: Seconds | None = None
        """Time until which what was heard is shown; None while there is nothing of it."""

    def arm(self, act: Act, names: Mapping[str, Asked]) -> None:
        """Have the listener recognise what has a meaning now. `names`: further phrases."""
        if self._listener is None:
            return
        self._asking = act.asking
        meanings = phrases_of((*act.armed, Command.HELP), names)
        if meanings != self._meanings:
            self._meanings = meanings
            self._listener.arm(tuple(meanings))

    def close(self) -> None:
        """Close the microphone: nothing that is said has a meaning any more."""
        if self._listener is None:
            return
        self._listener.close()
        self._listener, self._meanings = None, {}
        self._screen.listens(ListeningState.OFF)

    def understood(self, report: Understood, now: Seconds) -> Event | None:
        """Return what was asked for, if anything was, and show what was heard."""
        said = Utterance(
            report.phrase, report.score, report.wake, report.over_coach, report.began, report.ended
        )
        verdict = self._arbiter.judge(said, self._meanings, now, asking=self._asking)
        if verdict.shown:
            self._screen.heard(verdict.shown)
            self.shown_until = now + HEARD_FOR
        return verdict.heard

    def show_no_more(self, now: Seconds) -> None:
        """Take away what was heard, once it has been shown for long enough."""
        if self.shown_until is not None and now >= self.shown_until:
            self.shown_until = None
            self._screen.heard("")

    def show_voice(self, *, on: bool) -> None:
        """Show that somebody speaks, or no more."""
        # The last report of a listener that was closed may still come.
        if self._listener is not None:
            self._screen.listens(ListeningState.VOICE if on else ListeningState.LISTENING)

    def changed(
        self, report: MicrophoneLost | MicrophoneFound | RecogniserLost | RecogniserFound
    ) -> Event | None:
        """Tell whether anything can be heard; return what that is to the act."""
        match report:
            case MicrophoneLost(reason):
                return self._part_lost("microphone", reason)
            case RecogniserLost(reason):
                return self._part_lost("recogniser", reason)
            case MicrophoneFound(name):
                self._part_found("microphone", name=name)
            case RecogniserFound():
                self._part_found("recogniser")
        return None

    def _part_lost(self, what: str, reason: str) -> Event:
        self._reports.note(f"{what} lost", reason=reason)
        self._lost.add(what)
        self._screen.listens(ListeningState.LOST)
        self._screen.notice(f"Can't hear you: {sentence(reason)} Keys still work.")
        # The lost listener can no longer report the end of a voice.
        return VoiceOver()

    def _part_found(self, what: str, **fields: str) -> None:
        self._reports.note(f"{what} found", **fields)
        was_lost = bool(self._lost)
        self._lost.discard(what)
        if not self._lost:
            self._screen.listens(ListeningState.LISTENING)
            if was_lost:
                self._screen.notice("Listening again.")

    @property
    def phrases(self) -> tuple[str, ...]:
        """What can be said now: a phrase for each meaning, the first as it must be begun."""
        first: dict[Asked | tuple[Command], str] = {}
        for phrase, asked in self._meanings.items():
            # Of the details that a command can have, one is example enough.
            first.setdefault(
                (asked.command,) if isinstance(asked, FilledCommand) else asked, phrase
            )
        phrases = tuple(first.values())
        if phrases and self._mode is HearingMode.WAKE and not self._asking:
            phrases = (f"“{WAKE_WORD}”, then {phrases[0]}", *phrases[1:])
        return phrases
