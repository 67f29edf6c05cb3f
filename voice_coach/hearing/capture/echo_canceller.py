"""The echo canceller: removes the coach's own sound from the microphone's."""

from __future__ import annotations

import sys
from importlib.util import find_spec
from pathlib import PurePath
from types import ModuleType
from typing import TYPE_CHECKING, Protocol

from voice_coach.audio import clip
from voice_coach.hearing.ports.recogniser import RATE, WIDTH

if TYPE_CHECKING:
    from livekit.rtc.apm import AudioProcessingModule
    from livekit.rtc.audio_frame import AudioFrame

NEAR_FRAME = RATE // 100
"""Samples of the microphone's sound cleaned at a time: 10 ms."""

FAR_FRAME = clip.RATE // 100
"""Samples of played sound in the same time."""

NEAR_BYTES = NEAR_FRAME * WIDTH
FAR_BYTES = FAR_FRAME * clip.WIDTH


class Canceller(Protocol):
    """Learns the echo of played sound in the room, and removes it."""

    def clean(self, near: bytes, far: bytes) -> bytes:
        """Remove the echo of played sound from the next frame of the microphone. `far` must be
        ahead of its echo, by at most 0.4 s and always by the same."""


def webrtc() -> Canceller | None:
    """The canceller of web browsers; None where the package that carries it is not installed."""
    try:
        _bar_the_rest()
        from livekit.rtc.apm import AudioProcessingModule  # noqa: PLC0415 - after the line above.
        from livekit.rtc.audio_frame import AudioFrame  # noqa: PLC0415 - the same.

        module = AudioProcessingModule(echo_cancellation=True, high_pass_filter=True)
    except ImportError:
        return None
    return _WebRtc(module, AudioFrame)


class _WebRtc:
    """WebRTC's AEC3, as packaged by livekit. Noise suppression is off: it costs more words than it
    gains."""

    def __init__(self, module: AudioProcessingModule, frame: type[AudioFrame]) -> None:
        self._module = module
        self._near = bytearray(NEAR_BYTES)
        self._far = bytearray(FAR_BYTES)
        # The frames work on these very bytes.
        self._near_frame = frame(self._near, RATE, 1, NEAR_FRAME)
        self._far_frame = frame(self._far, clip.RATE, 1, FAR_FRAME)

    def clean(self, near: bytes, far: bytes) -> bytes:
        self._near[:] = near
        self._far[:] = far
        self._module.process_reverse_stream(self._far_frame)
        self._module.process_stream(self._near_frame)
        return bytes(self._near)


def _bar_the_rest() -> None:
    """Keep livekit's package from importing the parts not used: rooms, video and numpy are two
    thirds of its time and memory."""
    if "livekit.rtc" in sys.modules or (found := find_spec("livekit")) is None:
        return
    package = ModuleType("livekit.rtc")
    folders = found.submodule_search_locations or ()
    package.__path__ = [str(PurePath(folder, "rtc")) for folder in folders]
    sys.modules["livekit.rtc"] = package
