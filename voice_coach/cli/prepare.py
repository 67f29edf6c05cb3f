"""`prepare`: render all words of routines now, rather than during a workout."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import closing
from typing import Any

import click

from voice_coach.app.coach_speech import speech_of
from voice_coach.app.console import show, tell
from voice_coach.app.known_occasion import occasion_of
from voice_coach.app.live_runtime import check_voice
from voice_coach.app.rendering import render_all
from voice_coach.app.spoken_style import spoken_as
from voice_coach.cli.options import complete_routine, speaking
from voice_coach.config.settings import Settings, load_settings
from voice_coach.core.model.listen_mode import ListenMode
from voice_coach.core.model.unroll import unroll
from voice_coach.core.session.coaching_style import CoachingStyle
from voice_coach.core.session.session import Session
from voice_coach.errors import CoachError, UsageError
from voice_coach.library.routine.finder import Found, Shelf
from voice_coach.speech.reports import ClipsNotKept, SpeechLost, SpeechReport, VoiceReplaced
from voice_coach.speech.speech import Speech

_WAYS = 3
"""The number of sessions that are prepared: each may have other words for the same."""


@click.command(short_help="Make the speech of a routine now, so that it starts at once.")
@click.argument("routines", nargs=-1, metavar="ROUTINE...", shell_complete=complete_routine)
@click.option("--all", "every", is_flag=True, help="All routines that `voice-coach list` shows.")
@speaking
def prepare(*, routines: tuple[str, ...], every: bool, **flags: Any) -> None:
    """Make the speech of ROUTINE now, so that its workout needs no processor time for it.

    A workout makes its speech by itself while it runs, and starts a few seconds later if it has
    to. This command is for a slow machine, and for a routine of your own before its first time.
    Existing speech is kept: the second time it takes a second.

    \b
    Examples:
      voice-coach prepare my-routine
      voice-coach prepare --all --voice emma
    """
    if every == bool(routines):
        raise UsageError("Which routines?", "Give their names, or --all.")
    settings = load_settings(**flags)
    shelf = Shelf()
    found = [shelf.find(name) for name in (shelf.slugs() if every else routines)]
    troubles: list[str] = []

    def note(report: SpeechReport) -> None:
        if isinstance(report, SpeechLost | VoiceReplaced | ClipsNotKept):
            troubles.append(report.reason)

    new = unspoken = 0
    with closing(speech_of(settings, note)) as speech:
        check_voice(speech, settings)
        for one in found:
            speech.pronounce(one.routine.say_as)
            texts = tuple(dict.fromkeys(_texts(one, settings, flags, shelf, speech)))
            new += len(speech.missing(texts))
            unspoken += len(render_all(speech, texts, one.routine.name))
    for trouble in troubles:
        show(f"voice-coach: {trouble}", err=True)
    if unspoken:
        raise CoachError(
            f"{unspoken} of {new} sentences could not be rendered.",
            "`voice-coach doctor` says what is wrong with the voice.",
        )
    tell(f"{_counted(len(found), 'routine')} ready; {_counted(new, 'sentence')} rendered.")


def _counted(number: int, what: str) -> str:
    return f"{number} {what}" if number == 1 else f"{number} {what}s"


def _texts(
    found: Found, settings: Settings, flags: Mapping[str, Any], shelf: Shelf, speech: Speech
) -> Iterator[str]:
    """Return all texts that may be said in the next sessions of a routine."""
    timeline = unroll(found.routine, settings.rate)
    spoken = spoken_as(settings, flags, found.routine)
    occasion = occasion_of(found.routine.slug, settings.name, shelf)
    first = occasion.sessions or 0
    for seed in range(first, first + _WAYS):
        style = CoachingStyle(
            spoken.script,
            talk=spoken.talk,
            rate=settings.rate,
            listening=settings.listen != ListenMode.OFF,
            occasion=occasion,
            seed=seed,
        )
        yield from Session(timeline, speech.length, shelf.catalogue.get, style).texts
