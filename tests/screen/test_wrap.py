"""Long lines fold between words, and hang below where they began."""

from __future__ import annotations

from voice_coach.screen.wrap import folded


def test_a_line_folds_between_words_and_hangs() -> None:
    line = "Open to:      proceed; gentle moves only after changes (6 of 8 exercises)"
    assert folded(line, 14, 50).split("\n") == [
        "Open to:      proceed; gentle moves only after",
        "              changes (6 of 8 exercises)",
    ]


def test_a_path_stays_whole() -> None:
    path = "/home/kim/" + "a-long-name/" * 6 + "core-basics.yaml"
    assert folded(f"Wrote {path} just now", 0, 50).split("\n") == ["Wrote", path, "just now"]


def test_lines_stay_lines_and_an_empty_one_empty() -> None:
    assert folded("one\n\n  two", 0, 80) == "one\n\n  two"


def test_what_is_too_narrow_is_left_to_the_terminal() -> None:
    assert folded("word " * 20, 0, 20) == "word " * 20


def test_a_key_stays_with_what_it_does_wherever_the_line_ends() -> None:
    keys = "p something hurts · space pause/go on · n next · e easier · h harder · + louder"
    for columns in range(40, 90):
        lines = folded(f"  · {keys}", 4, columns).split("\n")
        assert " ".join(" ".join(lines).split()) == f"· {keys}"
        for key in ("p something", "space pause/go", "n next", "e easier", "h harder", "+ louder"):
            assert any(key in line for line in lines)


def test_strictly_nothing_is_wider_however_narrow_and_long() -> None:
    lines = folded("a " + "x" * 50, 2, 20, strictly=True).split("\n")
    assert max(map(len, lines)) < 20
    assert "".join(lines).count("x") == 50
