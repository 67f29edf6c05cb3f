"""A workout as a sound file: the session that `start` would lead, as fast as it can be computed."""

from __future__ import annotations

import contextlib
import sys
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import click

from voice_coach.app.coach import Coach
from voice_coach.app.coach_speech import speech_of
from voice_coach.app.console import tell
from voice_coach.app.live_runtime import check_voice
from voice_coach.app.ports import Incoming
from voice_coach.app.rendering import PATIENCE, render_all
from voice_coach.app.session_sounds import session_sounds
from voice_coach.app.spoken_style import SpokenStyle
from voice_coach.app.transcript import Transcript
from voice_coach.audio.clip import RATE, Clip
from voice_coach.audio.levelling import SPEECH, TARGET, levelled
from voice_coach.audio.mixing import mixed, over_music
from voice_coach.audio.music import measured
from voice_coach.audio.playlist import tracks_at
from voice_coach.audio.score import Score
from voice_coach.audio.sound_formats import SoundFormat, format_of
from voice_coach.audio.sound_writer import Labels, SoundWriter, check_free
from voice_coach.config.settings import Settings
from voice_coach.core.cues.cue import LengthOf
from voice_coach.core.events.messages import ClipsArrived
from voice_coach.core.model.occasion import Occasion
from voice_coach.core.model.routine import BlockName, Routine
from voice_coach.core.model.timeline import Timeline, by_the_clock
from voice_coach.core.model.unroll import unroll
from voice_coach.core.session.coaching_style import CoachingStyle
from voice_coach.core.session.session import Session
from voice_coach.core.units import Seconds
from voice_coach.core.wording import phrasebook
from voice_coach.errors import CoachError
from voice_coach.exports.captions import KINDS
from voice_coach.library.catalogue.figures import load_figures
from voice_coach.library.yaml.problems import quoted
from voice_coach.screen.port import Blank
from voice_coach.sheet.cover import cover
from voice_coach.speech.speech import Speech
from voice_coach.system.atomic_write import write_whole

if TYPE_CHECKING:
    from voice_coach.audio.loudness import Pcm

ARTIST = "voice-coach"
"""Who made a recording, as players show it, if the routine has no author."""

_AFTERGLOW: Seconds = 3.0
"""Music after the last word, in which it fades."""

_ROOM = 2.0
"""dB of the highest peak that speech leaves to the music under it."""

_BOTH = 3.0
"""dB by which what sounds in both channels is louder."""


@dataclass(frozen=True, slots=True)
class Recording:
    """A file that was written."""

    path: Path
    length: Seconds
    transcript: str
    """What is in it, as JSON lines."""


def render_to_file(
    routine: Routine,
    path: Path,
    settings: Settings,
    spoken: SpokenStyle,
    *,
    force: bool = False,
    captions: Sequence[str] = (),
    music: Path | None = None,
) -> Recording:
    """Write a workout to a sound file, in the format that its name ends with.

    `force`: replace what is there. `captions`: kinds of captions to write beside it. `music`: a
    file, or a folder of some, to lie under it. Raises UsageError for a format that can't be
    written, for a file that is there and for music that can't be read, and CoachError if something
    can't be rendered or written; then nothing is left behind.
    """
    kind = format_of(path)
    beside = {name: path.with_suffix(f".{name}") for name in captions}
    for one in (path, *beside.values()):
        check_free(one, force=force)
    tracks = () if music is None else tracks_at(music)
    timeline = by_the_clock(unroll(routine, settings.rate))
    transcript, score = _played(routine, timeline, settings, spoken)
    sound = _mastered(score, kind, tracks)
    labels = Labels(
        title=routine.name,
        artist=routine.author or ARTIST,
        length=sound.end / RATE,
        comment=routine.about,
        lyrics="\n".join(caption.text for caption in transcript.captions()),
        chapters=transcript.chapters(timeline),
        cover=_cover(routine, timeline),
    )
    with contextlib.closing(SoundWriter(path, labels, sound.channels)) as writer:
        bar = click.progressbar(length=sound.end, label=f"Writing {path.name}", file=sys.stderr)
        with bar as written:
            for block in sound.blocks:
                writer.write(block)
                written.update(len(block))
        for name, file in beside.items():
            write_whole(file, KINDS[name](routine.name, transcript.captions()).encode())
        writer.save()
    return Recording(path, sound.end / RATE, transcript.text)


class _Sound(NamedTuple):
    """What is to be written."""

    blocks: Iterator[Pcm]
    end: int
    channels: int


