"""From sound to recognised phrases: the same for the microphone, a file and a benchmark.

It has no clock: its time is the length of sound that has passed through it.
"""

from __future__ import annotations

from voice_coach.core.events.messages import VoiceBegan, VoiceOver
from voice_coach.core.units import Seconds
from voice_coach.hearing.capture.echo_canceller import FAR_BYTES, Canceller
from voice_coach.hearing.capture.echo_monitor import Echo
from voice_coach.hearing.capture.level import decibels, power
from voice_coach.hearing.capture.vad import Detector
from voice_coach.hearing.capture.voice_activity import VoiceActivity
from voice_coach.hearing.ports.recogniser import (
    BLOCK,
    BLOCK_LENGTH,
    WIDTH,
    AudioBlock,
    RecognisedPhrase,
    Recogniser,
)

Happening = VoiceBegan | VoiceOver | RecognisedPhrase

_DIES_AWAY = 50
"""Frames after which played sound has died away: 0.5 s, for the device's buffer and the
reverberation of a room. After 0.3 s a loud coach in a bare room was still heard."""

_OVER = 30
"""Frames of these in which a voice counts as over the coach."""

_AUDIBLE = 1e-6
"""Power, of full scale, below which played sound is silence: -60 dB."""

_SILENT_FRAME = bytes(FAR_BYTES)
_SILENT_BLOCK = bytes(BLOCK * WIDTH)


class HearingPipeline:
    """Canceller, voice detector and recogniser, one after the other.

    Without a canceller, or until it has learnt the room, the microphone counts as silent while
    the coach is heard.
    """

    def __init__(
        self, recogniser: Recogniser, detector: Detector, canceller: Canceller | None
    ) -> None:
        self._recogniser = recogniser
        self._detector = detector
        self._canceller = canceller
        self._talk = VoiceActivity()
        self._near = bytearray()
        """Sound of the microphone that is no whole block yet."""
        self._cleaned = bytearray()
        """The same after cancelling."""
        self._far = 0.0
        """Greatest power played beside the block under way."""
        self._heard_for = 0
        """Frames until played sound has died away."""
        self._blocks = 0
        self.echo = Echo()
        """The state of the coach's echo."""
        self._last = b""
        """The last block as recorded."""
        self.voice = 0.0
        """Likelihood of a voice in the last block."""

    @property
    def level(self) -> float:
        """Level of the last block as recorded, in dBFS."""
        return decibels(power(self._last))

    @property
    def heard(self) -> Seconds:
        """Length of all blocks so far, from which `began` and `ended` are counted."""
        return self._blocks * BLOCK_LENGTH

    def reopen(self) -> tuple[VoiceOver, ...]:
        """Start anew with another microphone, or one that was away: speech under way is over."""
        self.echo.forget()
        self.voice, self._last = 0.0, b""
        over = self._talk.end()
        return (over,) if over else ()

    def push(self, near: bytes, far: bytes | None = None) -> tuple[Happening, ...]:
        """Take 10 ms of the microphone's sound, and the sound played shortly before it; return the
        events in order."""
        far = far or _SILENT_FRAME
        self._follow(far)
        self._near += near
        self._cleaned += self._canceller.clean(near, far) if self._canceller else near
        happened: tuple[Happening, ...] = ()
        while len(self._cleaned) >= len(_SILENT_BLOCK):
            happened += self._take(_cut(self._near), _cut(self._cleaned))
        return happened

    def _follow(self, far: bytes) -> None:
        """Track whether, and how loud, the coach is heard."""
        played = 0.0 if far == _SILENT_FRAME else power(far)
        self._far = max(self._far, played)
        self._heard_for = _DIES_AWAY if played > _AUDIBLE else max(0, self._heard_for - 1)

    def _take(self, near: bytes, cleaned: bytes) -> tuple[Happening, ...]:
        """Take the next block."""
        self._blocks += 1
        self._last = near
        if self._heard_for:
            self.echo.observe(power(near), power(cleaned), self._far)
        else:
            self.echo.rest(power(cleaned))
        self._far = 0.0
        if self._heard_for and not self.echo.gone:
            block = AudioBlock(_SILENT_BLOCK, 0.0, over_coach=True)
        else:
            over = self._heard_for > _DIES_AWAY - _OVER
            block = AudioBlock(cleaned, self._detector.likelihood(cleaned), over)
        self.voice = block.voice
        spoken = self._recogniser.hear(block)
        talk = self._talk.take(block.voice, answered=bool(spoken))
        return (*spoken, talk) if talk else spoken


def _cut(sound: bytearray) -> bytes:
    """Cut the first block off."""
    block = bytes(sound[: len(_SILENT_BLOCK)])
    del sound[: len(_SILENT_BLOCK)]
    return block
