"""The pictures of figures in the README: `python tests/pictures/figures.py` makes them anew in
docs/: an exercise as a terminal shows it, and the sheet of a routine.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

import resvg_py
from click.testing import CliRunner

sys.path.insert(0, str(Path(__file__).parent))

from terminal import drawn, shown

from voice_coach.cli import main as voice_coach

DOCS = Path(__file__).parents[2] / "docs"


def write(name: str, picture: str, zoom: float) -> None:
    """Write a picture as PNG, which every page shows."""
    data = bytes(resvg_py.svg_to_bytes(svg_string=picture, zoom=zoom, dpi=96))
    (DOCS / name).write_bytes(data)
    print(f"{DOCS / name}: {len(data) // 1024} KB")


def main() -> None:
    write("show-exercise.png", drawn(shown(100, 36, "show", "bird-dog")), 1.25)
    with tempfile.TemporaryDirectory() as folder:
        sheet = Path(folder) / "sheet.svg"
        CliRunner().invoke(voice_coach, ["show", "core-basics", "--sheet", str(sheet)])
        write("sheet.png", sheet.read_text("utf-8"), 1)


if __name__ == "__main__":
    main()
