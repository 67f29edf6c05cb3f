"""Finds the clips of texts: in one voice, at one rate, with an author's words as they are said."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from voice_coach.audio.clip import Clip
from voice_coach.core.events.messages import PrivateText
from voice_coach.core.model.routine import SayAs
from voice_coach.speech.clip_store import ClipSource, ClipStore, clip_key
from voice_coach.speech.engine_choice import EngineRequest
from voice_coach.speech.pronunciation import spoken


@dataclass(frozen=True, slots=True)
class KnownClip:
    """A clip that is in the store."""

    key: str
    samples: int


class ClipIndex:
    """The clips of a session. Its caller holds a lock around every call but `load` and `keep`,
    which read and write files."""

    def __init__(self, store: ClipStore, request: EngineRequest, rate: int) -> None:
        """`request`: the voice; `rate`: words a minute, as asked for."""
        self._store = store
        self._say_as: SayAs = ()
        self._private: set[str] = set()
        """Texts whose clips are kept in memory only."""
        self.use(request, rate)

    def use(self, request: EngineRequest, rate: int) -> None:
        """Look for the clips of this voice from now on."""
        # What a request came to is remembered, so that with all clips on disk no worker starts.
        # That the engine or its default voice changed is noticed when a worker next opens it.
        self.origin = request.source or self._store.origin(request.key)
        self.rate = request.understood_rate(rate)
        self._known: dict[tuple[str, int], KnownClip | None] = {}

    def learn(self, request: EngineRequest, origin: ClipSource) -> None:
        """Take what a request came to."""
        if origin != self.origin:
            self.origin = origin
            # Clips of the origin before stay for this session: their lengths are in use.
            self._known = {at: known for at, known in self._known.items() if known}
            self._store.remember(request.key, origin)

    def pronounce(self, say_as: SayAs) -> None:
        """Take an author's words as the author says."""
        self._say_as = say_as
        self._known = {}

    def note_private(self, texts: Iterable[str]) -> None:
        """Note those of `texts` that tell something of the athlete."""
        self._private.update(text for text in texts if isinstance(text, PrivateText))

    def spoken(self, text: str) -> str:
        """Return the words that the engine reads."""
        return spoken(text, self._say_as)

    def find(self, text: str, rate: int | None = None) -> KnownClip | None:
        """Look a clip up, on disk the first time only: the fitting asks thousands of times."""
        rate = self.rate if rate is None else rate
        if (text, rate) not in self._known and self.origin is not None:
            key = clip_key(self.origin, rate, self.spoken(text))
            samples = self._store.samples(key, used=not self._is_private(text))
            self._known[text, rate] = None if samples is None else KnownClip(key, samples)
        return self._known.get((text, rate))

    def load(self, known: KnownClip) -> Clip | None:
        """The clip; None if it is gone or damaged."""
        return self._store.load(known.key)

    def keep(self, text: str, origin: ClipSource, rate: int, clip: Clip) -> KnownClip:
        """Keep a clip that `origin` made, on disk unless it is private."""
        key = clip_key(origin, rate, self.spoken(text))
        if self._is_private(text):
            self._store.hold(key, clip)
        else:
            self._store.keep(key, clip)
        return KnownClip(key, clip.samples)

    def note(self, text: str, rate: int, known: KnownClip | None) -> None:
        """Note that a clip is there, or no longer."""
        self._known[text, rate] = known

    def put_aside(self, text: str) -> None:
        """Note, for later sessions too, that a text kills the engine."""
        if self.origin is not None and not self._is_private(text):
            self._store.put_aside(clip_key(self.origin, 0, text))

    def is_put_aside(self, text: str) -> bool:
        """True if a text killed the engine, in this session or an earlier one."""
        return self.origin is not None and self._store.is_put_aside(clip_key(self.origin, 0, text))

    def _is_private(self, text: str) -> bool:
        return isinstance(text, PrivateText) or text in self._private
