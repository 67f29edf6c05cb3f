"""Reading a script: what the coach says, in one language and style."""

from __future__ import annotations

import functools
from collections.abc import Iterator
from functools import partial
from itertools import pairwise
from pathlib import Path

from voice_coach.core.wording.script import SPECS, VARIABLE, Condition, Line, Moment, Script, Spec
from voice_coach.library.catalogue.paths import bundled_folder
from voice_coach.library.yaml.fields import Key, MappingReader, as_fields, kind_of
from voice_coach.library.yaml.problems import Problems, quoted, reading
from voice_coach.library.yaml.suggestions import did_you_mean
from voice_coach.library.yaml.tree import (
    Mapping,
    Refused,
    Scalar,
    Sequence,
    YamlNode,
    read_document,
)
from voice_coach.library.yaml.value_types import ListOf, OneOf, Part, TextValue, Version

USUAL_STYLE = "calm"
USUAL_LANGUAGE = "en"

LONGEST_LINE = 240
"""Characters; some fifteen seconds of speech."""

MOST_WAYS = 24
"""Of saying one thing: each is a clip to be rendered."""

VERSION = Key("version", Version(), "Version of the format: 1.", required=True)
LANGUAGE = Key("language", TextValue(12), "The language, as in en.", required=True)
STYLE = Key("style", TextValue(20), "What the style is called.", required=True)
ABOUT = Key("about", TextValue(200), "What the style is like.")
LINES: Key[YamlNode] = Key("lines", Part("lines"), "What is said, by moment.", required=True)
SCRIPT = (VERSION, LANGUAGE, STYLE, ABOUT, LINES)

WHEN: Key[YamlNode] = Key("when", Part("when"), "What must be true.", required=True)
SAY: Key[YamlNode] = Key("say", Part("forms"), "The words, longest form first.", required=True)
LINE = (WHEN, SAY)


@functools.cache
def load_script(style: str = USUAL_STYLE, language: str = USUAL_LANGUAGE) -> Script:
    """A bundled script, read once. Raises BadRoutine when it is damaged."""
    path = bundled_folder() / "script" / language / f"{style}.yaml"
    return read_script(path.read_bytes(), path)


def read_script(data: bytes, path: Path) -> Script:
    """A script file. Raises BadRoutine with all that is wrong with it."""
    return reading(str(path), partial(_read, data))


def _read(data: bytes, problems: Problems) -> Script | None:
    root = read_document(data, problems)
    fields = as_fields(root, SCRIPT, problems, "`version: 1` and so on")
    if fields is None:
        return None
    fields.read(VERSION)
    language, style, about = fields.read(LANGUAGE), fields.read(STYLE), fields.read(ABOUT)
    node = fields.read(LINES)
    lines = {} if node is None else _read_moments(node, problems)
    return Script(language or "", style or "", lines, about or "")


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
    for missing in (moment for moment in Moment if moment not in lines):
        problems.add(node, f"{missing} is missing", f"add it ({SPECS[missing].about.rstrip('.')})")
    return lines


def _check_always(place: Scalar, lines: tuple[Line, ...], spec: Spec, problems: Problems) -> None:
    """Note a problem unless something can be said whatever is true and known."""
    if not lines:
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
        condition = OneOf(Condition).read(item, problems)
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
                otherwise = f"it may be {', '.join(known)}" if known else "leave it out"
                what = f"nothing is known of {{{name}}} here"
                problems.add(node, what, did_you_mean(name, known, otherwise))
        if "{" in VARIABLE.sub("", form) or "}" in VARIABLE.sub("", form):
            problems.add(node, "a brace without its variable", "write a variable as {name}")
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
