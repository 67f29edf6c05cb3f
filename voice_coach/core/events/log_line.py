"""A fact as a line of the event log, which scripts read: names and fields don't change."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from voice_coach.core.events.facts import (
    ClockJumped,
    EffortRated,
    Ended,
    Entered,
    Fact,
    Halted,
    Hurt,
    Left,
    PainRated,
    PainWithdrawn,
    Paused,
    ProposalAnswered,
    Requested,
    Resumed,
    RoutineChosen,
    Screened,
    SessionStarted,
    StationDone,
    TakenBack,
    VariantChosen,
)
from voice_coach.core.model.history import Ending, IntervalOutcome


class LogLine(NamedTuple):
    """The name of an event and its fields, without the time."""

    event: str
    fields: Mapping[str, object]


_STOOD: Mapping[type[Fact], str] = {
    Paused: "pause",
    Resumed: "resume",
    TakenBack: "undo",
    PainWithdrawn: "pain withdrawn",
}
"""Events that include the position in the interval."""


def log_line(fact: Fact) -> LogLine | None:
    """Derive the log's line of a fact; None for a fact covered by another line: the clock stops at
    a pause, a question or the end."""
    match fact:
        case Halted():
            return None
        case SessionStarted() | Entered() | Left() | StationDone() | ClockJumped() | Ended():
            return _of_the_course(fact)
        case (
            Requested()
            | Paused()
            | Resumed()
            | TakenBack()
            | VariantChosen()
            | Hurt()
            | PainWithdrawn()
        ):
            return _of_the_athlete(fact)
        case _:
            return _of_an_answer(fact)


def _of_the_course(
    fact: SessionStarted | Entered | Left | StationDone | ClockJumped | Ended,
) -> LogLine:
    match fact:
        case SessionStarted(_, timeline, first):
            resumed = {"resumed_at": first} if first else {}
            return LogLine("start", {"title": timeline.title, "total": timeline.total, **resumed})
        case Entered():
            interval = fact.interval
            exercise = interval.exercise
            told = {
                "index": fact.index,
                "kind": interval.kind.value,
                "exercise": exercise.slug if exercise else None,
                "side": interval.side.value if interval.side else None,
                "length": interval.length,
                "offset": fact.offset,
            }
            return LogLine("interval", told)
        case Left(index=index, outcome=outcome, spent=spent):
            done = outcome is IntervalOutcome.DONE
            return LogLine("interval over", {"index": index, "done": done, "seconds": spent})
        case StationDone(_, done):
            return LogLine("station", {"done": done})
        case ClockJumped(_, seconds):
            return LogLine("clock jumped", {"seconds": seconds})
        case Ended(_, ending, spent):
            name = "finish" if ending is Ending.FINISHED else "stop"
            return LogLine(name, {"seconds": spent})


def _of_the_athlete(
    fact: Requested | Paused | Resumed | TakenBack | VariantChosen | Hurt | PainWithdrawn,
) -> LogLine:
    match fact:
        case Requested():
            spoken = fact.phrase is not None
            heard = {"by": "voice", "phrase": fact.phrase, "sure": fact.sure} if spoken else {}
            told = {"command": fact.command.value, "obeyed": fact.obeyed, **heard}
            return LogLine("command", told)
        case Paused() | Resumed() | TakenBack() | PainWithdrawn():
            return LogLine(_STOOD[type(fact)], {"index": fact.index, "offset": fact.offset})
        case VariantChosen(_, exercise):
            return LogLine("variant", {"exercise": exercise.slug})
        case Hurt(_, index, exercise):
            return LogLine("pain", {"index": index, "exercise": exercise and exercise.slug})


def _of_an_answer(
    fact: Screened | RoutineChosen | ProposalAnswered | PainRated | EffortRated,
) -> LogLine:
    match fact:
        case Screened(_, outcome):
            return LogLine("screening", {"outcome": outcome.words})
        case RoutineChosen(_, number):
            return LogLine("menu", {"choice": number})
        case ProposalAnswered(_, answer):
            return LogLine("proposal", {"answer": answer.value})
        case PainRated(_, score):
            return LogLine("rating", {"score": score})
        case EffortRated(_, effort):
            return LogLine("effort", {"effort": effort.value})
