"""pocketsphinx, restricted to the armed phrases.

One decoder per set of phrases: making one takes longer than recognising a phrase.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from pocketsphinx import Decoder  # type: ignore[attr-defined] # compiled, and unlisted

from voice_coach.core.voice_commands.grammar import WAKE_WORD

_SEARCH = "armed"

_SILENCES = ("(NULL)", "<sil>", "<s>", "</s>", "[NOISE]", "[SPEECH]", "[COUGH]", "[SMACK]", "[UH]")


@dataclass(frozen=True, slots=True)
class GrammarResult:
    """The armed phrase nearest to a piece of speech, however far."""

    phrase: str
    """The phrase; empty for the wake word alone."""
    wake: bool
    fit: float
    """Fit of its worst word: log likelihood a frame against that of the best sound at each moment,
    in the decoder's own units; 0 is perfect."""


class Grammar:
    """Reads speech as one of the armed phrases, with or without the wake word."""

    def __init__(self, model: Path | None = None) -> None:
        """`model`: a folder of another acoustic model; the package brings one."""
        chosen = {} if model is None else {"hmm": str(model)}
        # compallsen: without it, scores are against the sounds looked at, not against all.
        self._decoder = Decoder(
            lm=None, bestpath=False, compallsen=True, loglevel="FATAL", **chosen
        )
        self._armed = False

    def knows(self, phrase: str) -> bool:
        """True if it knows the pronunciation of each word of the phrase."""
        return all(self._decoder.lookup_word(word) is not None for word in phrase.split())

    def arm(self, phrases: Iterable[str]) -> None:
        """Read speech as one of these from now on. Phrases with unknown words are left out."""
        known = [phrase for phrase in phrases if self.knows(phrase)]
        self._armed = bool(known)
        if known:
            said = " | ".join(known)
            rules = f"public <said> = [{WAKE_WORD}] ( {said} ) | {WAKE_WORD};"
            self._decoder.add_jsgf_string(_SEARCH, f"#JSGF V1.0; grammar armed; {rules}")
            self._decoder.activate_search(_SEARCH)

    def read(self, pcm: bytes) -> GrammarResult | None:
        """The phrase nearest to speech at `ports.recogniser.RATE`; None if there is none at all."""
        if not self._armed:
            return None
        self._decoder.start_utt()
        self._decoder.process_raw(pcm, full_utt=True)
        self._decoder.end_utt()
        if self._decoder.hyp() is None:
            return None
        words = [part for part in self._decoder.seg() if part.word not in _SILENCES]
        if not words:
            return None
        said = [part.word.partition("(")[0] for part in words]
        wake = said[0] == WAKE_WORD
        fit = min(
            math.log(max(part.ascore, 1e-300)) / (part.end_frame - part.start_frame + 1)
            for part in words
        )
        return GrammarResult(" ".join(said[wake:]), wake, 100 * fit)
