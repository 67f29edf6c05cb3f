"""All keys of a routine file: the reader and the JSON Schema are made from these."""

from __future__ import annotations

from enum import StrEnum

from voice_coach.core.model.routine import BlockName, LeadIn, Level, Pace, Sides
from voice_coach.core.model.talk_level import TalkLevel
from voice_coach.core.units import Seconds
from voice_coach.library.catalogue.exercises import (
    ALIASES,
    BREATHING,
    EASIER,
    HARDER,
    MOST_SETS,
    NAME,
)
from voice_coach.library.catalogue.scripts import StyleName
from voice_coach.library.routine.author_cues import CIRCUIT_CUES, CUES, SPOKEN_STEP
from voice_coach.library.yaml.fields import Key
from voice_coach.library.yaml.tree import YamlNode
from voice_coach.library.yaml.value_types import (
    Beat,
    Delegated,
    Duration,
    EnumValue,
    TextValue,
    Version,
    WholeNumber,
)

SHORTEST_WORK: Seconds = 1
"""The shortest hold, timed work or held rep."""

SHORTEST_INTERVAL: Seconds = 5
"""The shortest `every`: a set, its countdown and a breath."""

MOST_ROUNDS = 100


VERSION = Key("version", Version(), "Version of the format: 1.", required=True)
TITLE = Key("name", NAME.shape, "What the routine is called.", required=True)
LEVEL = Key(
    "level",
    EnumValue(Level),
    "Who it is for: recovery, beginner, intermediate or advanced.",
    required=True,
)
DESCRIPTION = Key("description", TextValue(500), "What it is for and what to know before.")
AUTHOR = Key("author", NAME.shape, "Who wrote it, for the page and the recording.")
NOTE = Key(
    "note",
    TextValue(500),
    "What those who get it should know, for the page and the recording.",
)
TALK = Key("talk", EnumValue(TalkLevel), "How much is said: full, brief or minimal.")
STYLE = Key("style", StyleName(), "How it is said: calm, bright, drill, or a script of your own.")
LEAD_IN = Key(
    "lead_in",
    EnumValue(LeadIn),
    "full: time is added where there is too little to name and explain what comes; strict: all "
    "times are as written.",
)
DEFAULTS: Key[YamlNode] = Key(
    "defaults", Delegated("defaults"), "What holds for every step that says nothing else."
)
EXERCISES: Key[YamlNode] = Key(
    "exercises", Delegated("exercises"), "Exercises of your own, by slug."
)
SAY_AS: Key[YamlNode] = Key(
    "say_as", Delegated("sayAs"), "Words that the coach reads wrongly, each with how it is spoken."
)
WARM_UP: Key[YamlNode] = Key(
    BlockName.WARM_UP.value, Delegated("block"), "What gets the body ready."
)
MAIN: Key[YamlNode] = Key(
    BlockName.MAIN.value, Delegated("block"), "The workout itself.", required=True
)
COOL_DOWN: Key[YamlNode] = Key(
    BlockName.COOL_DOWN.value, Delegated("block"), "What calms it down again."
)
BLOCKS = {BlockName.WARM_UP: WARM_UP, BlockName.MAIN: MAIN, BlockName.COOL_DOWN: COOL_DOWN}

ROUTINE = (
    VERSION, TITLE, ALIASES, LEVEL, DESCRIPTION, AUTHOR, NOTE, TALK, STYLE, LEAD_IN, DEFAULTS,
    EXERCISES, SAY_AS, WARM_UP, MAIN, COOL_DOWN,
)  # fmt: skip

REST = Key("rest", Duration(), "Rest after each set.")
PREPARE = Key(
    "prepare",
    Duration(most=600),
    "The least time to get into position before; to change sides it is 5s at least.",
)
COUNTDOWN = Key(
    "countdown",
    WholeNumber(10, least=0),
    "How many seconds are counted down before each start and end; 3 if left out, 0 for none.",
)
DEFAULT_KEYS = (REST, PREPARE, COUNTDOWN)

SPOKEN_NAME = Key("name", NAME.shape, "What it is called, said before it begins.")

