"""What all tests share."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, settings
from xdist.scheduler import LoadFileScheduling

if TYPE_CHECKING:
    from xdist.remote import Producer
    from xdist.workermanage import WorkerController

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
    elif sys.platform != "win32" and _in_the_gaps(os.environ.get("PYTEST_XDIST_WORKER", "gw0")):
        os.nice(_NICE)


REAL_TIME = ("end_to_end", "rig", "torture")
"""Folders of tests that wait for sounds and clocks more than they compute."""

QUICK = (
    *("core", "library", "config", "golden", "exports", "exchange", "charts", "sheet"),
    *("test_architecture.py", "test_readme.py"),
)
"""Folders and files of tests that start no process and wait for nothing."""

LONGEST = (
    *("test_natural_voice.py", "test_voice.py", "test_voice_over_coach.py", "test_faults.py"),
    *("test_engine_contract.py", "test_ready_made.py", "test_rendering_ahead.py"),
    *("test_kill.py", "test_session_properties.py", "test_speech.py", "test_app.py"),
)
"""Files of tests that take longest, real-time ones and others: with one of them at the end, all
would wait for it."""

_PATIENT = (*QUICK, "app", "ready_made", "cli")
"""Those that nothing hurries: what they start, if anything, may take as long as it takes."""

_SIDE_BY_SIDE = 7
"""Processes that run the real-time tests first, of which most wait, and then the others."""

_IN_THE_GAPS, _NICE = 2, 15
"""At least so many further processes run patient tests while those wait, and so much nicer."""


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_auto_num_workers(config: pytest.Config) -> int:
    """One process for tests named by their file: starting others would take longer."""
    if all(".py" in one for one in config.args):
        return 0
    cores = os.cpu_count() or 1
    if config.option.markexpr == "quick":
        return cores
    return max(_SIDE_BY_SIDE, cores) + _IN_THE_GAPS


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Producer) -> LoadFileScheduling | None:
    """Give all tests out by what they do; the quick ones as they come."""
    if config.option.dist != "loadfile" or config.option.markexpr == "quick":
        return None
    return _ByWhatTheyDo(config, log)


class _ByWhatTheyDo(LoadFileScheduling):
    """Gives patient files of tests to the processes in the gaps, as long as there are any, and
    what is next to the others; where there are no others, to those."""

    def _assign_work_unit(self, node: WorkerController) -> None:
        in_the_gaps = {one: _in_the_gaps(one.gateway.id) for one in self.nodes}
        if in_the_gaps[node] and not all(in_the_gaps.values()):
            patient = next((file for file in self.workqueue if _room(file) in _PATIENT), None)
            if patient is None:
                return
            self.workqueue.move_to_end(patient, last=False)
        super()._assign_work_unit(node)


def _in_the_gaps(process: str) -> bool:
    """True for the processes that are numbered after those of the real-time tests."""
    return int(process.removeprefix("gw")) >= _SIDE_BY_SIDE


def _room(test: str) -> str:
    """The folder of a test or a file of tests, or the file's name where it lies in none."""
    return test.split("::", maxsplit=1)[0].split("/")[1]


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """Don't read what `-m quick` leaves out: that takes longer than to run the rest."""
    tests = Path(__file__).parent
    if config.option.markexpr != "quick" or collection_path.parent != tests:
        return None
    return collection_path.name not in QUICK or None


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark the quick ones. The real-time tests come first, so that they wait side by side, and the
    patient ones last; of each, the longest."""
    for item in items:
        if _room(item.nodeid) in QUICK:
            item.add_marker(pytest.mark.quick)
    items.sort(key=lambda item: (_turn(_room(item.nodeid)), item.path.name not in LONGEST))


def _turn(room: str) -> int:
    """When the tests of a folder come: 0 is first."""
    return 0 if room in REAL_TIME else 2 if room in _PATIENT else 1
