"""`start`: be led through a routine.

Only what the player needs is imported here; the rest, while the player starts. The first word
is to be heard within half a second.
"""

from __future__ import annotations

import contextlib

import click

from voice_coach.audio.device import DeviceOutput
from voice_coach.cli.options import Listener, complete_routine, listening, speaking
from voice_coach.inbox import Inbox
from voice_coach.screen.choices import SCREENS


@click.command(cls=Listener)
@click.argument("routine", required=False, shell_complete=complete_routine)
@click.option(
    "--fit",
    is_flag=True,
    help="Answer the safety question in advance: nothing speaks against training today.",
)
@speaking
@listening
@click.option("--plain", is_flag=True, default=None, help="Plain lines, nothing redrawn.")
@click.option(
    "--screen",
    type=click.Choice(SCREENS),
    help="What a terminal shows: a full screen, or lines with a status line below.",
)
@click.option(
    "--events",
    metavar="FILE",
    help="Write what happens as one JSON object a line; - is standard output.",
)
@click.pass_context
def start(
    ctx: click.Context,
    *,
    routine: str | None,
    fit: bool,
    talk: str | None,
    voice: str | None,
    rate: int | None,
    volume: int | None,
    listen: str | None,
    plain: bool | None,
    screen: str | None,
    events: str | None,
) -> None:
    """Start a workout: be led through ROUTINE by ear.

    ROUTINE is a name that `voice-coach list` shows (any case, or just its beginning), or the
    path of a YAML file. Without it you pick from a menu.

    \b
      voice-coach start core-basics
      voice-coach start seven --talk brief     the seven-minute circuit, fewer words
      voice-coach start ./my-routine.yaml --volume 60
      voice-coach start core-basics --listen   say "pause", "how long left", "my back hurts"

    Before anything else the coach asks whether something speaks against training today. Press
    N for no. Y leads to more questions, and these to gentle moves, to rest, or to a doctor. No
    answer means rest.

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

    Exit codes: 0 finished, 3 stopped early, 4 rest advised, 2 usage or a bad routine,
    1 anything else.
    """
    with contextlib.ExitStack() as stack:
        inbox = Inbox()
        output = DeviceOutput(inbox.put)
        stack.callback(output.close)
        from voice_coach.cli.lead import lead  # noqa: PLC0415 - see above.

        settings = {"talk": talk, "voice": voice, "rate": rate, "volume": volume}
        settings |= {"listen": listen, "plain": plain, "screen": screen}
        ctx.exit(lead(routine, inbox, output, events=events, fit=fit, flags=settings))
