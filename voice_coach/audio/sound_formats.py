"""The kinds of sound file that can be written, by the suffix of their names."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from voice_coach.errors import UsageError


@dataclass(frozen=True, slots=True)
class SoundFormat:
    """A container, and the codec in it, by FFmpeg's names."""

    container: str
    codec: str
    bits: int | None = None
    """Bits a second of one channel; None: without loss."""
    ceiling: float = -1.2
    """Highest true peak before encoding, in dBTP; -1 is promised after it. A codec with loss adds
    to the peaks: in 17 minutes of the natural voice AAC and Opus 1.6 dB, MP3 0.5."""
    softer: float = 0.0
    """dB that the codec takes of the loudness, measured on the same: what is above its band."""
    takes_cover: bool = False
    options: Mapping[str, str] = field(default_factory=dict)
    """Options of the container."""
    codec_options: Mapping[str, str] = field(default_factory=dict)


_OPUS = SoundFormat(
    "ogg",
    "libopus",
    48_000,
    ceiling=-3.6,
    # Without the search for music in it, which takes more than half of the time. Of speech at 48
    # kbit/s the spectrum is then 2.0 dB off, in 24 kbit/s that are used; with it, and at 40, 3.0 dB
    # in 27.
    codec_options={"compression_level": "6"},
)

FORMATS: Mapping[str, SoundFormat] = {
    ".mp3": SoundFormat(
        "mp3",
        "libmp3lame",
        64_000,
        ceiling=-2.5,
        softer=0.4,
        takes_cover=True,
        # Half of the time of the usual search.
        codec_options={"compression_level": "7"},
    ),
    ".m4a": SoundFormat(
        "mp4",
        "aac",
        64_000,
        ceiling=-3.2,
        takes_cover=True,
        # The usual search, with its shaping of noise in time, now and then leaves a spike of some
        # milliseconds up to 7 dB above what it was given (core-basics: 3 of 12 levels tried; with
        # this search none).
        codec_options={"aac_coder": "fast"},
        # Players go by the brand; FFmpeg's own "ipod" container takes no PNG as a cover.
        options={"brand": "M4A ", "movflags": "+faststart"},
    ),
    ".opus": _OPUS,
    # Opus here too: there is no good encoder for Vorbis in the library.
    ".ogg": _OPUS,
    ".flac": SoundFormat("flac", "flac", takes_cover=True),
    # More than 4 GB, which ten hours of music are, need the longer head of RF64.
    ".wav": SoundFormat("wav", "pcm_s16le", options={"rf64": "auto"}),
}


def format_of(path: Path) -> SoundFormat:
    """The format that a file's name asks for. Raises UsageError for one that can't be written."""
    found = FORMATS.get(path.suffix.lower())
    if found is None:
        ending = path.suffix or "no suffix"
        raise UsageError(
            f"{path.name}: a sound file with {ending} can't be written.",
            f"Name one that ends with {', '.join(list(FORMATS)[:-1])} or {list(FORMATS)[-1]}.",
        )
    return found
