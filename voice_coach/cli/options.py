"""Options of several commands: how the coach speaks, and names that complete in the shell."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import click
from click.shell_completion import CompletionItem

from voice_coach.core.model.listen_mode import USUAL, ListenMode
from voice_coach.core.model.talk_level import TalkLevel

ClickCommand = Callable[..., Any]


def wording(command: ClickCommand) -> ClickCommand:
    """The options of what the coach says and in which voice; each beats the setting of the same
    name."""
    for option in reversed(
        (
            click.option(
                "--talk",
                type=click.Choice([talk.value for talk in TalkLevel]),
                help="How much is said: everything, no form cues, or tones and countdown only.",
            ),
            click.option("--style", help="How it is said: calm, bright, drill, or one of yours."),
            click.option("--voice", help="A voice, such as emma; `voice-coach voices` lists them."),
            click.option("--rate", type=int, help="Speed of speech, 80 to 300 words a minute."),
        )
    ):
        command = option(command)
    return command


def speaking(command: ClickCommand) -> ClickCommand:
    """The options of how the coach is heard."""
    return wording(click.option("--volume", type=int, help="Loudness, 0 to 100.")(command))


def complete_routine(
    _context: click.Context, _parameter: click.Parameter, incomplete: str
) -> list[CompletionItem]:
    """The names of the routines, for the shell."""
    from voice_coach.library.routine.finder import Shelf  # noqa: PLC0415 - only when completing.

    return [CompletionItem(slug) for slug in Shelf().slugs() if slug.startswith(incomplete)]


def complete_shown(
    _context: click.Context, _parameter: click.Parameter, incomplete: str
) -> list[CompletionItem]:
    """The names of the routines and of the exercises, for the shell."""
    from voice_coach.library.catalogue.catalogue import load_catalogue  # noqa: PLC0415 - as above.
    from voice_coach.library.routine.finder import Shelf  # noqa: PLC0415 - as above.

    names = (*Shelf().slugs(), *load_catalogue())
    return [CompletionItem(slug) for slug in names if slug.startswith(incomplete)]


class ListeningCommand(click.Command):
    """A command whose `--listen` may stand alone. A word that follows it is its mode only where
    there is such a mode: after `start --listen` comes the routine."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        modes = [mode.value for mode in ListenMode]
        options = args[: args.index("--")] if "--" in args else args
        told = [
            f"--listen={USUAL}" if arg == "--listen" and after not in modes else arg
            for arg, after in zip(options, (*options, "")[1:], strict=True)
        ]
        return super().parse_args(ctx, told + args[len(options) :])


listening = click.option(
    "--listen",
    type=click.Choice([mode.value for mode in ListenMode]),
    help="Hear commands as they are said (open, which --listen alone means), only with “coach” "
    "before them (wake), or not (off).",
)
"""The option for voice commands; it overrides the setting of the same name."""
