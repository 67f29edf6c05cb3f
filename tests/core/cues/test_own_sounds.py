"""The athlete's own sounds in the schedule: nothing is said until one has ended."""

from __future__ import annotations

from itertools import pairwise

import pytest
from fakes import PLANK, SCRIPT, hold, step, timeline

from voice_coach.core.cues.cue import PlacedCue
from voice_coach.core.cues.cue_plan import lay_out
from voice_coach.core.model.duration_estimate import estimated_length
from voice_coach.core.model.routine import Rest
from voice_coach.core.model.tone import TONE_LENGTH, Tone
from voice_coach.core.units import Seconds
from voice_coach.core.wording.phrasing import Phrasing


def placed(own: dict[Tone, Seconds]) -> list[tuple[float, PlacedCue]]:
    """The cues of two planks with a rest between them, each with the time of its begin."""
    course = timeline(step(PLANK, hold(20)), Rest(20.0), step(PLANK, hold(20)))
    phrasing = Phrasing(SCRIPT, own_sounds=own)
    laid = lay_out(course, phrasing, lambda text: estimated_length(text, 165))
    return sorted(
        ((one.start + cue.at, cue) for one in laid for cue in one.fitting.placed),
        key=lambda pair: pair[0],
    )


def tones(own: dict[Tone, Seconds]) -> list[Tone]:
    return [cue.tone for _, cue in placed(own) if cue.tone]


def test_each_lasts_as_long_as_its_sound_and_the_others_as_long_as_the_tone() -> None:
    for _, cue in placed({Tone.START: 1.2}):
        if cue.tone:
            wanted = 1.2 if cue.tone is Tone.START else TONE_LENGTH[cue.tone]
            assert cue.length == wanted


@pytest.mark.parametrize("own", [{Tone.START: 1.5, Tone.END: 1.5}, {Tone.REST: 1.5}, {}])
def test_no_word_is_said_over_one(own: dict[Tone, Seconds]) -> None:
    for (at, one), (begins, _) in pairwise(placed(own)):
        assert at + one.length <= begins


def test_a_rest_has_the_sound_of_the_end_unless_it_has_one_of_its_own() -> None:
    assert Tone.REST not in tones({Tone.END: 0.5})
    with_rest = tones({Tone.REST: 0.5})
    assert Tone.REST in with_rest
    assert len(with_rest) == len(tones({}))
