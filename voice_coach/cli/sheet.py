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
from voice_coach.sheet.content import Sheet, sheet_of
from voice_coach.sheet.html_page import page
from voice_coach.sheet.svg_page import drawing
from voice_coach.system.atomic_write import write_whole

_KINDS = {".html": page, ".htm": page, ".svg": drawing}
_PDF = ".pdf"


def sheet_for(found: Found, settings: Settings) -> Sheet:
    """The sheet of a routine, with the athlete's emergency number."""
    routine = found.routine
    figures = {**load_figures(), **routine.figures}
    return sheet_of(routine, unroll(routine), figures, emergency_number(settings))


def write_sheet(found: Found, path: Path, settings: Settings) -> None:
    """Write the sheet of a routine in the format that the file's name ends with, and say so.

    Raises UsageError for another ending, and CoachError where the file can't be written.
    """
    suffix = path.suffix.lower()
    written = _KINDS.get(suffix)
    if written is not None:
        write_whole(path, written(sheet_for(found, settings)).encode())
    elif suffix == _PDF:
        write_whole(path, _pdf(found, settings))
    else:
        raise UsageError(
            f"{quoted(path.name)} does not say what kind of file to write.",
            "Name one that ends with .html, .pdf or .svg.",
        )
    how = "print it from a browser" if written is page else "an A4 page"
    tell(f"Wrote {path}: {found.routine.name} on one page; {how}.")


def _pdf(found: Found, settings: Settings) -> bytes:
    # Large, and wanted by few.
    from voice_coach.sheet.pdf_page import NoLettersError, pdf_page  # noqa: PLC0415

    try:
        return pdf_page(sheet_for(found, settings))
    except NoLettersError as error:
        raise UsageError(str(error), "Write .html, and print it from a browser.") from error
