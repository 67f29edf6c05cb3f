"""The queue of texts to render, most urgent first, and those that are given up."""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Iterable

_AT_ONCE = 2
"""Tries before a text has to wait for the others."""

_PASSED_OVER = 6
"""Texts that go before one whose time has passed; it may be said again later."""

_IN_ALL = 4
"""Tries before a text is given up: it is the text that the engine can't bear."""


class Wishes:
    """A queue of texts, of which one at a time is being rendered."""

    def __init__(self) -> None:
        self._queue: deque[str] = deque()
        self._failures: Counter[str] = Counter()
        self._in_hand: str | None = None

    def __bool__(self) -> bool:
        """True if there is a text to take."""
        return bool(self._queue)

    @property
    def in_hand(self) -> bool:
        """True while a text is taken and its result is not known yet."""
        return self._in_hand is not None

    def replace(self, texts: Iterable[str]) -> None:
        """Replace the queue by these texts, except those given up."""
        self._queue = deque(text for text in texts if self._failures[text] < _IN_ALL)

    def add(self, text: str) -> None:
        """Put this text first."""
        if self._failures[text] < _IN_ALL:
            self._queue.appendleft(text)

    def pass_over(self, text: str) -> None:
        """Let the next texts go before this one, if it is in the queue."""
        if text in self._queue:
            self._queue.remove(text)
            self._queue.insert(_PASSED_OVER, text)

    def take(self) -> str | None:
        """Take the next text; None if there is none."""
        self._in_hand = self._queue.popleft() if self._queue else None
        return self._in_hand

    def done(self) -> None:
        """The text in hand is rendered, or no longer needed."""
        self._in_hand = None

    def put_back(self) -> None:
        """Return the text in hand to the queue: its failure was not its own fault."""
        text, self._in_hand = self._in_hand, None
        if text is not None:
            self._queue.appendleft(text)

    def fail(self) -> None:
        """The text in hand failed: try it again at once, or after the others, or never."""
        text, self._in_hand = self._in_hand, None
        if text is None:
            return
        self._failures[text] += 1
        if self._failures[text] % _AT_ONCE:
            self._queue.appendleft(text)
        elif self._failures[text] < _IN_ALL:
            self._queue.append(text)

    def give_up(self, text: str) -> None:
        """Give up a text that can't be spoken at all."""
        if self._in_hand == text:
            self._in_hand = None
        self._queue = deque(one for one in self._queue if one != text)
        self._failures[text] = _IN_ALL
