"""Reading one exercise, from the catalogue or from a routine that brings its own."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum
from typing import Any

from voice_coach.core.model.exercise import Dose, DoseMode, Exercise, Group, Load, Met, SideMode
from voice_coach.core.units import Tempo
from voice_coach.library.yaml.fields import Key, MappingReader, as_fields
from voice_coach.library.yaml.problems import Problems
from voice_coach.library.yaml.tree import YamlNode
from voice_coach.library.yaml.value_types import (
    Beat,
    Duration,
    Flag,
    ListOf,
    Number,
    OneOf,
    Part,
    Slug,
    TextValue,
    WholeNumber,
)


class ExerciseKind(StrEnum):
    """What an exercise is done for."""

    STRENGTH = "strength"
    STRETCH = "stretch"
    RECOVERY = "recovery"
    WARMUP = "warmup"


class Position(StrEnum):
    """How the body is placed."""

    STANDING = "standing"
    SEATED = "seated"
    SEATED_SUPPORT = "seated-support"
    KNEELING = "kneeling"
    HALF_KNEELING = "half-kneeling"
    QUADRUPED = "quadruped"
    HIGH_PLANK = "high-plank"
    PRONE = "prone"
    SUPINE = "supine"
    SIDE_LYING = "side-lying"


class SpineAction(StrEnum):
    """What the spine does."""

    NEUTRAL = "neutral"
    NEUTRAL_LOADED = "neutral-loaded"
    FLEXION = "flexion"
    EXTENSION = "extension"
    FLEXION_EXTENSION = "flexion-extension"
    LATERAL_FLEXION = "lateral-flexion"
    ROTATION = "rotation"
    FLEXION_ROTATION = "flexion-rotation"


class Impact(StrEnum):
    """How hard the feet land."""

    NONE = "none"
    LOW = "low"
    HIGH = "high"


class Condition(StrEnum):
    """What in a health profile makes a move unwise."""

    DISC = "disc"
    OSTEOPOROSIS = "osteoporosis"
    INFLAMMATORY_SPINE = "inflammatory-spine"
    HYPERTENSION = "hypertension"
    PREGNANCY = "pregnancy"
    KNEE = "knee"
    WRIST = "wrist"
    SHOULDER = "shoulder"
    BALANCE = "balance"


class Match(StrEnum):
    """How well a Compendium code fits."""

    NAMED = "named"
    CATEGORY = "category"
    PROXY = "proxy"


LONGEST_CUE = 200
"""Characters; some twelve seconds of speech, more than fits most rests."""

MOST_SETS = 50
MOST_REPS = 500

NAME = Key("name", TextValue(), "What the coach calls it.", required=True)
ALIASES = Key("aliases", ListOf(TextValue(), 10, "[core, core six]"), "Other names it goes by.")
GROUP = Key("group", OneOf(Group), "The muscle group it is chosen for.", required=True)
ALSO_TRAINS = Key(
    "also_trains", ListOf(OneOf(Group), 8, "[obliques]"), "Other groups it works noticeably."
)
KIND = Key("kind", OneOf(ExerciseKind), "What it is done for; strength if left out.")
SIDES = Key(
    "sides",
    OneOf(SideMode),
    "both: the move has no sides; each: one side, then the other; alternate: they take turns.",
)
EQUIPMENT = Key("equipment", TextValue(), "What it needs; none if left out.")
POSITION = Key("position", OneOf(Position), "How the body is placed.")
MODE = Key(
    "mode",
    OneOf(DoseMode),
    "reps, hold, hold_reps (a short hold, repeated) or time (keep moving).",
    required=True,
)
DOSE: Key[YamlNode] = Key(
    "dose", Part("exerciseDose"), "A beginner's dose, for steps that give none."
)
TEMPO = Key("tempo", Beat(), "Seconds out, pause and back of one rep; 2-1-2 if left out.")
CUES = Key(
    "cues",
    ListOf(TextValue(LONGEST_CUE), 12, '["Soft knees.", "Back long."]'),
    "How to get into it and keep good form, most important first.",
)
BREATHING = Key("breathing", TextValue(LONGEST_CUE), "How to breathe.")
MISTAKE = Key("mistake", TextValue(LONGEST_CUE), "What most often goes wrong.")
SPINAL_LOAD = Key(
    "spinal_load", OneOf(Load), "What it asks of the spine; counts as high if left out."
)
SPINE_ACTION = Key("spine_action", OneOf(SpineAction), "What the spine does.")
IMPACT = Key("impact", OneOf(Impact), "How hard the feet land; counts as high if left out.")
WITHHOLD = Key(
    "withhold_in_acute_back_pain",
    Flag(),
    "Whether it is left out while a back hurts; true if left out.",
)
RECOVERY_STAGE = Key(
    "recovery_stage",
    WholeNumber(2),
    "1: gentle motion after the rest days; 2: first strength moves once pain is clearly easing.",
)
CAUTION_WITH = Key(
    "caution_with", ListOf(OneOf(Condition), 9, "[knee]"), "Conditions in which it is left out."
)
EASIER = Key("easier", Slug(), "The easier variant, an exercise of the catalogue.")
HARDER = Key("harder", Slug(), "The harder variant, an exercise of the catalogue.")
MET: Key[YamlNode] = Key("met", Part("met"), "Metabolic equivalent, for the estimate of energy.")
FIGURE: Key[YamlNode] = Key(
    "figure", Part("figure"), "How it is drawn: key poses of a jointed figure."
)

EXERCISE = (
    NAME, ALIASES, GROUP, ALSO_TRAINS, KIND, SIDES, EQUIPMENT, POSITION, MODE, DOSE, TEMPO, CUES,
    BREATHING, MISTAKE, SPINAL_LOAD, SPINE_ACTION, IMPACT, WITHHOLD, RECOVERY_STAGE, CAUTION_WITH,
    EASIER, HARDER, MET,
)  # fmt: skip

OWN_EXERCISE = (*EXERCISE, FIGURE)
"""Of a routine's own; the figures of the catalogue have a file to themselves."""

