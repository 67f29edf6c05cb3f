"""The author's own cues: words alone, or words with their place."""

from __future__ import annotations

from voice_coach.core.model.routine import CueAnchor, CustomCue, SourcePosition
from voice_coach.library.catalogue.exercises import LONGEST_CUE
from voice_coach.library.yaml.duration import PATTERN, DurationError, parse_duration
from voice_coach.library.yaml.fields import Key, MappingReader, Schema, object_schema
from voice_coach.library.yaml.problems import Problems
from voice_coach.library.yaml.tree import Mapping, YamlNode
from voice_coach.library.yaml.value_types import ListOf, TextValue

_LAST = "last "


class _At:
    """A place in a set: `halfway`, `10s` after its start, or the `last 10s`."""

    def read(self, node: YamlNode, problems: Problems) -> tuple[CueAnchor, float] | None:
        text = TextValue().read(node, problems)
        if text is None or text == "halfway":
            return None if text is None else (CueAnchor.HALFWAY, 0.0)
        anchor = CueAnchor.END if text.startswith(_LAST) else CueAnchor.START
        try:
            return anchor, parse_duration(text.removeprefix(_LAST))
        except DurationError as error:
            problems.add(node, error.what, "write halfway, a time such as 10s, or last 10s")
            return None

    def schema(self) -> Schema:
        time = PATTERN.removeprefix("^").removesuffix("$")
        return {
            "anyOf": [
                {"enum": ["halfway", "last 10s", "10s"]},
                {"type": "string", "pattern": f"^(?:halfway|(?:{_LAST})?{time})$"},
            ]
        }


AT = Key(
    "at",
    _At(),
    "halfway, a time after the start (10s), or before the end (last 10s).",
    required=True,
)
SAY = Key("say", TextValue(LONGEST_CUE), "The words.", required=True)
CUE_KEYS = (AT, SAY)


class AuthorCue:
    """One cue: a text, which the coach finds a place for, or {at: …, say: …}."""

    def read(self, node: YamlNode, problems: Problems) -> CustomCue | None:
        mark = SourcePosition(node.line, node.column)
        if not isinstance(node, Mapping):
            text = TextValue(LONGEST_CUE).read(node, problems)
            return None if text is None else CustomCue(text, mark=mark)
        fields = MappingReader(node, CUE_KEYS, problems)
        at, say = fields.read(AT), fields.read(SAY)
        if at is None or say is None:
            return None
        anchor, seconds = at
        return CustomCue(say, anchor, seconds, placed=True, mark=mark)

    def schema(self) -> Schema:
        return {"anyOf": [TextValue(LONGEST_CUE).schema(), object_schema(CUE_KEYS)]}


CUES = Key(
    "cues",
    ListOf(AuthorCue(), 20, '["Soft knees.", {at: halfway, say: "Flat back."}]'),
    "What to say. Words alone take the place of the exercise's own form cues; "
    "words with `at` are said there, besides them.",
)
