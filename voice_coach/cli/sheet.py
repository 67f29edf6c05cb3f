"""`show --sheet`: a routine on one page of paper."""

from __future__ import annotations

from pathlib import Path

from voice_coach.app.console import tell
from voice_coach.config.emergency_numbers import emergency_number
from voice_coach.config.settings import Settings
from voice_coach.core.model.unroll import unroll
from voice_coach.errors import UsageError
from voice_coach.library.catalogue.figures import load_figures
from voice_coach.library.routine.finder import Found
from voice_coach.library.yaml.problems import quoted
from voice_coach.sheet.content import sheet_of
from voice_coach.sheet.html_page import page
from voice_coach.sheet.svg_page import drawing
from voice_coach.system.atomic_write import write_whole

_KINDS = {".html": page, ".htm": page, ".svg": drawing}


def write_sheet(found: Found, path: Path, settings: Settings) -> None:
    """Write the sheet of a routine in the format that the file's name ends with, and say so.

    Raises UsageError for another ending, and CoachError where the file can't be written.
    """
    written = _KINDS.get(path.suffix.lower())
    if written is None:
        raise UsageError(
            f"{quoted(path.name)} does not say what kind of file to write.",
            "Name one that ends with .html or .svg.",
        )
    routine = found.routine
    figures = {**load_figures(), **routine.figures}
    sheet = sheet_of(routine, unroll(routine), figures, emergency_number(settings))
    write_whole(path, written(sheet).encode())
    how = "print it from a browser" if written is page else "an A4 page"
    tell(f"Wrote {path}: {routine.name} on one page; {how}.")
