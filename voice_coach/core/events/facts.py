"""Facts: what happened in an act, each told once.

The log line (`log_line`), the journal's rows and the summary are derived from them. Times are
on the clock whose `now` was passed in.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from voice_coach.core.events.command import Command
from voice_coach.core.model.exercise import Exercise
from voice_coach.core.model.history import Deed, Effort, Ending
from voice_coach.core.model.timeline import Interval, Timeline
from voice_coach.core.safety.clearance import Outcome
from voice_coach.core.units import Seconds

AT_ONCE: Seconds = 3.0
"""What is left this soon after it began is skipped; what is left later is shortened."""


@dataclass(frozen=True, slots=True)
class Screened:
    """The safety questions came to this."""

    at: Seconds
    outcome: Outcome


@dataclass(frozen=True, slots=True)
class RoutineChosen:
    """A routine was chosen from the spoken menu."""

    at: Seconds
    number: int
    """From 1, as it was said."""


class ProposalAnswer(StrEnum):
    """What became of a change that was proposed."""

    TAKEN = "taken"
    REFUSED = "refused"
    LEFT = "left"
    """The athlete left altogether."""


@dataclass(frozen=True, slots=True)
class ProposalAnswered:
    """The change proposed for today was answered."""

    at: Seconds
    answer: ProposalAnswer


@dataclass(frozen=True, slots=True)
class SessionStarted:
    """A session begins with its greeting."""

    at: Seconds
    timeline: Timeline
    first: int
    """The interval it begins with; more than 0 when it is resumed."""


@dataclass(frozen=True, slots=True)
class Entered:
    """An interval begins, and this is where the session stands."""

    at: Seconds
    timeline: Timeline
    index: int
    offset: Seconds
    """Where in the interval it begins: more than 0 after a pause."""
    spent: Seconds
    """In intervals that are over."""
    done: frozenset[str]
    """Exercises of which at least one set was done."""

    @property
    def interval(self) -> Interval:
        """The interval that begins."""
        return self.timeline.intervals[self.index]


@dataclass(frozen=True, slots=True)
class Halted:
    """The session's clock stands from `at` on; `Entered` starts it again."""

    at: Seconds


@dataclass(frozen=True, slots=True)
class Left:
    """An interval is over."""

    at: Seconds
    index: int
    number: int | None
    """How many were over before it; None when nothing of it is to be kept, because it was
    hardly begun and will come again."""
    interval: Interval
    began: Seconds
    """When it was first entered."""
    spent: Seconds
    """In it, without pauses."""
    deed: Deed
    station: int = 0
    """Exercises done of an AMRAP."""


@dataclass(frozen=True, slots=True)
class StationDone:
    """One exercise of an AMRAP is done."""

    at: Seconds
    done: int
    """How many of this interval are."""


@dataclass(frozen=True, slots=True)
class Paused:
    """The athlete stopped the clock."""

    at: Seconds
    index: int
    offset: Seconds


@dataclass(frozen=True, slots=True)
class Resumed:
    """The athlete lets it go on."""

    at: Seconds
    index: int
    offset: Seconds


@dataclass(frozen=True, slots=True)
class ClockJumped:
    """The session was not running for a while: a closed lid, a stopped process."""

    at: Seconds
    seconds: Seconds
    """Since it last was."""


@dataclass(frozen=True, slots=True)
class TakenBack:
    """The last command that moved the session was undone."""

    at: Seconds
    index: int
    """Where the session stands again."""
    offset: Seconds
    left: int
    """Of the intervals that were over, only so many still are."""


@dataclass(frozen=True, slots=True)
class VariantChosen:
    """An exercise is done in another variant from now on."""

    at: Seconds
    exercise: Exercise


@dataclass(frozen=True, slots=True)
class Requested:
    """The athlete asked for something."""

    at: Seconds
    command: Command
    obeyed: bool
    phrase: str | None = None
    """As it was heard; None for a key."""
    sure: bool = True
    """False for a phrase that may have been another."""


@dataclass(frozen=True, slots=True)
class Hurt:
    """Something hurt."""

    at: Seconds
    index: int
    exercise: Exercise | None
    """Under way, or just done."""


@dataclass(frozen=True, slots=True)
class PainWithdrawn:
    """The last `Hurt` was a slip: nothing hurts."""

    at: Seconds
    index: int
    offset: Seconds
    """Where in the interval it goes on."""
    exercise: Exercise | None
    """As in that `Hurt`."""


@dataclass(frozen=True, slots=True)
class Ended:
    """The session is over."""

    at: Seconds
    ending: Ending
    spent: Seconds


@dataclass(frozen=True, slots=True)
class PainRated:
    """The athlete said how the back feels."""

    at: Seconds
    score: int
    """0 to 10."""


@dataclass(frozen=True, slots=True)
class EffortRated:
    """The athlete said how hard it was."""

    at: Seconds
    effort: Effort


Fact = (
    Screened
    | RoutineChosen
    | ProposalAnswered
    | SessionStarted
    | Entered
    | Halted
    | Left
    | StationDone
    | Paused
    | Resumed
    | ClockJumped
    | TakenBack
    | VariantChosen
    | Requested
    | Hurt
    | PainWithdrawn
    | Ended
    | PainRated
    | EffortRated
)


def deed_of(spent: Seconds, *, done: bool) -> Deed:
    """Name what was made of an interval that is being left."""
    if done:
        return Deed.DONE
    return Deed.SKIPPED if spent < AT_ONCE else Deed.SHORTENED
