"""`voices`: what the coach can speak with."""

from __future__ import annotations

import json

import click

from voice_coach.config.settings import load_settings
from voice_coach.errors import UsageError
from voice_coach.speech.speech import Speech, user_store
from voice_coach.speech.voices import Voice, language_tag


@click.command(short_help="List the installed voices.")
@click.option("--language", metavar="TAG", help="Only voices of this language: en, or en-gb.")
@click.option("--json", "as_json", is_flag=True, help="As a JSON list, for scripts.")
def voices(language: str | None, as_json: bool) -> None:
    """List the installed voices, with their languages; * marks the one in use.

    \b
    Examples:
      voice-coach voices --language en      those that speak English
      voice-coach start --voice en-gb       for one workout: a language, a name or its beginning
      voice-coach config set voice en-gb    from now on
    """
    settings = load_settings()
    speech = Speech(
        settings.voice, settings.rate, lambda _: None, user_store(), engine=settings.engine
    )
    try:
        installed = speech.voices()
        used = _used(speech)
    finally:
        speech.close()
    shown = [voice for voice in installed if language is None or _speaks(voice, language)]
    if not shown:
        raise UsageError(f"No voice speaks {language}.", "`voice-coach voices` lists them all.")
    if as_json:
        click.echo(json.dumps([_as_json(voice, used) for voice in shown], indent=2))
    else:
        _show(shown, used)


def _used(speech: Speech) -> Voice | None:
    """The voice in use; None if the settings ask for one that isn't installed."""
    try:
        return speech.voice()
    except UsageError as error:
        click.echo(f"The settings ask for another voice: {error}\n", err=True)
        return None


def _speaks(voice: Voice, language: str) -> bool:
    wanted = language_tag(language)
    return any(tag == wanted or tag.startswith(f"{wanted}-") for tag in voice.languages)


def _show(shown: list[Voice], used: Voice | None) -> None:
    width = max(len(", ".join(voice.languages)) for voice in shown)
    for voice in sorted(shown, key=lambda voice: (voice.languages, voice.name)):
        mark = "*" if voice == used else " "
        click.echo(f"{mark} {', '.join(voice.languages):{width}}  {voice.name}")
    click.echo(
        "\nChoose one by language, name or its beginning: voice-coach config set voice en-gb"
    )


def _as_json(voice: Voice, used: Voice | None) -> dict[str, object]:
    return {
        "id": voice.id,
        "name": voice.name,
        "languages": list(voice.languages),
        "in_use": voice == used,
    }
