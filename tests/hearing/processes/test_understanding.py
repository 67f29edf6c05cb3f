"""pocketsphinx and the keyword network, judging together."""

from __future__ import annotations

import pytest

pytest.importorskip("pocketsphinx", reason="there is no pocketsphinx for this Python")

from voice_coach.hearing.recognisers.keyword_network import Likelihoods
from voice_coach.hearing.recognisers.segmented import Guess
from voice_coach.hearing.recognisers.sphinx import Understanding
from voice_coach.hearing.recognisers.sphinx_grammar import GrammarResult

ARMED = ("pause", "how long", "how long left", "core basics")


class Reads:
    """A grammar that reads everything as the same."""

    def __init__(self, reading: GrammarResult | None) -> None:
        self.reading = reading
        self.armed: tuple[str, ...] = ()

    def arm(self, phrases: tuple[str, ...]) -> None:
        self.armed = tuple(phrases)

    def read(self, _pcm: bytes) -> GrammarResult | None:
        return self.reading


class Likes:
    """A network that knows three phrases and has an opinion about all speech."""

    phrases = frozenset({"pause", "how long", "how long left", "stop", ""})

    def __init__(self, wake: float = 0.0, **likely: float) -> None:
        named = {name.replace("_", " "): value for name, value in likely.items()}
        self.opinion = Likelihoods({**dict.fromkeys(self.phrases, 0.0), **named}, wake)

    def likelihoods(self, _pcm: bytes) -> Likelihoods:
        return self.opinion


def understood(reads: GrammarResult | None, likes: Likes) -> Guess:
    """What the two make of speech."""
    understanding = Understanding(Reads(reads), likes)  # type: ignore[arg-type] # stand-ins
    understanding.arm(ARMED)
    guess = understanding.decode(b"")
    assert guess is not None
    return guess


def read_as(phrase: str, *, wake: bool = False, fit: float = -0.4) -> GrammarResult:
    return GrammarResult(phrase, wake, fit)


def test_what_both_understand_is_surer_than_what_one_does() -> None:
    """They err on different speech."""
    agreed = understood(read_as("pause"), Likes(pause=0.6))
    alone = understood(read_as("how long"), Likes(pause=0.6))
    assert agreed.phrase == alone.phrase == "pause"
    assert agreed.score > 0 > alone.score


def test_phrases_that_mean_the_same_do_not_contend() -> None:
    """Either would do."""
    guess = understood(read_as("how long left"), Likes(how_long=0.45, how_long_left=0.45))
    assert guess.phrase == "how long left"
    assert guess.score > 2


def test_a_phrase_that_is_not_armed_is_not_guessed() -> None:
    """However likely it is."""
    guess = understood(read_as("pause"), Likes(stop=0.98, pause=0.01))
    assert guess.phrase == "pause"
    assert guess.score < -1


def test_a_name_that_the_network_does_not_know_is_judged_by_the_reading() -> None:
    """A routine of the user's, say."""
    near = understood(read_as("core basics", fit=-0.7), Likes())
    far = understood(read_as("core basics", fit=-1.1), Likes())
    assert near.phrase == far.phrase == "core basics"
    assert near.score > 0 > far.score


def test_the_wake_word_by_itself_is_no_phrase() -> None:
    """But it was said."""
    likes = Likes(wake=0.2)
    likes.opinion.of_phrases[""] = 0.9
    guess = understood(read_as("", wake=True), likes)
    assert (guess.phrase, guess.wake) == ("", True)
    assert guess.score == pytest.approx(3.2, abs=0.1)
    assert guess.nearest[0] == ("", guess.score)


def test_speech_that_cannot_be_read_is_left_to_the_network() -> None:
    """With less certainty."""
    guess = understood(None, Likes(pause=0.95))
    assert guess.phrase == "pause"
    assert 1 < guess.score < 3


def test_the_wake_word_before_a_phrase_is_told() -> None:
    """The network knows it by itself; where it doubts, pocketsphinx decides."""
    assert understood(read_as("pause"), Likes(wake=0.9, pause=0.9)).wake
    assert understood(read_as("pause", wake=True), Likes(wake=0.08, pause=0.9)).wake
    assert not understood(read_as("pause"), Likes(wake=0.08, pause=0.9)).wake
    assert not understood(read_as("pause", wake=True), Likes(wake=0.01, pause=0.9)).wake
