"""Clips that come with the program, so that the first minutes need no rendering.

One SQLite file for all voices: opened in 0.1 ms where a zip of as many clips takes 3.4, and read
clip by clip. A clip is Opus, deflated because libsndfile pads each file with 0.5 kB of zeros; the
countdown is FLAC. The clips have the keys of any other clip, so one that another engine, voice,
mastering or wording would give is simply not found.
"""

from __future__ import annotations

import sqlite3
import threading
import zlib
from array import array
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from voice_coach.audio.clip import RATE, Clip
from voice_coach.core.units import Seconds
from voice_coach.errors import CoachError
from voice_coach.speech.sound_codec import decoded, flac, louder, opus

BUNDLED = Path(__file__).with_name("ready_made.db")

_BITS = 16_000
"""A second. Whisper gets as many words of 35 clips wrong as of the originals: 7.8 % as they are,
8.5 and 7.8 % in noise (153 words). They take 2.2 kB a second. The onset
of a word moves by 3 ms at most, which is why the countdown is FLAC."""


_FADE = RATE // 1000
"""Samples in which a clip fades in and out: a millisecond."""


class ReadyMade:
    """The clips in one such file. May be used from several threads."""

    def __init__(self, path: Path = BUNDLED) -> None:
        self._turn = threading.Lock()
        try:
            # Immutable: no locks and no files beside it, so that a folder of the system's will do.
            self._file = sqlite3.connect(
                f"{path.absolute().as_uri()}?mode=ro&immutable=1",
                uri=True,
                check_same_thread=False,
            )
        except sqlite3.Error:
            self._file = sqlite3.connect(":memory:", check_same_thread=False)

    def samples(self, key: str) -> int | None:
        """Length of a clip in samples; None: not here."""
        found: int | None = self._one("select samples from clip where key = ?", key)
        return found

    def load(self, key: str) -> Clip | None:
        """The clip; None: not here, or damaged."""
        sound: bytes | None = self._one("select sound from clip where key = ?", key)
        return None if sound is None else _loaded(sound)

    def _one(self, query: str, key: str) -> Any:
        try:
            with self._turn:
                row = self._file.execute(query, (bytes.fromhex(key),)).fetchone()
        except sqlite3.Error:
            return None
        return row[0] if row else None


def _loaded(sound: bytes) -> Clip | None:
    try:
        return _faded(decoded(zlib.decompress(sound)))
    except (CoachError, zlib.error):
        return None


def _faded(clip: Clip) -> Clip:
    """The clip, from nothing and to nothing: Opus lets a sharp onset sound before its time, so that
    a clip would begin with a click."""
    samples = array("h", clip.pcm)
    for place in range(min(_FADE, len(samples))):
        samples[place] = samples[place] * place // _FADE
        samples[-1 - place] = samples[-1 - place] * place // _FADE
    return Clip(samples.tobytes())


class ReadyMadeFile:
    """The same file, to be made: keeps what it has, so that only what is new is rendered."""

    def __init__(self, path: Path = BUNDLED) -> None:
        self._file = sqlite3.connect(path)
        self._file.execute(
            "create table if not exists clip"
            " (key blob primary key, samples integer not null, sound blob not null) without rowid"
        )

    def keys(self) -> frozenset[str]:
        """The clips that are in it."""
        return frozenset(key.hex() for (key,) in self._file.execute("select key from clip"))

    def size(self, keys: Iterable[str]) -> tuple[int, Seconds]:
        """Bytes and length of some of them."""
        wanted = set(keys)
        rows = self._file.execute("select key, samples, length(sound) from clip").fetchall()
        found = [(samples, size) for key, samples, size in rows if key.hex() in wanted]
        return sum(size for _, size in found), sum(samples for samples, _ in found) / RATE

    def load(self, key: str) -> Clip | None:
        """A clip as it will be played; None: not here, or damaged."""
        query = "select sound from clip where key = ?"
        row = self._file.execute(query, (bytes.fromhex(key),)).fetchone()
        return _loaded(row[0]) if row else None

    def keep(self, key: str, clip: Clip, *, exact: bool = False) -> None:
        """Add a clip; `exact` without loss: Opus softens the burst that a "t" begins with."""
        sound = zlib.compress(flac(clip) if exact else opus(clip, _BITS), 9)
        with self._file:
            row = (bytes.fromhex(key), clip.samples, sound)
            self._file.execute("insert or replace into clip values (?, ?, ?)", row)

    def turn_up(self, key: str, decibels: float) -> None:
        """Have a clip in Opus played so much louder: it is not encoded again."""
        query = "select sound from clip where key = ?"
        (sound,) = self._file.execute(query, (bytes.fromhex(key),)).fetchone()
        turned = zlib.compress(louder(zlib.decompress(sound), decibels), 9)
        with self._file:
            self._file.execute(
                "update clip set sound = ? where key = ?", (turned, bytes.fromhex(key))
            )

    def leave_only(self, keys: Iterable[str]) -> None:
        """Delete every other clip."""
        others = self.keys() - set(keys)
        with self._file:
            self._file.executemany(
                "delete from clip where key = ?", [(bytes.fromhex(key),) for key in others]
            )
        self._file.execute("vacuum")

    def close(self) -> None:
        """Close it."""
        self._file.close()
