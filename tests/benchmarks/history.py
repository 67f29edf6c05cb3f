"""Ten years of a session a day: how soon they are shown, from the command to its end."""

from __future__ import annotations

import subprocess
import sys
from datetime import timedelta
from statistics import median
from typing import TYPE_CHECKING

from benchmarks.table import Row, Table
from kept import keep
from years import years

from voice_coach.system import clock

if TYPE_CHECKING:
    from benchmarks.workshop import Workshop
    from end_to_end.program import Home

    from voice_coach.core.units import Seconds

_DAYS = 3650
_TIMES = 11
_BARE = (sys.executable, "-P", "-c", "import click")
"""What any program of its kind takes before it does a thing."""

_ALL = "history --csv, all of them"
_FORMS = {
    "history": ("history",),
    "history --plot": ("history", "--plot"),
    "history --html": ("history", "--html", "page.html"),
    _ALL: ("history", "--csv"),
}
_GOAL = 300.0


def measure(workshop: Workshop) -> Table:
    """Show them in every form, in turn with a Python that does nothing."""
    home = workshop.home()
    # Up to yesterday: a session of today could lie in the future.
    keep(
        home.folder / "data" / "voice-coach" / "journal.db",
        years(_DAYS, clock.today() - timedelta(days=1)),
    )
    took: dict[str, list[Seconds]] = {name: [] for name in _FORMS}
    bare: list[Seconds] = []
    for _ in range(_TIMES):
        bare.append(_bare(home))
        for name, arguments in _FORMS.items():
            took[name].append(_ours(home, arguments))
    rows = tuple(
        Row(
            name,
            "ms",
            median(took[name]) * 1000,
            median(bare) * 1000,
            None if name == _ALL else _GOAL,
        )
        for name in _FORMS
    )
    return Table("python, import click", rows, (f"{_DAYS:,} sessions; median of {_TIMES}",))


def _ours(home: Home, arguments: tuple[str, ...]) -> Seconds:
    began = clock.now()
    home.run(*arguments).check_returncode()
    return clock.now() - began


def _bare(home: Home) -> Seconds:
    began = clock.now()
    subprocess.run(_BARE, env=home.env, check=True, timeout=60)
    return clock.now() - began
