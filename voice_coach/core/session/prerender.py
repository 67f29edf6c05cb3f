"""The script: all that may have to be said in a session, as far as it can be known beforehand."""

from __future__ import annotations

from voice_coach.core.cues.cue_plan import introduction, texts_of
from voice_coach.core.model.talk_level import TalkLevel
from voice_coach.core.model.timeline import Timeline
from voice_coach.core.session.coaching_style import CoachingStyle
from voice_coach.core.wording import phrasebook


def greeting_of(timeline: Timeline, manner: CoachingStyle, index: int = 0) -> tuple[str, ...]:
    """What is said before the first interval, or when it goes on at `index`."""
    if index:
        return _welcome_back(timeline, manner, index)
    if manner.talk is TalkLevel.MINIMAL:
        return manner.notices
    opening = phrasebook.opening(timeline.title, timeline.total, is_open=timeline.is_open)
    return (*manner.notices, *opening, *introduction(timeline))


def _welcome_back(timeline: Timeline, manner: CoachingStyle, index: int) -> tuple[str, ...]:
    if manner.talk is TalkLevel.MINIMAL:
        return (*manner.notices, *phrasebook.WELCOME_BACK)
    left = timeline.total - timeline.starts[index]
    where = phrasebook.where_we_are(timeline.title, left)
    said = introduction(timeline, index)
    return (*manner.notices, *phrasebook.WELCOME_BACK, where, *said)


def script_of(timeline: Timeline, manner: CoachingStyle, index: int = 0) -> tuple[str, ...]:
    """All that may have to be said after the greeting, in the order of need."""
    hints = manner.hints
    doubt = (hints.confirm_pain,) if manner.listening else ()
    at_any_moment = (*phrasebook.COUNTDOWN, *phrasebook.PAUSED, *doubt)
    in_turn = texts_of(timeline, manner.talk, hints, index)
    on_request = (hints.confirm_stop, *phrasebook.ON_REQUEST, hints.clock_jumped)
    return tuple(dict.fromkeys((*at_any_moment, *in_turn, *on_request)))
