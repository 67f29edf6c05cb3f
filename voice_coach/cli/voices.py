"""`voices`: what the coach can speak with."""

from __future__ import annotations

import json
from contextlib import closing

import click

from voice_coach.app.coach_speech import speech_of
from voice_coach.app.console import tell
from voice_coach.config.settings import load_settings
from voice_coach.errors import UsageError
from voice_coach.speech.natural.voice_list import NATURAL_VOICES
from voice_coach.speech.speech import Speech
from voice_coach.speech.voices import Voice, language_tag


@click.command(short_help="List the voices, or hear one.")
@click.argument("name", required=False)
@click.option("--language", metavar="TAG", help="Only voices of this language: en, or en-gb.")
@click.option("--json", "as_json", is_flag=True, help="As a JSON list, for scripts.")
def voices(name: str | None, language: str | None, as_json: bool) -> None:
    """List the voices, with their languages; * marks the one in use. With NAME, hear that one.

    The natural voices, Heart, Michael, Emma and George, are installed with the coach. The others
    are the system's.

    \b
    Examples:
      voice-coach voices emma               hear it
      voice-coach voices --language en      those that speak English
      voice-coach start --voice michael     for one workout: a name or its beginning, or a language
      voice-coach config set voice emma     from now on
    """
    if name is not None:
        _play(name)
        return
    settings = load_settings()
    with closing(speech_of(settings, lambda _: None)) as speech:
        installed = speech.voices()
        used = _used(speech)
    shown = [voice for voice in installed if language is None or _speaks(voice, language)]
    if not shown:
        raise UsageError(f"No voice speaks {language}.", "`voice-coach voices` lists them all.")
    if as_json:
        click.echo(json.dumps([_as_json(voice, used) for voice in shown], indent=2))
    else:
        _show(shown, used)


def _play(name: str) -> None:
    # Imported here: listing plays nothing.
    from voice_coach.app.voice_sample import play_sample  # noqa: PLC0415

    voice = play_sample(load_settings(voice=name))
    tell(f"That was {voice.name} ({', '.join(voice.languages)}).")
    tell(f"To keep it: voice-coach config set voice {name}")


def _used(speech: Speech) -> Voice | None:
    """The voice in use; None if the settings ask for one that isn't installed."""
    try:
        return speech.voice()
    except UsageError as error:
        tell(f"The settings ask for another voice: {error}\n", err=True)
        return None


def _speaks(voice: Voice, language: str) -> bool:
    wanted = language_tag(language)
    return any(tag == wanted or tag.startswith(f"{wanted}-") for tag in voice.languages)


def _show(shown: list[Voice], used: Voice | None) -> None:
    natural = [voice for voice in shown if voice in NATURAL_VOICES]
    others = [voice for voice in shown if voice not in NATURAL_VOICES]
    width = max(len(", ".join(voice.languages)) for voice in shown)
    if natural:
        tell("Natural voices")
        _show_each(natural, used, width)
    if natural and others:
        tell("\nOther voices")
    _show_each(sorted(others, key=lambda voice: (voice.languages, voice.name)), used, width)
    tell(
        "\nHear one: voice-coach voices emma\n"
        "Choose one by name, its beginning or a language: voice-coach config set voice emma"
    )


def _show_each(shown: list[Voice], used: Voice | None, width: int) -> None:
    for voice in shown:
        mark = "*" if voice == used else " "
        sex = f", {voice.sex}" if voice in NATURAL_VOICES else ""
        tell(f"{mark} {', '.join(voice.languages):{width}}  {voice.name}{sex}")


def _as_json(voice: Voice, used: Voice | None) -> dict[str, object]:
    return {
        "id": voice.id,
        "name": voice.name,
        "languages": list(voice.languages),
        "sex": voice.sex or None,
        "natural": voice in NATURAL_VOICES,
        "in_use": voice == used,
    }
