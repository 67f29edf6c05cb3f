"""What all tests share."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

# The test folders are no packages; what they share is imported by its plain name.
sys.path.insert(0, str(Path(__file__).parent))

# What is compiled is kept, whatever the shell says: each of the processes that run the tests, and
# each program they start, would compile all of it again.
sys.dont_write_bytecode = False
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)

# A shared machine makes any deadline a coin toss.
settings.register_profile(
    "shared", deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize=True
)
settings.register_profile("quick", settings.get_profile("shared"), max_examples=30)
settings.load_profile("shared")


def pytest_addoption(parser: pytest.Parser) -> None:
    """Golden files are rewritten on purpose only; torture can go on for hours."""
    parser.addoption("--rewrite", action="store_true", help="rewrite the golden files")
    parser.addoption("--torture", type=int, default=1, help="how many times as long to torture")
    parser.addoption("--seed", type=int, default=1, help="what chance begins from in torture")


def pytest_configure(config: pytest.Config) -> None:
    """Properties have fewer examples with `-m quick`; all tests together try all of them."""
    if config.option.markexpr == "quick":
        settings.load_profile("quick")


REAL_TIME = ("end_to_end", "rig", "torture")
"""Folders of tests that wait for sounds and clocks more than they compute."""

QUICK = (
    *("core", "library", "config", "golden", "exports", "exchange", "charts", "sheet"),
    *("test_architecture.py", "test_readme.py"),
)
"""Folders and files of tests that start no process and wait for nothing."""

LONGEST = (
    *("test_natural_voice.py", "test_voice_over_coach.py"),
    *("test_engine_contract.py", "test_ready_made.py", "test_rendering_ahead.py"),
    *("test_kill.py", "test_session_properties.py"),
)
"""Files of tests that take longest, real-time ones and others: with one of them at the end, all
would wait for it."""

_SIDE_BY_SIDE = 6
"""Processes that run the tests, on up to so many cores: most of what they do is to wait."""


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_auto_num_workers(config: pytest.Config) -> int:
    """One process for tests named by their file: starting others would take longer."""
    if all(".py" in one for one in config.args):
        return 0
    cores = os.cpu_count() or 1
    return cores if config.option.markexpr == "quick" else max(_SIDE_BY_SIDE, cores)


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """Don't read what `-m quick` leaves out: that takes longer than to run the rest."""
    tests = Path(__file__).parent
    if config.option.markexpr != "quick" or collection_path.parent != tests:
        return None
    return collection_path.name not in QUICK or None


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark the quick ones. The real-time tests come first, so that they wait side by side
    rather than beside what keeps the processor busy; of each, the longest."""
    tests = Path(__file__).parent
    rooms = {path: path.relative_to(tests).parts[0] for path in {item.path for item in items}}
    for item in items:
        if rooms[item.path] in QUICK:
            item.add_marker(pytest.mark.quick)
    items.sort(key=lambda item: (rooms[item.path] not in REAL_TIME, item.path.name not in LONGEST))
