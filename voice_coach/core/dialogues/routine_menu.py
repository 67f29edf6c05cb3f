"""The menu: which routine to do, asked aloud, and answered by its name or its number."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from voice_coach.core.cues.cue import LengthOf
from voice_coach.core.dialogues.prompt import Prompt
from voice_coach.core.events.command import Command
from voice_coach.core.events.facts import RoutineChosen
from voice_coach.core.events.messages import (
    Asked,
    Effect,
    Event,
    Heard,
    Notice,
    NumberAnswer,
    asked_by,
)
from voice_coach.core.model.views import MenuItem, MenuView
from voice_coach.core.units import Seconds
from voice_coach.core.voice_commands.grammar import phrases_of
from voice_coach.core.wording import phrasebook
from voice_coach.core.wording.numbers import number_word

_ENDING = (Command.STOP, Command.QUIT)
_TAKING = (Command.YES, Command.DONE)
"""What takes the one that is planned."""


@dataclass(frozen=True, slots=True)
class RoutineMenuItem:
    """One thing to choose."""

    shown: str
    """Its line on the screen, without its number."""
    names: tuple[str, ...]
    """What it is called aloud, as phrases are written."""
    offer: MenuItem | None = None
    """What there is to know of it."""


class RoutineMenu:
    """Asks until it is answered: silence chooses nothing.

    A number of two figures is two keys. A key that can only mean one number is taken at once;
    after one that may have another to follow, Done takes it as it is. Next and Back go from item
    to item, and Done takes the one they stand at. Where one is planned, they begin at that, and
    Yes takes it.
    """

    asking = True

    def __init__(
        self,
        length_of: LengthOf,
        items: tuple[RoutineMenuItem, ...],
        *,
        greeting: tuple[str, ...] = phrasebook.MENU,
        planned: int | None = None,
    ) -> None:
        """`greeting`: what is asked. `planned`: the place of the item that is for today."""
        self.opening = greeting
        """The question, to be rendered before it is put."""
        self._items = items
        self._planned = planned
        self._dialogue = Prompt(length_of)
        self._typed = ""
        self._at = planned
        """The item that Next and Back have come to."""
        self.done = False
        self.choice: int | None = None
        """The place of the item that was chosen, from 0; None: left without a choice."""

    @property
    def deadline(self) -> Seconds | None:
        """When to call `handle` again at the latest."""
        return self._dialogue.deadline

    @property
    def armed(self) -> tuple[Asked, ...]:
        """What means something now, when it is said."""
        if self.done:
            return ()
        return _ENDING if self._planned is None else (*_ENDING, *_TAKING)

    @property
    def names(self) -> Mapping[str, Asked]:
        """What means something beside it: names, and numbers."""
        told: dict[str, Asked] = {}
        for number, item in zip(self._numbers, self._items, strict=True):
            told |= dict.fromkeys(item.names, NumberAnswer(str(number)))
        for number in self._numbers:
            told[number_word(number)] = NumberAnswer(str(number))
        # No routine is called so that it can't be left out.
        return {name: one for name, one in told.items() if name not in phrases_of(self.armed)}

    @property
    def _numbers(self) -> range:
        return range(1, len(self._items) + 1)

    def view(self, _now: Seconds) -> MenuView:
        """All there is to choose."""
        offers = tuple(item.offer or MenuItem(item.shown) for item in self._items)
        return MenuView(" ".join(self.opening), offers, self._at, self._typed)

    def start(self, now: Seconds) -> tuple[Effect, ...]:
        """Put the question, with everything on the screen."""
        numbered = zip(self._numbers, self._items, strict=True)
        lines = (f"{number:2}  {item.shown}" for number, item in numbered)
        shown = (*self.opening, *lines, phrasebook.MENU_KEYS)
        self._dialogue.ask(*map(Notice, shown))
        self._dialogue.say(now, self.opening, None)
        return self._dialogue.collect(now)

    def handle(self, event: Event | None, now: Seconds) -> tuple[Effect, ...]:
        """Take an answer."""
        self._dialogue.attend(event, now)
        match event:
            case Heard(NumberAnswer(number)):
                self._choose(int(number), now)
            case NumberAnswer(figure):
                self._type(figure, now)
            case Command.DONE if self._typed:
                self._choose(int(self._typed), now)
            case Command.DONE if self._at is not None:
                self._choose(self._at + 1, now)
            case _ if self._planned is not None and asked_by(event) in _TAKING:
                self._choose(self._planned + 1, now)
            case Command.NEXT | Command.BACK:
                self._go(1 if event is Command.NEXT else -1)
            case _ if asked_by(event) in _ENDING:
                self._end(now)
        return self._dialogue.collect(now)

    def _type(self, figure: str, now: Seconds) -> None:
        """Take a figure of a number, or of the one that begins with it."""
        typed = self._typed + figure
        possible = [number for number in self._numbers if str(number).startswith(typed)]
        if [typed] == list(map(str, possible)):
            self._choose(possible[0], now)
            return
        self._typed = typed if possible else ""
        shown = f"{typed} · {phrasebook.MENU_ENTER}" if possible else phrasebook.MENU_KEYS
        self._dialogue.ask(Notice(shown))

    def _go(self, step: int) -> None:
        """To the item after or before, round the ends."""
        self._typed = ""
        here = -1 if self._at is None and step > 0 else self._at or 0
        self._at = (here + step) % len(self._items)
        self._dialogue.ask(Notice(f"{self._at + 1:2}  {self._items[self._at].shown}"))

    def _choose(self, number: int, now: Seconds) -> None:
        self.choice = number - 1
        self._dialogue.ask(RoutineChosen(now, number))
        self._end(now)

    def _end(self, now: Seconds) -> None:
        self._dialogue.silence(now)
        self.done = True
