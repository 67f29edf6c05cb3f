"""The worker process as the coach sees it: every request is answered, refused, or late.

A renderer that fails once is done for: it is closed, and a new one is started in its place.
"""

from __future__ import annotations

import os
import queue
import sys
import tempfile
import threading
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Self, TypeVar

from voice_coach.audio.clip import WIDTH, Clip
from voice_coach.core.units import Seconds
from voice_coach.errors import CoachError, UsageError
from voice_coach.ipc.link import Link
from voice_coach.speech.clip_store import ClipSource
from voice_coach.speech.engine import UnspeakableError
from voice_coach.speech.voices import Voice
from voice_coach.speech.worker_messages import (
    REPLIES,
    REQUESTS,
    EngineOpened,
    FailureKind,
    ListVoices,
    OpenEngine,
    RenderText,
    RequestFailed,
    SpeechReply,
    SpeechRequest,
    TextRendered,
    VoicesListed,
)
from voice_coach.system.leftovers import remove_leftovers
from voice_coach.system.mailbox import Mailbox


@dataclass(frozen=True, slots=True)
class Patience:
    """The limits for waiting for the worker."""

    first: Seconds = 15.0
    """The limit to start and open its engine; the first time after an installation is slow. After a
    failure it is given so much more: on a busy machine a start that is cut short never ends."""
    each: Seconds = 5.0
    """The limit for one clip, plus a share for its length: 30 ms for the system's voice."""
    retry: Seconds = 30.0
    """The interval of checks whether a lost engine is back."""
    linger: Seconds = 5.0
    """The time until the worker leaves when all is rendered: a natural voice takes 340 MB."""

    def to_start(self, failures: int) -> Seconds:
        """The limit to start after so many failures in a row."""
        return self.first * (1 + failures)


PATIENCE = Patience()

WORKER_COMMAND = (sys.executable, "-P", "-m", "voice_coach.speech.worker")
"""Starts the worker; the folder it may write into is added. `-P`: the folder the athlete stands
in is no place to import from."""

_ERRORS = {
    FailureKind.TEXT: UnspeakableError,
    FailureKind.USAGE: UsageError,
    FailureKind.ENGINE: CoachError,
}

_FOLDER = "voice-coach-"
"""The beginning of the names of workers' folders; the number of the coach's process follows."""

Reply = TypeVar("Reply", bound=SpeechReply)


class RendererError(CoachError):
    """The worker died, hung or talked nonsense. The next one may do better."""


class WorkerDiedError(RendererError):
    """The worker ended over a request. The text may have killed it."""


class Renderer:
    """One worker process. Its requests are made in one thread; `close` may come from any."""

    def __init__(self, command: Sequence[str] = WORKER_COMMAND) -> None:
        self._replies: Mailbox[SpeechReply | None] = Mailbox()
        self._closing = threading.Lock()
        self._closed = False
        try:
            remove_leftovers(Path(tempfile.gettempdir()), f"{_FOLDER}[0-9]*-*")
            self._folder = tempfile.TemporaryDirectory(
                prefix=f"{_FOLDER}{os.getpid()}-", ignore_cleanup_errors=True
            )
        except OSError as error:
            raise RendererError(f"The speech engine has no room to work: {error}.") from error
        self._noise = Path(self._folder.name) / "noise.txt"
        try:
            with self._noise.open("wb") as noise:
                self._link: Link[SpeechRequest, SpeechReply] = Link(
                    (*command, self._folder.name), REQUESTS, REPLIES, noise=noise
                )
        except OSError as error:
            self._folder.cleanup()
            raise RendererError(f"The speech engine can't be started: {error}.") from error
        self._reader = threading.Thread(target=self._read, name="speech-replies", daemon=True)
        self._reader.start()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_raised: object) -> None:
        self.close()

    def open(
        self,
        engine: str,
        voice: str | None,
        language: str,
        deadline: Seconds,
        address: str | None = None,
    ) -> ClipSource:
        """Open an engine and choose its voice; the first request.

        Raises UsageError (no such voice or engine), CoachError (the engine can't be opened) or
        RendererError.
        """
        opened = self._ask(OpenEngine(engine, voice, language, address), EngineOpened, deadline)
        return ClipSource(engine, opened.version, opened.voice)

    def voices(self, deadline: Seconds) -> tuple[Voice, ...]:
        """The installed voices."""
        return self._ask(ListVoices(), VoicesListed, deadline).voices

    def render(self, text: str, rate: int, deadline: Seconds) -> Clip:
        """The clip of `text`. Raises UnspeakableError, CoachError (no sound) or RendererError."""
        pcm = self._ask(RenderText(text, rate), TextRendered, deadline).pcm
        if not pcm or len(pcm) % WIDTH:
            raise self._failed("gave a wrong answer")
        return Clip(pcm)

    def close(self) -> None:
        """Kill the worker: it has nothing to lose, and may well not listen."""
        with self._closing:
            if self._closed:
                return
            self._closed = True
        self._link.kill()
        self._reader.join()
        self._link.end()
        self._folder.cleanup()

    def _ask(self, request: SpeechRequest, expected: type[Reply], deadline: Seconds) -> Reply:
        self._link.send(request)
        try:
            reply = self._replies.get(timeout=deadline)
        except queue.Empty:
            raise self._failed(f"didn't answer within {deadline:g} seconds") from None
        if reply is None:
            raise WorkerDiedError(self._failed("ended unexpectedly").what)
        if isinstance(reply, RequestFailed):
            raise _ERRORS[reply.kind](reply.what, reply.instead)
        if not isinstance(reply, expected):
            raise self._failed("gave a wrong answer")
        return reply

    def _failed(self, how: str) -> RendererError:
        said = self._last_words()
        return RendererError(f"The speech engine {how}{f': {said}' if said else ''}.")

    def _last_words(self) -> str:
        """The last line of what the worker and its libraries complained about."""
        try:
            lines = self._noise.read_text("utf-8", "replace").split("\n")
        except OSError:
            return ""
        return next((line.strip().rstrip(".") for line in reversed(lines) if line.strip()), "")

    def _read(self) -> None:
        while (message := self._link.receive()) is not None:
            self._replies.put(message)
        self._replies.put(None)
