"""Phrasing: what is said in one session, from its script and what is known at each moment."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass

from voice_coach.core.model.exercise import Exercise
from voice_coach.core.model.talk_level import TalkLevel
from voice_coach.core.model.timeline import Interval, IntervalKind, NthOf, Side, Station
from voice_coach.core.units import Seconds
from voice_coach.core.wording.input_hints import BY_KEY, Hints
from voice_coach.core.wording.phrasebook import about, dose, duration, named, number_word, station
from voice_coach.core.wording.script import Condition, Forms, Moment, Script

SHORT_REST: Seconds = 12.0
"""In a rest as short as this the time is better spent on what comes than on its length."""

_EXACT_BELOW: Seconds = 10.0
"""What is left of an interval is told to the second below this."""

ON_REQUEST = (
    Moment.MORE_TIME,
    Moment.LOUDER,
    Moment.QUIETER,
    Moment.FASTER,
    Moment.SLOWER,
    Moment.NO_MORE,
    Moment.NO_EASIER,
    Moment.NO_HARDER,
)
"""Answers that a command may call for at any moment, known beforehand."""


@dataclass(frozen=True, slots=True)
class Phrasing:
    """How one session is spoken."""

    script: Script
    talk: TalkLevel = TalkLevel.FULL
    hints: Hints = BY_KEY
    """How the athlete is told to answer."""
    seed: int = 0
    """Which of several ways to say something comes first."""

    def ways(self, moment: Moment, *conditions: Condition, **values: str) -> tuple[Forms, ...]:
        """Every way to say something now, the one whose turn it is first."""
        return self.script.ways(moment, values, frozenset(conditions), self.seed)

    def say(self, moment: Moment, *conditions: Condition, **values: str) -> Forms:
        """The forms of the way whose turn it is; none if there is none."""
        return next(iter(self.ways(moment, *conditions, **values)), ())

    # --- Before it begins ---------------------------------------------------------------

    def opening(self, title: str, total: Seconds, *, is_open: bool) -> tuple[str, ...]:
        """What is said before the timeline begins."""
        conditions = (Condition.OWN_PACE,) if is_open else ()
        return (
            *self.say(Moment.TITLE, title=title)[:1],
            *self.say(Moment.LENGTH, *conditions, length=about(total))[:1],
        )

    def first(self, work: Interval) -> Forms:
        """The exercise that comes first of all."""
        return self.say(Moment.FIRST, exercise=_named(work), dose=dose(work))[:1]

    def welcome_back(self, title: str, left: Seconds) -> tuple[str, ...]:
        """What is said as a session is taken up again."""
        where = self.say(Moment.WHERE_WE_ARE, title=title, left=about(left))
        return (*self.say(Moment.WELCOME_BACK)[:1], *where[:1])

    def going_on_with(self, work: Interval) -> Forms:
        """What comes first when a session is resumed, and where in it that is."""
        where = "".join(
            f", {what} {count.number} of {count.of}"
            for what, count in (("set", work.set), ("round", work.round))
            if count.of > 1
        )
        exercise = f"{_named(work)}{where}"
        return self.say(Moment.GOING_ON, exercise=exercise, dose=dose(work))[:1]

    # --- Between exercises --------------------------------------------------------------

    def coming(self, work: Interval, *, last: bool) -> Forms:
        """What comes next: the lead-in of the rest or the preparation before `work`."""
        if work.exercise is None:
            return ()
        conditions = []
        if work.set.number > 1:
            conditions.append(Condition.LATER_SET)
            if work.set.is_last:
                conditions.append(Condition.LAST_SET)
        elif last:
            conditions.append(Condition.LAST_EXERCISE)
        return self.say(
            Moment.NEXT,
            *conditions,
            exercise=_named(work),
            dose=dose(work),
            set=str(work.set.number),
            sets=str(work.set.of),
        )

    def round_begins(self, round_: NthOf) -> Forms:
        """Said before the first work of a round."""
        conditions = (Condition.LAST_ROUND,) if round_.is_last else ()
        return self.say(Moment.ROUND, *conditions, round=str(round_.number), rounds=str(round_.of))

    def rest_begins(self, length: Seconds) -> Forms:
        """Said as a rest begins."""
        conditions = (Condition.SHORT,) if length <= SHORT_REST else ()
        return self.say(Moment.REST, *conditions, length=duration(length))

    def switch_to(self, side: Side | None) -> Forms:
        """Said between the two sides of a set."""
        return self.say(Moment.SWITCH_SIDES, side=side.value if side else "")

    # --- At work ------------------------------------------------------------------------

    def left(self, seconds: Seconds) -> Forms:
        """How much of an interval is left."""
        return self.say(Moment.TIME_LEFT, left=duration(seconds))

    def count(self, number: int, of: int) -> Forms:
        """The count of a rep; the last one is said to be the last where there is room."""
        word = number_word(number)
        last = self.say(Moment.LAST_REP, count=word) if number == of >= 4 else ()
        return (*last, word)

    def own_pace(self, work: Interval) -> Forms:
        """Said as self-paced work begins."""
        return self.say(Moment.OWN_PACE, dose=dose(work), done=self.hints.done)

    def own_pace_in_slot(self, work: Interval) -> Forms:
        """Said as an EMOM's self-paced minute begins."""
        return self.say(Moment.SLOT, dose=dose(work))

    def amrap(self, work: Interval) -> Forms:
        """Said as an AMRAP begins."""
        stations = [station(one) for one in work.stations]
        return self.say(
            Moment.AMRAP,
            stations=", then ".join(stations),
            station=stations[0],
            done=self.hints.station_done,
        )

    def next_station(self, one: Station, round_begun: int | None) -> Forms:
        """Said when the athlete has finished an AMRAP's exercise."""
        conditions = (Condition.NEW_ROUND,) if round_begun else ()
        return self.say(
            Moment.STATION, *conditions, station=station(one), round=str(round_begun or "")
        )

    # --- When the athlete asks ----------------------------------------------------------

    def remaining(self, interval_left: Seconds | None, total_left: Seconds) -> Forms:
        """The answer to "how long?"."""
        whole = about(total_left)
        if interval_left is None:
            return self.say(Moment.REMAINING, Condition.OWN_PACE, whole=whole)
        left = duration(_rounded(interval_left))
        return self.say(Moment.REMAINING, left=left, whole=whole)

    def all_remaining(self, longest: Seconds) -> Iterator[str]:
        """The shortest answers to "how long?" in an interval of up to `longest`."""
        for left in dict.fromkeys(map(_rounded, range(1, math.ceil(longest) + 1))):
            yield self.remaining(left, left)[-1]

    def place(self, interval: Interval, *, again: bool = False) -> str:
        """Where the session goes on: said before a count-in. `again`: a command that moved it was
        taken back."""
        moment = Moment.PLACE_AGAIN if again else Moment.PLACE
        if interval.exercise is not None:
            return self.say(moment, exercise=_named(interval))[0]
        resting = interval.kind is IntervalKind.REST
        return self.say(moment, Condition.IN_REST if resting else Condition.PREPARING)[0]

    def variant(self, exercise: Exercise, *, easier: bool) -> Forms:
        """Said when an easier or harder variant takes over."""
        moment = Moment.EASIER if easier else Moment.HARDER
        cue = exercise.cues.position
        return self.say(moment, exercise=exercise.name, cue=cue)

    def on_request(self) -> tuple[str, ...]:
        """What a command may call for at any moment."""
        return tuple(text for moment in ON_REQUEST for text in self.say(moment))

    # --- At the end ---------------------------------------------------------------------

    def finished(self, seconds: Seconds, exercises: int) -> tuple[str, ...]:
        """The goodbye after the last interval."""
        return (
            *self.say(Moment.WELL_DONE)[:1],
            *self._amount(Moment.FINISHED, seconds, exercises),
            *self.say(Moment.GOODBYE)[:1],
        )

    def stopped(self, seconds: Seconds, exercises: int) -> tuple[str, ...]:
        """The goodbye after stopping early."""
        amount = self._amount(Moment.STOPPED, seconds, exercises)
        return amount if exercises == 0 else (*amount, *self.say(Moment.THAT_COUNTS)[:1])

    def _amount(self, moment: Moment, seconds: Seconds, exercises: int) -> Forms:
        few = {0: (Condition.NONE_DONE,), 1: (Condition.ONE_ONLY,)}
        time = about(seconds) if seconds >= 60 else duration(seconds)
        conditions = few.get(exercises, ())
        return self.say(moment, *conditions, time=time, exercises=str(exercises))[:1]


def _rounded(left: Seconds) -> Seconds:
    """To five seconds: nearer than that, it has passed by the time that it is said."""
    return max(1.0, round(left)) if left < _EXACT_BELOW else 5.0 * round(left / 5)


def _named(work: Interval) -> str:
    return named(work.exercise, work.side) if work.exercise else ""
