"""Scores of how the back felt that were kept before there was a journal."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time

from voice_coach.core.model.history import Ending
from voice_coach.core.safety.clearance import CLEAR
from voice_coach.journal.records import Account, offset_of


@dataclass(frozen=True, slots=True)
class OldScore:
    """How the back felt after a session of which nothing else was kept."""

    day: date
    routine: str
    """Its slug."""
    pain: int


def sessions_of(scores: Iterable[OldScore]) -> Iterator[Account]:
    """A finished session for each, at noon of its day and with no time spent. The same score
    makes the same session again, so that it can be kept once however often it is tried."""
    # Imported here: few starts have any, and the first word must not wait for it.
    import hashlib  # noqa: PLC0415

    seen: Counter[OldScore] = Counter()
    for score in scores:
        name = f"{score.day} {score.routine} {score.pain} {seen[score]}"
        seen[score] += 1
        noon = datetime.combine(score.day, time(12)).astimezone()
        yield Account(
            key=hashlib.sha256(name.encode()).hexdigest()[:32],
            routine=score.routine,
            title=score.routine.replace("-", " ").capitalize(),
            path="",
            document="",
            outcome=CLEAR.outcome.name,
            stage=CLEAR.stage,
            conditions=[],
            reduced=False,
            began=noon.timestamp(),
            began_offset=offset_of(noon),
            day=score.day.isoformat(),
            ended=noon.timestamp(),
            ended_offset=offset_of(noon),
            planned=0.0,
            ending=Ending.FINISHED.value,
            pain=score.pain,
        )
