"""Sound files in the form of a microphone's sound: one channel, one rate, piece by piece."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import miniaudio

from voice_coach.errors import UsageError
from voice_coach.hearing.ports.recogniser import WIDTH

FORMATS = "WAV, FLAC, MP3 or OGG Vorbis"


def read_recording(path: Path, rate: int, samples: int) -> Iterator[bytes]:
    """The sound of a file, `samples` at a time, with no more of it in memory; silence fills up the
    last piece. Raise UsageError at the first piece if there is none to be had."""
    _check(path)
    try:
        found = miniaudio.get_file_info(str(path)).sample_rate
        if found < _SLOWEST:
            raise UsageError(
                f"{path} has {found} samples a second, too few for speech.",
                f"Record with {_SLOWEST} or more.",
            )
        pieces = miniaudio.stream_file(
            str(path),
            # Mixed as whole numbers, more than two channels run over.
            output_format=miniaudio.SampleFormat.FLOAT32,
            nchannels=1,
            sample_rate=rate,
            frames_to_read=samples,
        )
        for piece in pieces:
            yield _whole_numbers(piece.tobytes(), rate).ljust(samples * WIDTH, b"\0")
    except (miniaudio.MiniaudioError, OSError) as error:
        raise UsageError(
            f"{path} is not a sound file that can be read.", f"Give one in {FORMATS}."
        ) from error


_SLOWEST = 4_000
"""Hz below which there is no speech in a recording, and a small file would be hours of it."""


def _whole_numbers(floats: bytes, rate: int) -> bytes:
    one = miniaudio.SampleFormat.FLOAT32, 1, rate
    other = miniaudio.SampleFormat.SIGNED16, 1, rate
    return bytes(miniaudio.convert_frames(*one, floats, *other))


def _check(path: Path) -> None:
    """Tell the faults that the library reports only as a missing file."""
    if path.exists() and not path.is_file():
        raise UsageError(f"{path} is no file.", f"Give a sound file in {FORMATS}.")
    try:
        with path.open("rb"):
            pass
    except OSError as error:
        raise UsageError(f"{path} can't be read: {error.strerror or error}.") from error
