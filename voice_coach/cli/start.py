"""`start`: be led through a routine."""

from __future__ import annotations

import sys

import click

from voice_coach.cli.options import complete_routine, speaking
from voice_coach.cli.room import Room, open_room
from voice_coach.core import phrasebook
from voice_coach.core.cueing import Talk
from voice_coach.core.exercise import Exercise
from voice_coach.core.run import Manner
from voice_coach.core.screening import QUESTION, Clearance, Gate
from voice_coach.core.session import Session
from voice_coach.core.timeline import Timeline
from voice_coach.core.unroll import unroll
from voice_coach.core.view import Phase
from voice_coach.errors import UsageError
from voice_coach.keyboard import GATE_KEYS, GATE_KEYS_SHOWN, KEYS, KEYS_SHOWN
from voice_coach.library.shelf import Shelf
from voice_coach.settings import Settings, load_settings

STOPPED_EARLY = 3
REST_ADVISED = 4


@click.command()
@click.argument("routine", required=False, shell_complete=complete_routine)
@click.option(
    "--fit",
    is_flag=True,
    help="Answer the safety question in advance: nothing speaks against training today.",
)
@speaking
@click.option("--plain", is_flag=True, default=None, help="Plain lines, nothing redrawn.")
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
    plain: bool | None,
    events: str | None,
) -> None:
    """Start a workout: be led through ROUTINE by ear.

    ROUTINE is a name that `voice-coach list` shows (any case, or just its beginning), or the
    path of a YAML file. Without it you pick from a menu.

    \b
      voice-coach start core-basics
      voice-coach start seven --talk brief     the seven-minute circuit, fewer words
      voice-coach start ./my-routine.yaml --volume 60

    Before anything else the coach asks whether something speaks against training today. Press
    N for no; Y, or no answer, and it will not start but tell you what to do instead.

    \b
    Keys while it runs:
      space  pause, go on       n  next              b  back; twice: the one before
      d, Enter  done            m  ten seconds more  r  say that again
      t  how much is left       w  what's next       e, h  easier, harder
      + -  louder, quieter      > <  speak faster, slower
      q  stop (asks first)      Ctrl-C  stop at once     ?  show the keys

    Exit codes: 0 finished, 3 stopped early, 4 rest advised, 2 usage or a bad routine,
    1 anything else.
    """
    settings = load_settings(talk=talk, voice=voice, rate=rate, volume=volume, plain=plain)
    in_terminal = sys.stdin is not None and sys.stdin.isatty()
    if not fit and not in_terminal:
        raise UsageError(
            "There is no terminal to answer the safety question in.",
            "Start it in a terminal, or answer in advance with --fit.",
        )
    shelf = Shelf()
    if routine is None:
        routine = _pick(shelf, in_terminal=in_terminal)
    with open_room(settings, events) as room:
        timeline = unroll(shelf.find(routine).routine)
        ctx.exit(_lead(room, timeline, shelf, settings, fit=fit))


def _lead(room: Room, timeline: Timeline, shelf: Shelf, settings: Settings, *, fit: bool) -> int:
    if not fit:
        clearance = _ask(room)
        if clearance is None:
            return STOPPED_EARLY
        if clearance is not Clearance.PROCEED:
            return REST_ADVISED
    own = {exercise.slug: exercise for exercise in timeline.exercises()}

    def lookup(slug: str) -> Exercise | None:
        return own.get(slug) or shelf.catalogue.get(slug)

    manner = Manner(
        talk=Talk(settings.talk),
        volume=settings.volume,
        rate=settings.rate,
        notice=phrasebook.FIT_NOTICE if fit else "",
    )
    session = Session(timeline, room.speech.length, lookup, manner)
    room.use_keys(KEYS)
    if room.keyboard is not None:
        room.screen.notice(KEYS_SHOWN)
    room.coach.play(session, KEYS_SHOWN)
    for line in session.summary:
        room.screen.notice(line)
    return 0 if session.phase is Phase.FINISHED else STOPPED_EARLY


def _ask(room: Room) -> Clearance | None:
    """Put the safety question, aloud and on the screen."""
    room.use_keys(GATE_KEYS)
    for line in QUESTION:
        room.screen.notice(line)
    room.screen.notice(GATE_KEYS_SHOWN)
    gate = Gate(room.speech.length)
    room.coach.play(gate, GATE_KEYS_SHOWN)
    return gate.clearance


def _pick(shelf: Shelf, *, in_terminal: bool) -> str:
    """A menu of the routines."""
    if not in_terminal:
        raise UsageError("Which routine?", "Name one that `voice-coach list` shows.")
    entries = [entry for entry in shelf.entries() if entry.routine is not None]
    click.echo("Which routine?\n")
    for number, entry in enumerate(entries, start=1):
        if entry.routine is not None:
            time = phrasebook.about(unroll(entry.routine).total)
            click.echo(f"{number:4}  {entry.routine.name:28} {entry.routine.level.value:13} {time}")
    choice: int = click.prompt("\nNumber", type=click.IntRange(1, len(entries)), prompt_suffix=": ")
    return str(entries[choice - 1].path)
