"""Phrasing: the words of one session, from its script and the facts known at each moment."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from voice_coach.core.model.body_position import Move
from voice_coach.core.model.exercise import DoseMode, Exercise, ExerciseKind
from voice_coach.core.model.occasion import NOTHING_KNOWN, Occasion
from voice_coach.core.model.talk_level import TalkLevel
from voice_coach.core.model.timeline import (
    Interval,
    IntervalKind,
    NthOf,
    Side,
    Station,
)
from voice_coach.core.model.tone import TONE_LENGTH, Tone
from voice_coach.core.units import Seconds
from voice_coach.core.wording.input_hints import BY_KEY, Hints
from voice_coach.core.wording.numbers import (
    about,
    duration,
    number_word,
)
from voice_coach.core.wording.phrasebook import (
    dose,
    named,
    station,
)
from voice_coach.core.wording.script import Condition, Forms, Moment, Script

SHORT_REST: Seconds = 25.0
"""Longest rest whose length is not told: what comes next is told instead."""

_EXACT_BELOW: Seconds = 10.0
"""Below this, the time left of an interval is given to the second."""

NO_LONGER_NEW = 2
"""Sessions with an exercise after which its benefit is no longer given."""

WELL_PRACTISED = 8
"""Sessions with an exercise after which one form cue is enough; from half as many sessions on,
two."""

_ON_THE_FLOOR = frozenset({"high-plank", "prone", "supine", "side-lying", "quadruped"})
"""Positions from which the body goes down, not up, at the end of a hold."""

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
"""Answers that a command may need at any moment and that are known beforehand."""


@dataclass(frozen=True, slots=True)
class Phrasing:
    """The wording of one session."""

    script: Script
    talk: TalkLevel = TalkLevel.FULL
    hints: Hints = BY_KEY
    """The instructions for answering."""
    occasion: Occasion = NOTHING_KNOWN
    """The known facts about the athlete and the day."""
    seed: int = 0
    """Selects which of several ways to say something comes first."""
    questions_follow: bool = False
    """Questions come after the session, and the last words after them."""
    own_sounds: Mapping[Tone, Seconds] = field(default_factory=dict)
    """The lengths of the athlete's own sounds, by the tones in whose places they are."""

    def tone_length(self, kind: Tone) -> Seconds:
        """The length of a tone, or of the sound in its place."""
        return self.own_sounds.get(kind) or TONE_LENGTH[kind]

    def ways(self, moment: Moment, *conditions: Condition, **values: str) -> tuple[Forms, ...]:
        """All ways to say something now, the one whose turn it is first."""
        return self.script.ways(moment, values, frozenset(conditions), self.seed)

    def say(self, moment: Moment, *conditions: Condition, **values: str) -> Forms:
        """The forms of the way whose turn it is; empty if there is none."""
        return next(iter(self.ways(moment, *conditions, **values)), ())

    # --- Between exercises --------------------------------------------------------------

    def first(self, work: Interval) -> Forms:
        """The announcement of the first exercise."""
        return self.say(Moment.FIRST, exercise=named_with_side(work), dose=dose(work))

    def coming(self, work: Interval, *, last: bool, again: bool = False) -> Forms:
        """The announcement of `work`, in the rest or preparation before it. `again`: it is the
        exercise that was just done, in another round."""
        if work.exercise is None:
            return ()
        conditions = []
        if work.set.number > 1:
            conditions.append(Condition.LATER_SET)
            if work.set.is_last:
                conditions.append(Condition.LAST_SET)
        elif last:
            conditions.append(Condition.LAST_EXERCISE)
        elif again:
            conditions.append(Condition.AGAIN)
        return self.say(
            Moment.NEXT,
            *conditions,
            exercise=named_with_side(work),
            dose=dose(work),
            set=str(work.set.number),
            sets=str(work.set.of),
        )

    def round_begins(self, round_: NthOf) -> Forms:
        """Said before the first work of a round."""
        conditions = (Condition.LAST_ROUND,) if round_.is_last else ()
        return self.say(Moment.ROUND, *conditions, round=str(round_.number), rounds=str(round_.of))

    def rest_begins(self, length: Seconds, *, is_usual: bool = False) -> Forms:
        """Said as a rest begins. `is_usual`: it is as long as the one before it."""
        conditions = (Condition.SHORT,) if length <= SHORT_REST or is_usual else ()
        return self.say(Moment.REST, *conditions, length=duration(length))

    def switch_to(self, side: Side) -> Forms:
        """Said between the two sides of a set."""
        return self.say(Moment.SWITCH_SIDES, side=side.value)

    # --- At work ------------------------------------------------------------------------

    def left(self, seconds: Seconds) -> Forms:
        """The time left in an interval."""
        return self.say(Moment.TIME_LEFT, left=duration(seconds))

    def count(self, number: int, of: int) -> Forms:
        """The count of a rep; the last one is announced as the last if there is room."""
        word = number_word(number)
        last = self.say(Moment.LAST_REP, count=word) if number == of >= 4 else ()
        return (*last, word)

    def own_pace(self, work: Interval) -> Forms:
        """Said as self-paced work begins."""
        return self.say(Moment.OWN_PACE, dose=dose(work), done=self.hints.done)

    def own_pace_in_slot(self, work: Interval) -> Forms:
        """Said as an EMOM's self-paced minute begins."""
        return self.say(Moment.SLOT, dose=dose(work))

    def move(self, move: Move) -> Forms:
        """A change of position before an exercise."""
        conditions = [Condition(move.after.replace("-", "_"))]
        if move.is_down:
            conditions.append(Condition.GOING_DOWN)
        return self.say(Moment.MOVE, *conditions)

    def amrap(self, work: Interval) -> Forms:
        """Said before an AMRAP; its exercises follow."""
        return self.say(Moment.AMRAP, length=duration(work.expected))

    def station(self, one: Station) -> Forms:
        """One exercise of an AMRAP's round, with its reps."""
        return self.say(Moment.STATION, station=station(one), round="")

    def amrap_begins(self, work: Interval) -> Forms:
        """Said as an AMRAP begins."""
        first = station(work.stations[0])
        return self.say(Moment.AMRAP_BEGINS, station=first, done=self.hints.station_done)

    def next_station(self, one: Station, round_begun: int | None) -> Forms:
        """Said when the athlete has finished an AMRAP's exercise."""
        conditions = (Condition.NEW_ROUND,) if round_begun else ()
        return self.say(
            Moment.STATION, *conditions, station=station(one), round=str(round_begun or "")
        )

    # --- Encouraging --------------------------------------------------------------------

    def encouragement(self, work: Interval) -> tuple[Forms, ...]:
        """Said in a long exercise."""
        exercise = work.exercise
        is_lying = exercise is not None and exercise.position in _ON_THE_FLOOR
        is_eased = exercise is not None and (
            exercise.kind is ExerciseKind.STRETCH
            or (exercise.kind is ExerciseKind.RECOVERY and is_lying)
        )
        return self.ways(Moment.ENCOURAGEMENT, *((Condition.STRETCH,) if is_eased else ()))

    def last_third(self, left: int | None) -> tuple[Forms, ...]:
        """Said as the last third of a last set begins. `left`: reps left, if they are
        counted; otherwise None."""
        if left is None:
            return self.ways(Moment.LAST_THIRD)
        return self.ways(Moment.LAST_THIRD, Condition.COUNTED, left=number_word(left).capitalize())

    def offer_easier(self, slug: str) -> tuple[Forms, ...]:
        """The offer of an exercise's easier variant; empty if it need not be offered."""
        easier = self.occasion.easier.get(slug)
        if not easier:
            return ()
        return self.ways(Moment.OFFER_EASIER, easier=easier, ask=self.hints.easier)

    def halfway_of_all(self, left: Seconds) -> tuple[Forms, ...]:
        """Said at the middle of the session."""
        return self.ways(Moment.HALFWAY_OF_ALL, left=about(left))

    def hold_is_over(self, work: Interval) -> tuple[Forms, ...]:
        """Said at the end of a hold; empty if it was none."""
        exercise = work.exercise
        if exercise is None or exercise.mode is not DoseMode.HOLD:
            return ()
        conditions = []
        if exercise.kind is not ExerciseKind.STRENGTH:
            conditions.append(Condition.STRETCH)
        if exercise.position in _ON_THE_FLOOR:
            conditions.append(Condition.ON_FLOOR)
        return self.ways(Moment.BREATHE_OUT, *conditions)

    def why(self, exercise: Exercise) -> Forms:
        """The benefit of an exercise, while it is new to the athlete; empty after that."""
        if self.occasion.known.get(exercise.slug, 0) >= NO_LONGER_NEW:
            return ()
        return self.say(Moment.WHY, exercise=exercise.name, purpose=exercise.purpose)

    def most_form_cues(self, exercise: Exercise) -> int:
        """The largest number of form cues for an exercise: fewer as it becomes known."""
        known = self.occasion.known.get(exercise.slug, 0)
        if known >= WELL_PRACTISED:
            return 1
        return 2 if known >= WELL_PRACTISED // 2 else len(exercise.cues.form) + 1

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
        """The place at which the session goes on, said before a count-in. `again`: a command that
        moved it was undone."""
        moment = Moment.PLACE_AGAIN if again else Moment.PLACE
        if interval.exercise is not None:
            return self.say(moment, exercise=named_with_side(interval))[0]
        resting = interval.kind is IntervalKind.REST
        return self.say(moment, Condition.IN_REST if resting else Condition.PREPARING)[0]

    def variant(self, exercise: Exercise, *, easier: bool) -> Forms:
        """Said when an easier or harder variant takes over."""
        moment = Moment.EASIER if easier else Moment.HARDER
        cue = exercise.cues.position
        return self.say(moment, exercise=exercise.name, cue=cue)

    def on_request(self) -> tuple[str, ...]:
        """The texts that a command may need at any moment."""
        return tuple(text for moment in ON_REQUEST for text in self.say(moment))


def _rounded(left: Seconds) -> Seconds:
    """Rounded to five seconds, as a closer figure is out of date by the time it is said; exact
    below `_EXACT_BELOW`."""
    return max(1.0, round(left)) if left < _EXACT_BELOW else 5.0 * round(left / 5)


def named_with_side(work: Interval) -> str:
    """The exercise of a work with its side, or with the one that comes first."""
    if work.exercise is None:
        return ""
    name = named(work.exercise, work.side)
    return f"{name}, left side first" if work.split else name
