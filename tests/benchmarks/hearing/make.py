"""Making the test set: `python tests/benchmarks/hearing/make.py [--into DIR]`.

The same on every machine that has the same programs. What is there already is kept.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

if __name__ == "__main__":
    # The test folders are no packages; what they share is imported by its plain name.
    sys.path[0] = str(Path(__file__).parent.parent.parent)

import platformdirs
from benchmarks.hearing import commands, manifest, rooms, voices
from benchmarks.hearing.voices import Synthesis

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from benchmarks.hearing.manifest import Entry, Split

CACHE = platformdirs.user_cache_path("voice-coach-bench", appauthor=False) / "hearing"


class Making:
    """The test set as it comes into being in a folder."""

    def __init__(self, into: Path, speech: Path | None, tell: Callable[[str], None]) -> None:
        """`speech`: a folder of real speech; `tell`: is told of each part that is there."""
        self._into = into
        self._speech = speech
        self._tell = tell
        self._synthesis = Synthesis(into / "raw")
        into.mkdir(parents=True, exist_ok=True)

    def quiet(self, split: Split) -> None:
        """Commands in quiet, dry and in rooms."""
        where = rooms.responses(split, self._into / "rooms")
        for condition in ("clean", "room"):
            takes = commands.quiet_takes(split, condition)
            commands.speak(self._synthesis, takes)
            entries = commands.record(takes, split, self._synthesis, where, self._into)
            self._add(f"{split} {condition}", entries)

    def noisy(self, split: Split) -> None:
        """Commands over the sounds of training."""
        takes = commands.noisy_takes(split)
        commands.speak(self._synthesis, takes)
        self._add(f"{split} noise", commands.record(takes, split, self._synthesis, (), self._into))

    def _add(self, part: str, entries: Iterable[Entry]) -> None:
        made = tuple(entries)
        manifest.write(self._into, made)
        self._tell(f"{part}: {len(made)} files, {sum(one.length for one in made) / 60:.0f} min")
