"""Text-to-speech on another machine, by the Wyoming protocol of the Home Assistant voices.

What is to be spoken is sent there. Each request has a deadline, and a connection of its own.
"""

from __future__ import annotations

import asyncio
import io
import wave
from collections.abc import Awaitable, Callable
from importlib.util import find_spec
from typing import TYPE_CHECKING, TypeVar

from voice_coach.core.units import Seconds
from voice_coach.errors import CoachError
from voice_coach.speech.engine import EngineOptions, Master, SpeechEngine, allow_numpy
from voice_coach.speech.voices import Voice, language_tag

if TYPE_CHECKING:
    from wyoming.client import AsyncTcpClient
    from wyoming.info import Info

T = TypeVar("T")

DEFAULT_ADDRESS = "127.0.0.1:10200"
"""The port that Wyoming's servers for speech use."""

_CONNECTING: Seconds = 2.0
_READING: Seconds = 4.0
"""Until the next event of an answer."""
_ANSWERING: Seconds = 20.0
"""Until an answer is complete."""

_MOST_SOUND = 32 * 2**20
"""Bytes of one answer: minutes of speech."""


def open_wyoming(options: EngineOptions) -> SpeechEngine:
    """Ask the server at the address of the options for its voices. Raises CoachError."""
    allow_numpy()
    if find_spec("wyoming") is None:
        raise CoachError(
            "The Wyoming protocol is not installed.",
            "Install it: pip install 'voice-coach[wyoming]'.",
        )
    return WyomingEngine(options.address or DEFAULT_ADDRESS)


class WyomingEngine:
    """A server's voices."""

    def __init__(self, address: str) -> None:
        """Raises CoachError where no server answers."""
        # Imported here: it brings numpy.
        from voice_coach.speech.presence_mastering import master_presence  # noqa: PLC0415

        host, _, port = address.rpartition(":")
        self._host, self._port = host.strip("[]"), int(port)
        self._address = address
        self.master: Master = master_presence
        self.standard_voice: str | None = None
        info = self._ask(_describe)
        programs = [program for program in info.tts if program.installed]
        self._voices = tuple(
            Voice(voice.name, voice.description or voice.name, _tags(voice.languages))
            for program in programs
            for voice in program.voices
            if voice.installed
        )
        names = (f"{program.name} {program.version or ''}".strip() for program in programs)
        self.version = f"{', '.join(names)} at {address}"

    def voices(self) -> tuple[Voice, ...]:
        """The voices that the server has."""
        return self._voices

    def render(self, text: str, voice: Voice, rate: int) -> bytes:  # noqa: ARG002 - see docs/voice.md.
        """A WAV file of `text`; the protocol has no rate."""

        async def synthesise(client: AsyncTcpClient) -> bytes:
            return await _synthesise(client, text, voice.id)

        return self._ask(synthesise)

    def _ask(self, question: Callable[[AsyncTcpClient], Awaitable[T]]) -> T:
        """The answer to a question. Raises CoachError."""
        try:
            return asyncio.run(self._asked(question))
        except TimeoutError as error:
            raise self._failed("doesn't answer in time") from error
        # Whatever a foreign server sends must not end the worker.
        except (OSError, EOFError, ValueError, KeyError, TypeError, wave.Error) as error:
            raise self._failed(f"can't be used: {error or type(error).__name__}") from error

    async def _asked(self, question: Callable[[AsyncTcpClient], Awaitable[T]]) -> T:
        # Imported here: only where this engine is chosen.
        from wyoming.client import AsyncTcpClient  # noqa: PLC0415

        async with asyncio.timeout(_ANSWERING):
            client = AsyncTcpClient(self._host, self._port, _CONNECTING, _READING)
            async with client:
                return await question(client)

    def _failed(self, how: str) -> CoachError:
        return CoachError(
            f"The speech server at {self._address} {how}.",
            "Start it, or name another: voice-coach config set wyoming_address HOST:PORT.",
        )


async def _describe(client: AsyncTcpClient) -> Info:
    from wyoming.info import Describe, Info  # noqa: PLC0415 - see `_asked`.

    await client.write_event(Describe().event())
    while (event := await client.read_event()) is not None:
        if Info.is_type(event.type):
            return Info.from_event(event)
    raise EOFError("the connection was closed")


async def _synthesise(client: AsyncTcpClient, text: str, voice: str) -> bytes:
    from wyoming.audio import AudioChunk, AudioStart, AudioStop  # noqa: PLC0415 - see `_asked`.
    from wyoming.tts import Synthesize, SynthesizeVoice  # noqa: PLC0415

    await client.write_event(Synthesize(text, SynthesizeVoice(voice)).event())
    sound = io.BytesIO()
    with wave.open(sound, "wb") as file:
        while (event := await client.read_event()) is not None:
            if AudioStart.is_type(event.type):
                start = AudioStart.from_event(event)
                file.setframerate(start.rate)
                file.setsampwidth(start.width)
                file.setnchannels(start.channels)
            elif AudioChunk.is_type(event.type):
                file.writeframes(AudioChunk.from_event(event).audio)
                if sound.tell() > _MOST_SOUND:
                    raise ValueError("it sends sound without end")
            elif AudioStop.is_type(event.type):
                break
        else:
            raise EOFError("the connection was closed")
    return sound.getvalue()


def _tags(languages: list[str]) -> tuple[str, ...]:
    return tuple(tag for tag in map(language_tag, languages) if tag)
