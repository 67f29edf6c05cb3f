"""A file full of mistakes has all of them told at once, in words that have been looked at."""

from __future__ import annotations

from pathlib import Path

import pytest

from voice_coach.library.catalogue.catalogue import Catalogue
from voice_coach.library.routine.reader import read_routine
from voice_coach.library.yaml.problems import BadRoutine

HERE = Path(__file__).parent


def test_every_mistake_of_a_file_is_told_as_agreed(
    catalogue: Catalogue, request: pytest.FixtureRequest
) -> None:
    data = (HERE / "many_mistakes.yaml").read_bytes()
    with pytest.raises(BadRoutine) as bad:
        read_routine(data, "many_mistakes.yaml", "many-mistakes", catalogue)
    told = "\n".join(map(str, bad.value.problems)) + "\n"
    golden = HERE / "many_mistakes.txt"
    if request.config.getoption("--rewrite"):
        golden.write_text(told, encoding="utf-8")
    assert told == golden.read_text(encoding="utf-8")


def test_one_error_tells_them_all(catalogue: Catalogue) -> None:
    data = (HERE / "many_mistakes.yaml").read_bytes()
    with pytest.raises(BadRoutine) as bad:
        read_routine(data, "m.yaml", "m", catalogue)
    lines = str(bad.value).splitlines()
    assert lines[0] == f"m.yaml has {len(bad.value.problems)} problems:"
    assert len(lines) == 1 + len(bad.value.problems)
    assert bad.value.exit_code == 2
