"""The worker's end of the conversation with the coach: each request gets one reply."""

from __future__ import annotations

from pathlib import Path
from typing import BinaryIO

from voice_coach.errors import CoachError, UsageError
from voice_coach.speech.engine import (
    EngineOptions,
    SpeechEngine,
    UnspeakableError,
    open_engine,
    speakable,
)
from voice_coach.speech.voices import Voice, choose
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


class SpeechRequests:
    """Answers requests, for one engine. `OpenEngine` comes first."""

    def __init__(self, folder: Path) -> None:
        """`folder`: where the engine may write."""
        self._folder = folder
        self._engine: SpeechEngine | None = None
        self._voice: Voice | None = None

    def answer(self, request: SpeechRequest) -> SpeechReply:
        """The reply to `request`; never raises."""
        try:
            return self._do(request)
        except UnspeakableError as error:
            return _failed(FailureKind.TEXT, error)
        except UsageError as error:
            return _failed(FailureKind.USAGE, error)
        except CoachError as error:
            return _failed(FailureKind.ENGINE, error)
        except Exception as error:  # noqa: BLE001 - whatever a driver raises, the coach is told.
            return RequestFailed(FailureKind.ENGINE, f"The speech engine failed: {error!r}.")

    def _do(self, request: SpeechRequest) -> SpeechReply:
        match request:
            case OpenEngine():
                return self._open(request)
            case ListVoices():
                return self._list()
            case RenderText(text, rate):
                return self._render(text, rate)

    def _open(self, request: OpenEngine) -> EngineOpened:
        options = EngineOptions(self._folder, request.voice, request.address)
        # Never a second one: pyttsx3 hangs when it is begun anew in the same process.
        engine = self._engine = self._engine or open_engine(request.engine, options)
        voices = engine.voices()
        self._voice = choose(voices, request.voice, request.language, engine.standard_voice)
        return EngineOpened(engine.version, self._voice)

    def _list(self) -> VoicesListed:
        if self._engine is None:
            raise CoachError("No speech engine is open.")
        return VoicesListed(tuple(self._engine.voices()))

    def _render(self, text: str, rate: int) -> TextRendered:
        if self._engine is None or self._voice is None:
            raise CoachError("No speech engine is open.")
        sound = self._engine.render(speakable(text), self._voice, rate)
        return TextRendered(self._engine.master(sound).pcm)


def _failed(kind: FailureKind, error: CoachError) -> RequestFailed:
    return RequestFailed(kind, error.what, error.instead)


def serve(requests: BinaryIO, replies: BinaryIO, answering: SpeechRequests) -> None:
    """Answer until the requests end or nobody reads the replies."""
    while (request := REQUESTS.receive(requests)) is not None:
        reply = answering.answer(request)
        try:
            REPLIES.send(replies, reply)
        except OSError:
            return
