"""`check`, `new` and `schema`: writing routines of one's own."""

from __future__ import annotations

import json
import os
import re
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import closing
from pathlib import Path

import click

from voice_coach.app.coach_speech import speech_of
from voice_coach.app.console import show, tell
from voice_coach.app.spoken_style import spoken_as
from voice_coach.config.settings import load_settings
from voice_coach.core.authoring.routine_lint import Advice, advise, advise_on_fit, custom_texts
from voice_coach.core.authoring.script_lint import advise_on_script
from voice_coach.core.model.routine import Routine, SourcePosition
from voice_coach.core.model.timeline import Timeline
from voice_coach.core.model.unroll import unroll
from voice_coach.core.training.suitability import changes_text, openness, openness_text
from voice_coach.core.training.week_words import is_rest
from voice_coach.core.units import clock_time
from voice_coach.core.wording.dose_text import added_text
from voice_coach.core.wording.phrasing import Phrasing
from voice_coach.errors import CoachError, UsageError
from voice_coach.library.catalogue.catalogue import load_catalogue
from voice_coach.library.catalogue.paths import user_folder
from voice_coach.library.catalogue.scripts import is_script, read_script
from voice_coach.library.routine.finder import Found, Shelf, routine_files
from voice_coach.library.routine.json_schema import json_schema
from voice_coach.library.routine.template import starter
from voice_coach.library.yaml.problems import BadRoutine, Problem, quoted
from voice_coach.library.yaml.suggestions import slug_of
from voice_coach.speech.engine import UnspeakableError, speakable

_LONGEST_NAME = 60


@click.command(short_help="Find the mistakes in a routine, and what to write instead.")
@click.argument("routines", nargs=-1, required=True, metavar="FILE...")
@click.pass_context
def check(ctx: click.Context, routines: tuple[str, ...]) -> None:
    """Say everything that is wrong with a routine, and what to write instead.

    Takes files, folders of them, and names as `start` does; also the file of a script, which is
    what the coach says (docs/script.md). Each mistake is a line of its own:

    \b
      mine.yaml:14:9: unknown key "set"; did you mean sets?

    What is legal but unwise (no warm-up, a core routine without the back, a heavy lift for
    beginners, a dose beyond reason, a cue that is too long for its place, one that is a spoken
    command by itself, as "Stop." is, a figure that asks for what a body can't do) is a line that
    begins with "warning:".

    Of several a summary is the last line. Exits 1 when there is a mistake in any of them, and 0
    when there are none or warnings only.

    \b
    Examples:
      voice-coach check my-routine      one of yours, by name
      voice-coach check *.yaml          several at once
      voice-coach check patients/       all in a folder
    """
    shelf = Shelf()
    named = [one for routine in routines for one in _files_of(routine, shelf)]
    passed = [_check(shelf, one) for one in named]
    if len(named) > 1:
        bad = passed.count(False)
        told = f"{bad} with mistakes" if bad else "no mistakes"
        tell(f"{len(named)} checked: {told}.")
    ctx.exit(0 if all(passed) else 1)


def _files_of(routine: str, shelf: Shelf) -> tuple[str, ...]:
    """The YAML files of a folder; anything else as it is. Raises UsageError."""
    path = Path(routine).expanduser()
    if not path.is_dir() or routine in shelf.slugs():
        return (routine,)
    files = routine_files(path)
    if not files:
        raise UsageError(
            f"{quoted(routine, 300)} has no YAML files in it.", "Name a folder of routines."
        )
    return tuple(map(str, files))


def _check(shelf: Shelf, routine: str) -> bool:
    path = Path(routine).expanduser()
    # Imported here: the help of all commands imports this module.
    from voice_coach.exchange.reading import bring_in_advice  # noqa: PLC0415

    is_path = routine not in shelf.slugs() and path.is_file()
    if is_path and (elsewhere := bring_in_advice(routine)) is not None:
        show(elsewhere)
        return False
    if is_script(path):
        return _check_script(path)
    try:
        found = shelf.find(routine)
    except BadRoutine as bad:
        show("\n".join(map(str, bad.problems)), 2)
        return False
    except CoachError as error:
        show(str(error))
        return False
    timeline = unroll(found.routine)
    on_words, estimated = _advice_on_words(found.routine, timeline)
    for advice in (*advise(found.routine), *on_words):
        show(f"warning: {_located(advice, found.path)}", 2)
    tell(_praise(found, timeline))
    if estimated:
        cues = "1 cue" if estimated == 1 else f"{estimated} cues"
        show(f"  estimated: the length of {cues}; `voice-coach prepare {routine}` measures it", 4)
    if told := added_text(timeline):
        show(f"  added: {told}", 4)
    open_to = openness(found.routine, shelf.catalogue)
    show(f"  open to: {openness_text(open_to)}", 4)
    show(f"  changed by: {changes_text(open_to)}", 4)
    return True


