"""The script: all that may have to be said in a session, as far as it can be known beforehand."""

from __future__ import annotations

from voice_coach.core.cues.cue_plan import introduction, texts_of
from voice_coach.core.model.talk_level import TalkLevel
from voice_coach.core.model.timeline import Timeline
from voice_coach.core.session.coaching_style import CoachingStyle
from voice_coach.core.wording.phrasebook import COUNTDOWN
from voice_coach.core.wording.script import Moment


def greeting_of(timeline: Timeline, manner: CoachingStyle, index: int = 0) -> tuple[str, ...]:
    """What is said before the first interval, or when it goes on at `index`."""
    if index:
        return _welcome_back(timeline, manner, index)
    if manner.talk is TalkLevel.MINIMAL:
        return manner.notices
    phrasing = manner.phrasing
    opening = phrasing.opening(timeline.title, timeline.total, is_open=timeline.is_open)
    return (*manner.notices, *opening, *introduction(timeline, phrasing))


def _welcome_back(timeline: Timeline, manner: CoachingStyle, index: int) -> tuple[str, ...]:
    phrasing = manner.phrasing
    if manner.talk is TalkLevel.MINIMAL:
        return (*manner.notices, *phrasing.say(Moment.WELCOME_BACK)[:1])
    left = timeline.total - timeline.starts[index]
    welcome = phrasing.welcome_back(timeline.title, left)
    return (*manner.notices, *welcome, *introduction(timeline, phrasing, index))


def script_of(timeline: Timeline, manner: CoachingStyle, index: int = 0) -> tuple[str, ...]:
    """All that may have to be said after the greeting, in the order of need."""
    phrasing, hints = manner.phrasing, manner.hints
    doubt = (hints.confirm_pain,) if manner.listening else ()
    at_any_moment = (*COUNTDOWN, *phrasing.say(Moment.PAUSED), *doubt)
    in_turn = texts_of(timeline, phrasing, index)
    on_request = (hints.confirm_stop, *phrasing.on_request(), hints.clock_jumped)
    return tuple(dict.fromkeys((*at_any_moment, *in_turn, *on_request)))
