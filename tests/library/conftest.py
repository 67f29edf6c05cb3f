"""What the tests of the library share: the bundled catalogue, and reading a text."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from voice_coach.core.model.routine import Routine
from voice_coach.library.catalogue.catalogue import Catalogue, load_catalogue
from voice_coach.library.routine.reader import read_routine
from voice_coach.library.yaml.problems import BadRoutine

Read = Callable[[str], Routine]
Complaints = Callable[[str], list[str]]

HEAD = "version: 1\nname: Test\nlevel: beginner\nmain:\n"


@pytest.fixture(scope="session")
def catalogue() -> Catalogue:
    return load_catalogue()


@pytest.fixture
def read(catalogue: Catalogue) -> Read:
    """Reads a whole file, or just the steps of `main` when that is all it is given."""

    def reading(text: str) -> Routine:
        whole = text if "version" in text else HEAD + text
        return read_routine(whole.encode(), "test.yaml", "test", catalogue)

    return reading


@pytest.fixture
def complaints(read: Read) -> Complaints:
    """All problems of a text as lines, with places counted from the first line given."""

    def complaining(text: str) -> list[str]:
        shift = 0 if "version" in text else HEAD.count("\n")
        with pytest.raises(BadRoutine) as bad:
            read(text)
        return [
            f"{problem.line - shift}:{problem.column}: {problem.what}; {problem.instead}"
            for problem in bad.value.problems
        ]

    return complaining
