"""`start` and `resume`: lead a routine, or the rest of an unfinished one.

Only what the player needs is imported here; the rest, while the player starts. The first word is to
be heard within half a second.

"""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from typing import Any

import click

from voice_coach.app.inbox import Inbox
from voice_coach.audio.device_output import DeviceOutput
from voice_coach.cli.options import ListeningCommand, complete_routine, listening, speaking
from voice_coach.screen.options import SCREENS

_Command = Callable[..., None]


def leading(command: _Command) -> _Command:
    """Add the options for being led; those that are settings have their names."""
    for option in reversed(_OPTIONS):
        command = option(command)
    return command


_OPTIONS = (
    click.option(
        "--fit",
        is_flag=True,
        help="Answer the safety question in advance: there is no reason not to train today.",
    ),
    speaking,
    listening,
    click.option(
        "--music",
        metavar="FILE|FOLDER",
        type=click.Path(),
        help="Your own music, lowered under every word; it goes on while you pause.",
    ),
    click.option("--plain", is_flag=True, default=None, help="Plain lines, nothing redrawn."),
    click.option(
        "--screen",
        type=click.Choice(SCREENS),
        help="What a terminal shows: a full screen, or lines with a status line below.",
    ),
    click.option(
        "--events",
        metavar="FILE",
        help="Write each event as a line of JSON; - is standard output.",
    ),
)


@click.command(cls=ListeningCommand)
@click.argument("routine", required=False, shell_complete=complete_routine)
@click.option(
    "--as-written",
    is_flag=True,
    help="Follow the file exactly, without changes from past sessions.",
)
@leading
@click.pass_context
def start(
    ctx: click.Context,
    /,
    *,
    routine: str | None,
    fit: bool,
    as_written: bool,
    events: str | None,
    **flags: Any,
) -> None:
    """Start a workout: be led through ROUTINE by ear.

    ROUTINE is a name that `voice-coach list` shows (any case, or just its beginning), or the
    path of a YAML file. Without it you pick from a menu, which begins at today's of your plan.

    \b
    Examples:
      voice-coach start core-basics
      voice-coach start seven --talk brief     the seven-minute circuit, fewer words
      voice-coach start ./my-routine.yaml --volume 60
      voice-coach start core-basics --music ~/Music/slow
      voice-coach start core-basics --listen   say "pause", "how long left", "my back hurts"

    First the coach asks if there is a reason not to train today. Press N for no. Y leads to more
    questions, and these to gentle moves, to rest, or to a doctor. No answer means rest.

    A workout of the last day that was left unfinished is offered first, when it is this routine or
    when you name none: Y goes on where it was left, N or no answer begins anew.

    After the question the coach says what changes since the last time: a little more when that
    went well, less when it was hard or hurt. N refuses what is more; `voice-coach show ROUTINE`
    tells it beforehand.

    With --listen all of it can be said, too: `voice-coach hear` shows how well that works, and the
    README what there is to say.

    \b
    Keys while it runs:
      p  something hurts: stops at once, then asks
      space  pause, go on       n  next              b  back; twice: the one before
      d, Enter  done            m  ten seconds more  r  say that again
      t  how much is left       w  what's next       u  take the last move back
      e, h  easier, harder      + -  louder, quieter    > <  speak faster, slower
      q  stop (asks first)      Ctrl-C  stop at once    ?  show the keys

    On a Linux desktop, media keys and headset buttons pause, go on, skip and go back.

    Exit codes: 0 finished, 3 stopped early, 4 rest advised, 2 usage or a bad routine,
    1 anything else.
    """
    how = {"fit": fit, "as_written": as_written}
    lead_alone(ctx, routine, events=events, how=how, flags=flags)


@click.command(cls=ListeningCommand, short_help="Resume the unfinished workout.")
@leading
@click.pass_context
def resume(
    ctx: click.Context,
    /,
    *,
    fit: bool,
    events: str | None,
    **flags: Any,
) -> None:
    """Resume the unfinished workout, at the start of the interval in which it stopped.

    It is the last unfinished one of the past seven days: after an empty battery, a closed terminal,
    or if you stopped it with Q or Ctrl-C. A workout in which something hurt can't be resumed, and
    neither can one in which no exercise was done: start these again.

    \b
    Examples:
      voice-coach resume
      voice-coach resume --talk brief --listen

    The safety question comes first, as ever. What was done stays done, and both parts are one
    workout in the journal. If you changed the routine since, it goes on in it as it is now, at the
    same exercise; if that is gone, with the next one that is still there, else as you began it.
    Where today only gentle moves are cleared, the rest is made to fit. The coach says so first.
    """
    how = {"fit": fit, "resume": True}
    lead_alone(ctx, None, events=events, how=how, flags=flags)


def lead_alone(
    ctx: click.Context,
    routine: str | None,
    *,
    events: str | None,
    how: dict[str, bool],
    flags: dict[str, Any],
) -> None:
    """Lead a routine by name or path, as the only workout of this user, and exit."""
    with contextlib.ExitStack() as stack:
        inbox = Inbox()
        output = DeviceOutput(inbox.put)
        stack.callback(output.close)
        from voice_coach.app.lead_workout import lead  # noqa: PLC0415 - see above.
        from voice_coach.journal.paths import journal_path, marks_folder  # noqa: PLC0415
        from voice_coach.journal.session_locks import leading_alone  # noqa: PLC0415

        stack.enter_context(leading_alone(marks_folder(journal_path())))
        ctx.exit(lead(routine, inbox, output, events=events, flags=flags, **how))
