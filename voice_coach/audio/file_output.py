"""A WAV file as an output: the sound of a session, written as fast as the disk allows."""

from __future__ import annotations

import contextlib
import glob
import os
import wave
from typing import TYPE_CHECKING

from voice_coach.audio.clip import RATE, WIDTH, Clip
from voice_coach.audio.mixer import Mixer
from voice_coach.audio.port import Began, Reporter
from voice_coach.core.units import Seconds
from voice_coach.errors import CoachError
from voice_coach.system.leftovers import remove_leftovers

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_BLOCK = RATE
"""Samples written at once, so that memory does not grow with the length of a silence."""


class FileOutput:
    """Writes what is placed to a WAV file whose first sample is at time `origin`.

    The file appears under its name when it is saved, and not before: an interrupted render
    leaves what was there. Every method but `close` raises CoachError if the disk refuses.
    """

    def __init__(self, path: Path, origin: Seconds, report: Reporter) -> None:
        self._path = path.resolve()
        remove_leftovers(self._path.parent, f".{glob.escape(self._path.name)}.[0-9]*.part")
        self._part = self._path.with_name(f".{self._path.name}.{os.getpid()}.part")
        self._origin = origin
        self._report = report
        self._mixer = Mixer(self._began)
        with self._disk():
            # A rename would put a plain file in the place of /dev/null.
            if self._path.exists() and not self._path.is_file():
                raise OSError("it is not a plain file")
            self._stream = self._part.open("wb")  # open until it is saved
        self._wav = wave.open(self._stream, "wb")  # noqa: SIM115 # the same
        self._wav.setparams((1, WIDTH, RATE, 0, "NONE", ""))

    def place(self, sound: int, at: Seconds, clip: Clip | None, spoken: bool = False) -> None:
        """Have `clip` begin at `at`, or where writing has got to if that is later."""
        self._mixer.place(sound, self._sample(at), clip, spoken)

    def cancel(self, after: Seconds) -> None:
        """Drop every sound that begins at or after `after`."""
        self._mixer.cancel(self._sample(after))

    def silence(self) -> None:
        """Fade out what sounds where writing has got to, and drop everything placed."""
        self._mixer.silence()

    def hush(self, on: bool) -> None:
        """While it is on, nothing spoken is written, from where writing has got to."""
        self._mixer.hush(on)

    def set_volume(self, volume: float) -> None:
        """0.0 to 1.0, of all that has not been written."""
        self._mixer.set_volume(volume)

    def advance(self, to: Seconds) -> None:
        """Write all that is before `to`: nothing will be placed there any more."""
        self._write(self._sample(to))

    def save(self) -> None:
        """Write what is left, to the end of the last sound, and put the file in its place."""
        self._write(self._mixer.end)
        with self._disk():
            self._wav.close()
            self._stream.close()
            self._part.replace(self._path)

    def close(self) -> None:
        """Give up what was not saved."""
        with contextlib.suppress(OSError):
            self._wav.close()
        with contextlib.suppress(OSError):
            self._stream.close()
        self._part.unlink(missing_ok=True)

    def _write(self, to: int) -> None:
        while (left := to - self._mixer.position) > 0:
            pcm = self._mixer.read(min(left, _BLOCK))
            with self._disk():
                self._wav.writeframesraw(pcm)

    def _began(self, sound: int, sample: int) -> None:
        self._report(Began(sound, self._origin + sample / RATE))

    def _sample(self, at: Seconds) -> int:
        return round((at - self._origin) * RATE)

    @contextlib.contextmanager
    def _disk(self) -> Iterator[None]:
        try:
            yield
        except OSError as error:
            raise CoachError(
                f"The sound can't be written to {self._path}: {error.strerror or error}.",
                "Choose another file.",
            ) from error
