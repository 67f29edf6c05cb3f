"""Requests to the speech worker, and its replies: each request gets one."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from voice_coach.ipc.wire import Wire
from voice_coach.speech.voices import Voice


@dataclass(frozen=True, slots=True)
class OpenEngine:
    """Open an engine and choose its voice; the first request."""

    engine: str
    voice: str | None
    language: str
    address: str | None = None
    """The server, for an engine that has one."""


@dataclass(frozen=True, slots=True)
class ListVoices:
    """List the installed voices."""


@dataclass(frozen=True, slots=True)
class RenderText:
    """Turn a text into sound."""

    text: str
    rate: int
    """Words a minute."""


@dataclass(frozen=True, slots=True)
class EngineOpened:
    """The engine is open."""

    version: str
    voice: Voice


@dataclass(frozen=True, slots=True)
class VoicesListed:
    """The installed voices."""

    voices: tuple[Voice, ...]


@dataclass(frozen=True, slots=True)
class TextRendered:
    """The sound of a text."""

    pcm: bytes = field(repr=False)


class FailureKind(StrEnum):
    """What a request failed of."""

    TEXT = "text"
    """There is nothing in it that can be spoken."""
    USAGE = "usage"
    """No such voice or engine."""
    ENGINE = "engine"
    """The engine can't be opened, or gives no sound."""


@dataclass(frozen=True, slots=True)
class RequestFailed:
    """The request failed, and the next one is taken."""

    kind: FailureKind
    what: str
    instead: str = ""


SpeechRequest = OpenEngine | ListVoices | RenderText
SpeechReply = EngineOpened | VoicesListed | TextRendered | RequestFailed

REQUESTS: Wire[SpeechRequest] = Wire(OpenEngine, ListVoices, RenderText)
REPLIES: Wire[SpeechReply] = Wire(EngineOpened, VoicesListed, TextRendered, RequestFailed)
