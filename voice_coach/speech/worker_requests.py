"""The worker's end of the conversation with the coach: each request gets one reply.

    open    {engine, voice, language, address} -> {version, voice}
    voices  {}                                 -> {voices}
    render  {text, rate}                       -> {} and PCM

What fails is answered with {fault, what, instead}, and the next request is taken.
"""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import BinaryIO

from voice_coach.errors import CoachError, UsageError
from voice_coach.ipc import framing
from voice_coach.speech.engine import (
    EngineOptions,
    SpeechEngine,
    UnspeakableError,
    open_engine,
    speakable,
)
from voice_coach.speech.voices import Voice, choose

Reply = tuple[framing.MessageFields, bytes]


class SpeechRequests:
    """Answers requests, for one engine. `open` comes first."""

    def __init__(self, folder: Path) -> None:
        """`folder`: where the engine may write."""
        self._folder = folder
        self._engine: SpeechEngine | None = None
        self._voice: Voice | None = None

    def answer(self, request: framing.MessageFields) -> Reply:
        """The reply to `request`; never raises."""
        try:
            return self._do(request)
        except UnspeakableError as error:
            return _fault("text", error)
        except UsageError as error:
            return _fault("usage", error)
        except CoachError as error:
            return _fault("engine", error)
        except Exception as error:  # noqa: BLE001 - whatever a driver raises, the coach is told.
            return _fault("engine", CoachError(f"The speech engine failed: {error!r}."))

    def _do(self, request: framing.MessageFields) -> Reply:
        match request["ask"]:
            case "open":
                return self._open(request), b""
            case "voices":
                return self._list(), b""
            case "render":
                return {}, self._render(request["text"], request["rate"])
            case other:
                raise CoachError(f"The speech worker can't {other}.")

    def _open(self, request: framing.MessageFields) -> framing.MessageFields:
        wanted, options = (
            request["voice"],
            EngineOptions(self._folder, request["voice"], request.get("address")),
        )
        # Never a second one: pyttsx3 hangs when it is begun anew in the same process.
        engine = self._engine = self._engine or open_engine(request["engine"], options)
        voices = engine.voices()
        self._voice = choose(voices, wanted, request["language"], engine.standard_voice)
        return {"version": engine.version, "voice": asdict(self._voice)}

    def _list(self) -> framing.MessageFields:
        if self._engine is None:
            raise CoachError("No speech engine is open.")
        return {"voices": [asdict(voice) for voice in self._engine.voices()]}

    def _render(self, text: str, rate: int) -> bytes:
        if self._engine is None or self._voice is None:
            raise CoachError("No speech engine is open.")
        sound = self._engine.render(speakable(text), self._voice, rate)
        return self._engine.master(sound).pcm


def _fault(kind: str, error: CoachError) -> Reply:
    return {"fault": kind, "what": error.what, "instead": error.instead}, b""


def serve(requests: BinaryIO, replies: BinaryIO, answering: SpeechRequests) -> None:
    """Answer until the requests end or nobody reads the replies."""
    while (message := framing.receive(requests)) is not None:
        reply, payload = answering.answer(message[0])
        try:
            framing.send(replies, reply, payload)
        except OSError:
            return
