"""`config`: the settings, where each comes from, and changing them."""

from __future__ import annotations

from pathlib import Path

import click
from click.shell_completion import CompletionItem

from voice_coach.app.console import show, tell
from voice_coach.app.session_sounds import session_sounds
from voice_coach.audio.playlist import tracks_at
from voice_coach.config.emergency_numbers import advice_number, emergency_number
from voice_coach.config.setting_types import KINDS, NAMES, FileName
from voice_coach.config.settings import (
    Setting,
    Settings,
    explain_settings,
    load_settings,
    settings_path,
)
from voice_coach.errors import CoachError, UsageError

_NUMBERS = {"emergency_number": emergency_number, "advice_number": advice_number}
"""The way to find the number that will be called if none is set."""


def _complete_name(
    _context: click.Context, _parameter: click.Parameter, incomplete: str
) -> list[CompletionItem]:
    return [CompletionItem(name) for name in NAMES if name.startswith(incomplete)]


@click.group(invoke_without_command=True)
@click.pass_context
def config(ctx: click.Context) -> None:
    """Show the settings, and where each comes from.

    They are lines of a YAML file, whose place is shown; a flag of `start` beats them once.

    \b
    Examples:
      voice-coach config                    what is set
      voice-coach config set talk brief     say less, from now on
      voice-coach config set voice en-gb    a voice of `voice-coach voices`
      voice-coach config set sounds.start bell.wav    your own sound in place of a tone
      voice-coach config unset talk         back to the default
    """
    if ctx.invoked_subcommand is None:
        _show()


@config.command("set")
@click.argument("name", shell_complete=_complete_name)
@click.argument("value")
def set_(name: str, value: str) -> None:
    """Set NAME to VALUE from now on, in the settings file.

    Your comments and other lines in it stay as they are.

    \b
    Example:
      voice-coach config set rate 150
    """
    # Imported here: showing the settings needs no YAML where there is no file.
    from voice_coach.config.settings_file import set_setting  # noqa: PLC0415

    if name == "voice":
        _check_voice(load_settings(voice=value))
    if isinstance(KINDS.get(name), FileName) and not value.startswith("~"):
        value = str(Path(value).absolute())
    if name.startswith("sounds."):
        session_sounds(load_settings(None, **{name: value}))
    if name == "music":
        tracks_at(Path(value).expanduser())
    set_setting(settings_path(), name, value)
    tell(f"Set {name} to {value} in {settings_path()}")


@config.command()
@click.argument("name", shell_complete=_complete_name)
def unset(name: str) -> None:
    """Take NAME out of the settings file: back to its default.

    \b
    Example:
      voice-coach config unset rate
    """
    # Imported here: see `set`.
    from voice_coach.config.settings_file import unset_setting  # noqa: PLC0415

    if unset_setting(settings_path(), name):
        tell(f"Removed {name} from {settings_path()}")
    else:
        tell(f"{name} was not set; the default is used.")


def _check_voice(settings: Settings) -> None:
    """Raises UsageError if the voice is not installed, as far as that can be told now."""
    # Imported here: nothing else of this needs speech.
    from voice_coach.app.coach_speech import speech_of  # noqa: PLC0415

    speech = speech_of(settings, lambda _: None)
    try:
        speech.voice()
    except UsageError:
        raise
    except CoachError as error:
        tell(f"The voice can't be tried now: {error}", err=True)
    finally:
        speech.close()


def _show() -> None:
    settings = explain_settings()
    name_width = max(len(one.name) for one in settings)
    value_width = max(len(_shown(one)) for one in settings)
    origin_width = max(len(one.origin) for one in settings)
    for one in settings:
        value, origin = _shown(one), one.origin
        line = f"{one.name:{name_width}}  {value:{value_width}}  {origin:{origin_width}}  "
        show(line + one.about, len(line))
    show(f"\nThe file: {settings_path()}")


def _shown(setting: Setting) -> str:
    """A setting's value; where it has none, what is used instead."""
    match setting.value:
        case None if setting.name in _NUMBERS:
            return f"({_NUMBERS[setting.name](Settings())}, {setting.otherwise})"
        case None:
            return f"({setting.otherwise})"
        case bool(value):
            return "yes" if value else "no"
        case value:
            return str(value)
