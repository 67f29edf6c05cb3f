"""The engine that needs no download: pocketsphinx and the keyword network, which judge together.

pocketsphinx knows any phrase whose words are in its dictionary, and takes everything for one of
them. The network knows only the phrases it was trained on, and rejects everything else. They err on
different speech, so a phrase both recognise is much more likely to have been said.
"""

from __future__ import annotations

import math
from pathlib import Path

from voice_coach.core.voice_commands.grammar import LANGUAGES
from voice_coach.hearing.ports.recogniser import Recogniser
from voice_coach.hearing.recognisers.keyword_network import Keywords, Likelihoods
from voice_coach.hearing.recognisers.segmented import Guess, Segmented, nearest_of
from voice_coach.hearing.recognisers.sphinx_grammar import Grammar, GrammarResult

_AGREED, _CONTRADICTED = 1.0, -1.5
"""Log odds added when pocketsphinx reads the network's phrase, or another."""

_WAKE, _WAKE_READ = 0.1, 0.02
"""Likelihood of the wake word from which it counts as said; and the same when pocketsphinx reads it
too. Low, because the word alone does nothing: a command must follow. No talk of either half of the
benchmark was taken for more with these figures than with five times as much."""

_FIT, _FIT_SCALE = -0.9, 0.1
"""Fit at which a name that the network does not know is as likely as not: names that were said had
-0.6 to -0.8, other talk -1.1."""

_TABLE = LANGUAGES["en"]

_SURELY = 1e-6
"""Smallest distance of a likelihood from 0 and 1."""


def make(model: Path | None) -> Recogniser:
    """Make the engine. `model`: a folder of another acoustic model for pocketsphinx."""
    return Segmented(Understanding(Grammar(model), Keywords()))


class Understanding:
    """Joins the two opinions."""

    def __init__(self, grammar: Grammar, keywords: Keywords) -> None:
        self._grammar = grammar
        self._keywords = keywords
        self._alike: dict[str, tuple[str, ...]] = {}
        """Each armed phrase that the network knows, with all armed ones of the same meaning."""

    def arm(self, phrases: tuple[str, ...]) -> None:
        """Recognise these and the wake word, and nothing else, from now on."""
        known = [phrase for phrase in phrases if phrase in self._keywords.phrases]
        meaning = {phrase: asked for asked, said in _TABLE.items() for phrase in said}
        # A command that the network was not trained on would be taken from other talk too often.
        self._grammar.arm([one for one in phrases if one in known or one not in meaning])
        self._alike = {
            phrase: tuple(other for other in known if meaning[other] == meaning[phrase])
            for phrase in known
        }
        self._alike[""] = ("",)

    def decode(self, pcm: bytes) -> Guess | None:
        """The phrase in speech at `ports.recogniser.RATE`; None if it is none of the armed ones."""
        reading = self._grammar.read(pcm)
        if reading is not None and reading.phrase not in self._alike:
            return Guess(reading.phrase, (reading.fit - _FIT) / _FIT_SCALE, reading.wake)
        likelihoods = self._keywords.likelihoods(pcm)
        scores = {
            one: self._score(alike, likelihoods, reading) for one, alike in self._alike.items()
        }
        phrase = max(scores, key=scores.__getitem__)
        alike = self._alike[phrase]
        wake = likelihoods.of_wake > _WAKE
        if reading is not None and reading.phrase in alike:
            phrase = reading.phrase
            wake = wake or (reading.wake and likelihoods.of_wake > _WAKE_READ)
        else:
            phrase = max(alike, key=likelihoods.of_phrases.__getitem__)
        score = scores[alike[0]]
        return Guess(phrase, score, wake or phrase == "", nearest_of(scores))

    def close(self) -> None:
        """Nothing to release: both end with the process."""

    def _score(
        self, alike: tuple[str, ...], likelihoods: Likelihoods, reading: GrammarResult | None
    ) -> float:
        """Log odds that one of these phrases was said."""
        likely = sum(likelihoods.of_phrases[phrase] for phrase in alike)
        likely = min(max(likely, _SURELY), 1 - _SURELY)
        agreed = reading is not None and reading.phrase in alike
        return math.log(likely / (1 - likely)) + (_AGREED if agreed else _CONTRADICTED)
