"""The part of a session that a figure shows: its exercise, and the point in its move."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from voice_coach.core.figures.figure import Figure, Motion, RepPhase
from voice_coach.core.model.exercise import Exercise
from voice_coach.core.model.session_view import SessionPhase, SessionView
from voice_coach.core.model.timeline import Interval, Side
from voice_coach.core.units import Seconds, Tempo

OUT_OF_DATE: Seconds = 1.6
"""A coach that has not told anything new for so long stands still, and so does the clock."""

_SLOWER = 2
"""Factor by which a move is slower when it is shown beforehand."""

_HELD: Seconds = 4
"""Time for which a hold is shown before it is got into again."""


class Way(Enum):
    """The way a move is shown."""

    POSITION = "position"
    """The pose it begins in, or is held in."""
    AHEAD = "ahead"
    """Slowly, again and again, for somebody who gets into position."""
    WORK = "work"
    """As it is done, in step with the session."""


@dataclass(frozen=True, slots=True)
class Showing:
    """A move at one moment."""

    exercise: Exercise
    way: Way
    moment: Seconds
    """Since the start of the first rep."""
    tempo: Tempo | None
    """Tempo of a rep; None: the figure's own."""
    mirrored: bool
    """The left side is at work."""
    goes_on: bool
    """Time passes for it."""

    def phase(self, figure: Figure) -> RepPhase:
        """The present place of its figure."""
        held = figure.motion is Motion.HOLD
        match self.way:
            case Way.POSITION:
                return RepPhase(len(figure.poses) - 1 if held else 0)
            case Way.AHEAD if held:
                rep = _SLOWER * figure.beat.out + _HELD
                return figure.phase(self.moment % rep / _SLOWER)
            case Way.AHEAD:
                return figure.phase(self.moment / _SLOWER, self.tempo)
            case _ if held:
                return RepPhase(len(figure.poses) - 1)
        return figure.phase(self.moment, self.tempo)

    def moves(self, figure: Figure) -> bool:
        """True if its figure is about to look different."""
        still = self.way is Way.WORK and figure.motion is Motion.HOLD
        return self.goes_on and self.way is not Way.POSITION and not still


_OVER = (SessionPhase.CLOSING, SessionPhase.FINISHED, SessionPhase.STOPPED, SessionPhase.HURT)
_BEFORE = (SessionPhase.READY, SessionPhase.OPENING)


def showing(view: SessionView, since: Seconds) -> Showing | None:
    """The figure to show `since` seconds after `view` was taken; None for none."""
    work = view.interval if view.interval.is_work else view.next_work
    if view.phase in _OVER or work is None:
        return None
    exercise = _exercise(view, work)
    if exercise is None:
        return None
    running = view.phase is SessionPhase.RUNNING
    moment = view.elapsed + (min(max(since, 0.0), OUT_OF_DATE) if running else 0.0)
    if view.phase in _BEFORE:
        way = Way.POSITION
    elif view.interval.is_work:
        way = Way.WORK
        moment = _until_the_last_rep(work, moment)
    else:
        way = Way.AHEAD
    return Showing(
        exercise,
        way,
        moment,
        work.tempo or exercise.tempo,
        mirrored=_is_left(work, moment if way is Way.WORK else 0.0),
        goes_on=running,
    )


def _exercise(view: SessionView, work: Interval) -> Exercise | None:
    if work.stations:
        station = work.stations[0] if view.station is None else view.station
        return station.exercise
    return work.exercise


def _until_the_last_rep(work: Interval, moment: Seconds) -> Seconds:
    if work.tempo is None or work.reps is None:
        return moment
    return min(moment, work.reps * work.tempo.rep)


def _is_left(work: Interval, moment: Seconds) -> bool:
    """The left side is first, as where each side is an interval of its own."""
    if work.split:
        return moment < work.expected / 2
    return work.side is Side.LEFT
