"""A recogniser that also knows how the athlete says the commands."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from voice_coach.core.voice_commands.arbiter import ORDINARY
from voice_coach.hearing.capture.endpointer import Endpointer
from voice_coach.hearing.own_voice.file import Lessons, load
from voice_coach.hearing.own_voice.prototypes import Prototypes, voiceprint
from voice_coach.hearing.ports.recogniser import (
    AudioBlock,
    RecognisedPhrase,
    Recogniser,
    Voiceprint,
)

Print = Callable[[bytes], Voiceprint]


def adapted(recogniser: Recogniser, path: Path | None, *, tells: bool = False) -> Recogniser:
    """The recogniser with the voice in this file, or as it is if that is not in use. `tells`: have
    it report a voiceprint with each phrase."""
    lessons = Lessons() if path is None else load(path)
    if not (lessons.used or tells):
        return recogniser
    # Imported here: most have no such file.
    from voice_coach.hearing.recognisers.speech_embedding import Embedding  # noqa: PLC0415

    embedding = Embedding()
    return AdaptedRecogniser(
        recogniser,
        Prototypes(lessons.takes if lessons.used else {}),
        lambda pcm: voiceprint(embedding.of(pcm)),
        tells=tells,
    )


def corrected(phrase: str, score: float, nearest: tuple[str, float] | None) -> tuple[str, float]:
    """The phrase and score of a recogniser, with what the prototypes say of it. What it is sure of
    stays; what it is not is taken from them."""
    if nearest is None or (score >= ORDINARY and phrase != nearest[0]):
        return phrase, score
    return nearest[0], max(nearest[1], score) if phrase == nearest[0] else nearest[1]


class AdaptedRecogniser:
    """A recogniser around another one that takes whole pieces of speech."""

    def __init__(
        self, recogniser: Recogniser, prototypes: Prototypes, make_print: Print, *, tells: bool
    ) -> None:
        self._recogniser = recogniser
        self._prototypes = prototypes
        self._make_print = make_print
        self._tells = tells
        self._phrases: tuple[str, ...] = ()
        self._endpointer = Endpointer()

    def arm(self, phrases: tuple[str, ...]) -> None:
        """Recognise these and the wake word, and nothing else, from the next speech on."""
        self._phrases = phrases
        self._recogniser.arm(phrases)

    def hear(self, block: AudioBlock) -> tuple[RecognisedPhrase, ...]:
        """Take the next block; return what has been recognised since the last."""
        self._endpointer.take(block)
        segment = self._endpointer.segment
        recognised = self._recogniser.hear(block)
        if not recognised or segment is None:
            return recognised
        made = self._make_print(segment.pcm)
        return tuple(self._with_voice(one, made) for one in recognised)

    def close(self) -> None:
        """Release the recogniser's resources."""
        self._recogniser.close()

    def _with_voice(self, one: RecognisedPhrase, made: Voiceprint) -> RecognisedPhrase:
        nearest = self._prototypes.nearest(made, self._phrases)
        phrase, score = corrected(one.phrase, one.score, nearest)
        told = made if self._tells else ()
        return replace(one, phrase=phrase, score=score, voiceprint=told)
