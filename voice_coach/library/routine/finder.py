"""The shelf: all bundled routines and the user's own, found by name."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from voice_coach.core.model.exercise import Exercise
from voice_coach.core.model.routine import Routine
from voice_coach.errors import UsageError
from voice_coach.library.catalogue.catalogue import Catalogue, load_catalogue
from voice_coach.library.catalogue.paths import bundled_folder, expanded, user_folder
from voice_coach.library.routine.reader import load_routine, read_names
from voice_coach.library.yaml.names import begins, is_enough, offer, perhaps_meant, same_name
from voice_coach.library.yaml.problems import quoted
from voice_coach.library.yaml.suggestions import slug_of

if TYPE_CHECKING:
    from voice_coach.core.figures.figure import Figure

_SUFFIXES = (".yaml", ".yml")


class NoSuchRoutineError(UsageError):
    """No routine has that name, or one that begins so."""

    def __init__(self, name: str, likely: tuple[str, ...]) -> None:
        """`likely`: slugs that may have been meant."""
        instead = offer(likely, "`voice-coach list` shows what there is.")
        super().__init__(
            f"There is no routine called {quoted(name)}.", f"{instead[0].upper()}{instead[1:]}"
        )
        self.likely = likely


@dataclass(frozen=True, slots=True)
class Found:
    """A routine and its origin."""

    routine: Routine
    path: Path
    mine: bool
    """True if it is the user's own, not a bundled one."""
    shadows: bool
    """True if it replaces a bundled one of the same name."""

    def is_called(self, name: str) -> bool:
        """True if `name` is its file or its whole name, not a beginning or another name."""
        names = (slug_of(self.path.stem), slug_of(self.routine.name))
        return slug_of(Path(name).stem) in names


@dataclass(frozen=True, slots=True)
class FoundRoutine:
    """A file on the shelf, readable or not."""

    slug: str
    path: Path
    mine: bool
    shadows: bool
    routine: Routine | None
    problem: UsageError | None
    """The reason why there is no routine."""


@dataclass(frozen=True, slots=True)
class OwnExercise:
    """An exercise that a routine describes itself."""

    exercise: Exercise
    routine: str
    """Slug of the routine."""
    figure: Figure | None


@dataclass(frozen=True, slots=True)
class _File:
    slug: str
    path: Path
    mine: bool

    def names(self) -> tuple[str, ...]:
        """All its names, as slugs; only the file's own if it can't be read."""
        others = map(slug_of, read_names(self.path))
        return (self.slug, *(name for name in others if name))


