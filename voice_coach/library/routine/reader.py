"""Read a routine: from the bytes of a file to the Routine it describes."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from voice_coach.core.model.exercise import Exercise
from voice_coach.core.model.routine import (
    USUAL_COUNTDOWN,
    Block,
    BlockName,
    LeadIn,
    Routine,
    SayAs,
    steps_of,
)
from voice_coach.core.units import Seconds
from voice_coach.library.catalogue.catalogue import Catalogue
from voice_coach.library.catalogue.exercises import ALIASES, FIGURE, OWN_EXERCISE, read_exercise
from voice_coach.library.routine import keys as v
from voice_coach.library.routine.size_limits import check_extent
from voice_coach.library.routine.steps import Defaults, StepReader
from voice_coach.library.yaml.fields import MappingReader, as_fields, kind_of
from voice_coach.library.yaml.problems import Problems, TooManyError, quoted, reading
from voice_coach.library.yaml.suggestions import slug_of
from voice_coach.library.yaml.tree import (
    LARGEST,
    Mapping,
    Refused,
    Scalar,
    Sequence,
    YamlNode,
    read_document,
)
from voice_coach.library.yaml.value_types import SLUG, TextValue

if TYPE_CHECKING:
    from voice_coach.core.figures.figure import Figure

USUAL_PREPARE: Seconds = 5
"""The time to get into position if nothing says how long it takes."""


def load_routine(path: Path, catalogue: Catalogue) -> Routine:
    """Read a file. Raises BadRoutine with all its problems, OSError if unreadable."""
    with path.open("rb") as file:
        # One byte more than is allowed tells that there is more, and reads no giant to its end.
        data = file.read(LARGEST + 1)
    return read_routine(data, str(path), slug_of(path.stem), catalogue)


def read_routine(data: bytes, file: str, slug: str, catalogue: Catalogue) -> Routine:
    """Return the routine that `data`, the content of `file`, describes.

    Raises BadRoutine with all its mistakes, each with its line and column.

    """
    return reading(file, partial(_read, data, slug, catalogue))


def _read(data: bytes, slug: str, catalogue: Catalogue, problems: Problems) -> Routine | None:
    root = read_document(data, problems)
    fields = as_fields(root, v.ROUTINE, problems, "`version: 1` and so on")
    if fields is None:
        return None
    fields.read(v.VERSION)
    name, level = fields.read(v.TITLE), fields.read(v.LEVEL)
    description, aliases = fields.read(v.DESCRIPTION), fields.read(ALIASES)
    author, note = fields.read(v.AUTHOR), fields.read(v.NOTE)
    own_words = _own_words(fields, problems)
    talk, style = fields.read(v.TALK), fields.read(v.STYLE)
    lead_in = fields.read(v.LEAD_IN) or LeadIn.FULL
    own, figures = _own_exercises(fields, catalogue, problems)
    defaults = _defaults(fields, problems)
    blocks = _blocks(fields, StepReader(catalogue, own, problems), defaults, problems)
    if name is None or level is None:
        return None
    return Routine(
        slug,
        name,
        level,
        description or "",
        aliases or (),
        blocks,
        talk,
        style,
        defaults.countdown,
        figures,
        lead_in,
        own_words,
        author or "",
        note or "",
    )


def _blocks(
    fields: MappingReader, reader: StepReader, defaults: Defaults, problems: Problems
) -> tuple[Block, ...]:
    blocks = []
    for name, key in v.BLOCKS.items():
        node = fields.read(key)
        if node is not None:
            blocks.append(_block(name, node, reader, defaults, problems))
    check_extent(blocks, problems)
    if v.MAIN in fields and not problems.found and not _has_work(blocks):
        problems.add(
            fields.place(v.MAIN), "the workout has only rests", "write a step, as in `- plank: 30s`"
        )
    return tuple(blocks)


def _block(
    name: BlockName, node: YamlNode, reader: StepReader, defaults: Defaults, problems: Problems
) -> Block:
    """Read a part of the routine: its steps, or its name and its steps."""
    if not isinstance(node, Mapping):
        return Block(name, reader.nodes(node, defaults))
    fields = MappingReader(node, v.BLOCK, problems)
    steps = fields.read(v.STEPS)
    nodes = () if steps is None else reader.nodes(steps, defaults)
    return Block(name, nodes, reader.spoken_name(fields))


def _has_work(blocks: Iterable[Block]) -> bool:
    return any(True for block in blocks for _ in steps_of(block.nodes))


def _defaults(fields: MappingReader, problems: Problems) -> Defaults:
    node = fields.read(v.DEFAULTS)
    within = node and as_fields(node, v.DEFAULT_KEYS, problems, "{rest: 15s, prepare: 5s}")
    if not within:
        return Defaults(None, USUAL_PREPARE)
    countdown = within.read(v.COUNTDOWN)
    prepare = within.read(v.PREPARE)
    return Defaults(
        within.read(v.REST),
        USUAL_PREPARE if prepare is None else prepare,
        countdown=USUAL_COUNTDOWN if countdown is None else countdown,
    )


def _own_exercises(
    fields: MappingReader, catalogue: Catalogue, problems: Problems
) -> tuple[dict[str, Exercise | None], dict[str, Figure]]:
    """Read the routine's own exercises, None for one whose problems have been noted; and the
    figures of those that have one."""
    node = fields.read(v.EXERCISES)
    if node is None or isinstance(node, Refused):
        return {}, {}
    if not isinstance(node, Mapping):
        what = f"exercises of your own are expected here, not {kind_of(node)}"
        problems.add(node, what, "write `towel-row: {name: Towel Row, …}` below it")
        return {}, {}
    own: dict[str, Exercise | None] = {}
    figures: dict[str, Figure] = {}
    for key, value in node.entries:
        exercise = read_exercise(key.text, value, problems, keys=OWN_EXERCISE)
        figure = None if exercise is None else _own_figure(value, exercise, figures, problems)
        if _may_name_an_exercise(key, catalogue, problems):
            own[key.text] = exercise
            if figure is not None:
                figures[key.text] = figure
            if exercise is not None:
                catalogue.check_variant(exercise.easier, value, problems)
                catalogue.check_variant(exercise.harder, value, problems)
    return own, figures


def _own_figure(
    node: YamlNode, exercise: Exercise, above: dict[str, Figure], problems: Problems
) -> Figure | None:
    drawing = node.value(FIGURE.name) if isinstance(node, Mapping) else None
    if drawing is None:
        return None
    # Imported here: few routines draw a figure, and a start is in a hurry.
    from voice_coach.library.catalogue.figures import (  # noqa: PLC0415
        LIKE,
        load_figures,
        read_figure,
    )

    # All of the catalogue's figures take a while to read, and few look like one of them.
    is_like = isinstance(drawing, Mapping) and drawing.value(LIKE.name) is not None
    return read_figure(drawing, exercise, {**load_figures(), **above} if is_like else {}, problems)


def _own_words(fields: MappingReader, problems: Problems) -> SayAs:
    node = fields.read(v.SAY_AS)
    if node is None or isinstance(node, Refused):
        return ()
    if not isinstance(node, Mapping):
        what = f"words are expected here, not {kind_of(node)}"
        problems.add(node, what, "write `EZ bar: easy bar` below it")
        return ()
    said = [(key, TextValue().read(value, problems)) for key, value in node.entries]
    return tuple((key.text, words) for key, words in said if words is not None)


def _may_name_an_exercise(key: Scalar, catalogue: Catalogue, problems: Problems) -> bool:
    slug = key.text
    if slug in catalogue:
        what = f"{slug} is already an exercise in the catalogue"
        problems.add(key, what, "give yours another name, or change it in the step that uses it")
    elif slug in v.RESERVED:
        problems.add(key, f"{slug} is a reserved word", "give the exercise another name")
    elif len(slug) > 60 or not re.fullmatch(SLUG, slug):
        what = f"{quoted(slug)} is not a valid name for an exercise"
        problems.add(key, what, "use lower-case letters, digits and hyphens, as in towel-row")
    else:
        return True
    return False


def read_names(path: Path) -> tuple[str, ...]:
    """Return the title of a routine's file and its aliases, even if the rest is faulty."""
    try:
        with path.open("rb") as file:
            root = read_document(file.read(LARGEST + 1), Problems(str(path)))
    except (OSError, TooManyError):
        return ()
    if not isinstance(root, Mapping):
        return ()
    title, aliases = root.value(v.TITLE.name), root.value(ALIASES.name)
    listed = aliases.items if isinstance(aliases, Sequence) else ()
    return tuple(node.text for node in (title, *listed) if isinstance(node, Scalar))