SETS = Key("sets", WholeNumber(MOST_SETS), "How many sets of the same dose.")
HOLD = Key(
    "hold", Duration(SHORTEST_WORK, 600), "How long each rep is held; goes with a number of reps."
)
TEMPO = Key("tempo", Beat(), "Seconds out, pause and back of each rep, as in 2-1-2.")
PACE = Key(
    "pace", EnumValue(Pace), 'counted: the coach counts; self: the athlete says "done" when ready.'
)
TAKES = Key("takes", Duration(SHORTEST_WORK, 3600), "About how long a set at your own pace takes.")
SIDES = Key(
    "sides",
    EnumValue(Sides),
    "both (no sides), each (one side, then the other), alternate (they take turns), split (change "
    "in the middle of the time), left or right; the exercise's own if left out.",
)
STEP_NAME = Key("name", NAME.shape, "What the coach calls this step.")
STEP_EASIER = Key("easier", EASIER.shape, "The easier variant the athlete can ask for.")
STEP_HARDER = Key("harder", HARDER.shape, "The harder variant the athlete can ask for.")

AMRAP_STEP = (SIDES, STEP_NAME)
"""The keys of a step that the athlete repeats without being led until the time is up."""
EVERY_STEP = (HOLD, TEMPO, PACE, CUES, BREATHING, STEP_EASIER, STEP_HARDER, *AMRAP_STEP)
"""The keys of a step that starts and ends by the clock, which leaves no room for sets and rests."""
STEP = (SETS, REST, PREPARE, TAKES, *EVERY_STEP)

REST_LENGTH = Key("rest", Duration(least=1), "How long to rest.", required=True)
REST_STEP = (REST_LENGTH, CUES)

STEPS: Key[YamlNode] = Key("steps", Delegated("nodes"), "The steps, in order.", required=True)
CIRCUIT_ROUNDS = Key("circuit", WholeNumber(MOST_ROUNDS), "How many rounds.", required=True)
REST_BETWEEN = Key("rest_between", Duration(), "Rest between rounds.")
CIRCUIT_REST = Key("rest", Duration(), "Rest after each set of the steps inside.")
CIRCUIT = (CIRCUIT_ROUNDS, SPOKEN_NAME, REST_BETWEEN, CIRCUIT_REST, CIRCUIT_CUES, STEPS)
BLOCK = (SPOKEN_NAME, STEPS)
"""A part of the routine that is written with its name."""

EVERY_STEPS: Key[YamlNode] = Key(
    "steps", Delegated("everySteps"), "The steps, taking turns.", required=True
)
AMRAP_STEPS: Key[YamlNode] = Key(
    "steps", Delegated("amrapSteps"), "The steps of a round.", required=True
)
EVERY_INTERVAL = Key(
    "every",
    Duration(SHORTEST_INTERVAL, 3600),
    "A set starts each time so long has passed; what is left of it is rest.",
    required=True,
)
FOR = Key(
    "for",
    Duration(SHORTEST_INTERVAL),
    "How long it goes on. Without `every`: as many rounds of the steps as you can.",
    required=True,
)
EVERY = (EVERY_INTERVAL, FOR, PREPARE, EVERY_STEPS)
AMRAP = (FOR, PREPARE, AMRAP_STEPS)


class Form(StrEnum):
    """The kinds of entries in a list of steps."""

    STEP = "step"
    REST = "rest"
    SAY = "say"
    CIRCUIT = "circuit"
    EVERY = "every"
    AMRAP = "amrap"


FORMS = {
    Form.STEP: STEP,
    Form.REST: REST_STEP,
    Form.SAY: SPOKEN_STEP,
    Form.CIRCUIT: CIRCUIT,
    Form.EVERY: EVERY,
    Form.AMRAP: AMRAP,
}

STEP_KEYS = {Form.STEP: STEP, Form.EVERY: EVERY_STEP, Form.AMRAP: AMRAP_STEP}
"""The keys a step may have besides its exercise, by the form of the list that holds it."""

RESERVED = frozenset(key.name for keys in FORMS.values() for key in keys)
"""Reserved words that can't be the slug of an exercise."""