class Shelf:
    """The bundled routines and the user's own; the user's come first."""

    def __init__(self, folder: Path | None = None, bundled: Path | None = None) -> None:
        """`folder` holds the user's routines, and need not exist."""
        self._user = _files(folder or user_folder(), mine=True)
        self._bundled = _files(bundled or bundled_folder(), mine=False)

    @property
    def catalogue(self) -> Catalogue:
        """The exercises that routines are made of."""
        return load_catalogue()

    def slugs(self) -> tuple[str, ...]:
        """Return all file names of routines, sorted, without opening one; for completion."""
        return tuple(sorted({file.slug for file in (*self._user, *self._bundled)}))

    def slug_named(self, name: str) -> str:
        """Return the file name of the routine that `find` takes by this name. Raises UsageError."""
        slug = slug_of(name)
        return slug if slug in self.slugs() else self._named(name).slug

    def find(self, name: str) -> Found:
        """The routine called `name`: a path, a slug, a title, an alias, or the unique beginning
        of one, in any case and with spaces, underscores or hyphens.

        Raises UsageError when there is none or more than one (NoSuchRoutineError when none is named
        so or nearly so), BadRoutine when it can't be read.
        """
        path = expanded(name)
        is_file_name = path.suffix.lower() in _SUFFIXES
        is_path = len(path.parts) > 1 or name.startswith(("./", f".{os.sep}"))
        # A file name alone may also be that of one on the shelf.
        on_shelf = is_file_name and not is_path and slug_of(path.stem) in self.slugs()
        if (is_file_name or is_path) and (_is_file(path) or not on_shelf):
            return self._at(path)
        try:
            file = self._named(path.stem if on_shelf else name)
        except NoSuchRoutineError:
            if _exists(path) and not path.is_dir():
                return self._at(path)
            raise
        return Found(self._read(file), file.path, file.mine, bool(self._hidden_by(file)))

    def own_exercises(self) -> dict[str, OwnExercise]:
        """Return the exercises that the routines describe themselves, by slug."""
        routines = (entry.routine for entry in self.entries() if entry.routine is not None)
        return {
            step.exercise.slug: OwnExercise(
                step.exercise, routine.slug, routine.figures.get(step.exercise.slug)
            )
            for routine in routines
            for _, step in routine.steps()
            if step.exercise.slug not in self.catalogue
        }

    def _at(self, path: Path) -> Found:
        file = _File(slug_of(path.stem), path, mine=True)
        return Found(self._read(file), path, mine=True, shadows=False)

    def entries(self) -> tuple[FoundRoutine, ...]:
        """Return all routines, by slug, without bundled ones that are replaced. A file that can't
        be read comes with its problem, and hides no other."""
        shadowed: set[str] = set()
        entries = [self._entry(file, shadowed) for file in self._user]
        entries += [self._entry(f, set()) for f in self._bundled if f.slug not in shadowed]
        return tuple(sorted(entries, key=lambda entry: (entry.slug, entry.path)))

    def _entry(self, file: _File, shadowed: set[str]) -> FoundRoutine:
        hidden = self._hidden_by(file)
        shadowed.update(hidden)
        routine, problem = None, None
        try:
            routine = self._read(file)
        except UsageError as error:
            problem = error
        return FoundRoutine(file.slug, file.path, file.mine, bool(hidden), routine, problem)

    def _hidden_by(self, file: _File) -> set[str]:
        """Return the bundled routines that a user's file replaces."""
        if not file.mine:
            return set()
        return {other.slug for other in self._bundled}.intersection(file.names())

    def _named(self, name: str) -> _File:
        wanted = slug_of(name)
        for files in (self._user, self._bundled):
            exact = [file for file in files if file.slug == wanted]
            exact = exact or [file for file in files if wanted in file.names()]
            exact = exact or [file for file in files if _is_called(file, name)]
            if exact:
                return _only(exact, name)
        return self._nearly(name)

    def _nearly(self, name: str) -> _File:
        everything = (*self._user, *self._bundled)
        hidden = {slug for file in self._user for slug in self._hidden_by(file)}
        seen = [file for file in everything if file.mine or file.slug not in hidden]
        begun = [file for file in seen if any(begins(name, one) for one in file.names())]
        if len(begun) > 1 or (begun and is_enough(name)):
            return _only(begun, name)
        by_name = {one: file.slug for file in reversed(seen) for one in file.names()}
        likely = tuple(file.slug for file in begun) or perhaps_meant(name, by_name)
        raise NoSuchRoutineError(name, likely)

    def _read(self, file: _File) -> Routine:
        if _exists(file.path) and not (_is_file(file.path) or file.path.is_dir()):
            raise UsageError(
                f"{quoted(str(file.path), longest=300)} is not an ordinary file.",
                "Save the routine as a file, and give its path.",
            )
        if not _is_file(file.path):
            raise UsageError(
                f"There is no file {quoted(str(file.path), longest=300)}.",
                "Give the path of a routine, or a name that `voice-coach list` shows.",
            )
        try:
            return load_routine(file.path, self.catalogue)
        except OSError as error:
            reason = error.strerror or "unknown reason"
            raise UsageError(
                f"{file.path} can't be read: {reason}.", "Check the file's permissions."
            ) from error


def routine_files(folder: Path) -> tuple[Path, ...]:
    """The YAML files of a folder, by name; empty if it can't be read."""
    try:
        paths = sorted(path for path in folder.iterdir() if path.suffix.lower() in _SUFFIXES)
    except OSError:
        return ()
    return tuple(filter(_is_file, paths))


def _files(folder: Path, *, mine: bool) -> tuple[_File, ...]:
    return tuple(_File(slug_of(path.stem), path, mine) for path in routine_files(folder))


def _is_file(path: Path) -> bool:
    """True if it can be read to an end: not a folder, not a pipe, and the name is valid."""
    try:
        return path.is_file()
    except (OSError, ValueError):
        return False


def _is_called(file: _File, name: str) -> bool:
    return bool(slug_of(name)) and same_name(name) in map(same_name, file.names())


def _exists(path: Path) -> bool:
    try:
        return path.exists()
    except (OSError, ValueError):
        return False


def _only(files: list[_File], name: str) -> _File:
    if len(files) == 1:
        return files[0]
    candidates = ", ".join(sorted({file.slug for file in files}))
    if len({file.slug for file in files}) == 1:
        candidates = ", ".join(sorted(str(file.path) for file in files))
    raise UsageError(f"{quoted(name)} could be any of {candidates}.", "Write the full name of one.")
