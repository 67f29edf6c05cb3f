"""Typed messages between the coach and its worker processes, over a pair of pipes.

A message is a frozen dataclass of the room that it belongs to. On the pipe it is MessagePack: its
class's name and its fields, preceded by their length. It is checked when it is read.
"""

from __future__ import annotations

import struct
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, BinaryIO, Generic, TypeVar

import msgspec

from voice_coach.core.units import Seconds

_LENGTH = struct.Struct("<I")

ALIVE_EVERY: Seconds = 0.5
"""A worker says something this often, if only `Alive`."""

M = TypeVar("M")


@dataclass(frozen=True, slots=True)
class Alive:
    """A sign of life of a worker that has nothing else to say."""


class Wire(Generic[M]):
    """The messages that go one way between two processes."""

    def __init__(self, *kinds: Callable[..., M]) -> None:
        """`kinds`: the classes of these messages."""
        self._decoders: dict[str, msgspec.msgpack.Decoder[Any]] = {
            kind.__name__: msgspec.msgpack.Decoder(kind) for kind in kinds
        }

    def send(self, stream: BinaryIO, message: M) -> None:
        """Write one message and flush it. Raises OSError or ValueError once the pipe is closed."""
        data = _ENCODER.encode((type(message).__name__, message))
        stream.write(_LENGTH.pack(len(data)) + data)
        stream.flush()

    def receive(self, stream: BinaryIO) -> M | None:
        """Read one message; None when the other end has closed, be it in mid-message. Raises
        ValueError for what is none of these messages."""
        length = _read(stream, _LENGTH.size)
        data = None if length is None else _read(stream, *_LENGTH.unpack(length))
        if data is None:
            return None
        try:
            name, fields = _ENVELOPE.decode(data)
            message: M = self._decoders[name].decode(fields)
        except (msgspec.MsgspecError, KeyError) as error:
            raise ValueError("no message of this wire") from error
        return message


def _plain(value: object) -> object:
    """A text of a kind of its own, as PrivateText is, as any other text."""
    if isinstance(value, str):
        return str(value)
    raise NotImplementedError


_ENCODER = msgspec.msgpack.Encoder(enc_hook=_plain)
_ENVELOPE = msgspec.msgpack.Decoder(tuple[str, msgspec.Raw])


def _read(stream: BinaryIO, size: int) -> bytes | None:
    """Read exactly `size` bytes; None at the end of the stream."""
    data = stream.read(size)
    while data and len(data) < size:
        more = stream.read(size - len(data))
        if not more:
            return None
        data += more
    return data if len(data) == size else None
