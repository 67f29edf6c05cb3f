"""`prepare`: have all words of routines rendered now, rather than while they are led."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing

import click

from voice_coach.app.console import show
from voice_coach.app.live_runtime import check_voice
from voice_coach.cli.options import complete_routine, speaking
from voice_coach.cli.rendering import render_all
from voice_coach.config.settings import Settings, load_settings
from voice_coach.core.model.listen_mode import ListenMode
from voice_coach.core.model.talk_level import TalkLevel
from voice_coach.core.model.unroll import unroll
from voice_coach.core.session.coaching_style import CoachingStyle
from voice_coach.core.session.session import Session
from voice_coach.errors import CoachError, UsageError
from voice_coach.library.catalogue.scripts import load_script
from voice_coach.library.routine.finder import Found, Shelf
from voice_coach.speech.reports import ClipsNotKept, SpeechLost, SpeechReport, VoiceReplaced
from voice_coach.speech.speech import Speech, user_store

_WAYS = 6
"""As many sessions in a row have other words for the same; the seventh begins again."""


@click.command(short_help="Render all words of a routine now, so that it needs no time for it.")
@click.argument("routines", nargs=-1, metavar="ROUTINE...", shell_complete=complete_routine)
@click.option("--all", "every", is_flag=True, help="All routines that `voice-coach list` shows.")
@speaking
def prepare(
    *,
    routines: tuple[str, ...],
    every: bool,
    talk: str | None,
    voice: str | None,
    rate: int | None,
    volume: int | None,
) -> None:
    """Render all words of ROUTINE now, so that its session needs no processor time for it.

    A session renders its words by itself while it runs, and begins a few seconds later where it
    has to. This is for a slow machine, and for a routine of your own before its first time. What
    is there already is kept: a second time it takes a second.

    \b
    Examples:
      voice-coach prepare my-routine
      voice-coach prepare --all --voice emma
    """
    if every == bool(routines):
        raise UsageError("Which routines?", "Name some, or write --all.")
    settings = load_settings(talk=talk, voice=voice, rate=rate, volume=volume)
    shelf = Shelf()
    found = [shelf.find(name) for name in (shelf.slugs() if every else routines)]
    troubles: list[str] = []

    def note(report: SpeechReport) -> None:
        if isinstance(report, SpeechLost | VoiceReplaced | ClipsNotKept):
            troubles.append(report.reason)

    with closing(
        Speech(settings.voice, settings.rate, note, user_store(), engine=settings.engine)
    ) as speech:
        check_voice(speech, settings)
        texts = dict.fromkeys(
            text for one in found for text in _texts(one, settings, shelf, speech)
        )
        there = len(texts) - len(speech.missing(texts))
        unspoken = render_all(speech, texts, "Rendering")
    for trouble in troubles:
        show(f"voice-coach: {trouble}", err=True)
    if unspoken:
        raise CoachError(
            f"{len(unspoken)} of {len(texts)} sentences could not be rendered.",
            "`voice-coach doctor` says what is wrong with the voice.",
        )
    new = len(texts) - there
    click.echo(f"All {len(texts)} sentences are ready; {new} of them are new.")


def _texts(found: Found, settings: Settings, shelf: Shelf, speech: Speech) -> Iterator[str]:
    """All that may be said in sessions of a routine."""
    timeline = unroll(found.routine)
    for seed in range(_WAYS):
        style = CoachingStyle(
            load_script(),
            talk=TalkLevel(settings.talk),
            rate=settings.rate,
            listening=settings.listen != ListenMode.OFF,
            seed=seed,
        )
        yield from Session(timeline, speech.length, shelf.catalogue.get, style).texts
