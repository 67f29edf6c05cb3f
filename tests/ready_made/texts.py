"""What the program can say of its own: all texts that come ready-made."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from itertools import product

from voice_coach.core.dialogues.effort_rating import EffortQuestion
from voice_coach.core.model.duration_estimate import estimated_length
from voice_coach.core.model.occasion import DayPart, Occasion
from voice_coach.core.model.unroll import unroll
from voice_coach.core.safety.questionnaire import Screening
from voice_coach.core.session.coaching_style import CoachingStyle
from voice_coach.core.session.session import Session
from voice_coach.core.units import Seconds
from voice_coach.core.wording import phrasebook
from voice_coach.core.wording.numbers import number_word
from voice_coach.library.catalogue.catalogue import load_catalogue
from voice_coach.library.catalogue.paths import bundled_folder
from voice_coach.library.catalogue.screening import load_screening
from voice_coach.library.catalogue.scripts import load_script
from voice_coach.library.routine.finder import Shelf
from voice_coach.speech.pronunciation import spoken

RATE = 165
"""Words a minute: that of the settings."""

SEEDS = range(4)
"""Sessions in a row that say the same in other words."""

OCCASIONS = (
    *(Occasion(day_part=part, sessions=0, times=0) for part in (None, *DayPart)),
    *(Occasion(day_part=part, sessions=1, times=0, this_week=1) for part in DayPart),
    *(Occasion(sessions=9, times=1, this_week=nth) for nth in range(7)),
    Occasion(sessions=9, times=1, days_away=60),
)
"""What may be known of somebody without a name: the first session of all, the first of a routine,
one of several in a week, one after a long time. The later ones differ in their greeting only."""

FIRST: Seconds = 60.0
"""What is said within this time of a start can't be rendered ahead of it."""

SHELF = Shelf(bundled_folder() / "none")
"""The bundled routines alone."""


def length_of(text: str) -> Seconds:
    """As for a session whose words have yet to be rendered."""
    return estimated_length(text, RATE)


def sessions(occasions: tuple[Occasion, ...] = OCCASIONS) -> Iterator[Session]:
    """Every bundled routine, as it is led on such an occasion."""
    for path in sorted(bundled_folder().glob("*.yaml")):
        timeline = unroll(SHELF.find(path.stem).routine, RATE)
        for seed, occasion in product(SEEDS, occasions):
            style = CoachingStyle(
                load_script(), notices=(phrasebook.FIT_NOTICE,), occasion=occasion, seed=seed
            )
            yield Session(timeline, length_of, load_catalogue().get, style)


def first_texts() -> Iterator[str]:
    """What is needed at once: the countdown, the first minute of each routine, what is said on
    request, and every question and advice. The shortest and most frequent come first, for the case
    that there is no time to make all."""
    screening = load_screening()
    yield from phrasebook.COUNTDOWN
    yield from (*screening.opening, *screening.reminder, phrasebook.GETTING_READY)
    for session in sessions(OCCASIONS[:1]):
        yield from (due.text for due in session.agenda if due.at < FIRST)
    for session in sessions(OCCASIONS[1:]):
        yield from session.greeting
    yield from (number_word(number) for number in range(1, 31))
    style = CoachingStyle(load_script())
    yield from style.phrasing.on_request()
    yield from (style.hints.confirm_stop, style.hints.confirm_pain, style.hints.clock_jumped)
    yield from phrasebook.RATING
    yield from EffortQuestion(length_of, listening=False).opening
    yield from _asked(screening)
    listening = load_screening(listening=True)
    yield from (*listening.opening, *listening.reminder)
    yield from _asked(listening)


def _asked(screening: Screening) -> Iterator[str]:
    """Every question of a screening, and what may come of it."""
    questions = (screening.questions, screening.pain, screening.conditions, screening.follow_up)
    yield from (one.ask for some in questions for one in some)
    yield from screening.no_answer
    yield from (text for advice in screening.advice.values() for text in advice)


def later_texts() -> Iterator[str]:
    """What is said of the bundled routines after that, if nobody interferes."""
    for session in sessions(OCCASIONS[:1]):
        yield from (due.text for due in session.agenda)


@cache
def first_words() -> tuple[str, ...]:
    """`first_texts` as they are spoken."""
    return words_of(first_texts())


def words_of(texts: Iterator[str]) -> tuple[str, ...]:
    """Texts as they are spoken, each once."""
    return tuple(dict.fromkeys(map(spoken, texts)))
