"""The tally: what was done of a session, interval by interval, and what it comes to."""

from __future__ import annotations

from collections.abc import Iterable

from voice_coach.core import phrasebook
from voice_coach.core.effect import Effect, Record
from voice_coach.core.exercise import Seconds
from voice_coach.core.place import Place
from voice_coach.core.sight import Summary
from voice_coach.core.timeline import Interval, Timeline, exercises_of


class Tally:
    """Follows a session by what it has recorded."""

    def __init__(self, begins: Place | None = None) -> None:
        """`begins`: where a session is taken up; what was done before it counts, too."""
        self._done: dict[int, Interval] = {}
        """By their place in the timeline, so that what is done twice counts once."""
        if begins is not None:
            before = enumerate(begins.timeline.intervals[: begins.index])
            self._done = {index: one for index, one in before if _is_among(one, begins.done)}

    def follow(self, effects: Iterable[Effect], timeline: Timeline) -> None:
        """Take note of the intervals that are over. `timeline`: as it is now; what lies behind
        in it does not change."""
        for effect in effects:
            match effect:
                case Record("interval over", fields={"index": int(index), "done": True}):
                    self._done[index] = timeline.intervals[index]
                case Record("interval over", fields={"index": int(index)}):
                    self._done.pop(index, None)

    def summary(self, timeline: Timeline, spent: Seconds, words: tuple[str, ...]) -> Summary:
        """What it came to. `words`: the goodbye."""
        worked = Timeline(timeline.title, tuple(one for _, one in sorted(self._done.items())))
        done = [exercise.name for exercise in worked.exercises()]
        planned = [exercise.name for exercise in timeline.exercises()]
        return Summary(
            title=timeline.title,
            words=words,
            spent=spent,
            done=tuple(done),
            skipped=tuple(name for name in planned if name not in done),
            groups=tuple(worked.groups().items()),
            options=phrasebook.SUMMARY_OPTIONS,
        )


def _is_among(interval: Interval, done: frozenset[str]) -> bool:
    return any(exercise.slug in done for exercise in exercises_of(interval))
