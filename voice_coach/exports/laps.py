"""A session as laps without a gap between them, in the whole seconds that training files use."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from itertools import pairwise

from voice_coach.core.model.history import IntervalOutcome, PastInterval, PastSession, TimerRun

_SHORTEST = timedelta(seconds=1)
"""Work or a pause that is shorter can't be told in whole seconds."""


@dataclass(frozen=True, slots=True)
class Lap:
    """A stretch of work, or the rest between two of them. It ends where the next one begins."""

    began: datetime
    """In whole seconds of UTC, as are all times here."""
    ended: datetime
    work: PastInterval | None
    """None for rest."""
    runs: tuple[TimerRun, ...]
    """When the timer ran in this lap; at least one second in all."""

    @property
    def elapsed(self) -> int:
        """Seconds from its beginning to its end, pauses included."""
        return _seconds(self.began, self.ended)

    @property
    def timed(self) -> int:
        """Seconds in which the timer ran."""
        return sum(_seconds(run.began, run.ended) for run in self.runs)


def laps_of(session: PastSession) -> tuple[Lap, ...]:
    """The laps of a session; none if its timer never ran for a second.

    The first begins when the timer starts, so the spoken introduction is in none. A lap lasts
    until the timer runs for the next one: a pause at its end belongs to it. Work that was skipped
    counts as rest.
    """
    whole = (TimerRun(session.began, session.ended),) if session.spent else ()
    runs = _rounded(session.timer or whole)
    if not runs:
        return ()
    laps: list[Lap] = []
    at, end = runs[0].began, runs[-1].ended
    for interval in session.intervals:
        began = max(at, _to_the_second(interval.began))
        ended = min(_end_of(interval, session.timer), end)
        if interval.outcome is IntervalOutcome.SKIPPED or ended - began < _SHORTEST:
            continue
        laps += _lap(at, began, None, runs)
        laps += _lap(began, ended, interval, runs)
        at = ended
    laps += _lap(at, end, None, runs)
    return tuple(_end_to_end(laps, end))


def _lap(
    began: datetime, ended: datetime, work: PastInterval | None, runs: Iterable[TimerRun]
) -> Iterator[Lap]:
    """One lap, or none where the timer did not run."""
    within = (TimerRun(max(began, run.began), min(ended, run.ended)) for run in runs)
    timed = tuple(run for run in within if run.began < run.ended)
    if timed:
        yield Lap(timed[0].began, ended, work, timed)


def _end_to_end(laps: list[Lap], end: datetime) -> Iterator[Lap]:
    """Lengthen each lap to where the next one begins."""
    for lap, following in pairwise(laps):
        yield replace(lap, ended=following.began)
    if laps:
        yield replace(laps[-1], ended=end)


def _end_of(interval: PastInterval, runs: Iterable[TimerRun]) -> datetime:
    """The moment at which the timer had run for `interval.spent`."""
    left = timedelta(seconds=interval.spent)
    ended = interval.began
    for run in runs:
        began = max(run.began, interval.began)
        if left <= timedelta() or run.ended <= began:
            continue
        ended = min(run.ended, began + left)
        left -= ended - began
    return _to_the_second(ended + left)


def _rounded(runs: Iterable[TimerRun]) -> tuple[TimerRun, ...]:
    """The runs in whole seconds; those without a pause of a second between them are one."""
    joined: list[TimerRun] = []
    for run in runs:
        began, ended = _to_the_second(run.began), _to_the_second(run.ended)
        if joined and began <= joined[-1].ended:
            joined[-1] = TimerRun(joined[-1].began, max(joined[-1].ended, ended))
        elif ended > began:
            joined.append(TimerRun(began, ended))
    return tuple(joined)


def _seconds(began: datetime, ended: datetime) -> int:
    return round((ended - began).total_seconds())


def _to_the_second(moment: datetime) -> datetime:
    return (moment.astimezone(UTC) + timedelta(seconds=0.5)).replace(microsecond=0)
