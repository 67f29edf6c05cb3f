"""What the keyword network learns from: pieces of speech of the half to tune on, as embeddings.

They are made of three things: the commands of the test set, cut out as the endpointer does it;
what the endpointer finds in its talk, and while the coach speaks, on the way that sound takes in
a session; and phrases and texts that are none, spoken for this alone and varied.
"""

from __future__ import annotations

import multiprocessing
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from functools import cache, partial
from typing import TYPE_CHECKING, Literal, get_args

import numpy as np
from benchmarks.hearing import live, rooms, sound, soundalikes, voices
from benchmarks.hearing.chance import choices
from benchmarks.hearing.variation import varied
from numpy.typing import NDArray

from voice_coach.core.voice_commands.grammar import WAKE_WORD
from voice_coach.hearing.capture.endpointer import EARLY, PRE_ROLL
from voice_coach.hearing.ports.recogniser import BLOCK_LENGTH
from voice_coach.hearing.recognisers.segmented import Guess, Segmented
from voice_coach.hearing.recognisers.speech_embedding import Embedding

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

    from benchmarks.hearing.manifest import Entry, Split
    from benchmarks.hearing.voices import Voice

    from voice_coach.hearing.ports.recogniser import AudioBlock, RecognisedPhrase

_SPLIT: Split = "tune"

Group = Literal["command", "talk", "counting", "over coach", "spoken"]
"""Commands of the test set; talk in it; counting aloud; what was found while the coach spoke;
what was spoken for this alone."""

_CUTS = 2
"""How often each command of the test set is cut out, each time a little otherwise."""

_JITTER = 0.03
"""Standard deviation of where, in seconds."""

_AUDIBLE_ABOVE = -7.0
"""dB of the athlete against the coach's echo below which nobody could understand anything."""

_TEXTS = 350
"""Of those that are no phrase, spoken by each voice."""

_PHRASE_TIMES, _TEXT_TIMES = 4, 2
"""Variations of each by a natural voice; others have half as many."""

_AT_A_TIME = 4


@dataclass(frozen=True, slots=True)
class Example:
    """A piece of speech."""

    row: NDArray[np.float16] = field(repr=False)
    """Its embeddings."""
    phrase: str | None
    """Empty for the wake word by itself; None for what is no phrase."""
    wake: bool
    """Whether the wake word came first."""
    group: Group


@dataclass(frozen=True, slots=True)
class Cut:
    """To cut a command, or a word that is none, out of its file."""

    entry: Entry
    number: int


@dataclass(frozen=True, slots=True)
class Listen:
    """To listen to a file as in a session, and take all speech that is found."""

    entry: Entry


@dataclass(frozen=True, slots=True)
class Say:
    """To have something said, and varied."""

    voice: Voice
    text: str
    phrase: str | None
    wake: bool
    number: int


Recipe = Cut | Listen | Say


def recipes(entries: Iterable[Entry], phrases: tuple[str, ...]) -> tuple[Recipe, ...]:
    """All that examples are made of."""
    tuning = [entry for entry in entries if entry.split == _SPLIT]
    return (*_listened(tuning), *_cut(tuning), *_said(phrases))


