"""What a command shows in a terminal, as a picture: `python tests/pictures/terminal.py FILE.png
COLUMNSxROWS ARGUMENT …` runs `voice-coach ARGUMENT …` in one. A FILE.svg can be had as well.

PICTURE_COLOURS=256 or 16 in the environment is for a terminal with fewer colours, and PICTURE_AFTER
for the seconds after which to look at a command that has not ended.

Blocks are drawn to the edge of their cells, as terminals draw them, whatever the font.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from xml.sax.saxutils import escape

import pexpect
import pyte
import resvg_py

from voice_coach.screen.art.block_art import ACROSS, BLOCKS, DOWN

GROUND, INK = "#10151c", "#e6e9ee"
WIDE, HIGH = 8, 16
MARGIN = 12
AREAS = {character: area for area, character in BLOCKS.items()}


TERMINALS = {
    "": {"TERM": "xterm-256color", "COLORTERM": "truecolor"},
    "256": {"TERM": "screen-256color"},
    "16": {"TERM": "xterm"},
}
SIXTEEN = {
    "black": "000000", "red": "cd3131", "green": "0dbc79", "brown": "c5a000", "blue": "2472c8",
    "magenta": "bc3fbc", "cyan": "11a8cd", "white": "c5c5c5",
    "brightblack": "666666", "brightred": "f14c4c", "brightgreen": "23d18b",
    "brightbrown": "f5f543", "brightblue": "3b8eea", "brightmagenta": "d670d6",
    "brightcyan": "29b8db", "brightwhite": "ffffff", "bfightmagenta": "d670d6",
}  # fmt: skip
"""The sixteen colours of a usual terminal."""


def shown(
    columns: int, rows: int, *command: str, colours: str = "", after: float | None = None
) -> pyte.Screen:
    """The terminal once the command has ended, or `after` so many seconds."""
    screen = pyte.Screen(columns, rows)
    environment = {name: value for name, value in os.environ.items() if name != "COLORTERM"}
    environment |= TERMINALS[colours]
    for name in ("COLUMNS", "LINES"):
        environment.pop(name, None)
    child = pexpect.spawn(
        sys.executable,
        ["-m", "voice_coach", *command],
        env=environment,
        dimensions=(rows, columns),
        timeout=60 if after is None else after,
    )
    child.expect([pexpect.EOF] if after is None else [pexpect.TIMEOUT, pexpect.EOF])
    pyte.ByteStream(screen).feed(child.before)
    child.close(force=True)
    return screen


def drawn(screen: pyte.Screen, ground: str = GROUND) -> str:
    """The screen as SVG, on a `ground` colour."""
    last = max((row for row in range(screen.lines) if screen.display[row].strip()), default=0)
    parts = [
        part
        for row in range(last + 1)
        for column in range(screen.columns)
        for part in _cell(screen.buffer[row][column], MARGIN + column * WIDE, MARGIN + row * HIGH)
    ]
    width = screen.columns * WIDE + 2 * MARGIN
    height = (last + 1) * HIGH + 2 * MARGIN
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" '
        f'height="{height}" font-family="DejaVu Sans Mono, monospace" font-size="13">'
        f'<rect width="100%" height="100%" rx="8" fill="{ground}"/>{"".join(parts)}</svg>'
    )


def _cell(cell: pyte.screens.Char, x: int, y: int) -> list[str]:
    ground, ink = _colour(cell.bg, ""), _colour(cell.fg, INK)
    if cell.reverse:
        ground, ink = ink, ground or GROUND
    parts = [] if not ground else [_box(x, y, WIDE, HIGH, ground)]
    area = AREAS.get(cell.data)
    if area:
        parts += [
            _box(x + place % ACROSS * WIDE / ACROSS, y + place // ACROSS * HIGH / DOWN,
                 WIDE / ACROSS, HIGH / DOWN, ink)
            for place in range(ACROSS * DOWN)
            if area >> (ACROSS * DOWN - 1 - place) & 1
        ]  # fmt: skip
    elif cell.data.strip():
        weight = ' font-weight="bold"' if cell.bold else ""
        parts.append(f'<text x="{x}" y="{y + 12}" fill="{ink}"{weight}>{escape(cell.data)}</text>')
    return parts


def _colour(name: str, default: str) -> str:
    return default if name == "default" else f"#{SIXTEEN.get(name, name)}"


def _box(x: float, y: float, width: float, height: float, colour: str) -> str:
    place = f'x="{x:g}" y="{y:g}" width="{width:g}" height="{height:g}"'
    return f'<rect {place} fill="{colour}" shape-rendering="crispEdges"/>'


def main() -> None:
    file, size, *command = sys.argv[1:]
    columns, rows = map(int, size.split("x"))
    after = os.environ.get("PICTURE_AFTER")
    screen = shown(
        columns,
        rows,
        *command,
        colours=os.environ.get("PICTURE_COLOURS", ""),
        after=None if after is None else float(after),
    )
    picture = drawn(screen)
    if file.endswith(".svg"):
        Path(file).write_text(picture, "utf-8")
    else:
        Path(file).write_bytes(bytes(resvg_py.svg_to_bytes(svg_string=picture, zoom=2)))


if __name__ == "__main__":
    main()
