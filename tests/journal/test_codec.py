"""Values of the core as JSON, and back."""

from __future__ import annotations

import json

import pytest

from voice_coach.core.model.timeline import Timeline
from voice_coach.core.model.unroll import unroll
from voice_coach.journal.codec import as_json, from_json
from voice_coach.library.routine.finder import Shelf

SHELF = Shelf()


@pytest.mark.parametrize("slug", SHELF.slugs())
def test_the_plan_of_a_bundled_routine_is_read_back_as_it_was(slug: str) -> None:
    timeline = unroll(SHELF.find(slug).routine)
    assert from_json(Timeline, json.loads(json.dumps(as_json(timeline)))) == timeline


@pytest.mark.parametrize("data", [{"bad": 1}, [], 3, None, {"intervals": [{"kind": 7}]}])
def test_what_is_no_timeline_is_refused(data: object) -> None:
    with pytest.raises((ValueError, TypeError, KeyError, AttributeError)):
        from_json(Timeline, data)
