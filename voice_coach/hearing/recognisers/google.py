"""Google's service as an engine, through SpeechRecognition. It sends sound away: see `registry`."""

from __future__ import annotations

from typing import Any, Protocol

import speech_recognition

from voice_coach.core.units import Seconds
from voice_coach.errors import CoachError
from voice_coach.hearing.ports.recogniser import RATE, WIDTH, Recogniser
from voice_coach.hearing.recognisers.segmented import Guess, Segmented
from voice_coach.hearing.recognisers.transcript import guess, log_odds

_ENDPOINT = "https://www.google.com/speech-api/v2/recognize"
"""SpeechRecognition's own address begins with http: anyone on the way could listen."""

_ANSWER_WITHIN: Seconds = 5.0
"""Longest time to wait for an answer: a command obeyed later surprises more than it helps."""

_LIKELY = 0.9
"""Probability where the service gives none, as it may: of everything it could have written, it
wrote exactly an armed phrase."""


class Service(Protocol):
    """The part of `speech_recognition.Recognizer` used here."""

    operation_timeout: float | None

    def recognize_google(
        self,
        audio_data: speech_recognition.AudioData,
        *,
        language: str,
        show_all: bool,
        endpoint: str,
    ) -> Any: ...


class GoogleDecoder:
    """Has speech transcribed by the service, and compares."""

    def __init__(self, service: Service) -> None:
        self._service = service
        service.operation_timeout = _ANSWER_WITHIN
        self._phrases: tuple[str, ...] = ()

    def arm(self, phrases: tuple[str, ...]) -> None:
        """Recognise these and the wake word, and nothing else, from now on."""
        self._phrases = phrases

    def decode(self, pcm: bytes) -> Guess | None:
        """The phrase said; None if it is none of the armed ones. Raise CoachError if the service
        can't be reached."""
        try:
            answer = self._service.recognize_google(
                speech_recognition.AudioData(pcm, RATE, WIDTH),
                language="en-US",
                show_all=True,
                endpoint=_ENDPOINT,
            )
        except speech_recognition.UnknownValueError:
            return None
        except (speech_recognition.RequestError, OSError) as error:
            raise CoachError(
                f"Google can't be asked what was said: {error}.",
                "Look after the connection, or choose an engine that needs none.",
            ) from error
        best = answer["alternative"][0]
        score = log_odds(best.get("confidence", _LIKELY))
        return guess(best.get("transcript", ""), score, self._phrases)

    def close(self) -> None:
        """Nothing to release."""


def make() -> Recogniser:
    """Make a recogniser that asks the service. Raise ImportError without SpeechRecognition."""
    return Segmented(GoogleDecoder(speech_recognition.Recognizer()))
