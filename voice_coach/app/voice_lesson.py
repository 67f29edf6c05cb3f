"""The voice lesson: the athlete says each command three times, and is asked for it aloud."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import ExitStack, closing
from pathlib import Path
from queue import Empty

from voice_coach.app.coach_speech import speech_of
from voice_coach.app.listen_choice import ListenChoice
from voice_coach.app.voice_sample import Player
from voice_coach.config.settings import Settings
from voice_coach.core.units import Seconds
from voice_coach.core.wording import phrasebook
from voice_coach.errors import CoachError
from voice_coach.hearing.own_voice.file import Lessons, load, save
from voice_coach.hearing.own_voice.lesson import COMMANDS, TAKES, Gain, gain, left, with_takes
from voice_coach.hearing.ports.messages import HearingMessage
from voice_coach.hearing.ports.reports import MicrophoneLost, RecogniserLost, Understood
from voice_coach.hearing.processes.listener import LiveListener
from voice_coach.speech.speech import Speech
from voice_coach.system import clock
from voice_coach.system.mailbox import Mailbox

_RENDERING: Seconds = 60.0

_TAKE_WITHIN: Seconds = 8.0
"""Silence after which a command is asked for again."""

_REMINDERS = 2
"""Times that one command is asked for again."""

_CLOSE_TO_ITS_END: Seconds = 0.2
"""What began longer than this before the coach's last word ended is not the athlete's answer."""


def learn(
    choice: ListenChoice, settings: Settings, path: Path, tell: Callable[[str], None]
) -> Gain:
    """Ask for all that is still to be said, keep it in the file, and return what is gained. `tell`
    shows a line. Raises CoachError if there is no sound, no microphone, or nobody speaks."""
    if not left(load(path)):
        raise CoachError(
            "All commands have been said already.", "`voice-coach hear --forget` begins anew."
        )
    with ExitStack() as stack:
        reports: Mailbox[HearingMessage] = Mailbox()
        listener = LiveListener(reports.put, choice.engine, choice.model, voiceprints=True)
        stack.callback(listener.close)
        listener.arm(tuple(COMMANDS))
        speech = stack.enter_context(closing(speech_of(settings, lambda _: None)))
        player = stack.enter_context(closing(Player(settings.volume / 100, listener.played)))
        teacher = _Teacher(reports, speech, player, tell)
        lessons = load(path)
        asked = left(lessons)
        teacher.say(phrasebook.LESSON_BEGINS, *map(phrasebook.say_it, asked))
        for phrase in asked:
            lessons = with_takes(lessons, phrase, teacher.takes(phrase))
            save(path, lessons)
        found = _finished(lessons, path)
        teacher.say(phrasebook.lesson_over(found.of, found.before, found.after, helps=found.helps))
    return found


def _finished(lessons: Lessons, path: Path) -> Gain:
    found = gain(lessons)
    save(path, Lessons(lessons.takes, lessons.held_back, used=found.helps))
    return found


class _Teacher:
    """Says what to say, and listens."""

    def __init__(
        self,
        reports: Mailbox[HearingMessage],
        speech: Speech,
        player: Player,
        tell: Callable[[str], None],
    ) -> None:
        self._reports = reports
        self._speech = speech
        self._player = player
        self._tell = tell
        self._spoke_until: Seconds = 0.0

    def say(self, text: str, *later: str) -> None:
        """Say something, to its end. `later`: what is said after it, to be rendered meanwhile."""
        self._tell(text)
        self._speech.want((text, *later))
        self._speech.wait_ready((text,), _RENDERING)
        clip = self._speech.clip(text)
        if clip is None:
            raise CoachError("The voice can't be used.", "`voice-coach doctor` says more.")
        self._player.play(clip)
        self._spoke_until = clock.now()

    def takes(self, phrase: str) -> tuple[Understood, ...]:
        """Ask for a phrase until it was said often enough. Raises CoachError."""
        takes: list[Understood] = []
        self.say(phrasebook.say_it(phrase))
        reminders = 0
        while len(takes) < TAKES:
            take = self._take()
            if take is not None:
                takes.append(take)
                self._tell(f"  {len(takes)} of {TAKES}")
            elif reminders == _REMINDERS:
                raise CoachError(
                    f"Nobody says “{phrase}”.",
                    "What was said before is kept: `voice-coach hear --learn` goes on here.",
                )
            else:
                reminders += 1
                self.say(phrasebook.say_it(phrase))
        return tuple(takes)

    def _take(self) -> Understood | None:
        """The next thing that is said; None after silence."""
        until = clock.now() + _TAKE_WITHIN
        while (wait := until - clock.now()) > 0:
            try:
                report = self._reports.get(timeout=wait)
            except Empty:
                return None
            match report:
                case MicrophoneLost(reason) | RecogniserLost(reason):
                    what = f"Can't hear you: {reason}."
                    raise CoachError(what, "`voice-coach doctor` says more.")
                case Understood(voiceprint=(_, *_)) if self._is_answer(report):
                    return report
        return None

    def _is_answer(self, report: Understood) -> bool:
        return report.began >= self._spoke_until - _CLOSE_TO_ITS_END