DOSE_SETS = Key("sets", WholeNumber(MOST_SETS), "How many sets.", required=True)
DOSE_REPS = Key("reps", WholeNumber(MOST_REPS), "Reps of a set; per side where sides are `each`.")
DOSE_TIME = Key("time", Duration(least=1), "Length of a hold, of each held rep, or of timed work.")
DOSE_REST = Key("rest", Duration(), "Rest after a set.", required=True)
DOSE_KEYS = (DOSE_SETS, DOSE_REPS, DOSE_TIME, DOSE_REST)

MET_VALUE = Key("value", Number(25), "Multiple of the energy at rest.", required=True)
MET_CODE = Key("code", TextValue(5), "Code in the 2024 Adult Compendium of Physical Activities.")
MET_MATCH = Key("match", OneOf(Match), "How well the code fits; proxy if left out.")
MET_KEYS = (MET_VALUE, MET_CODE, MET_MATCH)

_NO_TEMPO = (DoseMode.HOLD, DoseMode.TIME)


def read_exercise(
    slug: str,
    node: YamlNode,
    problems: Problems,
    required: Iterable[Key[Any]] = (),
    keys: tuple[Key[Any], ...] = EXERCISE,
) -> Exercise | None:
    """The exercise that `node` describes, or None after its problems have been noted.

    What is left out counts as the more careful of what it can be, unless it is `required`.
    `keys` are those it may have, of which a figure is read elsewhere.
    """
    fields = as_fields(node, keys, problems, "{name: …, group: …, mode: …}")
    if fields is None:
        return None
    for key in required:
        if key not in fields:
            problems.add(
                node, f"{key.name} is missing", f"add `{key.name}:` ({key.about.rstrip('.')})"
            )
    # What is wrong has been noted, so a stand-in does no harm, and the steps that name the
    # exercise can be checked all the same.
    mode = fields.read(MODE) or DoseMode.REPS
    tempo = fields.read(TEMPO)
    if mode in _NO_TEMPO and TEMPO in fields:
        what = f"a tempo in an exercise of mode {mode}"
        problems.add(fields.place(TEMPO), what, "leave it out; only reps have a tempo")
    withhold = fields.read(WITHHOLD)
    return Exercise(
        slug=slug,
        name=fields.read(NAME) or slug,
        aliases=fields.read(ALIASES) or (),
        group=fields.read(GROUP) or Group.MOBILITY,
        also_trains=fields.read(ALSO_TRAINS) or (),
        kind=fields.read(KIND) or ExerciseKind.STRENGTH,
        side_mode=fields.read(SIDES) or SideMode.BOTH,
        equipment=fields.read(EQUIPMENT) or "none",
        position=fields.read(POSITION) or "unknown",
        mode=mode,
        dose=_read_dose(fields, mode, problems),
        tempo=tempo or (None if mode in _NO_TEMPO else Tempo(2, 1, 2)),
        cues=fields.read(CUES) or (),
        breathing=fields.read(BREATHING) or "",
        common_mistake=fields.read(MISTAKE) or "",
        spinal_load=fields.read(SPINAL_LOAD) or Load.HIGH,
        spine_action=fields.read(SPINE_ACTION) or "unknown",
        impact=fields.read(IMPACT) or Impact.HIGH,
        withhold_in_acute_back_pain=True if withhold is None else withhold,
        recovery_stage=fields.read(RECOVERY_STAGE),
        caution_with=fields.read(CAUTION_WITH) or (),
        easier=fields.read(EASIER),
        harder=fields.read(HARDER),
        met=_read_met(fields, problems),
    )


