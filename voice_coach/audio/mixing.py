"""A score as samples, a second at a time, so that memory does not grow with its length."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

import numpy as np

from voice_coach.audio.clip import RATE
from voice_coach.audio.score import Note

if TYPE_CHECKING:
    from voice_coach.audio.loudness import Pcm


def mixed(notes: Sequence[Note], end: int) -> Iterator[Pcm]:
    """The samples up to `end`, in blocks of a second; the notes are in order."""
    number = 0
    for first in range(0, end, RATE):
        block = np.zeros(min(RATE, end - first), np.int16)
        while number < len(notes) and notes[number].first < first + len(block):
            note = notes[number]
            pcm = np.frombuffer(note.clip.pcm, np.int16)
            begin, skipped = max(0, note.first - first), max(0, first - note.first)
            part = pcm[skipped : skipped + len(block) - begin]
            block[begin : begin + len(part)] = part
            if note.end > first + len(block):
                break
            number += 1
        yield block
