"""The tally of a session: what has been done so far, in the order in which it was done."""

from __future__ import annotations

from collections.abc import Iterable

from voice_coach.core.events.facts import AT_ONCE, Left, outcome_of
from voice_coach.core.model.exercise import DoseMode
from voice_coach.core.model.occasion import Amount
from voice_coach.core.model.position import SessionPosition
from voice_coach.core.model.timeline import Interval, exercises_of
from voice_coach.core.units import Seconds
from voice_coach.core.wording.progress_told import Achievement

DoneSet = tuple[Interval, Seconds]
"""A set that was done, and the time it took."""

Result = tuple[Seconds, int, dict[str, Achievement]]
"""The total time, the number of exercises, and the most of each by its slug."""


class Tally:
    """The intervals that are over, and the one that has begun."""

    def __init__(self, begins: SessionPosition | None = None) -> None:
        """`begins`: the position at which a broken-off session resumes."""
        self.spent: Seconds = 0.0 if begins is None else begins.spent
        """Time in intervals that are over."""
        self.exercises = frozenset[str]() if begins is None else begins.done
        """Exercises of which at least one set was done."""
        self.left = 0 if begins is None else begins.left
        """Number of intervals that are over."""
        self.since: Seconds | None = None
        """Time at which the interval was first entered; None: not yet begun."""
        self._sets: dict[int, DoneSet] = {}
        """The sets that were done, by the number of intervals that were over before each."""

    @property
    def result(self) -> Result:
        """The result of all that is over."""
        return self.spent, len(self.exercises), best_sets(self._sets.values())

    def result_after(self, interval: Interval) -> Result:
        """The result as it will be if `interval` runs to its end."""
        exercises = self.exercises | {exercise.slug for exercise in exercises_of(interval)}
        length = interval.expected
        best = best_sets((*self._sets.values(), (interval, length)))
        return self.spent + length, len(exercises), best

    def enter(self, at: Seconds) -> None:
        """Record that the interval was entered, be it again."""
        if self.since is None:
            self.since = at

    def leave(
        self, place: SessionPosition, interval: Interval, now: Seconds, *, done: bool, onward: bool
    ) -> Left:
        """Record that `interval` is left at `place`, done or not. `onward`: it will not come again,
        so that work that was hardly begun, or not at all, is skipped."""
        spent, begun = place.offset, self.since is not None
        counts = (begun and (onward or spent >= AT_ONCE)) or (onward and interval.is_work)
        fact = Left(
            at=now,
            index=place.index,
            number=self.left if counts else None,
            interval=interval,
            began=now if self.since is None else self.since,
            spent=spent,
            outcome=outcome_of(spent, done=done),
            station=place.station,
        )
        self.spent += spent
        if done:
            self.exercises |= {exercise.slug for exercise in exercises_of(interval)}
            self._sets[self.left] = (interval, spent)
        self.left += counts
        self.since = None
        return fact

    def return_to(self, place: SessionPosition) -> None:
        """Take back all that has been done since `place`."""
        self.spent, self.exercises = place.spent, place.done
        self.left, self.since = place.left, place.since
        self._sets = {left: one for left, one in self._sets.items() if left < place.left}


def best_sets(sets: Iterable[DoneSet]) -> dict[str, Achievement]:
    """The most of each exercise, by slug."""
    best: dict[str, Achievement] = {}
    for interval, spent in sets:
        exercise, amount = interval.exercise, amount_of(interval, spent)
        if exercise is None or amount is None:
            continue
        before = best.get(exercise.slug)
        if before is None or _figure(amount) > _figure(before.amount):
            best[exercise.slug] = Achievement(exercise.name, amount)
    return best


def amount_of(interval: Interval, spent: Seconds) -> Amount | None:
    """The amount of a set; None if it can't be compared: timed moves and rounds."""
    exercise = interval.exercise
    if exercise is None or interval.stations:
        return None
    if interval.reps is not None:
        return Amount(reps=interval.reps)
    if exercise.mode is not DoseMode.HOLD or exercise.kind != "strength":
        return None
    return Amount(seconds=spent / 2 if interval.split else spent)


def _figure(amount: Amount) -> float:
    return amount.seconds or amount.reps or 0.0
