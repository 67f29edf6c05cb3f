"""Sound files of any kind, decoded piece by piece with FFmpeg's libraries, which `av` carries."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator, Sequence
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

import av

from voice_coach.audio.clip import RATE
from voice_coach.core.units import Seconds
from voice_coach.system.bounded_read import open_regular

if TYPE_CHECKING:
    from av.container import InputContainer
    from numpy import float32
    from numpy.typing import NDArray


class NoMusicError(Exception):
    """A file that can't be decoded, or not to its end: the reason, without a full stop."""


def decoded(track: Path, begin: Seconds = 0.0) -> Iterator[NDArray[float32]]:
    """The samples of a track at `RATE`, in two columns, from about `begin` on. Raises NoMusicError
    at the place from which it can't be read; what came before it is sound."""
    resampler = av.AudioResampler("flt", "stereo", RATE)
    try:
        # As a file of Python's own: a name such as "concat:a|b" means nothing.
        with open_regular(track) as file, av.open(file, "r") as container:
            if not container.streams.audio:
                raise NoMusicError("there is no sound in it")
            skipped = begin - _sought(container, begin)
            left = max(0, round(skipped * RATE))
            for frame in chain(container.decode(audio=0), [None]):
                for part in resampler.resample(frame):
                    samples = part.to_ndarray().astype("f4", copy=False).reshape(-1, 2)
                    yield samples[left:]
                    left = max(0, left - len(samples))
    except (OSError, av.FFmpegError) as error:
        raise NoMusicError(_reason(error)) from error


def over_and_over(
    tracks: Sequence[Path],
    begin: tuple[int, Seconds] = (0, 0.0),
    skipped: Callable[[Path, NoMusicError], None] = lambda _track, _why: None,
) -> Iterator[tuple[int, Seconds, NDArray[float32]]]:
    """The tracks one after another, without end: the number of each, the time in it and the samples
    from there on. `begin`: a number and a time in that track. `skipped` takes what can't be read.
    Raises NoMusicError if nothing of any can."""
    number, at = begin
    silent = 0
    while silent < len(tracks):
        silent += 1
        track = tracks[number % len(tracks)]
        try:
            for part in decoded(track, at):
                if len(part):
                    silent = 0
                    yield number % len(tracks), at, part
                    at += len(part) / RATE
        except NoMusicError as error:
            skipped(track, error)
        number, at = number + 1, 0.0
    raise NoMusicError(f"{tracks[0]} is not music that can be read")


def _sought(container: InputContainer, begin: Seconds) -> Seconds:
    """Go to the last place not after `begin` at which decoding can start; return where that is."""
    if begin <= 0:
        return 0.0
    with contextlib.suppress(OSError, av.FFmpegError):
        container.seek(round(begin * 1_000_000))
        packet = next(container.demux(audio=0))
        if packet.pts is not None and packet.time_base is not None:
            reached = float(packet.pts * packet.time_base)
            container.seek(round(begin * 1_000_000))
            return reached
    container.seek(0)
    return 0.0


def _reason(error: Exception) -> str:
    strerror = getattr(error, "strerror", None)
    if isinstance(error, OSError) and not isinstance(error, av.FFmpegError) and strerror:
        return str(strerror)
    return "it is no sound that can be read"
