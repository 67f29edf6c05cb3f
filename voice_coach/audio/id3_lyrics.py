"""Lyrics in an MP3 file: a frame of its tag (ID3v2.4) that FFmpeg reads but does not write."""

from __future__ import annotations

from typing import BinaryIO

_HEAD = 10
"""Bytes of the tag's header, and of a frame's."""


def lyrics_frame(text: str) -> bytes:
    """The frame USLT (id3.org, id3v2.4.0-frames 4.8): UTF-8, in English, without a description."""
    if not text:
        return b""
    content = b"\x03eng\x00" + text.encode()
    return b"USLT" + _synchsafe(len(content)) + b"\x00\x00" + content


def put_in_padding(file: BinaryIO, frame: bytes) -> None:
    """Write a frame into the padding at the end of the file's tag, which is as long as it is."""
    file.seek(0)
    head = file.read(_HEAD)
    size = sum((byte & 0x7F) << shift for byte, shift in zip(head[6:], (21, 14, 7, 0), strict=True))
    file.seek(_HEAD + size - len(frame))
    file.write(frame)


def _synchsafe(number: int) -> bytes:
    """A number in four bytes of seven bits."""
    return bytes((number >> shift) & 0x7F for shift in (21, 14, 7, 0))
