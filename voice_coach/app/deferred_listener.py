"""A listener that is opened once the first sound is out."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING, Protocol

from voice_coach.audio.port import Played
from voice_coach.core.units import Seconds

if TYPE_CHECKING:
    from collections.abc import Callable

_PATIENCE: Seconds = 2.0
"""Longest wait for a first sound; without one by then there is no speaker to wait for."""


class ClosableListener(Protocol):
    """The listener that is opened: `hearing.processes.listener.LiveListener`."""

    def arm(self, phrases: tuple[str, ...]) -> None:
        """Recognise these, each with and without the wake word, from the next speech on."""

    def played(self, block: Played) -> None:
        """Note sound that the athlete is about to hear. From any thread."""

    def close(self) -> None:
        """Stop listening; in less than a second."""


class DeferredListener:
    """Listens from the first sound on: starting the listening processes would hold up the one that
    plays, which is being started too."""

    def __init__(self, make: Callable[[], ClosableListener], patience: Seconds = _PATIENCE) -> None:
        """`make`, called from a thread of this object, opens the listener. `patience`: longest wait
        for a sound."""
        self._make = make
        self._patience = patience
        self._turn = threading.Lock()
        """Held while the fields below are changed."""
        self._phrases: tuple[str, ...] | None = None
        self._listener: ClosableListener | None = None
        self._closed = False
        self._sounds = threading.Event()
        """Set once something sounds."""
        self._opening = threading.Thread(target=self._open, name="deferred listener", daemon=True)

    def arm(self, phrases: tuple[str, ...]) -> None:
        """Recognise these, each with and without the wake word, from the next speech on."""
        with self._turn:
            first, self._phrases = self._phrases is None, phrases
            if self._listener is not None:
                self._listener.arm(phrases)
        if first:
            self._opening.start()

    def played(self, block: Played) -> None:
        """Note sound that the athlete is about to hear. From any thread."""
        if block.pcm:
            self._sounds.set()
        listener = self._listener
        if listener is not None:
            listener.played(block)

    def close(self) -> None:
        """Stop listening; in less than a second."""
        with self._turn:
            listener, self._listener = self._listener, None
            self._closed = True
        self._sounds.set()
        if listener is not None:
            listener.close()

    def _open(self) -> None:
        self._sounds.wait(self._patience)
        with self._turn:
            if not self._closed and self._phrases is not None:
                self._listener = self._make()
                self._listener.arm(self._phrases)
