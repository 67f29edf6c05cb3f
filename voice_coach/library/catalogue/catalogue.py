"""The exercise catalogue: every move the program knows by itself."""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Mapping as Lookup
from functools import cache, partial
from pathlib import Path

from voice_coach.core.model.exercise import Exercise
from voice_coach.errors import UsageError
from voice_coach.library.catalogue import exercises
from voice_coach.library.catalogue.exercises import read_exercise
from voice_coach.library.catalogue.paths import bundled_folder
from voice_coach.library.yaml.fields import Key, as_fields
from voice_coach.library.yaml.names import (
    MOST_OFFERED,
    begun_by,
    is_enough,
    offer,
    perhaps_meant,
    same_name,
)
from voice_coach.library.yaml.problems import HasPlace, Problems, quoted, reading
from voice_coach.library.yaml.suggestions import slug_of
from voice_coach.library.yaml.tree import Mapping, Scalar, YamlNode, read_document
from voice_coach.library.yaml.value_types import Delegated

_EXERCISES: Key[YamlNode] = Key(
    "exercises", Delegated("exercises"), "The moves, by slug.", required=True
)

_REQUIRED = (
    exercises.KIND, exercises.SIDES, exercises.EQUIPMENT, exercises.POSITION, exercises.DOSE,
    exercises.CUES, exercises.BREATHING, exercises.MISTAKE, exercises.SPINAL_LOAD,
    exercises.SPINE_ACTION, exercises.IMPACT, exercises.WITHHOLD,
    exercises.CAUTION_WITH,
)  # fmt: skip
"""A routine may leave these out of its own moves; the catalogue may not."""


class Catalogue(Lookup[str, Exercise]):
    """Exercises by slug."""

    def __init__(self, exercises: tuple[Exercise, ...]) -> None:
        self._by_slug = {exercise.slug: exercise for exercise in exercises}
        self._by_name: dict[str, str] = {}
        """Slugs by every name."""
        for exercise in exercises:
            for name in (*exercise.aliases, exercise.name, exercise.slug):
                self._by_name[slug_of(name)] = exercise.slug
        self._by_key = {same_name(name): slug for name, slug in self._by_name.items()}

    def __getitem__(self, slug: str) -> Exercise:
        return self._by_slug[slug]

    def __iter__(self) -> Iterator[str]:
        return iter(self._by_slug)

    def __len__(self) -> int:
        return len(self._by_slug)

    def called(self, name: str) -> Exercise | None:
        """Return the exercise of that slug, name or alias; case, spaces, hyphens and a plural don't
        matter."""
        slug = self._by_name.get(slug_of(name)) or self._by_key.get(same_name(name))
        return None if slug is None else self._by_slug[slug]

    def find(self, name: str) -> Exercise | None:
        """Return the exercise called so, or the only one with a name that begins so; None if there
        is none. Raises UsageError if there are several."""
        exact = self.called(name)
        if exact is not None:
            return exact
        begun = begun_by(name, self._by_name)
        if len(begun) > 1:
            candidates = ", ".join(sorted(begun))
            what = f"{quoted(name)} could be any of the exercises {candidates}."
            raise UsageError(what, "Write the full name of one.")
        return self._by_slug[begun[0]] if begun and is_enough(name) else None

    def nearest(self, name: str, otherwise: str) -> str:
        """Return advice for a name that is not a slug: an exercise that may be meant, or else
        `otherwise`."""
        called = self.called(name)
        if called is not None:
            return f"write {called.slug}"
        likely = begun_by(name, self._by_name) or perhaps_meant(name, self._by_name)
        return offer(likely if len(likely) <= MOST_OFFERED else (), otherwise)

    def check_variant(self, slug: str | None, place: HasPlace, problems: Problems) -> None:
        """Note a problem unless `slug`, a variant's, is an exercise of this catalogue."""
        if slug is not None and slug not in self:
            what = f"{quoted(slug)} is not an exercise in the catalogue"
            problems.add(place, what, self.nearest(slug, "name one that is, or remove it"))


@cache
def load_catalogue() -> Catalogue:
    """Return the bundled catalogue, read once. Raises BadRoutine if it is damaged."""
    path = bundled_folder() / "catalogue" / "exercises.yaml"
    return read_catalogue(path.read_bytes(), path)


def read_catalogue(data: bytes, path: Path) -> Catalogue:
    """Read a catalogue file. Raises BadRoutine with all its mistakes."""
    return reading(str(path), partial(_read, data))


def _read(data: bytes, problems: Problems) -> Catalogue:
    root = as_fields(read_document(data, problems), (_EXERCISES,), problems, "exercises: …")
    node = root.read(_EXERCISES) if root else None
    entries = node.entries if isinstance(node, Mapping) else ()
    read = {key: read_exercise(key.text, value, problems, _REQUIRED) for key, value in entries}
    catalogue = Catalogue(tuple(exercise for exercise in read.values() if exercise))
    for key, exercise in read.items():
        if exercise is not None:
            _check_variants(exercise, catalogue, key, problems)
    return catalogue


def _check_variants(
    exercise: Exercise, catalogue: Catalogue, place: Scalar, problems: Problems
) -> None:
    catalogue.check_variant(exercise.easier, place, problems)
    catalogue.check_variant(exercise.harder, place, problems)
    passed = {exercise.slug}
    easier = exercise.easier
    while easier is not None and easier in catalogue:
        if easier in passed:
            what = f"going easier from {exercise.slug} comes back to {easier}"
            problems.add(place, what, "let the easiest have no easier variant")
            return
        passed.add(easier)
        easier = catalogue[easier].easier
