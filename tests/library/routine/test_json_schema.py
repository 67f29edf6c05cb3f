"""The schema and the reader know the same words."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from voice_coach.library.catalogue.catalogue import Catalogue
from voice_coach.library.catalogue.exercises import DOSE_KEYS, MET_KEYS, OWN_EXERCISE
from voice_coach.library.catalogue.figures import FIGURE
from voice_coach.library.catalogue.paths import bundled_folder
from voice_coach.library.catalogue.poses import LIMB, POSE
from voice_coach.library.routine import keys as v
from voice_coach.library.routine.json_schema import json_schema
from voice_coach.library.routine.template import starter
from voice_coach.library.yaml.fields import Key, Schema
from voice_coach.library.yaml.problems import reading
from voice_coach.library.yaml.tree import Mapping, Scalar, Sequence, YamlNode, read_document

Complaints = Callable[[str], list[str]]

HERE = Path(__file__).parent.parent


@pytest.fixture(scope="module")
def schema(catalogue: Catalogue) -> Schema:
    return json_schema(catalogue)


@pytest.fixture(scope="module")
def validator(schema: Schema) -> jsonschema.Draft202012Validator:
    return jsonschema.Draft202012Validator(schema)


def as_json(node: YamlNode) -> Any:
    """What an editor that follows YAML 1.2 takes a file for."""
    match node:
        case Mapping():
            return {key.text: as_json(value) for key, value in node.entries}
        case Sequence():
            return [as_json(item) for item in node.items]
        case Scalar(text="" | "null"):
            return None
        case Scalar(text="true" | "false"):
            return node.text == "true"
        case Scalar() if re.fullmatch("-?[0-9]+", node.text):
            return int(node.text)
        case Scalar() if re.fullmatch(r"-?[0-9]+\.[0-9]+", node.text):
            return float(node.text)
        case _:
            assert isinstance(node, Scalar)
            return node.text


def loaded(data: bytes) -> Any:
    return as_json(reading("x.yaml", lambda problems: read_document(data, problems)))


def test_it_is_a_valid_schema(schema: Schema) -> None:
    jsonschema.Draft202012Validator.check_schema(schema)


@pytest.mark.parametrize(
    "path", sorted(bundled_folder().glob("*.yaml")), ids=lambda path: path.stem
)
def test_the_bundled_routines_are_valid(
    validator: jsonschema.Draft202012Validator, path: Path
) -> None:
    validator.validate(loaded(path.read_bytes()))


def test_the_starter_is_valid(validator: jsonschema.Draft202012Validator) -> None:
    validator.validate(loaded(starter("Mine", "mine").encode()))


EVERYTHING = """\
version: 1
name: x
aliases: [y]
level: advanced
description: z
talk: brief
style: drill
defaults: {rest: 15s, prepare: 5s, countdown: 5}
exercises:
  towel-row: {name: Row, group: pull, mode: hold_reps, dose: {sets: 1, reps: 2, time: 3s, rest: 0s},
    met: {value: 3.5, code: A2030, match: proxy}, withhold_in_acute_back_pain: true,
    figure: {like: squat, view: side, motion: hold, beat: 1-0-1, mat: true, wall: 0.5,
      chair: -0.2, chair_faces: left, towel: right toes, poses: [{name: a, trunk: [90, [80, 10]],
        head: 90, turn: [0, 20], face: 10, hips: [0, 0.5], arms: -90, left arm: {wall: 0.9,
        bend: [-90, 20], end: 90}, right leg: {floor: 0.1, near: 0.1}, left leg: [-90, -80, 0]},
        {like: a, anchor: [right ankle, 0.1], lift: 0.1, right arm: {on: right knee,
        shift: [0.02, 0.03]}}]}}
warm_up: {name: Wake up, steps: [plank, towel-row]}
main:
- towel-row: [6, 4]
  hold: 10s
  cues: [Slow., {at: last 10s, say: Now.}, {every: 10s, say: "{left} left."}]
- say: Now the rounds.
- plank: 1:30
  sets: 2
- deadlift: 10
  pace: self
  takes: 40s
- circuit: 2
  name: Round and round
  cues: [Smooth., {at: end, say: Good.}]
  rest_between: 1min 30s
  steps: [{circuit: 2, steps: [squat: 10]}, {rest: 30s}]
