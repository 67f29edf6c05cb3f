"""Begin and end of somebody speaking in the room."""

from __future__ import annotations

from voice_coach.core.events.messages import VoiceBegan, VoiceOver
from voice_coach.core.units import Seconds
from voice_coach.hearing.capture.endpointer import CLOSES, HANG_OVER, LONGEST, OPENS
from voice_coach.hearing.ports.recogniser import BLOCK_LENGTH

_SURE = 2
"""Blocks with a voice in a row that are no knock. Measured: a voice over the coach is noticed
within 0.13 to 0.2 s."""

_ANSWER_WITHIN: Seconds = 0.5
"""Time after the end of a voice in which its command may still come."""


class VoiceActivity:
    """Tells that a voice began, and that it is over: once its command has come or cannot come, or
    when it lasts longer than a command."""

    def __init__(self) -> None:
        self._voiced = 0
        """Blocks with a voice in a row."""
        self._quiet = 0
        """Blocks without a voice in a row."""
        self._on = False
        self._length = 0
        """Blocks since the voice began."""
        self._patience = 0
        """Blocks in which a command may still come after its end."""
        self._told = False
        """The begin was told, and the end not yet."""

    def take(self, likelihood: float, answered: bool) -> VoiceBegan | VoiceOver | None:
        """Take the likelihood of a voice in the next block, and whether something was understood
        with it."""
        began = self._follow(likelihood)
        too_long = self._on and self._length * BLOCK_LENGTH > LONGEST
        if answered:
            self._patience = 0
        elif began:
            self._patience = round(_ANSWER_WITHIN / BLOCK_LENGTH)
        if self._on and not too_long:
            told, self._told = self._told, True
            return None if told else VoiceBegan()
        if self._told and (too_long or not self._patience):
            self._told = False
            return VoiceOver()
        self._patience -= self._told
        return None

    def end(self) -> VoiceOver | None:
        """End: nobody is listened to for now."""
        told, self._told = self._told, False
        self._on = False
        return VoiceOver() if told else None

    def _follow(self, likelihood: float) -> bool:
        """True if the voice began with this block."""
        self._voiced = self._voiced + 1 if likelihood >= OPENS else 0
        self._quiet = self._quiet + 1 if likelihood < CLOSES else 0
        if self._on:
            self._length += 1
            self._on = self._quiet < HANG_OVER
            return False
        self._on, self._length = self._voiced >= _SURE, _SURE
        return self._on
