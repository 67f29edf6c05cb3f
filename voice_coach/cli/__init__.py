"""The command line: one file a verb family, and the one place where errors are shown."""

from __future__ import annotations

import importlib
import io
import os
import sys
from contextlib import suppress
from typing import Any, Never

import click

from voice_coach.app.console import show
from voice_coach.errors import CoachError, UsageError, in_words

# Imported on use: `start` must be heard within half a second, and needs none of the others.
_COMMANDS = {
    "start": "voice_coach.cli.start:start",
    "timer": "voice_coach.cli.timer:timer",
    "plan": "voice_coach.cli.plan:plan",
    "resume": "voice_coach.cli.start:resume",
    "back": "voice_coach.cli.back:back",
    "list": "voice_coach.cli.routines:list_",
    "exercises": "voice_coach.cli.exercises:exercises",
    "show": "voice_coach.cli.routines:show",
    "check": "voice_coach.cli.authoring:check",
    "new": "voice_coach.cli.authoring:new",
    "import": "voice_coach.cli.bring_in:import_",
    "schema": "voice_coach.cli.authoring:schema",
    "prepare": "voice_coach.cli.prepare:prepare",
    "render": "voice_coach.cli.render:render",
    "handout": "voice_coach.cli.handout:handout",
    "voices": "voice_coach.cli.voices:voices",
    "history": "voice_coach.cli.history:history",
    "export": "voice_coach.cli.export:export",
    "journal": "voice_coach.cli.journal:journal",
    "config": "voice_coach.cli.config:config",
    "hear": "voice_coach.cli.hear:hear",
    "doctor": "voice_coach.cli.doctor:doctor",
}


class _Commands(click.Group):
    """The verbs, in the order a newcomer needs them, each imported when it is used."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - Click's.
        return list(_COMMANDS)

    def get_command(
        self,
        ctx: click.Context,  # noqa: ARG002 - Click's signature.
        cmd_name: str,
    ) -> click.Command | None:
        place = _COMMANDS.get(cmd_name)
        if place is None:
            return None
        module, name = place.split(":")
        command: click.Command = getattr(importlib.import_module(module), name)
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        name = args[0]
        if name not in _COMMANDS and not name.startswith("-") and not ctx.resilient_parsing:
            raise _no_such_command(name)
        return super().resolve_command(ctx, args)

    def make_context(
        self,
        info_name: str | None,
        args: list[str],
        parent: click.Context | None = None,
        **extra: Any,
    ) -> click.Context:
        _open_what_is_closed()
        try:
            return super().make_context(info_name, args, parent, **extra)
        except BrokenPipeError:
            raise  # Click's: who was to read it wants no more.
        except OSError as error:  # The help, on a disk that is full.
            _end(in_words(error), 1)

    def invoke(self, ctx: click.Context) -> Any:
        _show_what_can_be_shown()
        try:
            _check_home()
            try:
                return super().invoke(ctx)
            finally:
                # A disk that is full is noticed only now, and nobody could tell it later.
                sys.stdout.flush()
        except CoachError as error:
            return _end(_told(error), error.exit_code)
        except (click.ClickException, click.exceptions.Exit, click.Abort, EOFError):
            raise  # Click's own, which it shows itself.
        except BrokenPipeError:
            raise  # Click's too: who was to read it wants no more.
        except OSError as error:
            return _end(in_words(error), 1)
        except Exception as error:
            if os.environ.get("VOICE_COACH_TRACEBACK"):
                raise
            return _end(_apology(error), 1)


def _end(message: str, exit_code: int) -> Never:
    """Show an error, if possible, and exit."""
    with suppress(OSError):
        show(f"voice-coach: {message}", err=True)
    # What a full disk did not take is given up: at the very end it would be tried again.
    for number, stream in ((1, sys.stdout), (2, sys.stderr)):
        try:
            stream.flush()
        except OSError:
            os.dup2(os.open(os.devnull, os.O_WRONLY), number)
    raise click.exceptions.Exit(exit_code)


def _told(error: CoachError) -> str:
    """What is said of an error; of a file of another program, how to bring it in."""
    from voice_coach.exchange.reading import bring_in_advice  # noqa: PLC0415 - only for a mistake.
    from voice_coach.library.yaml.problems import BadRoutine  # noqa: PLC0415 - as above.

    advice = bring_in_advice(error.file) if isinstance(error, BadRoutine) else None
    return advice or str(error)


def _open_what_is_closed() -> None:
    """Open the standard streams that are closed (`>&-`): the next opened file would get their
    number, and everything written to them."""
    for number, name, mode in ((0, "stdin", "r"), (1, "stdout", "w"), (2, "stderr", "w")):
        try:
            os.fstat(number)
        except OSError:
            os.open(os.devnull, os.O_RDWR)
        if getattr(sys, name) is None:
            setattr(sys, name, open(number, mode, encoding="utf-8", closefd=False))  # noqa: SIM115


def _check_home() -> None:
    """Raises UsageError where there is no place for the user's files."""
    from voice_coach.library.catalogue.paths import expanded  # noqa: PLC0415 - after the start's.

    folders = ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME")
    if str(expanded("~")) == "~" and not all(map(os.environ.get, folders)):
        raise UsageError(
            "There is no home folder: HOME is not set, and the system does not know this user.",
            "Set HOME to a folder of yours.",
        )


