"""A session as the desktop shows it, and the meaning of the desktop's controls."""

from __future__ import annotations

from dataclasses import replace

from voice_coach.core.events.command import Command
from voice_coach.core.model.session_view import SessionPhase, SessionView
from voice_coach.core.model.timeline import IntervalKind
from voice_coach.core.model.views import View
from voice_coach.core.units import Seconds
from voice_coach.desktop.messages import Button, Playback, ShowWorkout
from voice_coach.screen.status_screen import doing

_STEP: Seconds = 0.25
"""A position that is further from where the desktop expects it is told anew."""

_STANDING = (SessionPhase.PAUSED, SessionPhase.CONFIRM_STOP, SessionPhase.CONFIRM_PAIN)
_NOT_BEGUN = (SessionPhase.READY, SessionPhase.OPENING, SessionPhase.CLOSING)
_OVER = (SessionPhase.HURT, SessionPhase.FINISHED, SessionPhase.STOPPED)


def shown(view: View, now: Seconds) -> ShowWorkout:
    """A view as the desktop shows it."""
    if not isinstance(view, SessionView) or view.phase in _OVER:
        return ShowWorkout(now, Playback.STOPPED, "", 0, "", 0.0, None)
    runs = view.phase is SessionPhase.RUNNING
    return ShowWorkout(
        at=now,
        playback=Playback.PLAYING if runs or view.phase in _NOT_BEGUN else Playback.PAUSED,
        routine=view.title,
        index=view.index,
        doing=view.title if view.phase in _NOT_BEGUN else doing(view),
        elapsed=view.elapsed,
        length=None if view.phase in _NOT_BEGUN else view.interval.length,
    )


def is_news(workout: ShowWorkout, before: ShowWorkout | None) -> bool:
    """True if the desktop can't know `workout` from the one before it."""
    if before is None:
        return True
    passed = workout.at - before.at if before.playback is Playback.PLAYING else 0.0
    same = replace(workout, at=before.at, elapsed=before.elapsed) == before
    return not same or abs(workout.elapsed - before.elapsed - passed) > _STEP


def command_of(button: Button, view: View | None) -> Command | None:
    """The meaning of a control now; None for none."""
    if not isinstance(view, SessionView) or view.phase in _OVER:
        return None
    stands = view.phase in _STANDING
    match button:
        case Button.PLAY:
            return Command.RESUME if stands else None
        case Button.PAUSE:
            return None if stands else Command.PAUSE
        case Button.NEXT:
            # At one's own pace "next" says that it is done, and leaves nothing out.
            paced = view.interval.kind is IntervalKind.SELF_PACED and not stands
            return Command.DONE if paced else Command.NEXT
        case _:
            return _COMMANDS[button]


_COMMANDS = {
    Button.TOGGLE: Command.TOGGLE,
    Button.STOP: Command.STOP,
    Button.PREVIOUS: Command.BACK,
}
