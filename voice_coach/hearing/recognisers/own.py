"""The engine that comes with the coach: a phoneme model and a network of keywords, together.

The phoneme model scores any phrase from its pronunciation, against phrases that are not armed and
against other words. The network knows the coach's own phrases by heart and rejects everything else.
They err on different speech; a logistic regression makes one score of both.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from voice_coach.core.events.messages import FilledCommand
from voice_coach.core.voice_commands.arbiter import ORDINARY
from voice_coach.core.voice_commands.grammar import IN_GENERAL, LANGUAGES, WAKE_WORD
from voice_coach.hearing.ports.recogniser import Recogniser
from voice_coach.hearing.recognisers import phrase_paths
from voice_coach.hearing.recognisers.keyword_network import Keywords, Likelihoods
from voice_coach.hearing.recognisers.phoneme_model import PhonemeModel
from voice_coach.hearing.recognisers.phrase_paths import Phones, PhrasePaths
from voice_coach.hearing.recognisers.pronunciation import Pronunciations
from voice_coach.hearing.recognisers.segmented import Guess, Segmented, nearest_of
from voice_coach.speech.natural.phonemes import EspeakPhonemes

Floats = NDArray[np.float32]

_HERE = Path(__file__).parent

FUSION = "fusion.json"
"""Made by `python tests/training`: weights of the features, and of each command."""

FEATURES = (
    *("per_phone", "margin", "margin_per_phone", "odd_phones", "pace", "size", "likely"),
    *("network", "other"),
)
"""What a score is made of; the last two come from the network, and are 0 for what it doesn't know.

`per_phone`: log likelihood of the phrase's path against the best of all paths, by phone.
`margin`: against the best other phrase or word; and by phone. `odd_phones`: phones on the best of
all paths against those of the phrase. `pace`: log of the frames by phone. `size`: log of the number
of phones. `likely`: log odds of the phrase among all phrases and words. `network`, `other`: its log
odds of the phrase, and of no phrase at all."""

CLEAR = ORDINARY + 1.0
"""Log odds from which a phrase counts when speech has probably ended."""

DETAIL = 2.0
"""Log odds by which one detail of a command must lead the next to be believed: seven of eight."""

_OF_ANY = -1.0
"""Added to the score of a command whatever its detail: no phrase of it is held against another,
while the score was fitted to single phrases, which are."""

_BESIDE = 5.0
"""What `Candidate.beside` may be without a doubt; what it exceeds that is taken off the score. Of
1,587 phrases by speakers of the tuning half, in rooms, in noise and over the coach, 31 were above
4 and one above 10, and three fewer are understood with this; of 738 pieces of talk, half were above
29."""

_SURELY = 1e-4
"""Smallest distance of a likelihood from 0 and 1."""

_SOFT = 3.0
"""Divisor of path scores before their odds are taken: frames are not independent."""

_FAR = 30.0
"""Largest margin that counts."""

_WAKE = 0.1
"""Likelihood of the wake word, by the network, from which it counts as said."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A meaning, and how well it fits a piece of speech."""

    phrase: str
    """The phrase of that meaning that fits best."""
    wake: bool
    features: Floats
    """By the order of `FEATURES`."""
    known: bool
    """The network knows it."""
    beside: float = 0.0
    """By how much likelier, in log likelihood, other speech is before or after it than none."""


@dataclass(frozen=True, slots=True)
class _Entry:
    """A way to say something: what it belongs to."""

    meaning: object
    """None for what is not armed."""
    phrase: str
    wake: bool


@dataclass(frozen=True, slots=True)
class _Fit:
    """How well a piece of speech fits all that may be said."""

    scores: Floats
    """Log likelihood of each way's best path."""
    beside: Floats
    """By how much likelier other speech is before or after it than none, of the best way of each
    meaning; 0 for all others."""
    shares: Floats
    """Likelihood of each way among all; together 1."""
    free: float
    """Log likelihood of the best path of any phones."""
    phones: int
    """Phones on that path."""
    frames: int


def make() -> Recogniser:
    """Make the engine. Raises CoachError where a package is missing."""
    return Segmented(load())


