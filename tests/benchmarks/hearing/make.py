"""Making the test set: `python tests/benchmarks/hearing/make.py [--into DIR]`.

The same on every machine that has the same programs. What is there already is kept, and made
anew when what makes it has changed; what the voices said is kept in any case.
"""

from __future__ import annotations

import argparse
import sys
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

if __name__ == "__main__":
    # The test folders are no packages; what they share is imported by its plain name.
    sys.path[0] = str(Path(__file__).parent.parent.parent)

import platformdirs
from benchmarks.hearing import commands, manifest, own_voice, people, rooms, talk, voices
from benchmarks.table import Skipped

from voice_coach.core.voice_commands import grammar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from benchmarks.hearing.manifest import Entry, Split

CACHE = platformdirs.user_cache_path("voice-coach-bench", appauthor=False) / "hearing"

_MARK = "made-of.txt"
"""In the test set's folder: the digest of what it was made of."""

_MAKERS = (
    *("backgrounds", "chance", "commands", "own_voice", "people"),
    *("rooms", "sound", "talk", "voices"),
)


def corpus(into: Path, speech: Path | None, tell: Callable[[str], None]) -> tuple[Entry, ...]:
    """The test set in a folder, made if need be: in ten minutes and with 4 GB. `speech`: a folder
    of real speech; `tell` is told of each part. Raises Skipped where a voice is not installed."""
    mark = into / _MARK
    made_of = _digest(speech)
    if not mark.exists() or mark.read_text("utf-8") != made_of:
        voices.check()
        into.mkdir(parents=True, exist_ok=True)
        manifest.write(into, _made(into, speech, tell))
        mark.write_text(made_of, encoding="utf-8")
    return manifest.read(into)


def _made(into: Path, speech: Path | None, tell: Callable[[str], None]) -> Iterator[Entry]:
    splits: tuple[Split, ...] = ("tune", "test")
    for split in splits:
        for part, entries in _parts(split, into, speech):
            made = tuple(entries)
            minutes = sum(one.length for one in made) / 60
            tell(f"{split}: {part}: {len(made)} files, {minutes:.0f} min")
            yield from made


def _parts(split: Split, into: Path, speech: Path | None) -> Iterator[tuple[str, Iterable[Entry]]]:
    """What a half is made of, one after the other."""
    synthesis = voices.Synthesis(into / "said")
    where = rooms.responses(split, into / "rooms")
    for condition in ("clean", "room"):
        takes = commands.quiet_takes(split, condition)
        commands.speak(synthesis, takes)
        yield f"commands, {condition}", commands.record(takes, split, synthesis, where, into)
    takes = commands.noisy_takes(split)
    commands.speak(synthesis, takes)
    yield "commands in noise", commands.record(takes, split, synthesis, where, into)
    for group in ("gym talk", "counting", "other people"):
        yield group, talk.record(group, split, synthesis, where, into)
    yield "sounds", talk.record_sounds(split, into)
    if speech is not None and speech.is_dir():
        yield "real words", people.record(speech, split, into)
        yield "real sentences", talk.record_people(speech, split, into)
    coach = own_voice.rendered(split, into / "coach")
    yield "the coach's cues", own_voice.record_cues(split, coach, where, into)
    yield "commands over the coach", own_voice.record_over(split, coach, synthesis, where, into)
    yield "the coach alone", own_voice.record_alone(split, coach, where, into)


def _digest(speech: Path | None) -> str:
    """Of all that the test set depends on, programs and the coach's cues left out."""
    here = Path(__file__).parent
    sources = [here / "sentences.yaml", Path(str(grammar.__file__))]
    sources += [here / f"{name}.py" for name in _MAKERS]
    digest = sha256(b"".join(path.read_bytes() for path in sources))
    if speech is not None:
        digest.update("".join(sorted(path.name for path in speech.glob("*/*.flac"))).encode())
    return digest.hexdigest()


def main() -> None:
    """Make it, and say how far it is."""
    parser = argparse.ArgumentParser(description=__doc__)
    add_options(parser)
    options = parser.parse_args()
    try:
        corpus(options.into, options.speech, lambda part: print(part, flush=True))
    except Skipped as skipped:
        sys.exit(str(skipped))


def add_options(parser: argparse.ArgumentParser) -> None:
    """Where the test set lies, and what it is made of."""
    parser.add_argument("--into", type=Path, default=CACHE, help=f"its folder (default: {CACHE})")
    parser.add_argument(
        "--speech",
        type=Path,
        default=people.FOLDER,
        help="a folder of real speech, used if it is there (default: %(default)s)",
    )


if __name__ == "__main__":
    main()
