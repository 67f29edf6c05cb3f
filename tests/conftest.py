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
    """Golden files are rewritten on purpose only."""
    parser.addoption("--rewrite", action="store_true", help="rewrite the golden files")
