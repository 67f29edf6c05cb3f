"""Clips as FLAC and Opus, by libsndfile, which the package `soundfile` carries.

The library is called directly: `soundfile` itself imports numpy, which costs a process that only
keeps and plays clips 90 ms and 20 MB. Both formats keep the number of samples, so that an onset
stays where it is. Measured on 49 s of the natural voice: PCM takes 96 kB a second, FLAC 38 kB,
Opus at 20 kbit/s 3.3 kB, of which 0.4 kB is padding that any compression takes away.
"""

from __future__ import annotations

import ctypes
import importlib.util
import io
import struct
from collections.abc import Callable
from ctypes.util import find_library
from functools import lru_cache
from pathlib import Path

from voice_coach.audio.clip import RATE, Clip
from voice_coach.errors import CoachError

_READ, _WRITE = 0x10, 0x20
_FLAC = 0x170000 | 0x0002
_OPUS = 0x200000 | 0x0064
_PCM = 0x040000 | 0x0002 | 0x10000000
"""Samples alone, of 16 bits, the lower byte first."""
_SET_COMPRESSION, _SET_CLIPPING = 0x1301, 0x10C0

_OPUS_SLOWEST, _OPUS_SPAN = 6_000, 250_000
"""libsndfile maps compression 1 to 0 onto 6 to 256 kbit/s."""


_PAGE = b"OggS"
_HEAD = b"OpusHead"
_CHECKSUM_AT, _HEAD_AT, _GAIN_AT = 22, 28, 44
"""In the first page of Opus in Ogg, whose header is alone on it (RFC 7845)."""
_CHECKSUM = struct.Struct("<I")
_GAIN = struct.Struct("<h")
"""In 256ths of a decibel."""


class _Info(ctypes.Structure):
    """`SF_INFO`."""

    _fields_ = (
        ("frames", ctypes.c_int64),
        ("rate", ctypes.c_int),
        ("channels", ctypes.c_int),
        ("format", ctypes.c_int),
        ("sections", ctypes.c_int),
        ("seekable", ctypes.c_int),
    )


_Length = ctypes.CFUNCTYPE(ctypes.c_int64, ctypes.c_void_p)
_Seek = ctypes.CFUNCTYPE(ctypes.c_int64, ctypes.c_int64, ctypes.c_int, ctypes.c_void_p)
_Move = ctypes.CFUNCTYPE(ctypes.c_int64, ctypes.c_void_p, ctypes.c_int64, ctypes.c_void_p)


class _VirtualFile(ctypes.Structure):
    """`SF_VIRTUAL_IO`: a file in memory."""

    _fields_ = (
        ("length", _Length),
        ("seek", _Seek),
        ("read", _Move),
        ("write", _Move),
        ("tell", _Length),
    )


def flac(clip: Clip) -> bytes:
    """`clip` as FLAC, without loss. Raises CoachError."""
    return _encoded(clip, _FLAC, 1.0)


def opus(clip: Clip, bits: int) -> bytes:
    """`clip` as Opus in Ogg, at about `bits` a second. Raises CoachError."""
    return _encoded(clip, _OPUS, 1.0 - (bits - _OPUS_SLOWEST) / _OPUS_SPAN)


def louder(data: bytes, decibels: float) -> bytes:
    """Opus in Ogg that is decoded so much louder: what is encoded stays as it is. Raises
    CoachError."""
    if not data.startswith(_PAGE) or data[_HEAD_AT : _HEAD_AT + len(_HEAD)] != _HEAD:
        raise CoachError("Only a clip in Opus can be made louder as it is.")
    changed = bytearray(data)
    (gain,) = _GAIN.unpack_from(changed, _GAIN_AT)
    _GAIN.pack_into(changed, _GAIN_AT, gain + round(256 * decibels))
    # A page's checksum is that of the page without one.
    _CHECKSUM.pack_into(changed, _CHECKSUM_AT, 0)
    end = changed.index(_PAGE, len(_PAGE))
    _CHECKSUM.pack_into(changed, _CHECKSUM_AT, _ogg_checksum(bytes(changed[:end])))
    return bytes(changed)


def _ogg_checksum(page: bytes) -> int:
    """Ogg's: zlib has the same polynomial, but takes the bits from the other end."""
    remainder = 0
    for byte in page:
        remainder ^= byte << 24
        for _ in range(8):
            remainder = remainder << 1 ^ (0x104C11DB7 if remainder & 0x80000000 else 0)
    return remainder


