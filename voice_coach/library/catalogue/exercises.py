"""Read one exercise, from the catalogue or from a routine that brings its own."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from voice_coach.core.model.body_position import BodyPosition
from voice_coach.core.model.exercise import (
    Dose,
    DoseMode,
    Exercise,
    ExerciseCues,
    ExerciseKind,
    Group,
    HealthCondition,
    Impact,
    Load,
    Met,
    MetMatch,
    SideMode,
    SpineAction,
)
from voice_coach.core.units import Tempo
from voice_coach.library.yaml.fields import Key, MappingReader, Schema, as_fields, object_schema
from voice_coach.library.yaml.problems import Problems
from voice_coach.library.yaml.tree import Mapping, Scalar, Sequence, YamlNode
from voice_coach.library.yaml.value_types import (
    Beat,
    Delegated,
    Duration,
    EnumValue,
    Flag,
    ListOf,
    Number,
    Slug,
    TextValue,
    WholeNumber,
)

LONGEST_CUE = 200
"""Characters; some twelve seconds of speech, more than fits most rests."""

MOST_SETS = 50
MOST_REPS = 500

PLURAL = Key("plural", TextValue(), "The name of several of it; the name with an s if left out.")
NAME = Key("name", TextValue(), "What the coach calls it.", required=True)
SAY_AS = Key("say_as", TextValue(), "How its name is spoken, where the coach reads it wrongly.")
ALIASES = Key("aliases", ListOf(TextValue(), 10, "[core, core six]"), "Other names it goes by.")
GROUP = Key("group", EnumValue(Group), "The muscle group it is chosen for.", required=True)
ALSO_TRAINS = Key(
    "also_trains", ListOf(EnumValue(Group), 8, "[obliques]"), "Other groups it works noticeably."
)
KIND = Key("kind", EnumValue(ExerciseKind), "What it is done for; strength if left out.")
PURPOSE = Key(
    "purpose", TextValue(90), 'What it is good for, as in "for the muscles along your spine".'
)
SIDES = Key(
    "sides",
    EnumValue(SideMode),
    "both: the move has no sides; each: one side, then the other; alternate: they take turns.",
)


class _Things:
    """The equipment of an exercise: `none`, a thing, or a list of them."""

    _listed = ListOf(TextValue(), 5, "[chair, towel]")

    def read(self, node: YamlNode, problems: Problems) -> tuple[str, ...] | None:
        if not isinstance(node, Scalar):
            return self._listed.read(node, problems)
        thing = TextValue().read(node, problems)
        return None if thing is None else () if thing == "none" else (thing,)

    def schema(self) -> Schema:
        return {"anyOf": [TextValue().schema(), self._listed.schema()]}


EQUIPMENT = Key("equipment", _Things(), "What it needs, such as chair; none if left out.")
POSITION = Key("position", EnumValue(BodyPosition), "How the body is placed.")
MODE = Key(
    "mode",
    EnumValue(DoseMode),
    "reps, hold, hold_reps (a short hold, repeated) or time (keep moving).",
    required=True,
)
DOSE: Key[YamlNode] = Key(
    "dose", Delegated("exerciseDose"), "A beginner's dose, for steps that give none."
)
TEMPO = Key("tempo", Beat(), "Seconds out, pause and back of one rep; 2-1-2 if left out.")


class _PositionCue:
    """The position in words, or a list of two: all of it, and what is left to say of it once the
    change of position has been told."""

    _text = TextValue(LONGEST_CUE)
    _forms = ListOf(_text, 2, '["On your back, knees bent.", "Knees bent."]')

    def read(self, node: YamlNode, problems: Problems) -> tuple[str, ...] | None:
        if isinstance(node, Sequence):
            return self._forms.read(node, problems) or None
        text = self._text.read(node, problems)
        return None if text is None else (text,)

    def schema(self) -> Schema:
        return {"anyOf": [self._text.schema(), self._forms.schema()]}


CUE_POSITION = Key("position", _PositionCue(), "Where the body has to be.", required=True)
CUE_LEFT = Key("left", _PositionCue(), "The position when the left side is worked.")
CUE_RIGHT = Key("right", _PositionCue(), "The position when the right side is worked.")
CUE_MOVEMENT = Key("movement", TextValue(LONGEST_CUE), "What to do.")
CUE_FORM = Key(
    "form",
    ListOf(TextValue(LONGEST_CUE), 12, '["Soft knees.", "Back long."]'),
    "How to do it well, most important first.",
)
CUE_KEYS = (CUE_POSITION, CUE_LEFT, CUE_RIGHT, CUE_MOVEMENT, CUE_FORM)


class _Cues:
    """The cues of an exercise by their kind, or a list: position, movement, then form."""

    _listed = ListOf(TextValue(LONGEST_CUE), 12, '["Feet hip-wide.", "Sit back.", "Back long."]')

    def read(self, node: YamlNode, problems: Problems) -> ExerciseCues | None:
        if not isinstance(node, Mapping):
            texts = self._listed.read(node, problems)
            return None if texts is None else ExerciseCues.in_order(texts)
        fields = MappingReader(node, CUE_KEYS, problems)
        for key, other in ((CUE_LEFT, CUE_RIGHT), (CUE_RIGHT, CUE_LEFT)):
            if key in fields and other not in fields:
                what = f"`{key.name}:` without `{other.name}:`"
                problems.add(fields.place(key), what, f"add `{other.name}:`")
        positions = [fields.read(key) or ("",) for key in (CUE_POSITION, CUE_LEFT, CUE_RIGHT)]
        position, left, right = (forms[0] for forms in positions)
        return ExerciseCues(
            position=position,
            left=left,
            right=right,
            once_there={forms[0]: forms[-1] for forms in positions if len(forms) > 1},
            movement=fields.read(CUE_MOVEMENT) or "",
            form=fields.read(CUE_FORM) or (),
        )

    def schema(self) -> Schema:
        return {"anyOf": [self._listed.schema(), object_schema(CUE_KEYS)]}


CUES = Key(
    "cues",
    _Cues(),
    "How to do it: position, movement and form; of a list the first is the position, the second "
    "the movement.",
)
BREATHING = Key("breathing", TextValue(LONGEST_CUE), "How to breathe.")
MISTAKE = Key("mistake", TextValue(LONGEST_CUE), "What most often goes wrong.")
SPINAL_LOAD = Key(
    "spinal_load", EnumValue(Load), "What it asks of the spine; counts as high if left out."
)
SPINE_ACTION = Key("spine_action", EnumValue(SpineAction), "What the spine does.")
IMPACT = Key("impact", EnumValue(Impact), "How hard the feet land; counts as high if left out.")
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
    "caution_with",
    ListOf(EnumValue(HealthCondition), len(HealthCondition), "[knee]"),
    "Conditions in which it is left out.",
)
EASIER = Key("easier", Slug(), "The easier variant, an exercise in the catalogue.")
HARDER = Key("harder", Slug(), "The harder variant, an exercise in the catalogue.")
MET: Key[YamlNode] = Key(
    "met", Delegated("met"), "Metabolic equivalent, for the estimate of energy."
)
FIGURE: Key[YamlNode] = Key(
    "figure", Delegated("figure"), "How it is drawn: key poses of a jointed figure."
)

EXERCISE = (
    NAME, PLURAL, ALIASES, GROUP, ALSO_TRAINS, KIND, PURPOSE, SIDES, EQUIPMENT, POSITION, MODE,
    DOSE, TEMPO, CUES, BREATHING, MISTAKE, SPINAL_LOAD, SPINE_ACTION, IMPACT, WITHHOLD,
    RECOVERY_STAGE, CAUTION_WITH, EASIER, HARDER, MET, SAY_AS,
)  # fmt: skip

OWN_EXERCISE = (*EXERCISE, FIGURE)
"""The keys of a routine's own exercise; the figures of the catalogue have a file to themselves."""

