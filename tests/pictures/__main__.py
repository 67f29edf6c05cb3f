"""The pictures of the README: `python tests/pictures`, from the repository root.

Each is drawn by the program itself, at a moment of a bundled routine.
"""

from __future__ import annotations

import asyncio
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pyte
import resvg_py
from rich.console import Console

# The test folders are no packages; what they share is imported by its plain name.
sys.path[:1] = [str(Path(__file__).parent), str(Path(__file__).parent.parent)]

from screen.tui.frames import Seat, frame  # noqa: E402 - found by the line above.
from terminal import drawn  # noqa: E402 - as is this.

from voice_coach.core.model.duration_estimate import estimated_length  # noqa: E402
from voice_coach.core.model.timeline import IntervalKind  # noqa: E402
from voice_coach.core.model.unroll import unroll  # noqa: E402
from voice_coach.core.session.coaching_style import CoachingStyle  # noqa: E402
from voice_coach.core.session.session import Session  # noqa: E402 - so is this, from a checkout.
from voice_coach.library.catalogue.figures import load_figures  # noqa: E402
from voice_coach.library.catalogue.scripts import load_script  # noqa: E402
from voice_coach.library.routine.finder import Shelf  # noqa: E402
from voice_coach.screen.art.palettes import Depth  # noqa: E402
from voice_coach.screen.options import Ground  # noqa: E402
from voice_coach.screen.tui.theme import colours_of  # noqa: E402

if TYPE_CHECKING:
    from voice_coach.core.model.session_view import SessionView
    from voice_coach.screen.frame import ScreenFrame

DOCS = Path(__file__).parent.parent.parent / "docs"
ROUTINE = "core-basics"


def moment(kind: IntervalKind, slug: str, left: float) -> SessionView:
    """The routine, with so many seconds left of the first such interval."""
    timeline = unroll(Shelf().find(ROUTINE).routine)
    session = Session(
        timeline,
        lambda text: estimated_length(text, 165),
        lambda _slug: None,
        CoachingStyle(load_script()),
    )
    now = 0.0
    session.start(now)
    while True:
        now += 0.1
        session.handle(None, now)
        seen = session.view(now)
        work = seen.interval if seen.interval.is_work else seen.next_work
        here = seen.interval.kind is kind and work is not None and work.exercise is not None
        if here and work.exercise.slug == slug and seen.left is not None and seen.left <= left:
            return seen


def frames() -> dict[str, tuple[ScreenFrame, tuple[int, int], Ground]]:
    """What there is to see, by the name of its picture, with the terminal's size and ground."""
    work = frame(moment(IntervalKind.WORK, "crunch", 13.0), "six", "seven", "eight")
    rest = frame(
        moment(IntervalKind.REST, "plank", 8.0), "Rest.", "Next: Forearm Plank, 20 seconds."
    )
    return {
        "screen-work": (work, (96, 28), Ground.DARK),
        "screen-rest": (rest, (96, 28), Ground.LIGHT),
    }


async def draw(shown: ScreenFrame, size: tuple[int, int], ground: Ground) -> str:
    """A picture as SVG."""
    seat = Seat(ground)
    seat.time = shown.at
    async with seat.app.run_test(size=size) as pilot:
        seat.app.know(load_figures())
        seat.app.take(shown)
        await pilot.pause()
        strips = seat.app.screen._compositor.render_strips()
        console = Console(color_system="truecolor", force_terminal=True)
        text = "\r\n".join(strip.render(console) for strip in strips)
    terminal = pyte.Screen(*size)
    pyte.Stream(terminal).feed(text)
    return drawn(terminal, colours_of(ground, Depth.FULL)["ground"])


def main() -> None:
    """Draw them all."""
    DOCS.mkdir(exist_ok=True)
    for name, (shown, size, ground) in frames().items():
        path = DOCS / f"{name}.png"
        picture = resvg_py.svg_to_bytes(svg_string=asyncio.run(draw(shown, size, ground)), dpi=96)
        path.write_bytes(bytes(picture))
        print(f"{path.relative_to(DOCS.parent)}: {path.stat().st_size // 1000} kB")


main()
