"""What the README and the pages beside it say is what the program does, and their links lead
somewhere."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import click
import pytest

from voice_coach.cli import main
from voice_coach.config.setting_types import KINDS
from voice_coach.core.events.command import Command
from voice_coach.core.events.messages import FilledCommand
from voice_coach.core.voice_commands.grammar import LANGUAGES, WAKE_WORD
from voice_coach.hearing.recognisers.registry import ENGINES
from voice_coach.library.catalogue.scripts import read_script
from voice_coach.library.routine.finder import Shelf

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text("utf-8")
PAGES = sorted((ROOT / "README.md", ROOT / "CONTRIBUTING.md", *(ROOT / "docs").glob("*.md")))
NAMES = main.list_commands(click.Context(main))
SECTION = README.partition("\n## Talk to it\n")[2].partition("\n## ")[0]
QUOTED = {quoted.lower() for quoted in re.findall(r'"([^"]*)"', SECTION)}


def test_the_page_of_licences_names_every_package_that_is_installed_with_it() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    named = _letters((ROOT / "docs" / "licences.md").read_text("utf-8"))
    packages = {re.split(r"[<>=; ]", line)[0] for line in project["dependencies"]}
    # The natural voice's four parts are named as "-1 to -4".
    packages = {re.sub(r"(model)-\d", r"\1", package) for package in packages}
    assert [package for package in packages if _letters(package) not in named] == []


def _letters(text: str) -> str:
    return re.sub(r"[^a-z0-9]", "", text.lower())


@pytest.mark.parametrize(
    "phrase",
    [
        phrase
        for asked, phrases in LANGUAGES["en"].items()
        if isinstance(asked, Command | FilledCommand)
        for phrase in phrases
    ],
)
def test_every_phrase_is_in_it(phrase: str) -> None:
    assert phrase in QUOTED


def test_nothing_is_in_it_that_is_not_understood() -> None:
    known = {phrase for phrases in LANGUAGES["en"].values() for phrase in phrases}
    told = {quoted for quoted in QUOTED if not quoted.startswith(("voice-coach[", WAKE_WORD))}
    assert told - known == set()


def test_every_engine_is_on_the_page_about_listening() -> None:
    page = (ROOT / "docs" / "listening.md").read_text("utf-8")
    assert {name for name in ENGINES if f"| `{name}` |" in page} == set(ENGINES)


@pytest.mark.parametrize("name", NAMES)
def test_every_command_is_on_the_page_of_commands(name: str) -> None:
    page = (ROOT / "docs" / "commands.md").read_text("utf-8")
    assert re.search(rf"^\| `voice-coach {name}\b", page, re.MULTILINE)


def test_every_setting_is_in_the_readme() -> None:
    settings = README.partition("\n## Settings\n")[2].partition("\n## ")[0]
    assert {name for name in KINDS if f"`{name}`" in settings} == set(KINDS)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_link_leads_to_a_file_or_a_heading(page: Path) -> None:
    text = page.read_text("utf-8")
    links = re.findall(r"\]\(([^)\s]+)\)", text) + re.findall(r'(?:src|srcset)="([^"]+)"', text)
    dead = [link for link in links if "://" not in link and not leads_somewhere(page, link)]
    assert dead == []


def leads_somewhere(page: Path, link: str) -> bool:
    path, _, heading = link.partition("#")
    target = page.parent / path if path else page
    if not target.is_file():
        return False
    headings = re.findall(r"^#+ (.*)$", target.read_text("utf-8"), re.MULTILINE) if heading else []
    anchors = [re.sub(r"[^\w -]", "", line).lower().replace(" ", "-") for line in headings]
    return not heading or heading in anchors


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_the_routines_and_scripts_shown_can_be_read(page: Path, tmp_path: Path) -> None:
    shown = re.findall(
        r"^```yaml\n(version: 1\n.*?)^```", page.read_text("utf-8"), re.MULTILINE | re.DOTALL
    )
    for number, text in enumerate(shown):
        if "\nlines:" in text:
            assert read_script(text.encode(), tmp_path / "mine.yaml").lines
            continue
        file = tmp_path / f"{number}.yaml"
        file.write_text(text, "utf-8")
        assert Shelf().find(str(file)).routine.name