def some(all_of_them: tuple[Recipe, ...], count: int) -> tuple[Recipe, ...]:
    """About so many, of every sort a few."""
    chosen: list[Recipe] = []
    for sort in get_args(Recipe):
        those = [one for one in all_of_them if isinstance(one, sort)]
        share = max(count * len(those) // len(all_of_them), 5)
        chosen += choices("some", sort.__name__).sample(those, min(len(those), share))
    return tuple(chosen)


def made(
    chosen: tuple[Recipe, ...], into: Path, jobs: int | None, tell: Callable[[int], None]
) -> tuple[Example, ...]:
    """The examples, in the order of their recipes, whatever the number of processes. `into`: the
    test set's folder; `tell` is told how many recipes are done."""
    examples: list[Example] = []
    rooms.responses(_SPLIT, into / "rooms")
    fork = multiprocessing.get_context("fork")
    with ProcessPoolExecutor(jobs, mp_context=fork) as pool:
        _speak(chosen, into, pool)
        parts = pool.map(partial(_examples, into), chosen, chunksize=_AT_A_TIME)
        for number, part in enumerate(parts, 1):
            examples += part
            tell(number)
    return tuple(examples)


def _listened(entries: Iterable[Entry]) -> Iterator[Listen]:
    for entry in entries:
        talk = entry.kind == "negative" and not _is_word(entry)
        over = entry.condition == "over coach" and (entry.snr or 0.0) > _AUDIBLE_ABOVE
        if talk or over:
            yield Listen(entry)


def _cut(entries: Iterable[Entry]) -> Iterator[Cut]:
    for entry in entries:
        # Of real figures it is not written down which they are, and figures are phrases.
        alone = entry.kind == "command" and not entry.far
        if alone or entry.group == "real words":
            yield from (Cut(entry, number) for number in range(_CUTS))


def _is_word(entry: Entry) -> bool:
    return entry.group in ("real words", "real figures")


def _said(phrases: tuple[str, ...]) -> Iterator[Say]:
    texts = soundalikes.texts(phrases, choices("soundalikes"))
    for voice in (one for one in voices.VOICES if one.split == _SPLIT):
        chance = choices("said", voice.name)
        times = 2 if voice.natural else 1
        for number in range(_PHRASE_TIMES * times // 2):
            for phrase in phrases:
                yield Say(voice, phrase, phrase, wake=False, number=number)
                pause = chance.choice((",", "", ""))
                yield Say(voice, f"{WAKE_WORD}{pause} {phrase}", phrase, wake=True, number=number)
            yield Say(voice, WAKE_WORD, "", wake=True, number=number)
        some_texts = chance.sample(texts, _TEXTS)
        for number in range(_TEXT_TIMES * times // 2):
            yield from (Say(voice, text, None, wake=False, number=number) for text in some_texts)


def _speak(chosen: Iterable[Recipe], into: Path, pool: ProcessPoolExecutor) -> None:
    """Have all said that must be: once for each voice, several at a time."""
    texts: dict[Voice, list[str]] = {}
    for one in chosen:
        if isinstance(one, Say):
            texts.setdefault(one.voice, []).append(one.text)
    synthesis = _synthesis(into)
    for spoken in [pool.submit(synthesis.say, *said) for said in texts.items()]:
        spoken.result()


def _synthesis(into: Path) -> voices.Synthesis:
    return voices.Synthesis(into / "said")


_embedding = cache(Embedding)
"""One for each process."""

_responses = cache(rooms.responses)


def _examples(into: Path, recipe: Recipe) -> tuple[Example, ...]:
    match recipe:
        case Cut():
            return (_cut_out(recipe, into),)
        case Listen():
            return tuple(_found(recipe.entry, into))
        case Say():
            return (_spoken(recipe, into),)


def _cut_out(cut: Cut, into: Path) -> Example:
    entry = cut.entry
    chance = choices("cut", entry.file, cut.number)
    begin = entry.begin - PRE_ROLL * BLOCK_LENGTH + chance.gauss(0, _JITTER)
    end = entry.end + (EARLY + 1) * BLOCK_LENGTH + chance.gauss(0, _JITTER)
    heard = sound.read(into / entry.file)
    piece = heard[max(0, round(begin * sound.RATE)) : round(end * sound.RATE)]
    pcm = sound.pcm16(piece * sound.ratio(chance.uniform(-12, 6)))
    return _example(pcm, _phrase(entry), entry.wake, "command")


def _found(entry: Entry, into: Path) -> Iterator[Example]:
    """What a recogniser would have to judge, and whether the command was said just then."""
    finding = _Finding()
    trial = live._Listening(entry, into, finding, 0.0, 0.0).trial()
    group: Group = "over coach" if entry.far else "talk"
    if entry.group == "counting":
        group = "counting"
    for one, pcm in zip(trial.understood, finding.found, strict=True):
        command = entry.kind == "command" and one.began < entry.end and one.ended > entry.begin
        phrase = _phrase(entry) if command else None
        yield _example(pcm, phrase, command and entry.wake, group)


def _spoken(say: Say, into: Path) -> Example:
    chance = choices("varied", say.voice.name, say.text, say.number)
    where = _responses(_SPLIT, into / "rooms")
    heard = varied(_synthesis(into).sound(say.voice, say.text), where, chance)
    return _example(sound.pcm16(heard), say.phrase, say.wake, "spoken")


def _phrase(entry: Entry) -> str | None:
    return entry.phrase if entry.kind == "command" else None


def _example(pcm: bytes, phrase: str | None, wake: bool, group: Group) -> Example:
    return Example(_embedding().of(pcm).astype(np.float16), phrase, wake, group)


class _Finding:
    """A recogniser that understands all speech there is as nothing, and keeps it."""

    def __init__(self) -> None:
        self._keeping = _Keeping()
        self._segmented = Segmented(self._keeping)
        self.found: list[bytes] = []
        """What a decoder would be given, for each that was understood."""

    def arm(self, phrases: tuple[str, ...]) -> None:
        """It makes no difference."""

    def hear(self, block: AudioBlock) -> tuple[RecognisedPhrase, ...]:
        """Take the next block; the speech that was found with it."""
        spoken = self._segmented.hear(block)
        self.found += [self._keeping.last] * len(spoken)
        return spoken

    def close(self) -> None:
        """Nothing to give back."""


class _Keeping:
    """The decoder of it."""

    def __init__(self) -> None:
        self.last = b""

    def arm(self, phrases: tuple[str, ...]) -> None:
        """It makes no difference."""

    def decode(self, pcm: bytes) -> Guess | None:
        """Something, whatever it is."""
        self.last = pcm
        return Guess("", 0.0)

    def close(self) -> None:
        """Nothing to give back."""