def _mastered(score: Score, kind: SoundFormat, tracks: tuple[Path, ...]) -> _Sound:
    """The score at its loudness, over the music."""
    target = TARGET + kind.softer
    if not tracks:
        notes = levelled(score.notes, kind.ceiling, target).notes
        return _Sound(mixed(notes, score.end), score.end, 1)
    bed = measured(tracks, score.end + round(_AFTERGLOW * RATE))
    curve = bed.curve(score.notes, SPEECH + _BOTH)
    loud = levelled(score.notes, kind.ceiling - _ROOM, target, bed.powers * curve**2)
    gains = bed.gains(loud.notes, curve, loud.gain, 10 ** (kind.ceiling / 20))
    speech = mixed(loud.notes, bed.end)
    return _Sound(over_music(speech, bed.blocks(), gains), bed.end, 2)


def _played(
    routine: Routine, timeline: Timeline, settings: Settings, spoken: SpokenStyle
) -> tuple[Transcript, Score]:
    """Lead the session, and note what is said and sounded."""
    passing = _Passing()
    score = Score(passing.put)
    passing.tell(score.advance)
    transcript = Transcript()
    with contextlib.closing(speech_of(settings, passing.put)) as speech:
        check_voice(speech, settings)
        speech.pronounce(routine.say_as)
        sounds = session_sounds(settings)
        style = CoachingStyle(
            spoken.script,
            spoken.talk,
            settings.volume,
            settings.rate,
            (phrasebook.RECORDING_NOTICE,),
            occasion=Occasion(name=settings.name or ""),
            own_sounds=sounds.lengths,
        )
        session = Session(timeline, _exactly(speech), lambda _slug: None, style)
        render_all(speech, (due.text for due in session.agenda), "Rendering the words")
        whole = _Whole(speech)
        coach = Coach(*(passing, score, whole, _Notices(), transcript.log), clip_of=sounds.clip_of)
        coach.play(session)
        score.finish()
        whole.check()
    return transcript, score


def _cover(routine: Routine, timeline: Timeline) -> bytes | None:
    """The first figure of a main part, or else of any part."""
    figures = {**load_figures(), **routine.figures}
    work = [one for one in timeline.intervals if one.exercise and one.exercise.slug in figures]
    work.sort(key=lambda one: one.block is not BlockName.MAIN)
    return cover(figures[work[0].exercise.slug]) if work and work[0].exercise else None


class _Passing:
    """Time that passes as fast as it is waited for."""

    def __init__(self) -> None:
        self._now: Seconds = 0.0
        self._arrived: deque[Incoming] = deque()
        self._tell: Callable[[Seconds], None] | None = None

    def tell(self, tell: Callable[[Seconds], None]) -> None:
        """Call `tell` with the time whenever time is about to pass."""
        self._tell = tell

    def put(self, incoming: Incoming) -> None:
        """Take in a report. Clips that arrive are no news: every length is waited for."""
        if not isinstance(incoming, ClipsArrived):
            self._arrived.append(incoming)

    def now(self) -> Seconds:
        """The moment."""
        return self._now

    def wait(self, until: Seconds | None) -> Incoming | None:
        """Pass the events before `until`, one at a time; then jump there."""
        if not self._arrived and until is not None and self._tell is not None:
            self._tell(until)
        if self._arrived:
            return self._arrived.popleft()
        if until is not None:
            self._now = max(self._now, until)
        return None


class _Notices(Blank):
    """The screen of a recording: shows only errors."""

    def notice(self, text: str) -> None:
        """Say it on standard error."""
        tell(f"voice-coach: {text}", err=True)


class _Whole:
    """Speech in which no clip is missing: one that is damaged is rendered anew."""

    def __init__(self, speech: Speech) -> None:
        self._speech = speech
        self.want = speech.want
        self.wait_ready = speech.wait_ready
        self.pass_over = speech.pass_over
        self.set_rate = speech.set_rate
        self._missing: list[str] = []
        self._clips: dict[str, Clip] = {}
        """Those that were asked for: decoding them again takes longer than all else."""

    def clip(self, text: str) -> Clip | None:
        """Return the clip of a text, once it is there."""
        if text in self._clips:
            return self._clips[text]
        clip = self._speech.clip(text)
        if clip is None:
            self._speech.want((text,))
            if self._speech.wait_ready((text,), PATIENCE):
                clip = self._speech.clip(text)
            if clip is None:
                self._missing.append(text)
                return None
        self._clips[text] = clip
        return clip

    def check(self) -> None:
        """Raises CoachError where words are missing though the voice works."""
        if self._missing and not self._speech.is_lost:
            raise CoachError(
                f"{quoted(self._missing[0])} could not be rendered, so nothing was written.",
                "Try it again, or `voice-coach doctor`.",
            )


def _exactly(speech: Speech) -> LengthOf:
    """Clip lengths that are waited for, never estimated while the engine works."""

    def length_of(text: str) -> Seconds:
        if not speech.ready((text,)):
            speech.want((text,))
            speech.wait_ready((text,), PATIENCE)
        return speech.length(text)

    return length_of