def load() -> Understanding:
    """Load its models. Raises CoachError where a package is missing."""
    return Understanding(PhonemeModel(), Keywords(), Pronunciations(_speak), Fusion.load())


@cache
def _espeak() -> EspeakPhonemes:
    return EspeakPhonemes()


def _speak(phrase: str, language: str) -> str:
    """A phrase's phonemes by eSpeak NG, loaded for the first phrase that the table lacks."""
    return _espeak().of(phrase, language)


class Understanding:
    """Joins the two opinions."""

    def __init__(
        self,
        phonemes: PhonemeModel,
        keywords: Keywords,
        pronunciations: Pronunciations,
        fusion: Fusion,
    ) -> None:
        self._phonemes = phonemes
        self._keywords = keywords
        self._pronunciations = pronunciations
        self._border = phonemes.symbols.index("<wb>")
        self._fusion = fusion
        self._entries: list[_Entry] = []
        self._paths = PhrasePaths((), phonemes.symbols)
        self._rows: dict[object, list[int]] = {}
        """Places of the ways of each armed meaning; "" is the wake word by itself."""
        self._phrases: dict[object, tuple[str, ...]] = {}
        """Armed phrases, by their meaning."""
        self._in_general: dict[str, tuple[object, ...]] = {}
        """Armed meanings that differ in a detail which may be left open, by the phrase that tells
        of none."""
        self._may_go_on: set[str] = set()
        """Those with which a longer one begins; the wake word is one."""

    def arm(self, phrases: tuple[str, ...]) -> None:
        """Recognise these and the wake word, and nothing else, from now on."""
        said = {phrase: asked for asked, some in LANGUAGES["en"].items() for phrase in some}
        meanings: dict[str, object] = {phrase: said.get(phrase, phrase) for phrase in phrases}
        self._phrases = {}
        for phrase, meaning in meanings.items():
            self._phrases[meaning] = (*self._phrases.get(meaning, ()), phrase)
        self._may_go_on = {
            "",
            *(one for one in phrases if any(other.startswith(f"{one} ") for other in phrases)),
        }
        self._lay_out(meanings, [phrase for phrase in said if phrase not in meanings])
        self._in_general = {
            phrase: tuple(one for one in self._rows if _without_detail(one) is command)
            for command, phrase in IN_GENERAL.items()
            if phrase in meanings
        }

    def decode(self, pcm: bytes) -> Guess | None:
        """The phrase in speech at `ports.recogniser.RATE`; None if it is none of the armed ones."""
        speech = np.frombuffer(pcm, "<i2").astype(np.float32) / np.float32(32768)
        fit, known = self._fit(self._phonemes.likelihoods(speech)), self._keywords.likelihoods(pcm)
        found = {meaning: self._candidate((meaning,), fit, known) for meaning in self._rows}
        if not found:
            return None
        scores = {one.phrase: self._fusion.score(one) for one in found.values()}
        best = max(found.values(), key=lambda one: scores[one.phrase])
        guess = Guess(best.phrase, scores[best.phrase], best.wake, nearest_of(scores))
        for phrase, meanings in self._in_general.items():
            whole = self._fusion.score(self._candidate(meanings, fit, known)) + _OF_ANY
            ways = sorted((found[one] for one in meanings), key=lambda one: -scores[one.phrase])
            first, second = ways[0], scores[ways[1].phrase] if ways[1:] else -math.inf
            score = max(whole, scores[first.phrase])
            if score >= guess.score:
                told = first.phrase if scores[first.phrase] - second >= DETAIL else phrase
                nearest = nearest_of({**scores, told: score})
                guess = Guess(told, score, first.wake, nearest)
        clear = guess.score >= CLEAR and guess.phrase not in self._may_go_on
        return replace(guess, clear=clear)

    def judge(self, symbols: Floats, known: Likelihoods) -> list[Candidate]:
        """Every armed meaning, and the wake word by itself, in a piece of speech, of what the
        phoneme model and the network make of it."""
        fit = self._fit(symbols)
        return [self._candidate((meaning,), fit, known) for meaning in self._rows]

    def close(self) -> None:
        """Nothing to release: both end with the process."""

    def _lay_out(self, meanings: dict[str, object], unarmed: list[str]) -> None:
        """Lay out the paths of all that may be said."""
        ways: dict[Phones, _Entry] = {}
        call = self._pronunciations.of(WAKE_WORD)
        for phrase, meaning in meanings.items():
            for way in self._pronunciations.of(phrase):
                ways.setdefault(way, _Entry(meaning, phrase, wake=False))
                for called in call:
                    ways.setdefault((*called, *way), _Entry(meaning, phrase, wake=True))
        for way in call:
            ways.setdefault(way, _Entry("", "", wake=True))
        for phrase in unarmed:
            for way in self._pronunciations.of(phrase):
                ways.setdefault(way, _Entry(None, phrase, wake=False))
        for way in self._pronunciations.decoys:
            ways.setdefault(way, _Entry(None, "", wake=False))
        self._entries = list(ways.values())
        self._paths = PhrasePaths(list(ways), self._phonemes.symbols)
        self._rows = {}
        for number, entry in enumerate(self._entries):
            if entry.meaning is not None:
                self._rows.setdefault(entry.meaning, []).append(number)

    def _fit(self, symbols: Floats) -> _Fit:
        likely = phrase_paths.bare(symbols, self._border)
        scores = self._paths.scores(likely)
        weights = np.exp((scores - scores.max()) / _SOFT)
        best = np.array([rows[int(scores[rows].argmax())] for rows in self._rows.values()])
        beside = np.zeros_like(scores)
        beside[best] = self._paths.amid_others(likely, best) - scores[best]
        return _Fit(
            scores,
            beside,
            weights / weights.sum(),
            phrase_paths.free(likely),
            phrase_paths.phones_in(likely),
            len(likely),
        )

    def _candidate(self, meanings: tuple[object, ...], fit: _Fit, known: Likelihoods) -> Candidate:
        """Any of some meanings, against all else."""
        rows = [row for meaning in meanings for row in self._rows[meaning]]
        best = rows[int(fit.scores[rows].argmax())]
        entry, phones = self._entries[best], int(self._paths.lengths[best])
        margin = float(fit.scores[best] - np.delete(fit.scores, rows).max())
        margin = min(max(margin, -_FAR), _FAR)
        armed = [phrase for one in meanings for phrase in self._phrases.get(one, ("",))]
        of_phrases = [known.of_phrases[one] for one in armed if one in known.of_phrases]
        none = 1 - sum(known.of_phrases.values())
        return Candidate(
            entry.phrase,
            entry.wake or (bool(of_phrases) and known.of_wake > _WAKE),
            np.array(
                [
                    max((float(fit.scores[best]) - fit.free) / phones, -_FAR),
                    margin / 10,
                    margin / phones,
                    (fit.phones - phones) / phones,
                    math.log(fit.frames / phones),
                    math.log(phones),
                    _log_odds(float(fit.shares[rows].sum())),
                    _log_odds(sum(of_phrases)) if of_phrases else 0.0,
                    _log_odds(none) if of_phrases else 0.0,
                ],
                np.float32,
            ),
            bool(of_phrases),
            float(fit.beside[best]),
        )


class Fusion:
    """Makes a score of a candidate's features."""

    def __init__(self, stored: Mapping[str, Any]) -> None:
        self._weights = {
            known: np.array(stored[name], np.float32)
            for known, name in ((True, "known"), (False, "unknown"))
        }
        self._commands: dict[str, float] = stored["commands"]

    @staticmethod
    def load() -> Fusion:
        """The one that comes with the program."""
        return Fusion(json.loads((_HERE / FUSION).read_text("utf-8")))

    def score(self, one: Candidate) -> float:
        """Log odds that it was said."""
        weights = self._weights[one.known]
        fit = float(one.features @ weights[1:] + weights[0])
        return fit + self._commands.get(one.phrase, 0.0) - max(0.0, one.beside - _BESIDE)


def _log_odds(likely: float) -> float:
    likely = min(max(likely, _SURELY), 1 - _SURELY)
    return math.log(likely / (1 - likely))


def _without_detail(meaning: object) -> object:
    return meaning.command if isinstance(meaning, FilledCommand) else meaning
