"""The endpointer: begin and end of speech, from the voice detector's likelihoods."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, field

from voice_coach.core.units import Seconds
from voice_coach.hearing.ports.recogniser import BLOCK_LENGTH, AudioBlock

OPENS = 0.5
"""Likelihood of a voice at which speech begins."""

CLOSES = 0.35
"""Likelihood of a voice below which speech may have ended."""

HANG_OVER = 8
"""Blocks without a voice that end speech: shorter pauses occur within a phrase. Measured: the end
was found after 0.32 s (median), and 4,046 of 4,060 clips were one segment."""

EARLY = 3
"""Blocks without a voice after which speech has probably ended."""

PRE_ROLL = 8
"""Blocks kept from before a voice was certain: soft consonants begin a word unnoticed."""

LONGEST: Seconds = 4.0
"""Longest speech taken for a command, in seconds."""


SHORTEST = 6
"""Fewest blocks of voice in a command, 0.19 s. The shortest understood had nine; echo left by the
canceller lasted four at most."""


@dataclass(frozen=True, slots=True)
class Segment:
    """Speech, with a little sound before and after it."""

    pcm: bytes = field(repr=False)
    began: Seconds
    """Begin of the voice, in seconds of blocks taken since the first."""
    ended: Seconds
    over_coach: bool
    """The coach was speaking at some moment of it."""


class Endpointer:
    """Takes blocks; tells whether there is speech, and whether it is probably or surely over."""

    def __init__(self) -> None:
        self._before: deque[AudioBlock] = deque(maxlen=PRE_ROLL)
        self._blocks: list[AudioBlock] = []
        """Blocks of the speech under way, with its pre-roll."""
        self._lead = 0
        """Number of these that are pre-roll."""
        self._quiet = 0
        """Blocks without a voice at its end."""
        self._taken = 0
        self._too_long = False
        self.over = False
        """Speech ended with the last block."""

    @property
    def speaking(self) -> bool:
        """True if there is speech, or was so lately that it may go on."""
        return bool(self._blocks)

    @property
    def probably_over(self) -> bool:
        """True if speech has probably ended with the last block."""
        return self._quiet == EARLY and not self._too_long

    @property
    def segment(self) -> Segment | None:
        """The speech under way or just over; None if there is none, or if it is too long or too
        short for a command."""
        voiced = self._blocks[self._lead : len(self._blocks) - self._quiet]
        if len(voiced) < SHORTEST or self._too_long:
            return None
        began = (self._taken - len(self._blocks) + self._lead) * BLOCK_LENGTH
        return Segment(
            b"".join(block.pcm for block in self._blocks),
            began,
            began + len(voiced) * BLOCK_LENGTH,
            any(block.over_coach for block in voiced),
        )

    def take(self, block: AudioBlock) -> None:
        """Take the next block."""
        if self.over:
            self._forget()
        self._taken += 1
        if self._blocks:
            self._go_on(block)
        elif block.voice >= OPENS:
            self._lead = len(self._before)
            self._blocks = [*self._before, block]
            self._before.clear()
        else:
            self._before.append(block)

    def _go_on(self, block: AudioBlock) -> None:
        if not self._too_long:
            self._blocks.append(block)
        self._too_long = self._too_long or len(self._blocks) * BLOCK_LENGTH > LONGEST
        self._quiet = self._quiet + 1 if block.voice < CLOSES else 0
        self.over = self._quiet == HANG_OVER

    def _forget(self) -> None:
        # What follows at once may begin in what ended this.
        self._before.extend(self._blocks[-HANG_OVER:])
        self._blocks, self._quiet, self._lead = [], 0, 0
        self._too_long = self.over = False
