"""The texts of a session to render ahead, as far as they can be known."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import takewhile

from voice_coach.core.cues.cue import LengthOf
from voice_coach.core.cues.cue_plan import texts_of
from voice_coach.core.model.exercise import Exercise
from voice_coach.core.model.talk_level import TalkLevel
from voice_coach.core.model.timeline import Timeline, exercises_of
from voice_coach.core.session.agenda import Due, agenda_of, in_order_of_rendering
from voice_coach.core.session.coaching_style import CoachingStyle
from voice_coach.core.units import Seconds
from voice_coach.core.wording.closing import finished
from voice_coach.core.wording.opening import going_on_with, opening, welcome_back
from voice_coach.core.wording.phrasebook import COUNTDOWN
from voice_coach.core.wording.phrasing import Phrasing
from voice_coach.core.wording.script import Moment

Lookup = Callable[[str], Exercise | None]
"""Finds an allowed exercise by its slug."""

_USUAL = 0.87
"""The share of its estimated length that half of the clips take at most."""

_SOON_ENOUGH: Seconds = 300.0
"""All that may be said after this time has been rendered by then."""

_ANY_MOMENT: Seconds = 60.0
"""Texts that a command may call for at any moment are rendered like those needed at this time."""


def greeting_of(timeline: Timeline, style: CoachingStyle, index: int = 0) -> tuple[str, ...]:
    """The texts before the first interval, or before resuming at `index`."""
    if index:
        return _welcome_back(timeline, style, index)
    if style.talk is TalkLevel.MINIMAL:
        return style.notices
    phrasing = style.phrasing
    told = opening(phrasing, timeline)
    return (*style.notices, *told)


def _welcome_back(timeline: Timeline, style: CoachingStyle, index: int) -> tuple[str, ...]:
    phrasing = style.phrasing
    if style.talk is TalkLevel.MINIMAL:
        return (*style.notices, *phrasing.say(Moment.WELCOME_BACK)[:1])
    left = timeline.total - timeline.starts[index]
    welcome = welcome_back(phrasing, timeline.title, left)
    coming = timeline.work_after(index - 1)
    lead = () if coming is None else going_on_with(phrasing, timeline.intervals[coming])
    return (*style.notices, *welcome, *lead)


def coming(
    greeting: tuple[str, ...],
    timeline: Timeline,
    style: CoachingStyle,
    length_of: LengthOf,
    index: int = 0,
) -> tuple[Due, ...]:
    """The texts from the greeting on, each once, in the order of rendering. They are those of two
    plans: by the lengths that are known or estimated now, and, for the first minutes, by those that
    clips usually turn out to have, since shorter clips leave room for more."""
    phrasing = style.phrasing
    doubt = (style.hints.confirm_pain,) if style.listening else ()
    at_any_moment = (*COUNTDOWN, *phrasing.say(Moment.PAUSED), *doubt)
    planned = agenda_of(greeting, timeline, phrasing, length_of, index)
    shorter = takewhile(
        lambda due: due.at < _SOON_ENOUGH,
        agenda_of(greeting, timeline, phrasing, lambda text: _USUAL * length_of(text), index),
    )
    any_moment = (Due(_ANY_MOMENT, text, leads=True) for text in at_any_moment)
    return in_order_of_rendering((*planned, *shorter, *any_moment))


def session_texts(
    coming_up: Iterable[Due], timeline: Timeline, style: CoachingStyle, lookup: Lookup, index: int
) -> tuple[str, ...]:
    """Everything that may have to be said from interval `index` on, in the order of rendering: what
    is coming by the clock; answers to commands; and last the other forms of all these, and the
    texts of earlier intervals."""
    phrasing, hints = style.phrasing, style.hints
    in_turn = (due.text for due in coming_up)
    on_request = (hints.confirm_stop, *phrasing.on_request(), hints.clock_jumped)
    exercises = {one.slug for interval in timeline.intervals for one in exercises_of(interval)}
    goodbye = finished(phrasing, timeline.total, len(exercises))
    answers = _answers(timeline, phrasing, lookup, index)
    others = texts_of(timeline, phrasing, index)
    return tuple(dict.fromkeys((*in_turn, *goodbye, *on_request, *answers, *others)))


def _answers(timeline: Timeline, phrasing: Phrasing, lookup: Lookup, index: int) -> Iterator[str]:
    """Answers to commands that depend on the moment: another exercise, an easier or a harder one,
    the time left."""
    ahead = timeline.intervals[index:]
    longest = max((one.length or 0.0 for one in ahead), default=0.0)
    for interval in ahead:
        if interval.is_work:
            yield phrasing.place(interval)
            for exercise in exercises_of(interval):
                for slug, easier in ((exercise.easier, True), (exercise.harder, False)):
                    variant = lookup(slug) if slug else None
                    if variant is not None:
                        yield from phrasing.variant(variant, easier=easier)
    yield from phrasing.all_remaining(longest)
