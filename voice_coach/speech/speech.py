"""The coach's speech: it takes wanted texts, hands out clips, and knows their lengths.

Everything the session calls returns at once. A thread of its own has missing clips rendered, in a
worker process that is started only then, and sends the results as reports.
"""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Callable, Iterable, Sequence

import platformdirs

from voice_coach.audio.clip import RATE, Clip
from voice_coach.core.events.messages import ClipsArrived
from voice_coach.core.model.duration_estimate import estimated_length
from voice_coach.core.model.routine import SayAs
from voice_coach.core.session.agenda import pace_of
from voice_coach.core.units import Seconds
from voice_coach.errors import CoachError
from voice_coach.speech.clip_index import ClipIndex
from voice_coach.speech.clip_store import ClipSource, ClipStore
from voice_coach.speech.engine import AUTO, NATURAL, PIPER, SYSTEM, UnspeakableError
from voice_coach.speech.engine_choice import choose_engine
from voice_coach.speech.natural.voice_list import NATURAL_VOICES
from voice_coach.speech.ready_made import ReadyMade
from voice_coach.speech.render_queue import Wishes
from voice_coach.speech.reports import (
    ClipsNotKept,
    RateLimited,
    SpeechFound,
    SpeechLost,
    SpeechReport,
    VoiceReplaced,
)
from voice_coach.speech.setbacks import Setbacks
from voice_coach.speech.voices import Voice, preferred_language
from voice_coach.speech.worker_client import (
    PATIENCE,
    WORKER_COMMAND,
    Patience,
    Renderer,
    RendererError,
    WorkerDiedError,
)
from voice_coach.system.clock import now

_MEASURED = 4
"""Clips by which the pace of rendering is measured: enough to even out a moment's load, and few
enough to notice one that lasts."""

_ARRIVALS: Seconds = 0.1
"""Clips that arrive within this time are reported together."""

_SLOWEST = 4.0
"""Seconds that a second of speech may take to be rendered: an eighth of the speed of two busy
cores. What takes longer hangs."""

_ENDING: Seconds = 1.0


def user_store() -> ClipStore:
    """The clips in the user's cache folder, and those that come with the program."""
    folder = platformdirs.user_cache_path("voice-coach", appauthor=False) / "clips"
    return ClipStore(folder, ready_made=ReadyMade())


class _EngineRefusedError(Exception):
    """The engine can't be opened, and trying again at once won't help."""


