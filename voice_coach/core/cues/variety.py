"""Variety: a choice between several ways to say a thing, by the time since each was last heard."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import replace

from voice_coach.core.cues.cue import Cue, Fitting, Priority
from voice_coach.core.units import Seconds
from voice_coach.core.wording.script import Forms

REPEAT_AFTER: Seconds = 180.0
"""Least time before an encouragement is repeated: three minutes."""

ENCOURAGE_EVERY: Seconds = 60.0
"""Least time between two encouragements: more of them would mean less."""


class SaidBefore:
    """The texts said so far and their times, by lane. An interval that is laid out again is laid
    out as before: its own texts do not count."""

    def __init__(self) -> None:
        self._said: dict[str, dict[int, Seconds]] = {}
        """Time of each text, by text and lane."""
        self._encouraged: dict[int, Seconds] = {}
        """Time of the last encouragement of each lane that had one."""

    def note(self, lane: int, began: Seconds, fitting: Fitting) -> None:
        """Record the texts said in a lane that began at `began`."""
        for one in fitting.placed:
            if one.text:
                self._said.setdefault(one.text, {})[lane] = began + one.at
            if _is_encouragement(one.cue):
                self._encouraged[lane] = began + one.at

    def varied(self, lane: int, began: Seconds, cues: Iterable[Cue]) -> tuple[Cue, ...]:
        """The cues of a lane, each in the way heard least recently; without encouragements that
        follow another too soon or were said too recently, and without cues that are said only once
        and were."""
        chosen: dict[str, Seconds] = {}
        found = []
        latest = max((at for one, at in self._encouraged.items() if one != lane), default=-math.inf)
        for cue in cues:
            if _is_encouragement(cue) and began + cue.at < latest + ENCOURAGE_EVERY:
                continue
            if len(cue.ways) < 2 and not cue.once:
                found.append(cue)
                continue
            texts = [text for forms in cue.ways or (cue.forms,) for text in forms]
            last = {text: at for text in texts if (at := self._last(text, lane)) is not None}
            forms = _turn(cue, last | chosen, began)
            if forms:
                found.append(replace(cue, forms=forms))
                chosen |= dict.fromkeys(forms, began + cue.at)
        return tuple(found)

    def _last(self, text: str, lane: int) -> Seconds | None:
        """The time at which a text was last said in another lane; None if never."""
        lanes = self._said.get(text, {})
        return max((at for other, at in lanes.items() if other != lane), default=None)


def _is_encouragement(cue: Cue) -> bool:
    return cue.priority is Priority.ENCOURAGEMENT and not cue.once


def _turn(cue: Cue, last: dict[str, Seconds], began: Seconds) -> Forms:
    """The forms of the way unheard for the longest time; empty if that is too short."""
    ways = cue.ways or (cue.forms,)
    heard = [max((last[text] for text in forms if text in last), default=None) for forms in ways]
    if cue.once and any(at is not None for at in heard):
        return ()
    unheard = next((forms for forms, at in zip(ways, heard, strict=True) if at is None), None)
    if unheard is not None:
        return unheard
    times = [at for at in heard if at is not None]
    oldest = min(times)
    is_fallback = cue.priority is Priority.ENCOURAGEMENT
    if is_fallback and began + cue.at - oldest < REPEAT_AFTER:
        return ()
    return ways[times.index(oldest)]
