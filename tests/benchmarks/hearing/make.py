"""Making the test set: `python tests/benchmarks/hearing/make.py [--into DIR]`.

The same on every machine that has the same programs. What is there already is kept, and made
anew when what makes it has changed; what the voices said is kept in any case.
"""

from __future__ import annotations

import argparse
import sys
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

if __name__ == "__main__":
    # The test folders are no packages; what they share is imported by its plain name.
    sys.path[0] = str(Path(__file__).parent.parent.parent)

import platformdirs
from benchmarks.hearing import (
    commands,
    manifest,
    own_voice,
    people,
    rooms,
    single_words,
    talk,
    voices,
)
from benchmarks.table import Skipped

from voice_coach.core.voice_commands import grammar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from benchmarks.hearing.manifest import Entry, Split

CACHE = platformdirs.user_cache_path("voice-coach-bench", appauthor=False) / "hearing"

_MAKERS = (
    *("backgrounds", "chance", "commands", "own_voice", "people"),
    *("rooms", "single_words", "sound", "talk", "voices"),
)

_QUICK = 0.03
"""Share of a quick run."""

PARTS = (
    *("clean", "room", "noise", "gym talk", "counting", "other people", "sounds"),
    *("near words", "word forms", "foreign words", "real words", "real sentences"),
    *("cues", "over coach", "own voice"),
)
"""Of the test set: each is made by itself."""


@dataclass(frozen=True, slots=True)
class Order:
    """Which test set is wanted."""

    into: Path
    """The folder that keeps it."""
    speech: Path
    """A folder of real speech; without it, the parts made of that are empty."""
    split: Split = "test"
    share: float = 1.0
    """Of all that a whole set holds; at least a little of everything."""
    parts: tuple[str, ...] = PARTS

    @property
    def folder(self) -> Path:
        """That of the files."""
        return self.into / f"{100 * self.share:g}%"


def corpus(order: Order, tell: Callable[[str], None]) -> tuple[Entry, ...]:
    """The test set, made if need be: a whole one in some hours of a processor, mostly for natural
    voices, and with 4 GB. `tell` is told of each part. Raises Skipped where a voice is not
    installed."""
    made_of = _digest(order.speech)
    entries: list[Entry] = []
    for part in order.parts:
        kept = order.folder / order.split / f"{part}-{made_of}.jsonl".replace(" ", "-")
        if not kept.exists():
            voices.check()
            manifest.write(kept, _part(part, order))
        those = manifest.read(kept)
        minutes = sum(one.length for one in those) / 60
        tell(f"{order.split}: {part}: {len(those)} files, {minutes:.0f} min")
        entries += those
    return tuple(entries)


def _part(part: str, order: Order) -> Iterable[Entry]:
    split, share, to = order.split, order.share, order.folder
    synthesis = voices.Synthesis(order.into / "said")
    where = rooms.responses(split, to / "rooms")
    if part in ("clean", "room", "noise"):
        takes = (
            commands.noisy_takes(split, share)
            if part == "noise"
            else commands.quiet_takes(split, part, share)
        )
        commands.speak(synthesis, takes)
        return commands.record(takes, split, synthesis, where, to)
    if part in (single_words.NEAR, single_words.FORMS, single_words.FOREIGN):
        return single_words.record(part, split, synthesis, where, to, share)
    if part == "sounds":
        return talk.record_sounds(split, to, share)
    if part == "real words":
        return people.record(order.speech, split, to, share)
    if part == "real sentences":
        return talk.record_people(order.speech, split, to, share)
    if part == "cues":
        return own_voice.record_cues(split, where, to, share)
    if part == "over coach":
        return own_voice.record_over(split, synthesis, where, to, share)
    if part == "own voice":
        return own_voice.record_alone(split, where, to, share)
    return talk.record(part, split, synthesis, where, to, share)


def _digest(speech: Path) -> str:
    """Of all that the test set depends on but the programs and the coach's clips."""
    here = Path(__file__).parent
    texts = here.parent.parent / "training" / "texts.yaml"
    sources = [here / "sentences.yaml", here / "single_words.yaml", texts]
    sources.append(Path(str(grammar.__file__)))
    sources += [here / f"{name}.py" for name in _MAKERS]
    digest = sha256(b"".join(path.read_bytes() for path in sources))
    digest.update("".join(sorted(path.name for path in speech.glob("*/*.flac"))).encode())
    return digest.hexdigest()[:12]


def main() -> None:
    """Make it, and say how far it is."""
    parser = argparse.ArgumentParser(description=__doc__)
    add_options(parser)
    try:
        corpus(order(parser.parse_args()), lambda part: print(part, flush=True))
    except Skipped as skipped:
        sys.exit(str(skipped))


def add_options(parser: argparse.ArgumentParser) -> None:
    """Which test set, where it lies, and what it is made of."""
    parser.add_argument("--into", type=Path, default=CACHE, help=f"its folder (default: {CACHE})")
    parser.add_argument(
        "--speech",
        type=Path,
        default=people.FOLDER,
        help="a folder of real speech, used if it is there (default: %(default)s)",
    )
    parser.add_argument("--split", choices=("tune", "test"), default="test", help="which half")
    parser.add_argument(
        "--only", action="append", metavar="PART", choices=PARTS, help=f"of {', '.join(PARTS)}"
    )
    much = parser.add_mutually_exclusive_group()
    much.add_argument("--share", type=float, default=1.0, help="of a whole set, 0 to 1")
    much.add_argument(
        "--quick", action="store_const", dest="share", const=_QUICK, help=f"--share {_QUICK}"
    )


def order(options: argparse.Namespace) -> Order:
    """What these options ask for."""
    parts = tuple(part for part in PARTS if not options.only or part in options.only)
    return Order(options.into, options.speech, options.split, options.share, parts)


if __name__ == "__main__":
    main()