class Speech:
    """The coach's speech, in one voice."""

    def __init__(
        self,
        voice: str | None,
        rate: int,
        report: Callable[[SpeechReport], None],
        store: ClipStore,
        *,
        engine: str = AUTO,
        address: str | None = None,
        worker: Sequence[str] = WORKER_COMMAND,
        patience: Patience = PATIENCE,
    ) -> None:
        """`voice`: what the user calls it, None for a good one; `rate`: words a minute;
        `report`: called from a thread of Speech's own; `engine`: a value of that setting;
        `address`: of the server, for an engine that has one."""
        choice = choose_engine(engine, voice, preferred_language(), address)
        self._engine = engine
        self._request = choice.request
        self._replaced = choice.reason
        self._report = report
        self._store = store
        self._worker = worker
        self._patience = patience
        self._changed = threading.Condition()
        self._asked_rate = rate
        self._clips = ClipIndex(store, self._request, rate)
        self._wanted: tuple[str, ...] = ()
        self._wishes = Wishes()
        self._renderer: Renderer | None = None
        self._setbacks = Setbacks(patience.retry)
        self._unspeakable: set[str] = set()
        self._took: deque[tuple[Seconds, Seconds]] = deque(maxlen=_MEASURED)
        """Of the last clips, the time that rendering took, and their length."""
        self._closed = False
        self._arrived = False
        self._arrivals_reported: Seconds = 0.0
        self._not_kept_reported = False
        self._thread = threading.Thread(target=self._work, name="speech", daemon=True)
        self._thread.start()

    def want(self, texts: Iterable[str]) -> None:
        """Have these rendered if they are missing, in this order, in place of what was wanted
        before and isn't there yet."""
        with self._changed:
            self._wanted = tuple(dict.fromkeys(texts))
            self._clips.note_private(self._wanted)
            self._wish_anew()

    def set_rate(self, rate: int) -> None:
        """Speak `rate` words a minute from now on; what is wanted is rendered anew."""
        with self._changed:
            self._asked_rate = rate
            self._clips.rate = self._request.understood_rate(rate)
            self._wish_anew()
        self._tell_of_limit()

    def pronounce(self, say_as: SayAs) -> None:
        """Speak an author's words as the author says. Before anything with them is wanted."""
        with self._changed:
            self._clips.pronounce(say_as)

    def pass_over(self, text: str) -> None:
        """Let others that are wanted go before `text`: it was needed before it was ready."""
        with self._changed:
            self._wishes.pass_over(text)

    def length(self, text: str) -> Seconds:
        """Return the length of the clip of `text`; without a clip, a rather long estimate."""
        with self._changed:
            known = self._clips.find(text)
            if known is None:
                words = self._clips.spoken(text)
                return estimated_length(words, self._clips.rate, self._request.pace)
        return known.samples / RATE

    def clip(self, text: str) -> Clip | None:
        """Return the clip, or None if it is not ready (yet)."""
        with self._changed:
            rate = self._clips.rate
            known = self._clips.find(text)
        if known is None:
            return None
        clip = self._clips.load(known)
        if clip is None:
            self._miss(text, rate)
        return clip

    def ready(self, texts: Iterable[str]) -> bool:
        """True if all these clips are ready."""
        with self._changed:
            return all(self._clips.find(text) is not None for text in texts)

    def missing(self, texts: Iterable[str]) -> tuple[str, ...]:
        """Return the texts that have no clip yet."""
        with self._changed:
            return tuple(text for text in texts if self._clips.find(text) is None)

    def wait_pace(self, timeout: Seconds) -> float | None:
        """The pace of rendering, measured on the last clips; waits for one that was wanted before.
        None if none comes."""
        with self._changed:
            self._changed.wait_for(lambda: self._took or self._is_hopeless(), timeout)
            return pace_of(self._took) if self._took else None

    def wait_ready(self, texts: Iterable[str], timeout: Seconds) -> bool:
        """Wait until all these clips, wanted before, are there; False as soon as that is
        hopeless or the time is up."""
        awaited = tuple(texts)
        with self._changed:
            self._changed.wait_for(lambda: self.ready(awaited) or self._is_hopeless(), timeout)
            return self.ready(awaited)

    def voice(self) -> Voice:
        """The voice in use. Asks the engine if that isn't known from an earlier time.

        Raises UsageError if there is no such voice, CoachError if the engine doesn't work.
        """
        origin = self._clips.origin
        if origin is None:
            with Renderer(self._worker) as renderer:
                origin = self._learn_origin(renderer)
        return origin.voice

    def voices(self) -> tuple[Voice, ...]:
        """All installed voices, the natural ones first. Raises CoachError."""
        natural = NATURAL_VOICES if self._engine in (AUTO, NATURAL) and not self._replaced else ()
        if self._engine == NATURAL and natural:
            return natural
        engine = SYSTEM if self._engine in (AUTO, NATURAL) else self._engine
        with Renderer(self._worker) as renderer:
            voice = self._request.voice if engine == PIPER else None  # Its file.
            language, address = self._request.language, self._request.address
            renderer.open(engine, voice, language, self._patience.first, address)
            return (*natural, *renderer.voices(self._patience.each))

    def replace_voice(self, reason: str) -> bool:
        """Have the system's voice speak from now on, because this one is too slow; False if it
        already does."""
        with self._changed:
            replaced = self._fall_back()
            self._changed.notify_all()
        if replaced:
            self._close_renderer()
            self._report(VoiceReplaced(reason))
        return replaced

    def close(self) -> None:
        """Stop rendering; within a second, whatever the worker is doing."""
        with self._changed:
            self._closed = True
            self._changed.notify_all()
        self._close_renderer()
        self._thread.join(_ENDING)

    def _wish_anew(self) -> None:
        self._wishes.replace(self._wanted)
        self._setbacks.try_now()
        self._changed.notify_all()

    def _miss(self, text: str, rate: int) -> None:
        """A clip that was there is gone or damaged: render it again."""
        with self._changed:
            self._clips.note(text, rate, None)
            if rate == self._clips.rate:
                self._wishes.add(text)
                self._changed.notify_all()

    def _work(self) -> None:
        if self._replaced is not None:
            self._report(VoiceReplaced(self._replaced))
        self._tell_of_limit()
        while not self._closed:
            wish = self._next_wish()
            if wish is None:
                self._rest()
            else:
                self._fulfil(*wish)
        self._close_renderer()

    def _tell_of_limit(self) -> None:
        if self._clips.rate != self._asked_rate:
            self._report(RateLimited(self._clips.rate))

    def _next_wish(self) -> tuple[str, int] | None:
        with self._changed:
            while self._is_due() and (text := self._wishes.take()) is not None:
                if self._clips.is_put_aside(text):
                    self._give_up(text)
                    continue
                if self._clips.find(text) is None:
                    return text, self._clips.rate
                self._wishes.done()
        return None

    def _is_due(self) -> bool:
        return bool(self._wishes) and not self._setbacks.wait(now())

    def _is_hopeless(self) -> bool:
        """True if no clip will come for now."""
        return self._closed or not (self._wishes.in_hand or self._is_due())

    def _rest(self) -> None:
        """Report, tidy, and wait for something to do."""
        if self._arrived:
            self._report_arrivals()
            self._store.prune()
        with self._changed:
            self._changed.notify_all()
            wait = None if self._renderer is None else self._patience.linger
            if self._setbacks.lost and self._wishes:
                wait = self._setbacks.wait(now())
            woken = self._changed.wait_for(lambda: self._closed or self._is_due(), wait)
        if not woken:
            self._close_renderer()

    def _fulfil(self, text: str, rate: int) -> None:
        try:
            self._have_rendered(text, rate)
        except UnspeakableError:
            self._give_up(text)
        except WorkerDiedError as error:
            self._stumble(str(error), for_good=False)
            if self._setbacks.died_over(text):
                # Not in a later session either.
                self._give_up(text)
                self._clips.put_aside(text)
        except _EngineRefusedError as refused:
            self._stumble(str(refused), for_good=True)
        except CoachError as error:
            self._stumble(str(error), for_good=False)
        else:
            self._succeed()

    def _give_up(self, text: str) -> None:
        with self._changed:
            self._wishes.give_up(text)
            self._unspeakable.add(text)
            self._changed.notify_all()

    @property
    def is_lost(self) -> bool:
        """True if the engine does not work for now."""
        return self._setbacks.lost

    def unspeakable(self, texts: Iterable[str]) -> tuple[str, ...]:
        """Return those of `texts` that the engine refuses, or ended over."""
        with self._changed:
            return tuple(text for text in texts if text in self._unspeakable)

    def _have_rendered(self, text: str, rate: int) -> None:
        renderer = self._opened()
        with self._changed:
            # The origin may only now have become known, and the clip with it.
            origin, known = self._clips.origin, self._clips.find(text, rate)
            words, pace = self._clips.spoken(text), self._request.pace
        if known is not None or origin is None:
            return
        patience = self._patience.each + _SLOWEST * estimated_length(words, rate, pace)
        began = now()
        clip = renderer.render(words, rate, patience)
        took = now() - began
        made = self._clips.keep(text, origin, rate, clip)
        with self._changed:
            if self._clips.origin == origin:  # Else the voice was replaced meanwhile.
                self._clips.note(text, rate, made)
                self._took.append((took, clip.length))

    def _opened(self) -> Renderer:
        if self._renderer is not None:
            return self._renderer
        renderer = Renderer(self._worker)
        with self._changed:
            self._renderer = renderer
        if self._closed:
            raise RendererError("Speech is closed.")
        try:
            self._learn_origin(renderer)
        except RendererError:
            raise
        except CoachError as error:
            raise _EngineRefusedError(str(error)) from error
        return renderer

    def _learn_origin(self, renderer: Renderer) -> ClipSource:
        asked = self._request
        patience = self._patience.to_start(self._setbacks.failures)
        origin = renderer.open(asked.engine, asked.voice, asked.language, patience, asked.address)
        with self._changed:
            self._clips.learn(asked, origin)
        return origin

    def _succeed(self) -> None:
        with self._changed:
            found = self._setbacks.succeed()
            self._wishes.done()
            self._changed.notify_all()
        if found:
            self._report(SpeechFound())
        if self._store.trouble and not self._not_kept_reported:
            self._not_kept_reported = True
            self._report(ClipsNotKept(self._store.trouble))
        self._arrived = True
        if now() - self._arrivals_reported >= _ARRIVALS:
            self._report_arrivals()

    def _report_arrivals(self) -> None:
        self._arrived = False
        self._arrivals_reported = now()
        self._report(ClipsArrived())

    def _stumble(self, reason: str, *, for_good: bool) -> None:
        """A request failed: the worker is replaced, and after too many, speech is lost."""
        self._close_renderer()
        with self._changed:
            if self._closed:
                return
            was_lost = self._setbacks.lost
            if for_good or was_lost:
                self._wishes.put_back()
            else:
                self._wishes.fail()
            hopeless = self._setbacks.fail(now(), for_good=for_good)
            replaced = hopeless and self._fall_back()
            lost = hopeless and not replaced and not was_lost
            self._setbacks.lost = was_lost or lost
            self._changed.notify_all()
        if replaced:
            self._report(VoiceReplaced(reason))
        if lost:
            self._report(SpeechLost(reason))

    def _fall_back(self) -> bool:
        """Have the system's voice speak from now on, all of it; False if it already does."""
        fallback = self._request.fallback
        if fallback is None:
            return False
        self._request = fallback
        self._clips.use(fallback, self._asked_rate)
        self._setbacks.begin_anew()
        self._took.clear()
        self._wishes = Wishes()
        self._wishes.replace(self._wanted)
        return True

    def _close_renderer(self) -> None:
        with self._changed:
            renderer, self._renderer = self._renderer, None
        if renderer is not None:
            renderer.close()
