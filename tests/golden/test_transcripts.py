"""What each bundled routine says, and when. After a change that is meant:

python -m pytest tests/golden --rewrite
"""

from __future__ import annotations

from pathlib import Path

import pytest

from voice_coach.core.cues.cue_plan import lay_out
from voice_coach.core.model.duration_estimate import estimated_length
from voice_coach.core.model.unroll import unroll
from voice_coach.core.session.coaching_style import CoachingStyle
from voice_coach.core.session.prerender import greeting_of
from voice_coach.core.units import clock_time
from voice_coach.core.wording.phrasing import Phrasing
from voice_coach.library.catalogue.paths import bundled_folder
from voice_coach.library.catalogue.scripts import load_script
from voice_coach.library.routine.finder import Shelf
from voice_coach.screen.line_screen import heading, place

GOLDEN = Path(__file__).parent
RATE = 165
ROUTINES = sorted(path.stem for path in bundled_folder().glob("*.yaml"))


def transcript(name: str) -> str:
    timeline = unroll(Shelf().find(name).routine)
    lines = [f"{timeline.title}, {clock_time(timeline.total)}", ""]
    lines += [f"{'':14}“{text}”" for text in greeting_of(timeline, CoachingStyle(load_script()))]
    for index, laid in enumerate(
        lay_out(timeline, Phrasing(load_script()), lambda text: estimated_length(text, RATE))
    ):
        following = timeline.work_after(index)
        work = None if following is None else timeline.intervals[following]
        where = place(laid.interval)
        lines.append("")
        where = f" ({where})" if where else ""
        lines.append(f"{laid.start:8.2f}  {heading(laid.interval, work)}{where}")
        for cue in laid.fitting.placed:
            words = f"“{cue.text}”" if cue.text else f"[{cue.tone}]"
            lines.append(f"{laid.start + cue.at:12.2f}  {words}")
    return "\n".join(lines) + "\n"


@pytest.mark.parametrize("name", ROUTINES)
def test_a_bundled_routine_says_what_it_said_before(name: str, request: pytest.FixtureRequest):
    golden = GOLDEN / f"{name}.txt"
    if request.config.getoption("--rewrite"):
        golden.write_text(transcript(name), encoding="utf-8")
    assert transcript(name) == golden.read_text(encoding="utf-8")
