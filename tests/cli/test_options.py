"""`--listen`, with its mode and without."""

from __future__ import annotations

import click
import pytest
from click.testing import CliRunner, Result

from voice_coach.cli.options import ListeningCommand, listening


@click.command(cls=ListeningCommand)
@click.argument("routine", required=False)
@click.option("--plain", is_flag=True)
@listening
def tried(routine: str | None, *, plain: bool, listen: str | None) -> None:
    click.echo(f"{routine} {plain} {listen}")


def typed(line: str) -> Result:
    return CliRunner().invoke(tried, line.split())


@pytest.mark.parametrize(
    ("line", "routine", "mode"),
    [
        ("tabata", "tabata", None),
        ("tabata --listen", "tabata", "open"),
        ("--listen tabata", "tabata", "open"),
        ("--listen wake tabata", "tabata", "wake"),
        ("--listen=wake tabata", "tabata", "wake"),
        ("tabata --listen off", "tabata", "off"),
        ("--listen", "None", "open"),
        ("-- --listen", "--listen", None),
    ],
)
def test_a_word_after_it_is_its_mode_only_if_it_is_one(
    line: str, routine: str, mode: str | None
) -> None:
    assert typed(line).output == f"{routine} False {mode}\n"


def test_another_option_may_follow_it() -> None:
    assert typed("--listen --plain tabata").output == "tabata True open\n"


def test_another_mode_is_a_mistake() -> None:
    result = typed("--listen=loud tabata")
    assert result.exit_code == 2
    assert "'loud'" in result.output
