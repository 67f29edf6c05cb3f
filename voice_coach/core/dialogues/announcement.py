"""The announcement: something told in full, to which no answer is expected."""

from __future__ import annotations

from voice_coach.core.cues.cue import LengthOf
from voice_coach.core.dialogues.prompt import Prompt
from voice_coach.core.events.command import Command
from voice_coach.core.events.keys import SCREENING_KEYS, Keys
from voice_coach.core.events.messages import Asked, Effect, Event, Notice, asked_by
from voice_coach.core.model.views import AnnouncementView, Option
from voice_coach.core.units import Seconds
from voice_coach.core.wording import phrasebook

_LEAVING = (Command.DONE, Command.NEXT, Command.STOP, Command.QUIT, Command.NO)

_PAUSE: Seconds = 0.3
"""Silence after the last word."""


class Announcement:
    """Says its texts one after the other, then ends; a key or a word cuts it short."""

    asking = False
    """It expects no answer."""

    def __init__(
        self,
        length_of: LengthOf,
        texts: tuple[str, ...],
        options: tuple[Option, ...] = phrasebook.ADVICE_OPTIONS,
        lasts: Seconds = 0.0,
        keys: Keys = SCREENING_KEYS,
    ) -> None:
        """`lasts`: its least length, including the words. `keys`: where one of them says that
        something hurts, so do words."""
        self._pause = max(_PAUSE, lasts - sum(map(length_of, texts)))
        self.opening = texts
        """The texts, to be rendered before they are said."""
        self.done = False
        self.keys = keys
        """The meaning of each key meanwhile."""
        self.left = False
        """True if the athlete wants to leave."""
        self.cut_short = False
        """True if it was ended by a key or a word."""
        self.pain: Event | None = None
        """What was said or pressed if something hurts."""
        self._pain = (Command.PAIN,) if Command.PAIN in keys.values() else ()
        self._options = options
        self._prompt = Prompt(length_of)

    @property
    def armed(self) -> tuple[Asked, ...]:
        """The commands and answers that can be spoken now."""
        return () if self.done else (Command.DONE, Command.NEXT, Command.STOP, *self._pain)

    @property
    def deadline(self) -> Seconds | None:
        """The latest time of the next call of `handle`."""
        return self._prompt.deadline

    def view(self, _now: Seconds) -> AnnouncementView:
        """All texts, with the keys and their effects."""
        return AnnouncementView(self.opening, self._options)

    def start(self, now: Seconds) -> tuple[Effect, ...]:
        """Begin to speak; everything is on the screen at once."""
        self._prompt.ask(*(Notice(text) for text in self.opening))
        self._prompt.say(now, self.opening, self._pause)
        return self._prompt.collect(now)

    def handle(self, event: Event | None, now: Seconds) -> tuple[Effect, ...]:
        """Take an answer, or the passing of `deadline`."""
        self._prompt.attend(event, now)
        self.left = self.left or asked_by(event) in (Command.STOP, Command.QUIT)
        if asked_by(event) in self._pain:
            self.pain = event
        self.cut_short = self.cut_short or asked_by(event) in (*_LEAVING, *self._pain)
        if self.cut_short or self._prompt.has_waited(now):
            self._prompt.silence(now)
            self.done = True
        return self._prompt.collect(now)
