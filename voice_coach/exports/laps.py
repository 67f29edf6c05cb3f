"""A session cut into stretches without a gap, as training files want it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from voice_coach.core.model.history import Deed, PastInterval, PastSession
from voice_coach.core.units import Seconds

_SHORTEST: Seconds = 1.0
"""Training files tell time in whole seconds."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """From one moment to the next: work, or what lies between."""

    began: datetime
    """In whole seconds of UTC, as is `ended`."""
    ended: datetime
    work: PastInterval | None

    @property
    def seconds(self) -> int:
        """Its length."""
        return round((self.ended - self.began).total_seconds())


def stretches(session: PastSession) -> Iterator[Stretch]:
    """The stretches of a session, each from where the one before ends. What was skipped is rest,
    and what is too short to be told apart is left out."""
    at, end = _whole(session.began), _whole(session.ended)
    for interval in session.intervals:
        began = max(at, _whole(interval.began))
        ended = min(_whole(interval.began + timedelta(seconds=interval.spent)), end)
        if interval.deed is Deed.SKIPPED or (ended - began).total_seconds() < _SHORTEST:
            continue
        if began > at:
            yield Stretch(at, began, None)
        yield Stretch(began, ended, interval)
        at = ended
    if end > at:
        yield Stretch(at, end, None)


def _whole(moment: datetime) -> datetime:
    return (moment.astimezone(UTC) + timedelta(seconds=0.5)).replace(microsecond=0)
