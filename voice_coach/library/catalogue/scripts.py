"""Read a script: what the coach says, in one language and style."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from collections.abc import Mapping as Lookup
from functools import partial
from itertools import pairwise
from pathlib import Path

from voice_coach.core.model.exercise import Group
from voice_coach.core.wording.script import SPECS, VARIABLE, Condition, Line, Moment, Script, Spec
from voice_coach.errors import UsageError
from voice_coach.library.catalogue.paths import bundled_folder, user_folder
from voice_coach.library.yaml.fields import Key, MappingReader, Schema, as_fields, kind_of
from voice_coach.library.yaml.problems import BadRoutine, Problems, TooManyError, quoted, reading
from voice_coach.library.yaml.suggestions import did_you_mean
from voice_coach.library.yaml.tree import (
    Mapping,
    Refused,
    Scalar,
    Sequence,
    YamlNode,
    read_document,
)
from voice_coach.library.yaml.value_types import Delegated, EnumValue, ListOf, TextValue, Version

USUAL_STYLE = "calm"
USUAL_LANGUAGE = "en"

_NAME = r"[a-z0-9]+(?:-[a-z0-9]+)*"
"""The name of a style, and of a language: they are names of files."""

_NAMED = (*(group.value for group in Group), "and")
"""Everything that has a name in every script: the muscle groups, and the word between the last two.
"""

LONGEST_LINE = 240
"""Characters; some fifteen seconds of speech."""

MOST_WAYS = 24
"""Ways to say one thing: each is a clip to be rendered."""

VERSION = Key("version", Version(), "Version of the format: 1.", required=True)
LANGUAGE = Key("language", TextValue(12), "The language, as in en.", required=True)
STYLE = Key("style", TextValue(20), "What the style is called.", required=True)
LIKE = Key(
    "like", TextValue(20), "Another style of the language, for all that is not written here."
)
ABOUT = Key("about", TextValue(200), "What the style is like.")
NAMES: Key[YamlNode] = Key("names", Delegated("names"), "What muscle groups are called.")
LINES: Key[YamlNode] = Key("lines", Delegated("lines"), "What is said, by moment.", required=True)
SCRIPT = (VERSION, LANGUAGE, STYLE, LIKE, ABOUT, NAMES, LINES)

WHEN: Key[YamlNode] = Key("when", Delegated("when"), "What must be true.", required=True)
SAY: Key[YamlNode] = Key("say", Delegated("forms"), "The words, longest form first.", required=True)
LINE = (WHEN, SAY)


def script_folders() -> tuple[Path, ...]:
    """Return the folders of scripts, the user's own first."""
    return (user_folder().parent / "script", bundled_folder() / "script")


def styles() -> tuple[str, ...]:
    """Return the styles of the usual language, the user's own included."""
    found = (
        path.stem for one in script_folders() for path in (one / USUAL_LANGUAGE).glob("*.yaml")
    )
    return tuple(sorted(set(found)))


def load_script(style: str = USUAL_STYLE) -> Script:
    """Load the script of a style, "calm" or, in another language, "de/ruhig"; the user's own
    replaces a bundled one of the same name.

    Raises BadRoutine with all its mistakes, UsageError if there is none.

    """
    path = _path_of(style)
    if path is None:
        instead = did_you_mean(style, styles(), f"choose one of {', '.join(styles())}")
        raise UsageError(f"There is no style {quoted(style)}; {instead}.")
    return read_script(path.read_bytes(), path)


def is_script(path: Path) -> bool:
    """True if a file is meant as a script, however faulty: it has `lines:` and no `main:`."""
    try:
        root = read_document(path.read_bytes(), Problems(str(path)))
    except (OSError, TooManyError):
        return False
    has_lines = isinstance(root, Mapping) and root.value(LINES.name) is not None
    return has_lines and isinstance(root, Mapping) and root.value("main") is None


class StyleName:
    """The name of an existing style."""

    def read(self, node: YamlNode, problems: Problems) -> str | None:
        text = TextValue(40).read(node, problems)
        if text is not None and _path_of(text) is None:
            listed = ", ".join(styles())
            instead = did_you_mean(text, styles(), f"write one of {listed}")
            problems.add(node, f"there is no style {quoted(text)}", instead)
            return None
        return text

    def schema(self) -> Schema:
        return {"type": "string", "minLength": 1, "maxLength": 40}


