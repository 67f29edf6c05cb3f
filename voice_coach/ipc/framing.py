"""Messages between the coach and its worker processes, over a pair of pipes.

A message is a JSON object and a payload of bytes (PCM, mostly), each preceded by its length.
"""

from __future__ import annotations

import json
import struct
from typing import Any, BinaryIO

from voice_coach.core.units import Seconds

_LENGTHS = struct.Struct("<II")

ALIVE_EVERY: Seconds = 0.5
"""The interval at which a worker sends something, if only that it is alive: `{"report": "alive"}`.
"""

MessageFields = dict[str, Any]
"""The JSON object of a message. Both ends are ours and of one version, so it is not checked."""


def send(stream: BinaryIO, fields: MessageFields, payload: bytes = b"") -> None:
    """Write one message and flush it. Raises OSError or ValueError once the pipe is closed."""
    header = json.dumps(fields, separators=(",", ":")).encode()
    stream.write(_LENGTHS.pack(len(header), len(payload)) + header + payload)
    stream.flush()


def receive(stream: BinaryIO) -> tuple[MessageFields, bytes] | None:
    """Read one message; None when the other end has closed, be it in mid-message."""
    lengths = _read(stream, _LENGTHS.size)
    if lengths is None:
        return None
    header_length, payload_length = _LENGTHS.unpack(lengths)
    header = _read(stream, header_length)
    payload = _read(stream, payload_length)
    if header is None or payload is None:
        return None
    fields: MessageFields = json.loads(header)
    return fields, payload


def _read(stream: BinaryIO, size: int) -> bytes | None:
    """Read exactly `size` bytes; None at the end of the stream."""
    data = stream.read(size)
    while data and len(data) < size:
        more = stream.read(size - len(data))
        if not more:
            return None
        data += more
    return data if len(data) == size else None