DOSE_SETS = Key("sets", WholeNumber(MOST_SETS), "How many sets.", required=True)
DOSE_REPS = Key("reps", WholeNumber(MOST_REPS), "Reps of a set; per side where sides are `each`.")
DOSE_TIME = Key("time", Duration(least=1), "Length of a hold, of each held rep, or of timed work.")
DOSE_REST = Key("rest", Duration(), "Rest after a set.", required=True)
DOSE_KEYS = (DOSE_SETS, DOSE_REPS, DOSE_TIME, DOSE_REST)

MET_VALUE = Key("value", Number(25), "Multiple of the energy at rest.", required=True)
MET_CODE = Key("code", TextValue(5), "Code in the 2024 Adult Compendium of Physical Activities.")
MET_MATCH = Key("match", EnumValue(MetMatch), "How well the code fits; proxy if left out.")
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
        problems.add(fields.place(TEMPO), what, "remove it; only reps have a tempo")
    withhold = fields.read(WITHHOLD)
    return Exercise(
        slug=slug,
        name=fields.read(NAME) or slug,
        aliases=fields.read(ALIASES) or (),
        group=fields.read(GROUP) or Group.MOBILITY,
        also_trains=fields.read(ALSO_TRAINS) or (),
        kind=fields.read(KIND) or ExerciseKind.STRENGTH,
        side_mode=fields.read(SIDES) or SideMode.BOTH,
        equipment=fields.read(EQUIPMENT) or (),
        position=fields.read(POSITION),
        mode=mode,
        dose=_read_dose(fields, mode, problems),
        tempo=tempo or (None if mode in _NO_TEMPO else Tempo(2, 1, 2)),
        cues=fields.read(CUES) or ExerciseCues(),
        breathing=fields.read(BREATHING) or "",
        common_mistake=fields.read(MISTAKE) or "",
        spinal_load=fields.read(SPINAL_LOAD) or Load.HIGH,
        spine_action=fields.read(SPINE_ACTION),
        impact=fields.read(IMPACT) or Impact.HIGH,
        withhold_in_acute_back_pain=True if withhold is None else withhold,
        recovery_stage=fields.read(RECOVERY_STAGE),
        caution_with=fields.read(CAUTION_WITH) or (),
        easier=fields.read(EASIER),
        harder=fields.read(HARDER),
        met=_read_met(fields, problems),
        purpose=fields.read(PURPOSE) or "",
        plural=fields.read(PLURAL) or "",
        say_as=fields.read(SAY_AS),
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
        problems.add(fields.place(key), what, "remove it, or change the mode")


def _read_met(fields: MappingReader, problems: Problems) -> Met | None:
    node = fields.read(MET)
    within = node and as_fields(node, MET_KEYS, problems, '{value: 3.5, code: "02030"}')
    if not within:
        return None
    value = within.read(MET_VALUE)
    code, match = within.read(MET_CODE) or "", within.read(MET_MATCH) or MetMatch.PROXY
    return None if value is None else Met(value, code, match)
