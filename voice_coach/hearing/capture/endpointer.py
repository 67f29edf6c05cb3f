"""The endpointer: where speech begins and ends, from the voice detector's likelihoods."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, field

from voice_coach.core.units import Seconds
from voice_coach.hearing.ports.recogniser import BLOCK_LENGTH, AudioBlock

OPENS = 0.5
"""Likelihood of a voice at which speech begins."""

CLOSES = 0.35
"""Likelihood below which it may have ended."""

HANG_OVER = 8
"""Blocks without a voice that end it: shorter pauses occur within a phrase. With these figures
the end was found 0.32 s after it (median), and 4,046 of 4,060 clips were one segment."""

EARLY = 3
"""Blocks without a voice after which it has probably ended."""

PRE_ROLL = 8
"""Blocks kept from before a voice was certain: soft consonants begin a word unnoticed."""

LONGEST: Seconds = 4.0
"""Speech that lasts longer is no command."""


SHORTEST = 6
"""Blocks of voice that are the least a command takes, 0.19 s. The shortest that was understood
had nine; what the canceller leaves of the coach flared up for four at most."""


@dataclass(frozen=True, slots=True)
class Segment:
    """Speech, with a little of what was before and after it."""

    pcm: bytes = field(repr=False)
    began: Seconds
    """Of the voice, counted in the blocks taken since the beginning."""
    ended: Seconds
    over_coach: bool
    """Whether the coach was speaking at any moment of it."""


class Endpointer:
    """Takes blocks and knows whether there is speech, has probably ended, or is over."""

    def __init__(self) -> None:
        self._before: deque[AudioBlock] = deque(maxlen=PRE_ROLL)
        self._blocks: list[AudioBlock] = []
        """Of the speech under way, its pre-roll included."""
        self._lead = 0
        """Of these, how many are pre-roll."""
        self._quiet = 0
        """Blocks without a voice at the end of it."""
        self._taken = 0
        self._too_long = False
        self.over = False
        """Whether speech ended with the last block."""

    @property
    def speaking(self) -> bool:
        """Whether there is speech, or was until so lately that it may go on."""
        return bool(self._blocks)

    @property
    def probably_over(self) -> bool:
        """Whether with the last block speech has probably ended, to be certain soon."""
        return self._quiet == EARLY and not self._too_long

    @property
    def segment(self) -> Segment | None:
        """The speech under way or just over; None where there is none, or where it is too long
        or too short for a command."""
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
        """The next block."""
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
