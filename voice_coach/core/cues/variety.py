"""Variety: of several ways to say a thing, the one that has not been heard for a while."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from voice_coach.core.cues.cue import Cue, Fitting, Priority
from voice_coach.core.units import Seconds
from voice_coach.core.wording.script import Forms

REPEAT_AFTER: Seconds = 180.0
"""What is said to encourage is not said again for so long: three minutes."""


class SaidBefore:
    """What was said when, by lane. An interval that is laid out anew is laid out as before: what it
    has said itself does not count."""

    def __init__(self) -> None:
        self._said: dict[str, dict[int, Seconds]] = {}
        """By text and lane, when it was said."""

    def note(self, lane: int, began: Seconds, fitting: Fitting) -> None:
        """Remember what is said in a lane, which began at `began`."""
        for one in fitting.placed:
            if one.text:
                self._said.setdefault(one.text, {})[lane] = began + one.at

    def varied(self, lane: int, began: Seconds, cues: Iterable[Cue]) -> tuple[Cue, ...]:
        """The cues of a lane, each in the way whose turn it is; without those of which every way
        was said too lately, or that are said once only and were."""
        chosen: dict[str, Seconds] = {}
        found = []
        for cue in cues:
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
        """When a text was last said in another lane."""
        lanes = self._said.get(text, {})
        return max((at for other, at in lanes.items() if other != lane), default=None)


def _turn(cue: Cue, last: dict[str, Seconds], began: Seconds) -> Forms:
    """The forms of the way that was not heard for the longest time; none if that is too short."""
    ways = cue.ways or (cue.forms,)
    heard = [max((last[text] for text in forms if text in last), default=None) for forms in ways]
    if cue.once and any(at is not None for at in heard):
        return ()
    unheard = next((forms for forms, at in zip(ways, heard, strict=True) if at is None), None)
    if unheard is not None:
        return unheard
    times = [at for at in heard if at is not None]
    oldest = min(times)
    is_spare = cue.priority is Priority.ENCOURAGEMENT
    if is_spare and began + cue.at - oldest < REPEAT_AFTER:
        return ()
    return ways[times.index(oldest)]
