"""The script: the coach's words as data, and the rule that picks from them.

A script is one language in one style. The library reads it from YAML; here are its values and the
rules: which line fits, which of several takes its turn, and which of its forms has all its values.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

Forms = tuple[str, ...]
"""The forms of one phrase, longest first, so that fitting can fall back on a shorter one."""

VARIABLE = re.compile(r"\{([a-z_]+)\}")
"""A place in a text that a value replaces."""


class Condition(StrEnum):
    """A condition that can be true at a moment."""

    LAST_SET = "last_set"
    LATER_SET = "later_set"
    """A set after the first, the last one included."""
    LAST_ROUND = "last_round"
    LAST_EXERCISE = "last_exercise"
    AGAIN = "again"
    """The exercise just done, in another round."""
    SHORT = "short"
    """The rest is short, or as long as the one before it."""
    OWN_PACE = "own_pace"
    """The length depends on the athlete."""
    ONE_ONLY = "one_only"
    NONE_DONE = "none_done"
    NEW_ROUND = "new_round"
    MORNING = "morning"
    AFTERNOON = "afternoon"
    EVENING = "evening"
    FIRST_EVER = "first_ever"
    """The athlete's first session."""
    FIRST_TIME = "first_time"
    """The first time with this routine."""
    AFTER_BREAK = "after_break"
    """No session for two weeks or more."""
    ON_FLOOR = "on_floor"
    STRETCH = "stretch"
    COUNTED = "counted"
    """Reps are counted aloud."""
    GOING_DOWN = "going_down"
    """From standing or a chair to the floor."""
    STANDING = "standing"
    SEATED = "seated"
    SEATED_SUPPORT = "seated_support"
    KNEELING = "kneeling"
    HALF_KNEELING = "half_kneeling"
    QUADRUPED = "quadruped"
    HIGH_PLANK = "high_plank"
    PRONE = "prone"
    SUPINE = "supine"
    SIDE_LYING = "side_lying"
    IN_REST = "in_rest"
    PREPARING = "preparing"


class Moment(StrEnum):
    """An occasion to say something."""

    GREETING = "greeting"
    DAY = "day"
    TITLE = "title"
    LENGTH = "length"
    NEEDS = "needs"
    WHERE = "where"
    FOCUS = "focus"
    FIRST = "first"
    WELCOME_BACK = "welcome_back"
    WHERE_WE_ARE = "where_we_are"
    GOING_ON = "going_on"
    NEXT = "next"
    ROUND = "round"
    REST = "rest"
    BREATHE_OUT = "breathe_out"
    WHY = "why"
    HALFWAY_OF_ALL = "halfway_of_all"
    SWITCH_SIDES = "switch_sides"
    HALFWAY = "halfway"
    TIME_LEFT = "time_left"
    HOLD = "hold"
    RELEASE = "release"
    LAST_REP = "last_rep"
    OWN_PACE = "own_pace"
    SLOT = "slot"
    MOVE = "move"
    AMRAP = "amrap"
    AMRAP_BEGINS = "amrap_begins"
    STATION = "station"
    ENCOURAGEMENT = "encouragement"
    LAST_THIRD = "last_third"
    OFFER_EASIER = "offer_easier"
    PAUSED = "paused"
    PLACE = "place"
    PLACE_AGAIN = "place_again"
    MORE_TIME = "more_time"
    ADDED = "added"
    EASIER = "easier"
    HARDER = "harder"
    LEFT_OUT = "left_out"
    EASIER_AFTER_PAIN = "easier_after_pain"
    NO_EASIER = "no_easier"
    NO_HARDER = "no_harder"
    LOUDER = "louder"
    QUIETER = "quieter"
    FASTER = "faster"
    SLOWER = "slower"
    NO_MORE = "no_more"
    REMAINING = "remaining"
    WELL_DONE = "well_done"
    FINISHED = "finished"
    BETTER = "better"
    BEST = "best"
    MILESTONE = "milestone"
    NEXT_TIME = "next_time"
    GOODBYE = "goodbye"
    STOPPED = "stopped"
    THAT_COUNTS = "that_counts"


@dataclass(frozen=True, slots=True)
class Spec:
    """The rules for a moment's lines in a script."""

    about: str
    """The time or purpose of the moment."""
    variables: tuple[str, ...] = ()
    """Variables that always have a value then."""
    conditions: tuple[Condition, ...] = ()
    maybe: tuple[str, ...] = ()
    """Variables that do not always have a value. A form that needs one is passed over without it.
    """
    needed: tuple[Condition, ...] = ()
    """Conditions under which the usual line lacks a value, so that a script must have a line for
    each."""
    optional: bool = False
    """A style may leave it out."""


