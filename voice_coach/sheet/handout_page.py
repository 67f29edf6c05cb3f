"""The page of a hand-out that says how to use the other files: no scripts, no network."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape

from voice_coach.core.wording import phrasebook

_STYLE = """
body { max-width: 40rem; margin: 2rem auto; padding: 0 1rem; color: #1f2933;
  font: 1.05rem/1.5 system-ui, "Segoe UI", Helvetica, Arial, sans-serif; }
h1 { line-height: 1.15; color: #2f7f7a; } h2 { margin: 2rem 0 .3rem; }
li { margin: .5rem 0; } a { color: #1d5f8a; }
blockquote { margin: .8rem 0; padding: .2rem 1rem; border-left: .25rem solid #2f7f7a; }
footer { margin-top: 2.5rem; padding-top: 1rem; border-top: 1px solid #cbd2d9; }
footer p:first-child { font-weight: 700; }
"""

_USES = {
    "html": "The page to print or to look at: each exercise with its picture.",
    "pdf": "The same page as a PDF, to send or to print.",
    "yaml": "The routine itself, for the program voice-coach: "
    "<code>voice-coach start {file}</code> leads you through it and listens to you.",
}
_LISTEN = (
    "The recording. Play it on a phone or a loudspeaker and do what it says; it counts and "
    "times for you. Players show a chapter for each exercise."
)
_CALENDAR = (
    "The days, for your calendar: open it on the phone or computer where your calendar is, and "
    "a reminder comes before each."
)


@dataclass(frozen=True, slots=True)
class HandedOut:
    """A routine, and the names of its files."""

    name: str
    author: str
    note: str
    files: tuple[str, ...]


def handout_page(
    routines: Sequence[HandedOut], person: str, calendar: str | None, emergency: str
) -> str:
    """The whole page. `person`: whose it is; `emergency`: the number to call, or words in its
    place."""
    title = f"Exercises for {person}" if person else "Your exercises"
    care = (
        phrasebook.RECORDING_NOTICE,
        phrasebook.alarm_signs(emergency),
        phrasebook.SHEET_NOTICE,
    )
    body = "".join(part for one in routines for part in _routine(one))
    if calendar is not None:
        body += f"<h2>Calendar</h2><ul>{_file(calendar, _CALENDAR)}</ul>"
    notices = "".join(f"<p>{escape(one)}</p>" for one in care)
    return (
        '<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{escape(title)}</title><style>{_STYLE}</style></head><body>"
        f"<h1>{escape(title)}</h1><p>Begin with the recording. Every file is of use by itself, "
        f"so send on whichever you like.</p>{body}<footer>{notices}</footer></body></html>\n"
    )


def _routine(one: HandedOut) -> Iterator[str]:
    yield f"<h2>{escape(one.name)}</h2>"
    if one.author:
        yield f"<p>by {escape(one.author)}</p>"
    if one.note:
        yield f"<blockquote>{escape(one.note)}</blockquote>"
    uses = ((file, _USES.get(file.rpartition(".")[2], _LISTEN)) for file in one.files)
    yield f"<ul>{''.join(_file(file, use) for file, use in uses)}</ul>"


def _file(file: str, use: str) -> str:
    name = escape(file)
    return f'<li><a href="{name}">{name}</a><br>{use.format(file=name)}</li>'
