"""Kokoro in the worker process: its words, its memory, and what is not as it should be."""

# ruff: noqa: RUF001 - the letters are IPA.

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.speech.conftest import LONG
from voice_coach.errors import CoachError
from voice_coach.speech.natural.pace import FASTEST_RATE, SLOWEST_RATE, speed_of
from voice_coach.speech.natural.packages import PARTS, missing_packages, part_file
from voice_coach.speech.natural.phonemes import LETTERS, MOST_TOKENS, EspeakPhonemes, pieces
from voice_coach.speech.natural.version import VERSION
from voice_coach.speech.natural.voice_list import NATURAL_VOICES
from voice_coach.speech.worker_client import WORKER_COMMAND, Renderer

if TYPE_CHECKING:
    from collections.abc import Iterator

pytestmark = pytest.mark.skipif(
    bool(missing_packages()), reason="the natural voice is not installed"
)

MEMORY = 550 * 2**20
"""Bytes that it may take while it renders."""


@pytest.fixture(scope="module")
def phonemes() -> EspeakPhonemes:
    return EspeakPhonemes()


# --- Words to phonemes --------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Three, two, one!", "θɹˈiː, tˈuː, wˌʌn!"),
        ("Well done: rest.", "wˈɛl dˈʌn: ɹˈɛst."),
        ("plank", "plˈæŋk."),
        ("Cat-cow (slow).", "kˈætkˈaʊ (slˈoʊ)."),
        ("Rest - left", "ɹˈɛst — lˈɛft."),
    ],
)
def test_punctuation_is_kept_and_ends_what_has_no_end(
    phonemes: EspeakPhonemes, text: str, said: str
) -> None:
    assert phonemes.of(text, "en-us") == said


def test_the_british_say_it_otherwise(phonemes: EspeakPhonemes) -> None:
    assert phonemes.of("Forearm.", "en-gb") != phonemes.of("Forearm.", "en-us")


def test_every_letter_is_one_the_model_knows(phonemes: EspeakPhonemes) -> None:
    odd = "naïve façade, 7:30 at 80 % — Да 三 ½ & “up”…"
    assert set(phonemes.of(odd, "en-us")) <= set(LETTERS)


def test_long_texts_are_cut_at_the_ends_of_sentences() -> None:
    sentence = "ɹˈɛst fɔːɹɐ mˈɪnɪt ænd ðˈɛn ɡˌoʊ ˈɔn."
    cut = list(pieces(" ".join([sentence] * 12)))
    assert all(len(piece) <= MOST_TOKENS and piece.endswith(".") for piece in cut)
    assert " ".join(cut) == " ".join([sentence] * 12)


@pytest.mark.parametrize("text", ["a" * 1000, "a, " * 300 + "a", "a " * 500 + "a"])
def test_a_text_without_sentences_is_cut_all_the_same(text: str) -> None:
    cut = list(pieces(text))
    assert all(0 < len(piece) <= MOST_TOKENS for piece in cut)
    assert "".join(cut).replace(" ", "") == text.replace(" ", "")


def test_the_speed_follows_the_rate_as_far_as_it_is_understood() -> None:
    assert speed_of(165) == 1.0
    assert speed_of(80) == speed_of(SLOWEST_RATE) < 1.0 < speed_of(FASTEST_RATE) == speed_of(300)


# --- Rendering ----------------------------------------------------------------------------


@pytest.fixture(scope="module")
def heart() -> Iterator[Renderer]:
    """The usual voice, opened."""
    with Renderer() as renderer:
        renderer.open("natural", None, "en-us", LONG)
        yield renderer


def test_what_it_comes_to_is_known_before_it_is_opened() -> None:
    with Renderer() as renderer:
        source = renderer.open("natural", "emma", "en-us", LONG)
        assert (source.version, source.voice) == (VERSION, NATURAL_VOICES[2])


def test_the_same_words_give_the_same_samples_and_a_countdown_is_crisp(heart: Renderer) -> None:
    words = [heart.render(word, 165, LONG) for word in ("three", "two", "one")]
    assert heart.render("three", 165, LONG) == words[0]
    assert all(word.length <= 0.6 for word in words)


def test_short_sentences_are_no_hastier_than_long_ones(heart: Renderer) -> None:
    short = ("Single-Leg Glute Bridge.", "Lie on your back, knees bent.", "Push-Up and Rotation.")
    lengths = [heart.render(text, 165, LONG).length for text in (*short, " ".join(short))]
    # Between sentences the long one has pauses, and yet it is no longer than its parts.
    assert sum(lengths[:-1]) > lengths[-1]


def test_the_longest_piece_stays_within_the_memory_it_may_take(heart: Renderer) -> None:
    sentence = f"Keep {'your hips level and your ribs down and ' * 4}breathe."
    clip = heart.render(sentence, 165, LONG)
    status = Path(f"/proc/{heart._link._process.pid}/status").read_text()
    (peak,) = (line for line in status.splitlines() if line.startswith("VmHWM"))
    assert int(peak.split()[1]) * 1024 < MEMORY
    assert clip.length > 7


# --- Parts that are missing or wrong ------------------------------------------------------


def worker_with(folder: Path, part: bytes | None) -> tuple[str, ...]:
    """A worker that finds `part` in place of the model's third; None: its folder is empty."""
    package = folder / PARTS[2]
    package.mkdir()
    (package / "__init__.py").touch()
    if part is not None:
        (package / "part.bin").write_bytes(part)
    return ("env", f"PYTHONPATH={folder}", *WORKER_COMMAND)


def test_a_part_that_was_changed_by_one_bit_is_not_run(tmp_path: Path) -> None:
    file = part_file(PARTS[2])
    assert file is not None
    changed = bytearray(file.read_bytes())
    changed[1_000_000] ^= 1
    with Renderer(worker_with(tmp_path, bytes(changed))) as renderer:
        with pytest.raises(CoachError, match="not the published ones") as error:
            renderer.open("natural", None, "en-us", LONG)
        assert "pip install" in error.value.instead


def test_a_part_that_is_not_there_is_named(tmp_path: Path) -> None:
    with Renderer(worker_with(tmp_path, None)) as renderer:
        with pytest.raises(CoachError, match=PARTS[2]) as error:
            renderer.open("natural", None, "en-us", LONG)
        assert "pip install" in error.value.instead


def test_a_worker_that_could_not_open_it_can_open_the_systems(tmp_path: Path) -> None:
    with Renderer(worker_with(tmp_path, b"")) as renderer:
        with pytest.raises(CoachError):
            renderer.open("natural", None, "en-us", LONG)
        renderer.open("system", None, "en-us", LONG)
        assert renderer.render("Go.", 165, LONG).samples
