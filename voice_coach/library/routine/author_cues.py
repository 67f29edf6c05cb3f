"""The author's own cues: words alone, or words with a time."""

from __future__ import annotations

import math

from voice_coach.core.model.duration_estimate import estimated_length
from voice_coach.core.model.lead_in import USUAL_RATE
from voice_coach.core.model.routine import CueAnchor, CustomCue, Rest, SourcePosition
from voice_coach.core.units import Seconds
from voice_coach.core.wording.script import VARIABLE
from voice_coach.library.catalogue.exercises import LONGEST_CUE
from voice_coach.library.yaml.duration import PATTERN, DurationError, parse_duration
from voice_coach.library.yaml.fields import Key, MappingReader, Schema, object_schema
from voice_coach.library.yaml.problems import Problems
from voice_coach.library.yaml.suggestions import did_you_mean
from voice_coach.library.yaml.tree import Mapping, YamlNode
from voice_coach.library.yaml.value_types import Duration, ListOf, TextValue

SHORTEST_PERIOD: Seconds = 5
"""The shortest period of a cue that repeats."""

AIR: Seconds = 0.8
"""The silence around words that are said between two works."""

_LAST = "last "

_PLACES = {
    "start": (CueAnchor.START, 0.0),
    "halfway": (CueAnchor.HALFWAY, 0.0),
    "end": (CueAnchor.END, 0.0),
}

VARIABLES = ("left", "set", "sets", "round", "rounds", "side", "name", "next", "athlete")
"""The variables that a cue can have in braces."""


class _At:
    """A place in a set: its start, halfway or end, `10s` after its start, or the `last 10s`."""

    def read(self, node: YamlNode, problems: Problems) -> tuple[CueAnchor, float] | None:
        text = TextValue().read(node, problems)
        if text is None or text in _PLACES:
            return None if text is None else _PLACES[text]
        anchor = CueAnchor.END if text.startswith(_LAST) else CueAnchor.START
        try:
            return anchor, parse_duration(text.removeprefix(_LAST))
        except DurationError as error:
            instead = "write start, halfway, end, a time such as 10s, or last 10s"
            problems.add(node, error.what, instead)
            return None

    def schema(self) -> Schema:
        time = PATTERN.removeprefix("^").removesuffix("$")
        return {
            "anyOf": [
                {"enum": [*_PLACES, "last 10s", "10s"]},
                {"type": "string", "pattern": f"^(?:{'|'.join(_PLACES)}|(?:{_LAST})?{time})$"},
            ]
        }


AT = Key("at", _At(), "start, halfway, end, a time after the start (10s), or the last 10s.")
EVERY = Key("every", Duration(SHORTEST_PERIOD, 600), "Again and again, each time so long passed.")
SAY = Key("say", TextValue(LONGEST_CUE), "The words.", required=True)
CUE_KEYS = (AT, EVERY, SAY)


class AuthorCue:
    """One cue: a text, for which the coach finds a place, or {at: …, say: …}, or {every: …, say:
    …}."""

    def read(self, node: YamlNode, problems: Problems) -> CustomCue | None:
        mark = SourcePosition(node.line, node.column)
        if not isinstance(node, Mapping):
            text = TextValue(LONGEST_CUE).read(node, problems)
            if text is not None:
                _check_variables(text, node, problems, placed=False)
            return None if text is None else CustomCue(text, mark=mark)
        fields = MappingReader(node, CUE_KEYS, problems)
        at, every, say = fields.read(AT), fields.read(EVERY), fields.read(SAY)
        if (AT in fields) == (EVERY in fields):
            what = "has both `at:` and `every:`" if AT in fields else "does not say when"
            problems.add(node, f"this cue {what}", "write either `at: halfway` or `every: 10s`")
            return None
        if say is None or (at is None and every is None):
            return None
        _check_variables(say, fields.place(SAY), problems, placed=True)
        anchor, seconds = at or _PLACES["start"]
        return CustomCue(say, anchor, seconds, every, placed=True, mark=mark)

    def schema(self) -> Schema:
        whole = object_schema(CUE_KEYS)
        either = [{"required": [one.name]} for one in (AT, EVERY)]
        return {"anyOf": [TextValue(LONGEST_CUE).schema(), {**whole, "oneOf": either}]}


def _check_variables(text: str, node: YamlNode, problems: Problems, *, placed: bool) -> None:
    for name in VARIABLE.findall(text):
        if name not in VARIABLES:
            instead = did_you_mean(name, VARIABLES, f"it may be {', '.join(VARIABLES)}")
            problems.add(node, f"unknown variable {{{name}}} in a cue", instead)
        elif name == "left" and not placed:
            what = "{left} needs a cue with a time"
            problems.add(node, what, "write {at: last 20s, say: …} or {every: 10s, say: …}")
    rest = VARIABLE.sub("", text)
    if "{" in rest or "}" in rest:
        problems.add(node, "a brace that belongs to no variable", "write a variable as {name}")


CUES = Key(
    "cues",
    ListOf(AuthorCue(), 20, '["Soft knees.", {at: halfway, say: "Flat back."}]'),
    "What to say. Words alone take the place of the exercise's own form cues; "
    "words with `at` or `every` are said there, besides them.",
)

CIRCUIT_CUES = Key(
    "cues",
    CUES.shape,
    "What to say each round, as it begins or with `at: end` as it ends. Of words alone, one a "
    "round, in turn.",
)
SPOKEN_STEP = (SAY,)


def spoken(text: str, mark: SourcePosition) -> Rest:
    """Return the time needed to say a text of the author's between two works."""
    length = math.ceil(estimated_length(text, USUAL_RATE) + AIR)
    return Rest(length, (CustomCue(text, CueAnchor.LEAD, placed=True, mark=mark),), mark, adds=True)