def _check_script(path: Path) -> bool:
    try:
        script = read_script(path.read_bytes(), path)
    except BadRoutine as bad:
        show("\n".join(map(str, bad.problems)), 2)
        return False
    for advice in advise_on_script(script):
        show(f"warning: {_located(advice, path)}", 2)
    ways = sum(len(lines) for lines in script.lines.values())
    click.echo(
        f"{path}: no mistakes. A script, {script.style}: {ways} ways to say "
        f"{len(script.lines)} things."
    )
    return True


def _advice_on_words(routine: Routine, timeline: Timeline) -> tuple[tuple[Advice, ...], int]:
    """Advice on the author's cues, as long as the user's voice has spoken them; and the number of
    those that it has yet to speak, whose lengths are estimated."""
    texts = custom_texts(timeline)
    if not texts:
        return (), 0
    settings = load_settings()
    # As if nobody had settled on less: every cue has its place then.
    phrasing = Phrasing(spoken_as(settings, {}, routine).script)
    with closing(speech_of(settings, lambda _: None)) as speech:
        speech.pronounce(routine.say_as)
        misfits = advise_on_fit(timeline, phrasing, speech.length)
        return (*_unspeakable(texts), *misfits), len(speech.missing(texts))


def _unspeakable(texts: Iterable[str]) -> Iterator[Advice]:
    for text in texts:
        try:
            speakable(text)
        except UnspeakableError as error:
            yield Advice(f"{quoted(text)}: {error.what}", "write it in other words")


def _located(advice: Advice, path: Path) -> Problem:
    mark = advice.mark or SourcePosition(1, 1)
    return Problem(mark.line, mark.column, advice.what, advice.instead, str(path))


def _praise(found: Found, timeline: Timeline) -> str:
    about = "about " if timeline.is_open else ""
    total = clock_time(timeline.total)
    return f"{found.path}: no mistakes. {found.routine.name}, {about}{total}."


@click.command(short_help="Create a routine of your own.")
@click.argument("name")
@click.option(
    "-o",
    "--output",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Write this file instead of one in your routines folder.",
)
def new(name: str, output: Path | None) -> None:
    """Create a routine of your own: a commented starter, ready to change and to start.

    It goes to your routines folder, from where `start`, `show` and `list` find it by name. A file
    that is there already is left alone.

    \b
    Examples:
      voice-coach new my-routine        says where the file is; open it in an editor
      voice-coach check my-routine      what is wrong with it by now, line by line
      voice-coach start my-routine      be led through it
    """
    slug, title = routine_slug(name)
    path = output or user_folder() / f"{slug}.yaml"
    write_new(path, starter(title, slug if output is None else str(path)))
    tell(f"Wrote {path}")
    target = slug if output is None else str(path)
    tell(f"Change it, then: voice-coach check {target}")
    if output is None and Shelf().find(slug).shadows:
        tell(f"It now replaces the bundled {slug}.")


def routine_slug(name: str) -> tuple[str, str]:
    """The slug and the title of a new routine called so. Raise UsageError."""
    name = re.sub(r"\.ya?ml$", "", name.strip())
    slug = slug_of(name)
    if not re.fullmatch(r"\w[\w-]*", slug) or len(name) > _LONGEST_NAME:
        raise UsageError(
            f"{quoted(name)} is not a valid name for a routine.",
            f"Use up to {_LONGEST_NAME} letters, digits, spaces and hyphens.",
        )
    if is_rest(slug):
        raise UsageError(
            f"{quoted(name)} is not a valid name for a routine: in a plan it means a day of rest.",
            "Choose another name.",
        )
    title = name.replace("-", " ").replace("_", " ")
    return slug, title[0].upper() + title[1:]


def new_file(path: Path) -> None:
    """Raises UsageError if there is a file of that name already."""
    if path.exists() or path.is_symlink():
        raise UsageError(f"{path} already exists.", "Choose another name, or delete that file.")


def write_new(path: Path, text: str) -> None:
    """Write a file whole or not at all, and never over another one."""
    new_file(path)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, draft = tempfile.mkstemp(dir=path.parent, prefix=".new-", suffix=".tmp")
        try:
            with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as file:
                file.write(text)
            # A draft is readable by its owner only; a routine is an ordinary file.
            Path(draft).chmod(0o644)
            Path(draft).replace(path)
        except BaseException:
            Path(draft).unlink(missing_ok=True)
            raise
    except OSError as error:
        reason = error.strerror or "unknown reason"
        raise CoachError(
            f"{path} can't be written: {reason}.", "Name another place with -o FILE."
        ) from error


@click.command(short_help="Print the JSON Schema of a routine, for editors.")
def schema() -> None:
    """Print the JSON Schema of a routine, from which editors complete and explain every word.

    \b
    Example, for editors with the YAML language server (VS Code, Neovim, Helix, Emacs):
      voice-coach schema > routine.schema.json
    and as the first line of a routine beside it:
      # yaml-language-server: $schema=routine.schema.json
    """
    click.echo(json.dumps(json_schema(load_catalogue()), indent=2, ensure_ascii=False))