def decoded(data: bytes) -> Clip:
    """The clip in a FLAC or Opus file. Raises CoachError if it is neither, or damaged."""
    library, info, memory = _library(), _Info(), io.BytesIO(data)
    functions = _virtual(memory)
    handle = library.sf_open_virtual(functions, _READ, ctypes.byref(info), None)
    if not handle:
        raise _failure(library, None)
    try:
        if (info.rate, info.channels) != (RATE, 1) or info.frames <= 0:
            raise CoachError("A clip is not in the coach's own format.")
        if info.format == _OPUS:
            return _clipped(library, handle, info.frames)
        samples = (ctypes.c_int16 * info.frames)()
        if library.sf_readf_short(handle, samples, info.frames) != info.frames:
            raise _failure(library, handle)
    finally:
        library.sf_close(handle)
    return Clip(bytes(samples))


def _clipped(library: ctypes.CDLL, handle: int, frames: int) -> Clip:
    """What Opus gives above full scale stays there. Read as integers it would wrap around to the
    other end of the scale, and click: libsndfile clips only what it writes."""
    samples = (ctypes.c_float * frames)()
    if library.sf_readf_float(handle, samples, frames) != frames:
        raise _failure(library, handle)

    def write(file: int) -> bool:
        library.sf_command(file, _SET_CLIPPING, None, 1)
        return bool(library.sf_writef_float(file, samples, frames) == frames)

    return Clip(_written(library, _PCM, write))


def _encoded(clip: Clip, form: int, compression: float) -> bytes:
    library = _library()

    def write(file: int) -> bool:
        level = ctypes.c_double(compression)
        library.sf_command(file, _SET_COMPRESSION, ctypes.byref(level), ctypes.sizeof(level))
        return bool(library.sf_writef_short(file, clip.pcm, clip.samples) == clip.samples)

    return _written(library, form, write)


def _written(library: ctypes.CDLL, form: int, write: Callable[[int], bool]) -> bytes:
    """What is in a file of a format after `write`, which is given its handle."""
    info, memory = _Info(rate=RATE, channels=1, format=form), io.BytesIO()
    functions = _virtual(memory)
    handle = library.sf_open_virtual(functions, _WRITE, ctypes.byref(info), None)
    if not handle:
        raise _failure(library, None)
    try:
        if not write(handle):
            raise _failure(library, handle)
    finally:
        library.sf_close(handle)
    return memory.getvalue()


def _virtual(memory: io.BytesIO) -> _VirtualFile:
    """`memory` as libsndfile reads and writes it. Must live as long as the file is open."""

    def read(target: int, count: int, _: object) -> int:
        data = memory.read(count)
        ctypes.memmove(target, data, len(data))
        return len(data)

    return _VirtualFile(
        length=_Length(lambda _: memory.getbuffer().nbytes),
        seek=_Seek(lambda offset, whence, _: memory.seek(offset, whence)),
        read=_Move(read),
        write=_Move(lambda source, count, _: memory.write(ctypes.string_at(source, count))),
        tell=_Length(lambda _: memory.tell()),
    )


def _failure(library: ctypes.CDLL, handle: int | None) -> CoachError:
    reason: bytes = library.sf_strerror(handle)
    return CoachError(f"A clip can't be encoded or decoded: {reason.decode(errors='replace')}")


@lru_cache(maxsize=1)
def _library() -> ctypes.CDLL:
    path = _carried() or find_library("sndfile")
    if path is None:
        raise CoachError(
            "libsndfile is not there, so clips can't be kept.", "Install it: pip install soundfile."
        )
    try:
        library = ctypes.CDLL(path)
    except OSError as error:
        raise CoachError(f"libsndfile can't be loaded: {error}.") from error
    handle, pointer, count = ctypes.c_void_p, ctypes.c_void_p, ctypes.c_int64
    library.sf_open_virtual.restype = handle
    library.sf_open_virtual.argtypes = (
        ctypes.POINTER(_VirtualFile),
        ctypes.c_int,
        ctypes.POINTER(_Info),
        pointer,
    )
    library.sf_command.argtypes = (handle, ctypes.c_int, pointer, ctypes.c_int)
    library.sf_readf_short.restype = library.sf_writef_short.restype = count
    library.sf_readf_short.argtypes = (handle, pointer, count)
    library.sf_writef_short.argtypes = (handle, ctypes.c_char_p, count)
    library.sf_readf_float.restype = library.sf_writef_float.restype = count
    library.sf_readf_float.argtypes = library.sf_writef_float.argtypes = (handle, pointer, count)
    library.sf_close.argtypes = library.sf_strerror.argtypes = (handle,)
    library.sf_strerror.restype = ctypes.c_char_p
    return library


def _carried() -> str | None:
    """The library that comes with `soundfile`'s wheel; None where it has no wheel."""
    package = importlib.util.find_spec("_soundfile_data")
    folders = (package and package.submodule_search_locations) or ()
    found = (path for folder in folders for path in Path(folder).glob("libsndfile*"))
    return next(map(str, found), None)
