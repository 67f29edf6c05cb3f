"""The echo canceller: takes what the coach plays out of what the microphone hears."""

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
"""Samples of the microphone's sound that are cleaned at a time: 10 ms."""

FAR_FRAME = clip.RATE // 100
"""The same time of what is played."""

NEAR_BYTES = NEAR_FRAME * WIDTH
FAR_BYTES = FAR_FRAME * clip.WIDTH


class Canceller(Protocol):
    """Learns how what is played sounds in the room, and takes it out."""

    def clean(self, near: bytes, far: bytes) -> bytes:
        """The next frame of the microphone's sound without its echo of what was played. `far`
        must be ahead of that echo, by up to 0.4 s and always the same."""


def webrtc() -> Canceller | None:
    """The canceller of web browsers; None where the package that has it is not installed."""
    try:
        _bar_the_rest()
        from livekit.rtc.apm import AudioProcessingModule  # noqa: PLC0415 - after the line above.
        from livekit.rtc.audio_frame import AudioFrame  # noqa: PLC0415 - the same.

        module = AudioProcessingModule(echo_cancellation=True, high_pass_filter=True)
    except ImportError:
        return None
    return _WebRtc(module, AudioFrame)


class _WebRtc:
    """WebRTC's AEC3, out of the box that livekit packs it in. It suppresses no noise: that
    would cost more of the words than it gains."""

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
    """Have livekit's package import nothing of itself that it is not asked for: rooms, video and
    numpy are two thirds of its time and memory, for no use of ours."""
    if "livekit.rtc" in sys.modules or (found := find_spec("livekit")) is None:
        return
    package = ModuleType("livekit.rtc")
    folders = found.submodule_search_locations or ()
    package.__path__ = [str(PurePath(folder, "rtc")) for folder in folders]
    sys.modules["livekit.rtc"] = package
