"""Write a sound file in any of our formats, with FFmpeg's libraries, which `av` carries."""

from __future__ import annotations

import contextlib
import glob
import os
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, cast

import av
from av.stream import Disposition

from voice_coach.audio.clip import RATE
from voice_coach.audio.id3_lyrics import lyrics_frame, put_in_padding
from voice_coach.audio.sound_formats import format_of
from voice_coach.core.units import Seconds
from voice_coach.errors import CoachError, UsageError
from voice_coach.system.leftovers import remove_leftovers

if TYPE_CHECKING:
    from av.audio.stream import AudioStream
    from av.container import OutputContainer
    from av.container.core import Chapter as ChapterMark

    from voice_coach.audio.loudness import Pcm

_COMMENTED = ("ogg", "flac")
"""Containers whose chapters are comments. FFmpeg writes none into FLAC, and in Ogg those of the
second half of a second come out a second late."""


@dataclass(frozen=True, slots=True)
class Chapter:
    """A part of a recording, up to the next one."""

    begins: Seconds
    title: str


@dataclass(frozen=True, slots=True)
class Labels:
    """What a player shows of a recording."""

    title: str
    artist: str
    length: Seconds
    comment: str = ""
    lyrics: str = ""
    chapters: tuple[Chapter, ...] = ()
    cover: bytes | None = None
    """A PNG picture."""


def check_free(path: Path, *, force: bool) -> None:
    """Raises UsageError where a file must not be replaced: it is there, and nobody said so."""
    if path.exists() and not path.is_file():
        # A rename would put a plain file in the place of /dev/null.
        raise UsageError(f"{path} is not a plain file.", "Name another one.")
    if path.exists() and not force:
        raise UsageError(f"{path} is there already.", "Replace it with --force, or name another.")


class SoundWriter:
    """Writes one sound file, which appears under its name when it is saved and not before.

    Every method but `close` raises CoachError if the disk refuses.
    """

    def __init__(self, path: Path, labels: Labels, channels: int = 1) -> None:
        self._kind = format_of(path)
        self._path = path.resolve()
        self._layout = "mono" if channels == 1 else "stereo"
        self._frame = lyrics_frame(labels.lyrics) if self._kind.container == "mp3" else b""
        self._written = 0
        remove_leftovers(self._path.parent, f".{glob.escape(self._path.name)}.[0-9]*.part")
        self._part = self._path.with_name(f".{self._path.name}.{os.getpid()}.part")
        try:
            with self._disk():
                self._file = self._part.open("w+b")  # open until it is saved
                self._container = self._opened()
                self._stream = self._described(labels, channels)
        except BaseException:  # Ctrl-C too: nobody has it yet to close it.
            self._part.unlink(missing_ok=True)
            raise

    def write(self, samples: Pcm) -> None:
        """Add samples: one row for each moment, one column for each channel."""
        frame = av.AudioFrame.from_ndarray(samples.reshape(1, -1), "s16", self._layout)
        frame.sample_rate, frame.pts = RATE, self._written
        self._written += len(samples)
        with self._disk():
            self._container.mux(self._stream.encode(frame))

    def save(self) -> None:
        """Put the file in its place."""
        with self._disk():
            self._container.mux(self._stream.encode(None))
            self._container.close()
            if self._frame:
                put_in_padding(self._file, self._frame)
            self._file.close()
            self._part.replace(self._path)

    def close(self) -> None:
        """Give up what was not saved."""
        with contextlib.suppress(OSError, ValueError):
            self._container.close()
        with contextlib.suppress(OSError):
            self._file.close()
        self._part.unlink(missing_ok=True)

    def _opened(self) -> OutputContainer:
        options = dict(self._kind.options)
        if self._frame:
            options["metadata_header_padding"] = str(len(self._frame))
        return av.open(self._file, "w", format=self._kind.container, options=options)

    def _described(self, labels: Labels, channels: int) -> AudioStream:
        """Name what is in it, and begin."""
        named = {
            "title": labels.title,
            "artist": labels.artist,
            "comment": labels.comment,
            # As a text of one's own, MP3 has lyrics in a frame that FFmpeg does not write.
            "lyrics": "" if self._frame else labels.lyrics,
        }
        self._container.metadata.update({name: told for name, told in named.items() if told})
        if self._kind.container in _COMMENTED:
            self._container.metadata.update(_chapter_comments(labels.chapters))
        else:
            self._container.set_chapters(_chapter_marks(labels))
        kind = self._kind
        stream = cast(
            "AudioStream", self._container.add_stream(kind.codec, RATE, dict(kind.codec_options))
        )
        stream.layout = self._layout
        if kind.bits is not None:
            stream.bit_rate = kind.bits * channels
        if labels.cover is not None and kind.takes_cover:
            self._add_cover(labels.cover)
        return stream

    def _add_cover(self, png: bytes) -> None:
        picture = self._container.add_stream("png")
        picture.width, picture.height = (int.from_bytes(png[at : at + 4]) for at in (16, 20))
        picture.pix_fmt = "rgba"
        picture.disposition = Disposition.attached_pic
        packet = av.Packet(png)
        packet.stream = picture
        packet.pts = packet.dts = 0
        self._container.mux(packet)

    @contextlib.contextmanager
    def _disk(self) -> Iterator[None]:
        try:
            yield
        except (OSError, av.FFmpegError) as error:
            raise CoachError(
                f"The sound can't be written to {self._path}: {error.strerror or error}.",
                "Choose another file.",
            ) from error


def _chapter_marks(labels: Labels) -> list[ChapterMark]:
    """The chapters for FFmpeg, in milliseconds."""
    ends = (*(one.begins for one in labels.chapters[1:]), labels.length)
    return [
        {
            "id": number,
            "start": round(chapter.begins * 1000),
            "end": round(end * 1000),
            "time_base": Fraction(1, 1000),
            "metadata": {"title": chapter.title},
        }
        for number, (chapter, end) in enumerate(zip(labels.chapters, ends, strict=False))
    ]


def _chapter_comments(chapters: tuple[Chapter, ...]) -> Iterator[tuple[str, str]]:
    """The chapters as Xiph's comments have them."""
    for number, chapter in enumerate(chapters):
        seconds, thousandths = divmod(round(chapter.begins * 1000), 1000)
        clock = f"{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}"
        yield f"CHAPTER{number:03}", f"{clock}.{thousandths:03}"
        yield f"CHAPTER{number:03}NAME", chapter.title
