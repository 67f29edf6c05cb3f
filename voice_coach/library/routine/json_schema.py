"""The JSON Schema of a routine file, for editors: completion, descriptions and a first check.

It is made from the same keys as the reader. Mistakes that need the whole file (a missing exercise
of one's own, a set longer than its interval) are left to `check`.

"""

from __future__ import annotations

from voice_coach.core.model.exercise import Exercise
from voice_coach.library.catalogue.catalogue import Catalogue
from voice_coach.library.catalogue.exercises import DOSE_KEYS, MET_KEYS, MOST_SETS, OWN_EXERCISE
from voice_coach.library.catalogue.figures import FIGURE, MOST_POSES
from voice_coach.library.catalogue.poses import LIMB, POSE, Angles
from voice_coach.library.routine import keys as v
from voice_coach.library.routine.dose import REPS, TIME
from voice_coach.library.routine.keys import Form
from voice_coach.library.yaml.duration import show_duration
from voice_coach.library.yaml.fields import Schema, object_schema
from voice_coach.library.yaml.value_types import SLUG, TextValue

_STEP_NAMES = {Form.STEP: "step", Form.EVERY: "everyStep", Form.AMRAP: "amrapStep"}


def json_schema(catalogue: Catalogue) -> Schema:
    """Return the schema as a JSON object, with the exercises of `catalogue` to choose from."""
    frames = {form: object_schema(v.FORMS[form]) for form in Form if form is not Form.STEP}
    steps = {name: _step(form, catalogue) for form, name in _STEP_NAMES.items()}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "voice-coach routine",
        "description": "A workout that voice-coach leads by voice.",
        **object_schema(v.ROUTINE),
        "$defs": {
            "defaults": object_schema(v.DEFAULT_KEYS),
            "exercises": {
                "type": "object",
                "propertyNames": {"pattern": _own_slug(), "not": {"enum": list(catalogue)}},
                "additionalProperties": _ref("exercise"),
            },
            "exercise": object_schema(OWN_EXERCISE),
            "exerciseDose": object_schema(DOSE_KEYS),
            "met": object_schema(MET_KEYS),
            "sayAs": {"type": "object", "additionalProperties": TextValue().schema()},
            "figure": object_schema(FIGURE),
            "poses": {**_list_of("pose"), "maxItems": MOST_POSES},
            "pose": object_schema(POSE),
            "limb": {"anyOf": [Angles(1, 3).schema(), object_schema(LIMB)]},
            "dose": _dose(),
            "bareStep": _bare(catalogue),
            **frames,
            **steps,
            "block": {"anyOf": [_ref("nodes"), object_schema(v.BLOCK)]},
            "nodes": _list_of("bareStep", "step", *frames),
            "everySteps": _list_of("bareStep", "everyStep"),
            "amrapSteps": _list_of("bareStep", "amrapStep"),
        },
    }


def _ref(definition: str) -> Schema:
    return {"$ref": f"#/$defs/{definition}"}


def _list_of(*definitions: str) -> Schema:
    items = {"anyOf": [_ref(definition) for definition in definitions]}
    return {"type": "array", "minItems": 1, "items": items}


def _dose() -> Schema:
    one: list[Schema] = [REPS.schema(), TIME.schema()]
    several = {"type": "array", "items": {"anyOf": one}, "minItems": 1, "maxItems": MOST_SETS}
    return {
        "description": "Reps (12), a time (30s), a list with one of them a set, or nothing for "
        "the beginner's dose.",
        "anyOf": [*one, several, {"type": "null"}],
    }


def _bare(catalogue: Catalogue) -> Schema:
    known = [{"const": slug, "description": _about(one)} for slug, one in catalogue.items()]
    own = {"type": "string", "pattern": _own_slug()}
    return {"description": "An exercise with its beginner's dose.", "anyOf": [*known, own]}


def _step(form: Form, catalogue: Catalogue) -> Schema:
    options = object_schema(v.STEP_KEYS[form])
    known = {slug: {**_ref("dose"), "description": _about(one)} for slug, one in catalogue.items()}
    return {
        **options,
        "properties": {**known, **options["properties"]},
        "patternProperties": {_own_slug(): _ref("dose")},
        # Options alone are no step: one key must be an exercise.
        "not": {"propertyNames": {"enum": list(options["properties"])}},
    }


def _own_slug() -> str:
    """Return the pattern of an exercise's name that is not a reserved word."""
    return f"^(?!(?:{'|'.join(sorted(v.RESERVED))})$){SLUG}$"


def _about(exercise: Exercise) -> str:
    dose = exercise.dose
    parts = [f"{dose.sets} x", f"{dose.reps}" if dose.reps else ""]
    if dose.seconds:
        parts.append(show_duration(dose.seconds))
    usual = " ".join(part for part in parts if part)
    load = f"{exercise.spinal_load} spinal load"
    return f"{exercise.name}: {exercise.group}, {load}. Beginner's dose {usual}."
