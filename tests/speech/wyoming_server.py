"""A speech server on this machine, made of the `wyoming` library's own server.

Run as `wyoming_server.py BEHAVIOUR`. It prints its port, and serves until it is killed.
"""

from __future__ import annotations

import asyncio
import math
import struct
import sys

from wyoming.audio import AudioChunk, AudioStart, AudioStop
from wyoming.event import Event
from wyoming.info import Attribution, Describe, Info, TtsProgram, TtsVoice
from wyoming.server import AsyncEventHandler, AsyncTcpServer
from wyoming.tts import Synthesize

BEHAVIOUR = sys.argv[1]
RATE = 22_050
NOBODY = Attribution("nobody", "")


def _voice(name: str, language: str) -> TtsVoice:
    return TtsVoice(
        name=name,
        description=None,
        attribution=NOBODY,
        installed=True,
        version=None,
        languages=[language],
    )


INFO = Info(
    tts=[
        TtsProgram(
            name="hum",
            description=None,
            attribution=NOBODY,
            installed=True,
            version="1.0",
            voices=[_voice("alba", "en_GB"), _voice("joe", "en_US")],
        )
    ]
)


class Handler(AsyncEventHandler):
    """Hums a twentieth of a second for each letter, higher for joe."""

    async def handle_event(self, event: Event) -> bool:
        if BEHAVIOUR == "silent":
            await asyncio.sleep(3600)
        if Describe.is_type(event.type):
            await self.write_event(INFO.event())
        elif Synthesize.is_type(event.type):
            await self._speak(Synthesize.from_event(event))
        return True

    async def _speak(self, wanted: Synthesize) -> None:
        if BEHAVIOUR == "slow":
            await asyncio.sleep(0.5)
        await self.write_event(AudioStart(RATE, 2, 1).event())
        hertz = 300 if wanted.voice is not None and wanted.voice.name == "joe" else 200
        for _ in wanted.text:
            await self.write_event(AudioChunk(RATE, 2, 1, _hum(hertz)).event())
            if BEHAVIOUR == "breaks off":
                await self.stop()
                self.writer.close()
                return
        await self.write_event(AudioStop().event())


def _hum(hertz: int) -> bytes:
    samples = (math.sin(2 * math.pi * hertz * at / RATE) for at in range(RATE // 20))
    return b"".join(struct.pack("<h", int(20_000 * sample)) for sample in samples)


async def _serve() -> None:
    server = AsyncTcpServer("127.0.0.1", 0)
    await server.start(Handler)
    (listening,) = server._server.sockets
    print(listening.getsockname()[1], flush=True)
    await asyncio.Event().wait()


asyncio.run(_serve())
