"""A score as samples, a second at a time, so that memory does not grow with its length."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

import numpy as np

from voice_coach.audio.clip import RATE
from voice_coach.audio.music import STEP
from voice_coach.audio.score import Note

if TYPE_CHECKING:
    from voice_coach.audio.loudness import Pcm, Samples


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


def over_music(speech: Iterable[Pcm], music: Iterable[Samples], gains: Samples) -> Iterator[Pcm]:
    """Speech in both channels, over music whose gain in each step is given."""
    steps = np.arange(len(gains)) + 0.5
    first = 0
    for spoken, played in zip(speech, music, strict=True):
        gain = np.interp((first + np.arange(len(spoken))) / STEP, steps, gains)
        both = spoken[:, None] + played * (gain * 32_768)[:, None]
        first += len(spoken)
        yield np.clip(np.rint(both), -32_768, 32_767).astype(np.int16)
