"""A room between the rig's speaker and its microphone: what is played comes back as an echo.

    with SoundServer() as server, room(server):
        ...

The sound server makes the echoes itself, because a program between two pipes keeps them back for
longer and longer whenever the machine is busy, which no wall does.
"""

from __future__ import annotations

import json
import subprocess
from contextlib import ExitStack, contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rig.pulse import SoundServer

WALLS = ((60, 0.3), (85, 0.12), (125, 0.05))
"""Each echo: milliseconds after the speaker's sound, and how loud against it. With what devices
have in store, the first comes 0.15 s after a sound was handed to the speaker."""


@contextmanager
def room(server: SoundServer, walls: tuple[tuple[int, float], ...] = WALLS) -> Iterator[None]:
    """Echoes for as long as its context is entered."""
    with ExitStack() as stack:
        for delay, gain in walls:
            stack.enter_context(_wall(server, delay, gain))
        yield


@contextmanager
def _wall(server: SoundServer, delay: int, gain: float) -> Iterator[None]:
    module = _pactl(
        server,
        *("load-module", "module-loopback", "source=out.monitor", "sink=mic_feed"),
        # It would else bend the pitch to keep the delay.
        *(f"latency_msec={delay}", "adjust_time=0"),
    ).strip()
    inputs = json.loads(_pactl(server, "--format=json", "list", "sink-inputs"))
    (echo,) = (one["index"] for one in inputs if str(one["owner_module"]) == module)
    # The volume of a channel goes with the cube root of its amplitude.
    _pactl(server, "set-sink-input-volume", str(echo), f"{gain ** (1 / 3):.4f}")
    try:
        yield
    finally:
        _pactl(server, "unload-module", module)


def _pactl(server: SoundServer, *words: str) -> str:
    return subprocess.run(
        ["pactl", *words], env=server.env, check=True, capture_output=True, text=True, timeout=10
    ).stdout
