"""Make the clips that come with the program: `python tests/ready_made`, from the repository root.

After a change of what is said, of the natural voice or of its mastering. What is there already is
kept; of the engine's sounds a copy stays in the cache folder, so that a change of mastering alone
renders nothing. It can be stopped and run again at any time. On an idle core it takes some ten
minutes from nothing; `--first` makes only what is needed in the first minute.
"""

from __future__ import annotations

import argparse
import math
import sys
import tempfile
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

import click
import platformdirs

# The test folders are no packages; what they share is imported by its plain name.
sys.path[0] = str(Path(__file__).parent.parent)

from ready_made.clips import HIGHEST_PEAK, MOST_BYTES, Wanted, default_voices, wanted  # noqa: E402
from ready_made.texts import RATE  # noqa: E402

from voice_coach.audio.loudness import loudness, samples_of, true_peaks  # noqa: E402
from voice_coach.core.wording.phrasebook import COUNTDOWN  # noqa: E402
from voice_coach.errors import CoachError  # noqa: E402
from voice_coach.speech.engine import NATURAL, EngineOptions, SpeechEngine, open_engine  # noqa: E402
from voice_coach.speech.natural.version import PRONUNCIATION, WEIGHTS_SHA256  # noqa: E402
from voice_coach.speech.presence_mastering import LOUDNESS  # noqa: E402
from voice_coach.speech.ready_made import BUNDLED, ReadyMadeFile  # noqa: E402

if TYPE_CHECKING:
    from voice_coach.audio.clip import Clip
    from voice_coach.audio.loudness import Samples


def main() -> None:
    """Make what is missing, delete what is no longer said, and tell what it came to."""
    parser = argparse.ArgumentParser(prog="python tests/ready_made", description=__doc__)
    parser.add_argument(
        "voices", nargs="*", metavar="VOICE", help="only these, such as af_heart (default: all)"
    )
    parser.add_argument("--first", action="store_true", help="only what is said first")
    parser.add_argument("--file", type=Path, default=BUNDLED, help="the file to make")
    parser.add_argument(
        "--sounds",
        type=Path,
        default=platformdirs.user_cache_path("voice-coach", appauthor=False) / "sounds",
        help="where the engine's own sounds are kept",
    )
    options = parser.parse_args()
    voices = [one for one in default_voices() if one.id in (options.voices or one.id)]
    clips = [clip for voice in voices for clip in wanted(voice, first=options.first)]
    made = ReadyMadeFile(options.file)
    there = made.keys()
    missing = [clip for clip in clips if clip.key not in there]
    with tempfile.TemporaryDirectory() as folder:
        engine = open_engine(NATURAL, EngineOptions(Path(folder))) if missing else None
        with click.progressbar(missing, label="Rendering", file=sys.stderr) as bar:
            for clip in bar:
                _make(made, clip, engine, options.sounds)
    if not (options.first or options.voices):
        made.leave_only(clip.key for clip in clips)
    for voice in voices:
        keys = {clip.key for clip in clips if clip.voice == voice}
        size, seconds = made.size(keys)
        print(f"{voice.id}: {len(keys)} clips, {seconds:.0f} s, {size / 1e6:.2f} MB")
        if size > MOST_BYTES:
            sys.exit(f"That is more than {MOST_BYTES / 1e6:.0f} MB.")
    made.close()


def _make(made: ReadyMadeFile, clip: Wanted, engine: SpeechEngine | None, sounds: Path) -> None:
    if engine is None:
        return
    try:
        _keep(made, clip, engine.master(_sound(clip, engine, sounds)))
    except CoachError as error:
        sys.exit(f"“{clip.words}”: {error}")


def _keep(made: ReadyMadeFile, clip: Wanted, mastered: Clip) -> None:
    """Keep a clip as loud as it was mastered; softer where its peaks would be too high."""
    exact = clip.words in COUNTDOWN
    made.keep(clip.key, mastered, exact=exact)
    if not exact:
        made.turn_up(clip.key, LOUDNESS - loudness(_played(made, clip)))
        over = true_peaks(_played(made, clip)).max() / HIGHEST_PEAK
        if over > 1:
            made.turn_up(clip.key, -20 * math.log10(over * 1.02))


def _played(made: ReadyMadeFile, clip: Wanted) -> Samples:
    played = made.load(clip.key)
    if played is None:
        raise CoachError("It could not be read again.")
    return samples_of(played)


def _sound(clip: Wanted, engine: SpeechEngine, sounds: Path) -> bytes:
    """What the engine says, from an earlier time if it said the same then."""
    made_by = (WEIGHTS_SHA256, PRONUNCIATION, clip.voice.id, RATE, clip.words)
    path = sounds / f"{sha256(repr(made_by).encode()).hexdigest()}.wav"
    if path.exists():
        return path.read_bytes()
    sound = engine.render(clip.words, clip.voice, RATE)
    sounds.mkdir(parents=True, exist_ok=True)
    draft = path.with_suffix(".part")
    draft.write_bytes(sound)
    draft.replace(path)
    return sound


main()
