"""What the torture tests share: chance that can be had again, and how long it goes on."""

from __future__ import annotations

import random
from dataclasses import dataclass
from pathlib import Path

import pytest
from end_to_end.program import Home


@dataclass
class Torture:
    """How long, and with which chance."""

    chance: random.Random
    times: int

    def rounds(self, usual: int) -> range:
        """As many rounds as usual, times what was asked for."""
        return range(usual * self.times)


@pytest.fixture
def torture(request: pytest.FixtureRequest) -> Torture:
    """Begins from `--seed`; goes on `--torture` times as long as in CI."""
    seed = request.config.getoption("--seed")
    return Torture(random.Random(seed), request.config.getoption("--torture"))  # noqa: S311


@pytest.fixture
def home(tmp_path: Path) -> Home:
    """A home without sound, in which nothing has been rendered yet."""
    return Home(tmp_path, tmp_path / "cache")
