"""Read figures: the key poses of exercises, as a person writes them down.

The head of `routines/catalogue/figures.yaml` explains the format.

"""

from __future__ import annotations

from collections.abc import Mapping as Lookup
from dataclasses import replace
from enum import StrEnum
from functools import cache, partial
from typing import Any

from voice_coach.core.figures.body import BodySide
from voice_coach.core.figures.figure import USUAL_BEAT, Chair, Figure, Motion, Props
from voice_coach.core.figures.pose import Pose, Viewpoint
from voice_coach.core.model.exercise import DoseMode, Exercise, SideMode
from voice_coach.library.catalogue.catalogue import load_catalogue
from voice_coach.library.catalogue.paths import bundled_folder
from voice_coach.library.catalogue.poses import Joint, PoseReader, Signed, Surroundings, standing
from voice_coach.library.yaml.fields import Key, MappingReader, as_fields, kind_of
from voice_coach.library.yaml.problems import Problems, quoted, reading
from voice_coach.library.yaml.suggestions import did_you_mean
from voice_coach.library.yaml.tree import Mapping, Refused, Sequence, YamlNode, read_document
from voice_coach.library.yaml.value_types import Beat, Delegated, EnumValue, Flag, Slug


class ChairWay(StrEnum):
    """The direction in which a person on the chair looks."""

    RIGHT = "right"
    LEFT = "left"


FIGURES: Key[YamlNode] = Key("figures", Delegated("figures"), "Figures by exercise.", required=True)

LIKE = Key("like", Slug(), "A figure above, of which all holds that is not written here.")
VIEW = Key("view", EnumValue(Viewpoint), "side (if left out), front, back or top.")
MOTION = Key(
    "motion",
    EnumValue(Motion),
    "hold, there-and-back or cycle; a hold holds, reps go there and back and timed work goes "
    "round if left out.",
)
BEAT = Key("beat", Beat(least=0.3), "Tempo where the exercise has none, as 1-0-1.")
MAT = Key("mat", Flag(), "Whether there is a mat.")
WALL = Key("wall", Signed(3), "x of a wall.")
FAR_WALL = Key("far_wall", Signed(1), "z of a wall on the far side of the figure.")
DOOR = Key(
    "door", Signed(3), "x of a door frame; seen from the front or the back, of both its posts."
)
CHAIR = Key("chair", Signed(3), "x of the front edge of a chair's seat.")
CHAIR_FACES = Key("chair_faces", EnumValue(ChairWay), "right (if left out) or left.")
STEP = Key("step", Signed(3), "x of the front edge of a step.")
STEP_FACES = Key("step_faces", EnumValue(ChairWay), "left (if left out) or right.")
STEP_HEIGHT = Key("step_height", Signed(1), "Of the step; 0.15 if left out.")
WEIGHTS = Key("weights", Flag(), "Whether both hands hold a weight.")
BACKPACK = Key("backpack", EnumValue(BodySide), "The hand that a filled backpack hangs from.")
TOWEL = Key("towel", Joint(), "A joint with a towel around it, which both hands hold.")
POSES: Key[YamlNode] = Key("poses", Delegated("poses"), "Key poses, in the order of a rep.")

FIGURE = (
    LIKE, VIEW, MOTION, BEAT, MAT, WALL, FAR_WALL, DOOR, CHAIR, CHAIR_FACES, STEP, STEP_FACES,
    STEP_HEIGHT, WEIGHTS, BACKPACK, TOWEL, POSES,
)  # fmt: skip

MOST_POSES = 12
_STEP = Chair(0, height=0.15, depth=0.3, back=False)


@cache
def load_figures() -> Lookup[str, Figure]:
    """Return the bundled figures by slug, read once. Raises BadRoutine if they are damaged."""
    path = bundled_folder() / "catalogue" / "figures.yaml"
    return read_figures(path.read_bytes(), str(path), load_catalogue())


def read_figures(data: bytes, file: str, exercises: Lookup[str, Exercise]) -> dict[str, Figure]:
    """Read a file of figures. Raises BadRoutine with all its mistakes."""
    return reading(file, partial(_read, data, exercises))


