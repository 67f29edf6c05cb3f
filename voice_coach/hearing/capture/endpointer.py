"""The endpointer: begin and end of speech, from the voice detector's likelihoods."""

from __future__ import annotations

from collections.abc import Iterable
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

PAUSE = EARLY - 1
"""Blocks without a voice after which speech may be over: to decode takes about as long as a block,
so that the answer is there when speech has probably ended."""

PRE_ROLL = 8
"""Blocks kept from before a voice was certain: soft consonants begin a word unnoticed."""

PRE_ROLL_OVER_COACH = 16
"""The same for a voice over the coach's, which is certain only after 0.2 s (median; nine of ten,
0.37 s). With it 23 of 36 commands were understood, and 21 with half of it."""

LONGEST: Seconds = 4.0
"""Longest speech taken for a command, in seconds. Of longer speech, what comes after its last short
pause may be one."""


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
        self._before: list[AudioBlock] = []
        """The last blocks that were no part of other speech."""
        self._speech: _Stretch | None = None
        """The speech under way."""
        self._clause: _Stretch | None = None
        """The same since its last short pause."""
        self._quiet = 0
        """Blocks without a voice at its end."""
        self._taken = 0
        self.over = False
        """Speech ended with the last block."""

    @property
    def speaking(self) -> bool:
        """True if there is speech, or was so lately that it may go on."""
        return self._speech is not None

    @property
    def perhaps_over(self) -> bool:
        """True if speech may have ended with the last block: time to decode it."""
        return self._quiet == PAUSE

    @property
    def probably_over(self) -> bool:
        """True if speech has probably ended with the last block."""
        return self._quiet == EARLY

    @property
    def long(self) -> bool:
        """True if the speech under way is too long for a command, but its end may be one."""
        return self._speech is not None and self._speech.too_long

    @property
    def segment(self) -> Segment | None:
        """The speech under way or just over, or the end of it that may be a command; None if there
        is none."""
        stretch = self._clause if self.long else self._speech
        if stretch is None or stretch.too_long:
            return None
        voiced = stretch.blocks[stretch.lead : len(stretch.blocks) - self._quiet]
        if len(voiced) < SHORTEST:
            return None
        began = (self._taken - len(stretch.blocks) + stretch.lead) * BLOCK_LENGTH
        return Segment(
            b"".join(block.pcm for block in stretch.blocks),
            began,
            began + len(voiced) * BLOCK_LENGTH,
            any(block.over_coach for block in voiced),
        )

    def take(self, block: AudioBlock) -> None:
        """Take the next block."""
        if self.over:
            del self._before[:-HANG_OVER]
            self._speech = self._clause = None
            self._quiet, self.over = 0, False
        self._taken += 1
        if self._speech is not None:
            self._go_on(self._speech, block)
        elif block.voice >= OPENS:
            kept = PRE_ROLL_OVER_COACH if block.over_coach else PRE_ROLL
            self._speech = _Stretch(self._before[-kept:])
            self._speech.add(block)
        self._before = [*self._before[1 - PRE_ROLL_OVER_COACH :], block]

    def _go_on(self, speech: _Stretch, block: AudioBlock) -> None:
        voiced = block.voice >= CLOSES
        if voiced and self._quiet >= EARLY:
            self._clause = _Stretch(self._before[-self._quiet :])
        speech.add(block)
        if self._clause is not None:
            self._clause.add(block)
        self._quiet = 0 if voiced else self._quiet + 1
        self.over = self._quiet == HANG_OVER


class _Stretch:
    """Blocks in a row, as long as they are not too long for a command."""

    def __init__(self, before: Iterable[AudioBlock]) -> None:
        """`before`: blocks from before its voice."""
        self.blocks = list(before)
        self.lead = len(self.blocks)
        self.too_long = False

    def add(self, block: AudioBlock) -> None:
        """Make it longer by a block."""
        if not self.too_long:
            self.blocks.append(block)
        self.too_long = len(self.blocks) * BLOCK_LENGTH > LONGEST