_C = Condition
SPECS: Mapping[Moment, Spec] = {
    Moment.GREETING: Spec(
        "The first words.", (), (_C.MORNING, _C.AFTERNOON, _C.EVENING), maybe=("name",)
    ),
    Moment.DAY: Spec(
        "What kind of day it is for the athlete.",
        conditions=(_C.FIRST_EVER, _C.FIRST_TIME, _C.AFTER_BREAK),
        maybe=("nth",),
        optional=True,
    ),
    Moment.TITLE: Spec("The routine is named.", ("title",)),
    Moment.LENGTH: Spec("How long it takes.", ("length",), (_C.OWN_PACE,)),
    Moment.FOCUS: Spec("What the session is for.", ("focus",), optional=True),
    Moment.NEEDS: Spec("What is needed.", ("things",)),
    Moment.WHERE: Spec(
        "Where it is done; without a condition: partly on the floor.",
        conditions=(_C.STANDING, _C.ON_FLOOR),
    ),
    Moment.FIRST: Spec("The first exercise.", ("exercise", "dose")),
    Moment.WELCOME_BACK: Spec("A session that was left is taken up again."),
    Moment.WHERE_WE_ARE: Spec("What is left of it then.", ("title", "left")),
    Moment.GOING_ON: Spec("The exercise it goes on with then.", ("exercise", "dose")),
    Moment.NEXT: Spec(
        "An exercise is announced.",
        ("exercise", "dose", "set", "sets"),
        (_C.LATER_SET, _C.LAST_SET, _C.LAST_EXERCISE, _C.AGAIN),
    ),
    Moment.ROUND: Spec("A round begins.", ("round", "rounds"), (_C.LAST_ROUND,)),
    Moment.REST: Spec("A rest begins.", ("length",), (_C.SHORT,)),
    Moment.BREATHE_OUT: Spec(
        "A hold is over, and what follows is no other side of it.",
        conditions=(_C.ON_FLOOR, _C.STRETCH),
        optional=True,
    ),
    Moment.WHY: Spec("What an exercise is good for, once.", ("exercise", "purpose"), optional=True),
    Moment.HALFWAY_OF_ALL: Spec("Half of the session is over.", ("left",), optional=True),
    Moment.SWITCH_SIDES: Spec("The other side is next.", ("side",)),
    Moment.HALFWAY: Spec("The middle of a timed exercise."),
    Moment.TIME_LEFT: Spec("So much of it is left.", ("left",)),
    Moment.HOLD: Spec("A rep is held."),
    Moment.RELEASE: Spec("A held rep is over."),
    Moment.LAST_REP: Spec("The count of the last of several reps.", ("count",)),
    Moment.OWN_PACE: Spec("Work at one's own pace begins.", ("done",), maybe=("dose",)),
    Moment.SLOT: Spec("An interval of an EMOM without a count begins.", ("dose",)),
    Moment.MOVE: Spec(
        "The position changes before an exercise.",
        conditions=(
            _C.GOING_DOWN,
            _C.STANDING,
            _C.SEATED,
            _C.SEATED_SUPPORT,
            _C.KNEELING,
            _C.HALF_KNEELING,
            _C.QUADRUPED,
            _C.HIGH_PLANK,
            _C.PRONE,
            _C.SUPINE,
            _C.SIDE_LYING,
        ),
    ),
    Moment.AMRAP: Spec("As many rounds as possible come next.", ("length",)),
    Moment.AMRAP_BEGINS: Spec("They begin, with the first exercise.", ("station", "done")),
    Moment.STATION: Spec(
        "The next exercise of such a round.", ("station", "round"), (_C.NEW_ROUND,)
    ),
    Moment.ENCOURAGEMENT: Spec("In a long exercise.", conditions=(_C.STRETCH,), optional=True),
    Moment.LAST_THIRD: Spec(
        "The last third of the last set.", ("left",), (_C.COUNTED,), optional=True
    ),
    Moment.OFFER_EASIER: Spec("The easier exercise is offered.", ("easier", "ask"), optional=True),
    Moment.PAUSED: Spec("The session is paused."),
    Moment.PLACE: Spec(
        "Where it goes on.",
        ("exercise",),
        (_C.IN_REST, _C.PREPARING),
        needed=(_C.IN_REST, _C.PREPARING),
    ),
    Moment.PLACE_AGAIN: Spec(
        "Where it goes on after a command was taken back.",
        ("exercise",),
        (_C.IN_REST, _C.PREPARING),
        needed=(_C.IN_REST, _C.PREPARING),
    ),
    Moment.MORE_TIME: Spec("Ten seconds were added."),
    Moment.ADDED: Spec("More was added, as much as was asked for.", ("added",), optional=True),
    Moment.EASIER: Spec("An easier exercise takes over.", ("exercise",), maybe=("cue",)),
    Moment.HARDER: Spec("A harder exercise takes over.", ("exercise",), maybe=("cue",)),
    Moment.LEFT_OUT: Spec("After pain an exercise is left out; a rest follows."),
    Moment.EASIER_AFTER_PAIN: Spec(
        "After pain an easier exercise takes over; a rest follows.", ("exercise",)
    ),
    Moment.NO_EASIER: Spec("There is no easier one."),
    Moment.NO_HARDER: Spec("There is no harder one."),
    Moment.LOUDER: Spec("The coach speaks louder from here on."),
    Moment.QUIETER: Spec("The coach speaks more quietly."),
    Moment.FASTER: Spec("The coach speaks faster."),
    Moment.SLOWER: Spec("The coach speaks slower."),
    Moment.NO_MORE: Spec("Asked for the next exercise, when there is none."),
    Moment.REMAINING: Spec(
        "Asked how long it still takes.",
        ("whole", "left"),
        (_C.OWN_PACE,),
        needed=(_C.OWN_PACE,),
    ),
    Moment.WELL_DONE: Spec("The session is over."),
    Moment.FINISHED: Spec("What was done in it.", ("time", "exercises"), (_C.ONE_ONLY,)),
    Moment.BETTER: Spec(
        "More was done of an exercise than the last time.",
        ("exercise", "more", "day"),
        (_C.COUNTED,),
        optional=True,
    ),
    Moment.BEST: Spec("A hold was the longest so far.", ("exercise", "time"), optional=True),
    Moment.MILESTONE: Spec("A round number of sessions is reached.", ("count",), optional=True),
    Moment.NEXT_TIME: Spec("What is planned next.", ("title", "day"), optional=True),
    Moment.GOODBYE: Spec("The last words."),
    Moment.STOPPED: Spec(
        "The session was stopped early.", ("time", "exercises"), (_C.ONE_ONLY, _C.NONE_DONE)
    ),
    Moment.THAT_COUNTS: Spec("The last words after stopping early, if something was done."),
}
"""The rules for every moment."""