def _read(data: bytes, exercises: Lookup[str, Exercise], problems: Problems) -> dict[str, Figure]:
    root = as_fields(read_document(data, problems), (FIGURES,), problems, "figures: …")
    node = root.read(FIGURES) if root else None
    figures: dict[str, Figure] = {}
    for key, value in node.entries if isinstance(node, Mapping) else ():
        exercise = exercises.get(key.text)
        if exercise is None:
            instead = did_you_mean(key.text, exercises, "name one of the catalogue")
            problems.add(key, f"{quoted(key.text)} is no exercise", instead)
            continue
        figure = read_figure(value, exercise, figures, problems)
        if figure is not None:
            figures[key.text] = figure
    return figures


def read_figure(
    node: YamlNode, exercise: Exercise, others: Lookup[str, Figure], problems: Problems
) -> Figure | None:
    """Read the figure of an exercise; None after its problems have been noted.

    `others` are those it may be like.

    """
    fields = as_fields(node, FIGURE, problems, "{view: side, poses: […]}")
    if fields is None:
        return None
    model = _model(fields, others, problems)
    view = fields.read(VIEW) or (model.view if model else Viewpoint.SIDE)
    props = _props(fields, model.props if model else Props())
    poses = _poses(fields, view, model.poses if model else (), Surroundings(props.wall), problems)
    motion = fields.read(MOTION) or (model.motion if model else _usual_motion(exercise))
    beat = fields.read(BEAT) or (model.beat if model else USUAL_BEAT)
    if not poses:
        if POSES not in fields and LIKE not in fields:
            problems.add(fields.node, "a figure without a pose", "add `poses:`, or `like:`")
        return None
    alternates = exercise.side_mode is SideMode.ALTERNATE
    return Figure(view, poses, motion, props, alternates, beat)


def _usual_motion(exercise: Exercise) -> Motion:
    usual = {DoseMode.HOLD: Motion.HOLD, DoseMode.TIME: Motion.CYCLE}
    return usual.get(exercise.mode, Motion.THERE_AND_BACK)


def _model(fields: MappingReader, others: Lookup[str, Figure], problems: Problems) -> Figure | None:
    slug = fields.read(LIKE)
    if slug is not None and slug not in others:
        instead = did_you_mean(slug, others, "name one that stands above it")
        problems.add(fields.place(LIKE), f"no figure {quoted(slug)} above this one", instead)
    return None if slug is None else others.get(slug)


def _props(fields: MappingReader, model: Props) -> Props:
    chair, step = fields.read(CHAIR), fields.read(STEP)
    chair_faces, step_faces = fields.read(CHAIR_FACES), fields.read(STEP_FACES)
    height = fields.read(STEP_HEIGHT) or _STEP.height
    seat = model.chair
    if chair is not None:
        seat = Chair(chair, -1 if chair_faces is ChairWay.LEFT else 1)
    elif step is not None:
        faces = 1 if step_faces is ChairWay.RIGHT else -1
        seat = replace(_STEP, x=step, faces=faces, height=height)
    towel = fields.read(TOWEL)
    return Props(
        mat=_given(fields.read(MAT), model.mat),
        wall=_given(fields.read(WALL), model.wall),
        far_wall=_given(fields.read(FAR_WALL), model.far_wall),
        door=_given(fields.read(DOOR), model.door),
        chair=seat,
        weights=_given(fields.read(WEIGHTS), model.weights),
        backpack=_given(fields.read(BACKPACK), model.backpack),
        towel=_given(towel, model.towel),
    )


def _given(value: Any, otherwise: Any) -> Any:
    return otherwise if value is None else value


def _poses(
    fields: MappingReader,
    view: Viewpoint,
    model: tuple[Pose, ...],
    room: Surroundings,
    problems: Problems,
) -> tuple[Pose, ...]:
    node = fields.read(POSES)
    if node is None or isinstance(node, Refused):
        return model
    if not isinstance(node, Sequence) or not 1 <= len(node.items) <= MOST_POSES:
        what = f"1 to {MOST_POSES} poses are expected here, not {kind_of(node)}"
        problems.add(node, what, "write each as an entry of a list")
        return ()
    reader = PoseReader(view, room, problems)
    known = {pose.name: pose for pose in model}
    last: Pose = model[0] if model else standing(view)
    poses = []
    for number, item in enumerate(node.items, 1):
        last = reader.read(item, last, known, str(number))
        known[last.name] = last
        poses.append(last)
    return tuple(poses)