- {every: 60s, for: 2min, steps: [squat: 10, plank]}
- {for: 2min, prepare: 5s, steps: [squat: 10, {lunge: 5, sides: each}]}
"""


def test_all_of_the_format_is_valid(
    validator: jsonschema.Draft202012Validator, read: Callable[[str], object]
) -> None:
    read(EVERYTHING)
    validator.validate(loaded(EVERYTHING.encode()))


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        ("version: 1", "version: 2"), ("level: advanced", "level: hero"),
        ("talk: brief", "talk: much"),
        ("countdown: 5", "countdown: 11"), ("every: 10s, say", "each: 10s, say"),
        ("every: 10s, say", "at: end, every: 10s, say"),
        ("rest: 15s", "rest: 15"), ("rest: 15s", "ret: 15s"), ("mode: hold_reps", "mode: held"),
        ("hold: 10s", "holds: 10s and more"), ("at: last 10s", "at: first 10s"),
        ("circuit: 2", "circuit: 0"), ("plank: 1:30", "plank: 1:90"), ("sets: 2", "sets: two"),
        ("every: 60s", "every: minute"), ("main:", "mane:"), ("sides: each", "sides: every"),
        ("[squat: 10]", "[]"), ("{rest: 30s}", "{sets: 3}"), ("pace: self", "pace: slow"),
        ("motion: hold", "motion: held"), ("head: 90", "head: up"), ("on: right knee", "on: knee"),
        ("wall: 0.9", "wal: 0.9"),
    ],
)  # fmt: skip
def test_what_the_reader_refuses_the_schema_refuses(
    validator: jsonschema.Draft202012Validator, complaints: Complaints, right: str, wrong: str
) -> None:
    text = EVERYTHING.replace(right, wrong)
    assert complaints(text)
    assert not validator.is_valid(loaded(text.encode()))


TABLES: list[tuple[str, tuple[Key[Any], ...]]] = [
    ("defaults", v.DEFAULT_KEYS),
    ("exercise", OWN_EXERCISE),
    ("exerciseDose", DOSE_KEYS),
    ("met", MET_KEYS),
    ("figure", FIGURE),
    ("pose", POSE),
    ("rest", v.REST_STEP),
    ("circuit", v.CIRCUIT),
    ("every", v.EVERY),
    ("amrap", v.AMRAP),
    ("step", v.STEP),
    ("everyStep", v.EVERY_STEP),
    ("amrapStep", v.AMRAP_STEP),
]


@pytest.mark.parametrize(("definition", "keys"), TABLES, ids=[name for name, _ in TABLES])
def test_each_part_has_the_keys_the_reader_takes(
    schema: Schema, catalogue: Catalogue, definition: str, keys: tuple[Key[Any], ...]
) -> None:
    properties = set(schema["$defs"][definition]["properties"]) - set(catalogue)
    assert properties == {key.name for key in keys}
    assert all(key.about.endswith(".") for key in keys)


def test_the_top_has_the_keys_the_reader_takes(schema: Schema) -> None:
    assert set(schema["properties"]) == {key.name for key in v.ROUTINE}


WRONG = "[[wrong]]"

PLACES: list[tuple[str, tuple[Key[Any], ...]]] = [
    ("{}", v.ROUTINE),
    ("defaults:\n  {}", v.DEFAULT_KEYS),
    ("exercises:\n  mine:\n    {}", OWN_EXERCISE),
    ("exercises:\n  mine:\n    dose:\n      {}", DOSE_KEYS),
    ("exercises:\n  mine:\n    met:\n      {}", MET_KEYS),
    ("exercises:\n  mine:\n    figure:\n      {}", FIGURE),
    ("exercises:\n  mine:\n    figure:\n      poses:\n      - {}", POSE),
    ("exercises:\n  mine:\n    figure:\n      poses:\n      - arms:\n          {}", LIMB),
    ("main:\n- rest: 5s\n- {}\n", (v.REST_LENGTH,)),
    ("main:\n- rest: 5s\n  {}\n", (v.CUES,)),
    ("main:\n- circuit: 2\n  {}", tuple(key for key in v.CIRCUIT if key is not v.CIRCUIT_ROUNDS)),
    ("main:\n- every: 30s\n  {}", tuple(key for key in v.EVERY if key is not v.EVERY_INTERVAL)),
    ("main:\n- for: 30s\n  {}", tuple(key for key in v.AMRAP if key is not v.FOR)),
    ("main:\n- plank: 20s\n  {}", v.STEP),
    ("main:\n- every: 30s\n  for: 30s\n  steps:\n  - plank: 20s\n    {}", v.EVERY_STEP),
    ("main:\n- for: 30s\n  steps:\n  - squat: 5\n    {}", v.AMRAP_STEP),
]


@pytest.mark.parametrize(
    ("place", "key"),
    [(place, key) for place, keys in PLACES for key in keys],
    ids=lambda one: one.name if isinstance(one, Key) else repr(one),
)
def test_the_reader_reads_every_key_it_takes(
    complaints: Complaints, place: str, key: Key[Any]
) -> None:
    """A wrong value is complained of where it stands, so it has been read."""
    text = "# version\n" + place.format(f"{key.name}: {WRONG}")
    line = text.rstrip().count("\n") + 1
    column = len(text.splitlines()[-1]) - len(WRONG) + 1
    every = complaints(text)
    # Of a list it is the wrong item that is complained of.
    told = [one for one in every if one.startswith((f"{line}:{column}:", f"{line}:{column + 1}:"))]
    assert told, every
    assert not any("unknown key" in one for one in told)