def _path_of(style: str) -> Path | None:
    language, _, name = style.rpartition("/")
    if not re.fullmatch(_NAME, name) or not re.fullmatch(_NAME, language or USUAL_LANGUAGE):
        return None
    paths = (one / (language or USUAL_LANGUAGE) / f"{name}.yaml" for one in script_folders())
    return next((path for path in paths if path.is_file()), None)


@functools.lru_cache(maxsize=8)
def read_script(data: bytes, path: Path, above: tuple[Path, ...] = ()) -> Script:
    """Read a script file. `above`: those that inherit from it. Raises BadRoutine with all its
    mistakes."""
    return reading(str(path), partial(_read, data, path, above))


def _read(data: bytes, path: Path, above: tuple[Path, ...], problems: Problems) -> Script | None:
    root = read_document(data, problems)
    fields = as_fields(root, SCRIPT, problems, "`version: 1` and so on")
    if fields is None:
        return None
    fields.read(VERSION)
    language, style = fields.read(LANGUAGE) or USUAL_LANGUAGE, fields.read(STYLE) or path.stem
    if style != path.stem:
        what = f"the style is called {quoted(style)}, and its file {path.name}"
        problems.add(fields.place(STYLE), what, f"write {path.stem}, or rename the file")
    base = _base(fields, language, (*above, path), problems)
    node, names = fields.read(LINES), fields.read(NAMES)
    own = {} if node is None else _read_moments(node, problems)
    lines = {**base.lines, **own} if base else own
    named = dict(base.names) if base else {}
    named |= _read_names(names, problems)
    _check_whole(root, lines, named, problems)
    return Script(language, style, lines, named, fields.read(ABOUT) or "")


def _base(
    fields: MappingReader, language: str, above: tuple[Path, ...], problems: Problems
) -> Script | None:
    """Return the style from which this one inherits."""
    like = fields.read(LIKE)
    if like is None:
        return None
    folders = (above[-1].parent, *(one / language for one in script_folders()))
    paths = (one / f"{like}.yaml" for one in folders if re.fullmatch(_NAME, like))
    found = next((path for path in paths if path.is_file() and path not in above), None)
    if found is None:
        what = f"there is no other style {quoted(like)} in {language}"
        problems.add(fields.place(LIKE), what, "name one that is, or remove it")
        return None
    try:
        return read_script(found.read_bytes(), found, above)
    except BadRoutine:
        problems.add(fields.place(LIKE), f"{like} has mistakes", f"check {found} first")
        return None


def _read_names(node: YamlNode | None, problems: Problems) -> dict[str, str]:
    if node is None:
        return {}
    keys = tuple(Key(name, TextValue(40), "What it is called.") for name in _NAMED)
    fields = as_fields(node, keys, problems, "`extensors: your back` and so on")
    if fields is None:
        return {}
    return {key.name: name for key in keys if (name := fields.read(key)) is not None}


def _check_whole(
    root: YamlNode,
    lines: Lookup[Moment, tuple[Line, ...]],
    names: dict[str, str],
    problems: Problems,
) -> None:
    """Note what a script lacks, including inherited lines."""
    for missing in (moment for moment in Moment if moment not in lines):
        spec = SPECS[missing]
        if not spec.optional:
            problems.add(root, f"{missing} is missing", f"add it ({spec.about.rstrip('.')})")
    for name in _NAMED:
        if name not in names:
            problems.add(root, f"the name of {name} is missing", "add it under `names:`")


def _read_moments(node: YamlNode, problems: Problems) -> dict[Moment, tuple[Line, ...]]:
    lines: dict[Moment, tuple[Line, ...]] = {}
    if not isinstance(node, Mapping):
        _expect(
            node, "moments with their lines are", "`halfway:` and below it `- Halfway.`", problems
        )
        return lines
    known = [moment.value for moment in Moment]
    for key, value in node.entries:
        if key.text not in known:
            instead = did_you_mean(key.text, known, "docs/script.md has all there are")
            problems.add(key, f"there is no moment {quoted(key.text)}", instead)
            continue
        moment = Moment(key.text)
        lines[moment] = tuple(_read_lines(value, SPECS[moment], problems))
        _check_always(key, lines[moment], SPECS[moment], problems)
    return lines