@dataclass(frozen=True, slots=True)
class Line:
    """One way to say something."""

    forms: Forms
    """The forms, longest first, with variables in braces."""
    when: frozenset[Condition] = frozenset()
    """Conditions that must all be true."""


@dataclass(frozen=True, slots=True)
class Script:
    """All lines in one language and style."""

    language: str
    style: str
    lines: Mapping[Moment, tuple[Line, ...]]
    names: Mapping[str, str]
    """Names of the muscle groups, for `focus`."""
    about: str = ""

    def ways(
        self,
        moment: Moment,
        values: Mapping[str, str] | None = None,
        conditions: frozenset[Condition] = frozenset(),
        seed: int = 0,
    ) -> tuple[Forms, ...]:
        """All ways to say something now, the one whose turn it is first.

        Of the lines whose conditions are true, those with the most conditions are taken. `seed`
        rotates them, so that each session begins with another one. Empty values count as unknown; a
        form that needs one is passed over.
        """
        fitting = [line for line in self.lines.get(moment, ()) if line.when <= conditions]
        said = [(len(line.when), filled(line.forms, values or {})) for line in fitting]
        usable = [(count, forms) for count, forms in said if forms]
        most = max((count for count, _ in usable), default=0)
        ways = [forms for count, forms in usable if count == most]
        first = seed % len(ways) if ways else 0
        return (*ways[first:], *ways[:first])


def filled(forms: Forms, values: Mapping[str, str]) -> Forms:
    """Return the forms with their variables replaced, without those that lack one."""
    return _filled(forms, tuple(item for item in values.items() if item[1]))


@lru_cache(maxsize=4096)
def _filled(forms: Forms, values: tuple[tuple[str, str], ...]) -> Forms:
    """The same, remembered: every interval of a workout asks for the same few again."""
    known = dict(values)
    return tuple(
        _SENTENCE.sub(_capital, VARIABLE.sub(lambda match: known[match[1]], form))
        for form in forms
        if all(name in known for name in VARIABLE.findall(form))
    )


_SENTENCE = re.compile(r"(?<=[.!?] )[a-z]")
"""The start of a sentence that begins with a value: "left" becomes "Left side."."""


def _capital(match: re.Match[str]) -> str:
    return match[0].upper()
