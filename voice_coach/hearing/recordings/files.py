"""Sound files, recognised through the same pipeline as the microphone."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import chain, repeat
from pathlib import Path

from voice_coach.core.units import Seconds
from voice_coach.hearing.capture import pipeline
from voice_coach.hearing.capture.echo_canceller import NEAR_BYTES, NEAR_FRAME, Canceller, webrtc
from voice_coach.hearing.capture.vad import Detector, silero
from voice_coach.hearing.ports.recogniser import RATE, RecognisedPhrase, Recogniser
from voice_coach.hearing.ports.reports import Understood
from voice_coach.hearing.recordings.decode import read_recording
from voice_coach.system import clock

_FRAME: Seconds = NEAR_FRAME / RATE

_BEFORE = 50
"""Frames of silence before a file: a microphone is open before anybody speaks."""

_AFTER = 100
"""Frames of silence after a file, in which its last words are recognised."""


class FileRecognition:
    """Recognises one file after the other with the same recogniser."""

    def __init__(
        self,
        recogniser: Recogniser,
        detector: Callable[[], Detector] = silero,
        canceller: Callable[[], Canceller | None] = webrtc,
    ) -> None:
        """`detector` and `canceller` are made anew for each file."""
        self._recogniser = recogniser
        self._detector = detector
        self._canceller = canceller
        self._passed: Seconds = 0.0
        """Length of sound given to the recogniser, which counts on from file to file."""

    def hear(self, file: Path) -> Iterator[Understood]:
        """The phrases in a file, as soon as each is recognised, with times from the file's
        beginning. Raise UsageError if it can't be read.

        The latency is that of a live run on this machine: the sound that has to pass until a phrase
        is certain, and the processing that has not kept up with it.
        """
        path = pipeline.HearingPipeline(self._recogniser, self._detector(), self._canceller())
        origin = self._passed + _BEFORE * _FRAME
        behind: Seconds = 0.0
        try:
            for frame in _frames(file):
                began = clock.now()
                happened = path.push(frame)
                behind = max(0.0, behind - _FRAME) + clock.now() - began
                for spoken in happened:
                    if isinstance(spoken, RecognisedPhrase):
                        yield _understood(spoken, origin, self._passed + path.heard + behind)
        finally:
            self._passed += path.heard


def _frames(file: Path) -> Iterator[bytes]:
    silence = bytes(NEAR_BYTES)
    sound = read_recording(file, RATE, NEAR_FRAME)
    return chain(repeat(silence, _BEFORE), sound, repeat(silence, _AFTER))


def _understood(spoken: RecognisedPhrase, origin: Seconds, now: Seconds) -> Understood:
    return Understood(
        spoken.phrase,
        spoken.score,
        spoken.began - origin,
        spoken.ended - origin,
        spoken.wake,
        spoken.over_coach,
        latency=now - spoken.ended,
        nearest=spoken.nearest,
    )