def _check_always(place: Scalar, lines: tuple[Line, ...], spec: Spec, problems: Problems) -> None:
    """Note a problem unless there is a line that can be said under all conditions."""
    if not lines or spec.optional:
        return
    certain = set(spec.variables)
    usual = (form for line in lines if not line.when for form in line.forms)
    if not any(set(VARIABLE.findall(form)) <= certain for form in usual):
        needs = f" and without {', '.join(spec.maybe)}" if spec.maybe else ""
        what = f"{place.text} has no line that can always be said"
        problems.add(place, what, f"add one without `when:`{needs}")
    for condition in spec.needed:
        if not any(line.when == {condition} for line in lines):
            what = f"{place.text} has no line for {condition}"
            problems.add(place, what, f"add one with `when: {condition}`")


def _read_lines(node: YamlNode, spec: Spec, problems: Problems) -> Iterator[Line]:
    if spec.optional and isinstance(node, Sequence) and not node.items:
        return
    if not isinstance(node, Sequence) or not node.items:
        _expect(node, "a list of lines is", "each on a line of its own after `- `", problems)
        return
    if len(node.items) > MOST_WAYS:
        what = f"{len(node.items)} ways to say one thing"
        problems.add(node, what, f"write {MOST_WAYS} or fewer: each has to be rendered")
    for item in node.items:
        when: frozenset[Condition] = frozenset()
        said: YamlNode | None = item
        if isinstance(item, Mapping):
            fields = MappingReader(item, LINE, problems)
            when, said = _read_when(fields.read(WHEN), spec, problems), fields.read(SAY)
        forms = () if said is None else _read_forms(said, spec, problems)
        if forms:
            yield Line(forms, when)


def _read_when(node: YamlNode | None, spec: Spec, problems: Problems) -> frozenset[Condition]:
    if node is None:
        return frozenset()
    items = node.items if isinstance(node, Sequence) else (node,)
    found = set()
    for item in items:
        condition = EnumValue(Condition).read(item, problems)
        if condition is not None and condition not in spec.conditions:
            known = ", ".join(spec.conditions)
            what = f"{condition} is never true here"
            problems.add(item, what, f"write one of {known}" if known else "leave `when:` out")
        elif condition is not None:
            found.add(condition)
    return frozenset(found)


def _read_forms(node: YamlNode, spec: Spec, problems: Problems) -> tuple[str, ...]:
    if isinstance(node, Sequence):
        shape = ListOf(TextValue(LONGEST_LINE), 6, '["The long form.", "The short one."]')
        forms = shape.read(node, problems) or ()
    else:
        text = TextValue(LONGEST_LINE).read(node, problems)
        forms = () if text is None else (text,)
    known = (*spec.variables, *spec.maybe)
    for form in forms:
        for name in VARIABLE.findall(form):
            if name not in known:
                otherwise = f"it may be {', '.join(known)}" if known else "remove it"
                what = f"unknown variable {{{name}}} here"
                problems.add(node, what, did_you_mean(name, known, otherwise))
        if "{" in VARIABLE.sub("", form) or "}" in VARIABLE.sub("", form):
            problems.add(node, "a brace that belongs to no variable", "write a variable as {name}")
    for longer, shorter in pairwise(forms):
        is_alike = set(VARIABLE.findall(shorter)) == set(VARIABLE.findall(longer))
        if is_alike and len(shorter) >= len(longer):
            what = f"{quoted(shorter)} is no shorter than the form before it"
            problems.add(node, what, "write the forms from long to short")
    return forms


def _expect(node: YamlNode, what: str, example: str, problems: Problems) -> None:
    if not isinstance(node, Refused):
        found = "an empty list" if isinstance(node, Sequence) else kind_of(node)
        problems.add(node, f"{what} expected here, not {found}", f"write {example}")
