"""The menu: the choice of a routine, asked aloud, and answered by its name or its number."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from voice_coach.core.cues.cue import LengthOf
from voice_coach.core.dialogues.prompt import Prompt
from voice_coach.core.events.command import Command
from voice_coach.core.events.facts import RoutineChosen
from voice_coach.core.events.keys import MENU_KEYS
from voice_coach.core.events.messages import (
    Asked,
    Effect,
    Event,
    Heard,
    Letter,
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
_LEAVE = "q"
"""The key that leaves, as everywhere, unless letters were typed before it."""
_TAKING = (Command.YES, Command.DONE)
"""Commands that take the planned routine."""


@dataclass(frozen=True, slots=True)
class RoutineMenuItem:
    """One routine of the menu."""

    shown: str
    """Its line on the screen, without its number."""
    names: tuple[str, ...]
    """Its names for the recogniser, in the form of its phrases."""
    offer: MenuItem | None = None
    """Its details for the screen."""

    @property
    def _other_words(self) -> tuple[str, ...]:
        """The words by which it is found beside its names: its line, and the muscle groups."""
        return (self.shown, *(self.offer.groups if self.offer is not None else ()))

    def is_named(self, letters: str) -> bool:
        """True if each word of `letters` is the beginning of a word of its names."""
        return _has(self.names, letters)

    def has(self, letters: str) -> bool:
        """True if each word of `letters` is the beginning of any of its words."""
        return _has((*self.names, *self._other_words), letters)


def matching(items: Sequence[RoutineMenuItem], letters: str) -> tuple[int, ...]:
    """The places of the items with such names; if there are none, of those with such words."""
    places = range(len(items))
    named = tuple(place for place in places if items[place].is_named(letters))
    return named or tuple(place for place in places if items[place].has(letters))


def _has(texts: tuple[str, ...], letters: str) -> bool:
    words = " ".join(texts).casefold().split()
    wanted = letters.casefold().split()
    return all(any(word.startswith(one) for word in words) for one in wanted)


class RoutineMenu:
    """Asks until it is answered; silence chooses nothing.

    Typed letters narrow it to the routines with words that begin so, names first; these keep their
    numbers. A
    number of two digits is two keys: a key that can only mean one number is taken at once; after a
    key that may have another to follow, Done takes it as it is. Next and Back move from item to
    item, and Done takes the current one, at first the first. Yes takes the planned one.
    """

    asking = True

    keys = MENU_KEYS
    """The meaning of each key meanwhile."""

    def __init__(
        self,
        length_of: LengthOf,
        items: tuple[RoutineMenuItem, ...],
        *,
        greeting: tuple[str, ...] = phrasebook.MENU,
        planned: int | None = None,
        is_day_of_rest: bool = False,
        read_out: tuple[str, ...] = (),
    ) -> None:
        """`greeting`: the question. `planned`: index of today's item. `is_day_of_rest`: Done
        chooses nothing before letters, Next or Back have led to an item. `read_out`: descriptions
        of some of the items, for somebody who can't see them."""
        self.opening = greeting
        """The question, to be rendered before it is asked."""
        self._read_out = read_out
        self._items = items
        self._planned = planned
        self._prompt = Prompt(length_of)
        self._typed = ""
        """The digits typed so far."""
        self._letters = ""
        self._left = tuple(range(len(items)))
        """Indexes of the items that match the letters."""
        self._at = None if is_day_of_rest else planned or 0
        """Index of the item that Done chooses; None: it chooses nothing."""
        self.done = False
        self.choice: int | None = None
        """Index of the chosen item, from 0; None: left without a choice."""
        self.pain: Event | None = None
        """What was said if something hurts."""

    @property
    def deadline(self) -> Seconds | None:
        """The latest time of the next call of `handle`."""
        return self._prompt.deadline

    @property
    def armed(self) -> tuple[Asked, ...]:
        """The commands and answers that can be spoken now."""
        if self.done:
            return ()
        always = (*_ENDING, Command.PAIN)
        return always if self._planned is None else (*always, *_TAKING)

    @property
    def names(self) -> Mapping[str, Asked]:
        """The names and numbers of the routines, as further phrases."""
        told: dict[str, Asked] = {}
        for number, item in zip(self._numbers, self._items, strict=True):
            told |= dict.fromkeys(item.names, NumberAnswer(str(number)))
        for number in self._numbers:
            told[number_word(number)] = NumberAnswer(str(number))
        # The name of a routine must not hide a command such as the one that leaves.
        return {name: one for name, one in told.items() if name not in phrases_of(self.armed)}

    @property
    def _numbers(self) -> range:
        return range(1, len(self._items) + 1)

    def view(self, _now: Seconds) -> MenuView:
        """The items that match the letters."""
        items = (self._items[place] for place in self._left)
        offers = tuple(item.offer or MenuItem(item.shown) for item in items)
        numbers = tuple(place + 1 for place in self._left)
        typed = self._typed or self._letters
        at = None if self._at is None else self._left.index(self._at)
        return MenuView(" ".join(self.opening), offers, at, typed, numbers)

    def start(self, now: Seconds) -> tuple[Effect, ...]:
        """Ask the question, with everything on the screen."""
        lines = map(self._line, self._left)
        shown = (*self.opening, *lines, phrasebook.MENU_KEYS)
        self._prompt.ask(*map(Notice, shown))
        self._prompt.say(now, (*self.opening, *self._read_out), None)
        return self._prompt.collect(now)

    def handle(self, event: Event | None, now: Seconds) -> tuple[Effect, ...]:
        """Take an answer."""
        self._prompt.attend(event, now)
        match event:
            case Heard(NumberAnswer(number)):
                self._choose(int(number), now)
            case NumberAnswer(figure):
                self._type(figure, now)
            case Command.DONE if self._typed:
                self._choose(int(self._typed), now)
            case Letter(text):
                self._narrow(text, now)
            case Command.DONE if self._at is not None:
                self._choose(self._at + 1, now)
            case Command.DONE:
                self._prompt.ask(Notice(phrasebook.MENU_NOT_BY_ENTER))
            case _ if self._planned is not None and asked_by(event) in _TAKING:
                self._choose(self._planned + 1, now)
            case Command.NEXT | Command.BACK:
                self._go(1 if event is Command.NEXT else -1)
            case _ if asked_by(event) in (*_ENDING, Command.PAIN):
                self.pain = event if asked_by(event) is Command.PAIN else None
                self._end(now)
        return self._prompt.collect(now)

    def _type(self, figure: str, now: Seconds) -> None:
        """Take a digit of a number."""
        typed = self._typed + figure
        numbers = [place + 1 for place in self._left]
        possible = [number for number in numbers if str(number).startswith(typed)]
        if [typed] == list(map(str, possible)):
            self._choose(possible[0], now)
            return
        self._typed = typed if possible else ""
        shown = f"{typed} · {phrasebook.MENU_ENTER}" if possible else phrasebook.MENU_KEYS
        self._prompt.ask(Notice(shown))

    def _narrow(self, letter: str, now: Seconds) -> None:
        """Take a letter, or take one back; the first letter may be the key that leaves."""
        if letter == _LEAVE and not self._letters:
            self._end(now)
            return
        letters = (self._letters + letter) if letter else self._letters[:-1]
        left = matching(self._items, letters)
        self._typed = ""
        if not left:
            self._prompt.ask(Notice(phrasebook.menu_nothing(letters)))
            return
        self._letters, self._left = letters, left
        if letters or self._at not in (None, *left):
            self._at = left[0]
        self._prompt.ask(*(Notice(self._line(place)) for place in left))

    def _line(self, place: int) -> str:
        mark = ">" if place == self._at else " "
        return f"{place + 1:2}{mark} {self._items[place].shown}"

    def _go(self, step: int) -> None:
        """Move to the item after or before, round the ends."""
        self._typed = ""
        before_first = -1 if step > 0 else 0
        here = before_first if self._at is None else self._left.index(self._at)
        self._at = self._left[(here + step) % len(self._left)]
        self._prompt.ask(Notice(self._line(self._at)))

    def _choose(self, number: int, now: Seconds) -> None:
        self.choice = number - 1
        self._prompt.ask(RoutineChosen(now, number))
        self._end(now)

    def _end(self, now: Seconds) -> None:
        self._prompt.silence(now)
        self.done = True