def _show_what_can_be_shown() -> None:
    """Write characters that the output's encoding lacks as ?, instead of an error."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper) and stream.errors == "strict":
            stream.reconfigure(errors="replace")


def _no_such_command(name: str) -> UsageError:
    """Return advice for an unknown command; many people first type only the name of a routine."""
    from voice_coach.library.routine.finder import Shelf  # noqa: PLC0415 - only for a mistake.
    from voice_coach.library.yaml.suggestions import did_you_mean, slug_of  # noqa: PLC0415 - as above.

    routine = slug_of(name)
    if routine in Shelf().slugs():
        return UsageError(
            f'"{name}" is a routine.', f"Start it with `voice-coach start {routine}`."
        )
    instead = did_you_mean(name, _COMMANDS, "`voice-coach --help` lists all commands.")
    return UsageError(f'There is no command "{name}"; {instead}')


def _apology(error: Exception) -> str:
    return (
        f"This is a fault in voice-coach, not in what you did: {type(error).__name__}: {error}. "
        "Please report it, with what VOICE_COACH_TRACEBACK=1 shows when you do it again."
    )


@click.group(
    cls=_Commands,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.version_option(package_name="voice-coach", prog_name="voice-coach")
def main() -> None:
    """A workout coach you listen to: it speaks every cue and timer, on the beat.

    \b
    First time:
      voice-coach list                  what there is
      voice-coach start core-basics     be led through it; put the laptop two metres away
      voice-coach show side-plank       how an exercise is done
      voice-coach start --talk brief    less said; with no name, pick from a menu
      voice-coach start --listen        talk to it: "pause", "how long left", "my back hurts"
      voice-coach resume                resume the unfinished workout

    \b
    Week after week:
      voice-coach plan suggest --keep   a routine a day, and days of rest
      voice-coach start                 today's, a little more each time it went well

    \b
    Your own routines:
      voice-coach new my-routine        a commented starter
      voice-coach check my-routine      what is wrong with it, line by line
      voice-coach show my-routine       who, what and how long
      voice-coach import legs.json      one of another program

    \b
    How it goes:
      voice-coach history               the last sessions; --plot draws weeks, --html a page
      voice-coach export last.fit       the last one, for Garmin, Strava and others

    \b
    After back pain:
      voice-coach back                  where you stand, the next step and its date

    \b
    As you like it:
      voice-coach config set talk brief less said, from now on; `config` alone shows all settings
      voice-coach render core-basics    the workout as a sound file, for a phone
      voice-coach handout core-basics -o for-anna   with page and calendar, for somebody else

    \b
    Exit codes of every command:
      0 finished    3 stopped early    4 rest advised
      2 usage or a bad routine         1 anything else

    If something is silent or odd, `voice-coach doctor` checks each part and says what to do.
    """


if __name__ == "__main__":
    sys.exit(main())
