"""What is still to be rendered, most urgent first, and what is given up."""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Iterable

_AT_ONCE = 2
"""Tries before a text has to wait for the others."""

_IN_ALL = 4
"""Tries before a text is given up: it is the text that the engine can't bear."""


class Wishes:
    """A queue of texts, of which one at a time is in hand."""

    def __init__(self) -> None:
        self._queue: deque[str] = deque()
        self._failures: Counter[str] = Counter()
        self._in_hand: str | None = None

    def __bool__(self) -> bool:
        """Whether there is something to take."""
        return bool(self._queue)

    @property
    def in_hand(self) -> bool:
        """Whether one was taken, and what came of it isn't known yet."""
        return self._in_hand is not None

    def replace(self, texts: Iterable[str]) -> None:
        """Wish for these instead, but for those given up."""
        self._queue = deque(text for text in texts if self._failures[text] < _IN_ALL)

    def add(self, text: str) -> None:
        """Wish for this before all others."""
        if self._failures[text] < _IN_ALL:
            self._queue.appendleft(text)

    def take(self) -> str | None:
        """The next one, now in hand; None: there is none."""
        self._in_hand = self._queue.popleft() if self._queue else None
        return self._in_hand

    def done(self) -> None:
        """The one in hand is rendered, or needn't be."""
        self._in_hand = None

    def put_back(self) -> None:
        """It is no fault of the one in hand that it couldn't be rendered."""
        text, self._in_hand = self._in_hand, None
        if text is not None:
            self._queue.appendleft(text)

    def fail(self) -> None:
        """The one in hand failed: try it again at once, or after the others, or never."""
        text, self._in_hand = self._in_hand, None
        if text is None:
            return
        self._failures[text] += 1
        if self._failures[text] % _AT_ONCE:
            self._queue.appendleft(text)
        elif self._failures[text] < _IN_ALL:
            self._queue.append(text)

    def give_up(self, text: str) -> None:
        """Never hand out a text again that can't be spoken at all."""
        if self._in_hand == text:
            self._in_hand = None
        self._queue = deque(one for one in self._queue if one != text)
        self._failures[text] = _IN_ALL
