"""What all tests share."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

# The test folders are no packages; what they share is imported by its plain name.
sys.path.insert(0, str(Path(__file__).parent))

# A shared machine makes any deadline a coin toss.
settings.register_profile(
    "shared", deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize=True
)
settings.load_profile("shared")


def pytest_addoption(parser: pytest.Parser) -> None:
    """Golden files are rewritten on purpose only; torture can go on for hours."""
    parser.addoption("--rewrite", action="store_true", help="rewrite the golden files")
    parser.addoption("--torture", type=int, default=1, help="how many times as long to torture")
    parser.addoption("--seed", type=int, default=1, help="what chance begins from in torture")
