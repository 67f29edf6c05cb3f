"""What the program says of itself, and what the shell completes."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Mapping
from importlib.metadata import version
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from voice_coach.cli import main

NAMES = main.list_commands(click.Context(main))


def help_of(*command: str) -> str:
    result = CliRunner().invoke(main, [*command, "--help"])
    assert result.exit_code == 0
    return result.output


def completed(typed: str, environment: Mapping[str, str]) -> list[str]:
    """What bash is offered for the last word of what was typed."""
    words = typed.split(" ")
    run = subprocess.run(
        [
            sys.executable,
            "-P",
            "-c",
            "from voice_coach.cli import main; main(prog_name='voice-coach')",
        ],
        env={
            **environment,
            "_VOICE_COACH_COMPLETE": "bash_complete",
            "COMP_WORDS": typed,
            "COMP_CWORD": str(len(words) - 1),
        },
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert run.stderr == ""
    return [line.partition(",")[2] for line in run.stdout.splitlines()]


@pytest.fixture
def home(tmp_path: Path) -> dict[str, str]:
    """The environment of a home with one routine of its own."""
    folder = tmp_path / "voice-coach" / "routines"
    folder.mkdir(parents=True)
    (folder / "my-planks.yaml").write_text("not even YAML: [")
    return {"PATH": "/usr/bin:/bin", "XDG_CONFIG_HOME": str(tmp_path)}


def test_the_help_tells_the_first_run_and_names_every_command() -> None:
    shown = help_of()
    assert "voice-coach list " in shown
    assert "voice-coach start core-basics" in shown
    assert "voice-coach doctor" in shown
    assert all(re.search(rf"^  {name} +\w", shown, re.MULTILINE) for name in NAMES)


def test_the_exit_codes_are_in_the_help() -> None:
    shown = " ".join(help_of().split())
    assert "0 finished 3 stopped early 4 rest advised 2 usage or a bad routine 1 any" in shown
    assert "0 finished, 3 stopped early, 4 rest advised" in " ".join(help_of("start").split())


@pytest.mark.parametrize("name", NAMES)
def test_every_command_has_help_with_an_example(name: str) -> None:
    usage, _, text = help_of(name).partition("\n")
    assert usage.startswith(f"Usage: main {name}")
    assert re.search(rf"^ +voice-coach {name}\b", text, re.MULTILINE)


@pytest.mark.parametrize("name", ["set", "unset"])
def test_commands_of_commands_have_help_with_an_example(name: str) -> None:
    assert f"  voice-coach config {name} " in help_of("config", name)


@pytest.mark.parametrize("name", NAMES)
def test_every_option_says_what_it_is_for(name: str) -> None:
    command = main.get_command(click.Context(main), name)
    assert command is not None
    options = [one for one in command.params if isinstance(one, click.Option)]
    assert [option.name for option in options if not option.help] == []


@pytest.mark.parametrize("name", NAMES)
def test_no_help_is_wider_than_a_usual_terminal(name: str) -> None:
    assert max(map(len, help_of(name).splitlines())) <= 100


def test_h_is_short_for_help() -> None:
    assert CliRunner().invoke(main, ["start", "-h"]).output == help_of("start")


def test_a_mistyped_command_is_a_usage_error() -> None:
    result = CliRunner().invoke(main, ["strat"])
    assert result.exit_code == 2
    assert "strat" in result.stderr


def test_the_module_is_the_program() -> None:
    run = subprocess.run(
        [sys.executable, "-P", "-m", "voice_coach", "--version"],
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    assert run.stdout == f"voice-coach, version {version('voice-coach')}\n"


def test_the_shell_completes_commands(home: dict[str, str]) -> None:
    assert completed("voice-coach ", home) == NAMES
    assert completed("voice-coach s", home) == ["start", "show", "schema"]


@pytest.mark.parametrize("command", ["start", "show", "render"])
def test_the_shell_completes_names_of_routines(home: dict[str, str], command: str) -> None:
    assert completed(f"voice-coach {command} ta", home) == ["tabata"]


@pytest.mark.skipif(
    not sys.platform.startswith("linux"),
    reason="elsewhere, the user's folders can't be moved by the environment",
)
def test_the_shell_completes_ones_own_too_without_reading_them(home: dict[str, str]) -> None:
    assert completed("voice-coach start m", home) == [
        "mcgill-big-3",
        "morning-mobility",
        "my-planks",
    ]


def test_the_shell_completes_names_of_settings(home: dict[str, str]) -> None:
    assert completed("voice-coach config set vo", home) == ["voice", "volume"]


def test_the_shell_completes_what_an_option_takes(home: dict[str, str]) -> None:
    assert completed("voice-coach start --talk m", home) == ["minimal"]


@pytest.mark.parametrize("group", [(), ("plan",), ("config",), ("journal",)])
def test_no_line_of_a_list_of_commands_is_cut(group: tuple[str, ...]) -> None:
    listed = help_of(*group).partition("\nCommands:\n")[2]
    assert listed
    assert "..." not in listed


def test_a_routine_in_place_of_a_command_is_told_how_to_start() -> None:
    result = CliRunner().invoke(main, ["Core_Basics"])
    assert result.exit_code == 2
    assert "voice-coach start core-basics" in result.output


def test_an_unknown_command_is_told_the_nearest() -> None:
    assert "did you mean history?" in CliRunner().invoke(main, ["histroy"]).output
    result = CliRunner().invoke(main, ["frob"])
    assert result.exit_code == 2
    assert "voice-coach --help" in result.output
