"""Facts: the things that happened in an act, each recorded once.

The log line (`log_line`), the journal's rows and the summary are derived from them. Times are on
the clock whose `now` was passed in.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from voice_coach.core.events.command import Command
from voice_coach.core.model.exercise import Exercise
from voice_coach.core.model.history import Effort, Ending, IntervalOutcome
from voice_coach.core.model.timeline import Interval, Timeline
from voice_coach.core.safety.clearance import Outcome
from voice_coach.core.units import Seconds

AT_ONCE: Seconds = 3.0
"""An interval left this soon after it began counts as skipped; later, as shortened."""


@dataclass(frozen=True, slots=True)
class Screened:
    """The safety questions were answered."""

    at: Seconds
    outcome: Outcome


@dataclass(frozen=True, slots=True)
class RoutineChosen:
    """A routine was chosen from the spoken menu."""

    at: Seconds
    number: int
    """The number that was said, from 1."""


class ProposalAnswer(StrEnum):
    """The answer to a proposed change."""

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
    """Index of the first interval; more than 0 if it is resumed."""


@dataclass(frozen=True, slots=True)
class Entered:
    """An interval begins, or goes on after a pause."""

    at: Seconds
    timeline: Timeline
    index: int
    offset: Seconds
    """Seconds into the interval: more than 0 after a pause."""
    spent: Seconds
    """Time spent in intervals that are over."""
    done: frozenset[str]
    """Exercises of which at least one set was done."""

    @property
    def interval(self) -> Interval:
        """The interval that begins."""
        return self.timeline.intervals[self.index]


@dataclass(frozen=True, slots=True)
class Halted:
    """The session's clock stopped at `at`; `Entered` starts it again."""

    at: Seconds


@dataclass(frozen=True, slots=True)
class Left:
    """An interval is over."""

    at: Seconds
    index: int
    number: int | None
    """Number of intervals that were over before it; None if it is not to be kept, because it was
    hardly begun and will come again."""
    interval: Interval
    began: Seconds
    """Time at which it was first entered."""
    spent: Seconds
    """Time spent in it, without pauses."""
    outcome: IntervalOutcome
    station: int = 0
    """Stations done of an AMRAP."""


@dataclass(frozen=True, slots=True)
class StationDone:
    """One exercise of an AMRAP is done."""

    at: Seconds
    done: int
    """Number of stations done of this interval."""


@dataclass(frozen=True, slots=True)
class Paused:
    """The athlete stopped the clock."""

    at: Seconds
    index: int
    offset: Seconds


@dataclass(frozen=True, slots=True)
class Resumed:
    """The athlete resumed."""

    at: Seconds
    index: int
    offset: Seconds


@dataclass(frozen=True, slots=True)
class ClockJumped:
    """The session was not running for a while: a closed lid, a stopped process."""

    at: Seconds
    seconds: Seconds
    """Time since it last ran."""


@dataclass(frozen=True, slots=True)
class TakenBack:
    """The last command that moved the session was undone."""

    at: Seconds
    index: int
    """Index of the interval the session returned to."""
    offset: Seconds
    left: int
    """Number of recorded intervals that remain."""


@dataclass(frozen=True, slots=True)
class VariantChosen:
    """Another variant of an exercise is done from now on."""

    at: Seconds
    exercise: Exercise


@dataclass(frozen=True, slots=True)
class Requested:
    """The athlete gave a command."""

    at: Seconds
    command: Command
    obeyed: bool
    phrase: str | None = None
    """The phrase that was heard; None for a key."""
    sure: bool = True
    """False for a phrase that may have been another one."""


@dataclass(frozen=True, slots=True)
class Hurt:
    """Something hurt."""

    at: Seconds
    index: int
    exercise: Exercise | None
    """The current exercise, or the last one."""


@dataclass(frozen=True, slots=True)
class PainWithdrawn:
    """The last `Hurt` was a mistake: nothing hurts."""

    at: Seconds
    index: int
    offset: Seconds
    """Seconds into the interval at which it goes on."""
    exercise: Exercise | None
    """The exercise of that `Hurt`."""


@dataclass(frozen=True, slots=True)
class Ended:
    """The session is over."""

    at: Seconds
    ending: Ending
    spent: Seconds


@dataclass(frozen=True, slots=True)
class PainRated:
    """The athlete rated the pain in the back."""

    at: Seconds
    score: int
    """0 to 10."""


@dataclass(frozen=True, slots=True)
class EffortRated:
    """The athlete rated the effort."""

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


def outcome_of(spent: Seconds, *, done: bool) -> IntervalOutcome:
    """The outcome of an interval that is being left."""
    if done:
        return IntervalOutcome.DONE
    return IntervalOutcome.SKIPPED if spent < AT_ONCE else IntervalOutcome.SHORTENED