def _usual_dose(mode: DoseMode) -> Dose:
    if mode is DoseMode.HOLD_REPS:
        return Dose(sets=1, reps=4, seconds=5, rest=30)
    if mode is DoseMode.REPS:
        return Dose(sets=1, reps=8, seconds=None, rest=30)
    return Dose(sets=1, reps=None, seconds=20, rest=30)


def _read_dose(fields: MappingReader, mode: DoseMode, problems: Problems) -> Dose:
    usual = _usual_dose(mode)
    node = fields.read(DOSE)
    within = node and as_fields(node, DOSE_KEYS, problems, "{sets: 2, reps: 8, rest: 30s}")
    if not within:
        return usual
    reps, time = within.read(DOSE_REPS), within.read(DOSE_TIME)
    _check_dose(within, DOSE_REPS, usual.reps is not None, mode, problems)
    _check_dose(within, DOSE_TIME, usual.seconds is not None, mode, problems)
    return Dose(
        within.read(DOSE_SETS) or usual.sets,
        reps or usual.reps,
        time or usual.seconds,
        within.read(DOSE_REST) or 0.0,
    )


def _check_dose(
    fields: MappingReader, key: Key[Any], needed: bool, mode: DoseMode, problems: Problems
) -> None:
    if needed and key not in fields:
        what = f"the dose of an exercise of mode {mode} lacks `{key.name}:`"
        problems.add(fields.node, what, "add it")
    elif key in fields and not needed:
        what = f"the dose of an exercise of mode {mode} has no `{key.name}:`"
        problems.add(fields.place(key), what, "leave it out, or change the mode")


def _read_met(fields: MappingReader, problems: Problems) -> Met | None:
    node = fields.read(MET)
    within = node and as_fields(node, MET_KEYS, problems, '{value: 3.5, code: "02030"}')
    if not within:
        return None
    value = within.read(MET_VALUE)
    code, match = within.read(MET_CODE) or "", within.read(MET_MATCH) or Match.PROXY
    return None if value is None else Met(value, code, match)
