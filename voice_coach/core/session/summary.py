"""The summary builder: the work done in a session, interval by interval, and its summary."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace

from voice_coach.core.events.facts import Left
from voice_coach.core.events.messages import Effect
from voice_coach.core.model.history import Ending, IntervalOutcome
from voice_coach.core.model.position import SessionPosition
from voice_coach.core.model.timeline import Interval, Timeline, exercises_of
from voice_coach.core.model.views import SessionSummary
from voice_coach.core.units import Seconds
from voice_coach.core.wording import phrasebook


class SummaryBuilder:
    """Collects the facts of a session for its summary."""

    def __init__(self, begins: SessionPosition | None = None) -> None:
        """`begins`: the position at which a session resumes; earlier work counts, too."""
        self._done: dict[int, Interval] = {}
        """Done work by its place in the timeline, so that repeated work counts once."""
        if begins is not None:
            before = enumerate(begins.timeline.intervals[: begins.index])
            self._done = {index: one for index, one in before if _is_among(one, begins.done)}

    def follow(self, effects: Iterable[Effect]) -> None:
        """Record the intervals that are over."""
        for effect in effects:
            match effect:
                case Left(outcome=IntervalOutcome.DONE):
                    self._done[effect.index] = _as_done(effect.interval, effect.spent)
                case Left():
                    self._done.pop(effect.index, None)

    def summary(
        self, timeline: Timeline, ending: Ending, spent: Seconds, words: tuple[str, ...]
    ) -> SessionSummary:
        """The summary. `words`: the goodbye."""
        worked = Timeline(timeline.title, tuple(one for _, one in sorted(self._done.items())))
        return SessionSummary(
            title=timeline.title,
            ending=ending,
            words=words,
            spent=spent,
            done=tuple(exercise.name for exercise in worked.exercises()),
            skipped=tuple(self._left_out(timeline, worked)),
            groups=tuple(worked.groups().items()),
            options=phrasebook.ENTER_LEAVES,
        )

    def _left_out(self, timeline: Timeline, worked: Timeline) -> Iterator[str]:
        """Exercises without a set done; for others, the sets that were not done."""
        begun = {exercise.slug for exercise in worked.exercises()}
        planned: Counter[str] = Counter()
        missing: Counter[str] = Counter()
        for index, interval in enumerate(timeline.intervals):
            for exercise in exercises_of(interval):
                is_begun = exercise.slug in begun
                name = phrasebook.named(exercise, interval.side) if is_begun else exercise.name
                planned[name] += 1
                missing[name] += index not in self._done
        whole = {exercise.name for exercise in timeline.exercises() if exercise.slug not in begun}
        for name, sets in missing.items():
            if name in whole or (sets and planned[name] == 1):
                yield name
            elif sets:
                yield f"{name}, {sets} of {planned[name]} sets"


def _as_done(interval: Interval, spent: Seconds) -> Interval:
    """The interval at the length it took, if it was at the athlete's own pace."""
    return replace(interval, expected=spent) if interval.length is None else interval


def _is_among(interval: Interval, done: frozenset[str]) -> bool:
    return any(exercise.slug in done for exercise in exercises_of(interval))
