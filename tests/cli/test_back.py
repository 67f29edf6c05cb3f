"""`voice-coach back`, as it is typed."""

from __future__ import annotations

import os
import sys
from datetime import date, timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from voice_coach.cli import main
from voice_coach.config.health_file import Health, HealthFile, Profile
from voice_coach.core.safety.clearance import Outcome
from voice_coach.core.safety.recovery import RecoveryRecord, RecoveryRung, Referral
from voice_coach.system.clock import today

if sys.platform != "win32":
    import pexpect

pytestmark = pytest.mark.skipif(
    not sys.platform.startswith("linux"),
    reason="elsewhere, the user's folders can't be moved by the environment",
)

GENTLE = RecoveryRecord(RecoveryRung.GENTLE, Outcome.GENTLE, date(2020, 3, 1), date(2020, 3, 9), 1)
URGENT = RecoveryRecord(RecoveryRung.REST, Outcome.SAME_DAY, date(2020, 3, 1), date(2020, 3, 1))


class Typed:
    """Runs `voice-coach back` in a home of its own."""

    def __init__(self, home: Path) -> None:
        self.file = HealthFile(home / "data" / "voice-coach" / "health.json")
        self.environment = {
            "XDG_CONFIG_HOME": str(home / "config"),
            "XDG_DATA_HOME": str(home / "data"),
            "LC_ALL": "C.UTF-8",
        }

    def __call__(self, *options: str) -> Result:
        return CliRunner(env=self.environment).invoke(main, ("back", *options))

    @property
    def kept(self) -> Health:
        return self.file.load()


@pytest.fixture
def typed(tmp_path: Path) -> Typed:
    return Typed(tmp_path)


@pytest.fixture
def sore(typed: Typed) -> Typed:
    """Somebody on the ladder."""
    typed.file.save(Health(GENTLE, Profile(frozenset({"knee"}), date(2020, 1, 1))))
    return typed


def line(result: Result, name: str) -> str:
    found = next(line for line in result.output.splitlines() if line.startswith(name))
    return found.removeprefix(name).strip()


def test_with_nothing_kept_it_says_so_and_writes_nothing(typed: Typed) -> None:
    result = typed()
    assert result.exit_code == 0
    assert "No back pain is recorded" in result.output
    assert line(result, "Conditions:") == "not asked yet"
    assert line(result, "Asked again:") == "at the next start"
    assert line(result, "The file:") == str(typed.file.path)
    assert not typed.file.path.exists()


def test_it_shows_the_rung_the_next_step_and_its_day(sore: Typed) -> None:
    result = sore()
    assert result.exit_code == 0
    assert line(result, "Where you stand:") == "slow, easy moves only"
    assert line(result, "The pain began:").startswith("2020-03-01 (")
    assert line(result, "Last asked:").startswith("2020-03-09 (")
    assert line(result, "Next:").startswith("first strength moves")
    assert line(result, "At the earliest:").endswith("(today)")
    assert line(result, "Conditions:") == "knee"


def test_it_shows_the_advice_of_the_rung_and_the_referral(sore: Typed) -> None:
    output = sore().output
    assert "- Slow, easy moves only." in output
    assert "belongs to a specialist" in output


def test_advice_has_the_emergency_number_of_the_settings(typed: Typed) -> None:
    typed.file.save(Health(RecoveryRecord(RecoveryRung.REST, Outcome.REST, today(), today())))
    assert (
        "call for help at once: your local emergency number; if you don't know it, 112 also"
        in typed().output
    )
    assert (
        CliRunner(env=typed.environment)
        .invoke(main, ("config", "set", "emergency_number", "112"))
        .exit_code
        == 0
    )
    assert "call for help at once: 112." in typed().output


def test_the_day_the_pain_began_is_put_right(sore: Typed) -> None:
    result = sore("--began", "2020-02-20")
    assert result.exit_code == 0
    assert line(result, "The pain began:").startswith("2020-02-20")
    assert sore.kept.recovery is not None
    assert sore.kept.recovery.pain_began == date(2020, 2, 20)


@pytest.mark.parametrize(
    ("day", "complaint"),
    [
        ((today() + timedelta(days=2)).isoformat(), "is in the future"),
        ("1066-10-14", "is too long ago"),
        ("yesterday", "does not match the format"),
    ],
)
def test_a_day_that_cannot_be_is_not_taken(sore: Typed, day: str, complaint: str) -> None:
    result = sore("--began", day)
    assert result.exit_code == 2
    assert complaint in result.output
    assert sore.kept.recovery == GENTLE


def test_a_slip_is_cleared_and_the_rest_stays(sore: Typed) -> None:
    result = sore("--clear", "--yes")
    assert result.exit_code == 0
    assert "No back pain is recorded" in result.output
    assert sore.kept.recovery is None
    assert sore.kept.profile.conditions == {"knee"}


def test_clearing_needs_a_terminal_or_yes(sore: Typed) -> None:
    result = sore("--clear")
    assert result.exit_code == 2
    assert "Add --yes" in result.output
    assert sore.kept.recovery == GENTLE


@pytest.mark.parametrize(("answer", "stays"), [("y", False), ("n", True)])
def test_in_a_terminal_clearing_is_confirmed(sore: Typed, answer: str, stays: bool) -> None:
    environment = {**os.environ, **sore.environment}
    terminal = pexpect.spawn(
        sys.executable, ["-m", "voice_coach", "back", "--clear"], env=environment, timeout=60
    )
    try:
        terminal.expect_exact("Forget that your back hurt?")
        terminal.sendline(answer)
        terminal.expect_exact("The file:")
        terminal.expect(pexpect.EOF)
    finally:
        terminal.close()
    assert (sore.kept.recovery is not None) is stays


def test_what_is_urgent_says_how_it_is_put_right(typed: Typed) -> None:
    typed.file.save(Health(URGENT))
    result = typed()
    assert line(result, "Where you stand:") == "no workout until a doctor has looked at it"
    assert "--seen" in line(result, "To correct it:")
    assert "At the earliest" not in result.output


def test_a_doctors_word_opens_gentle_moves(typed: Typed) -> None:
    typed.file.save(Health(URGENT))
    assert line(typed("--seen"), "Where you stand:") == "slow, easy moves only"
    assert typed.kept.recovery is not None
    assert typed.kept.recovery.rung is RecoveryRung.GENTLE
    assert typed.kept.recovery.referral is Referral.NONE


@pytest.mark.parametrize("option", [("--began", "2020-03-01"), ("--clear", "--yes"), ("--seen",)])
def test_with_no_back_pain_kept_there_is_nothing_to_put_right(
    typed: Typed, option: tuple[str, ...]
) -> None:
    result = typed(*option)
    assert result.exit_code == 2
    assert "nothing to correct" in result.output


@pytest.mark.parametrize(
    ("text", "conditions"),
    [
        ("knee,wrist", {"knee", "wrist"}),
        (" Knee , inflammatory-spine ", {"knee", "inflammatory-spine"}),
        ("none", set()),
    ],
)
def test_conditions_are_put_right_and_count_as_asked(
    typed: Typed, text: str, conditions: set[str]
) -> None:
    result = typed("--conditions", text)
    assert result.exit_code == 0
    assert line(result, "Conditions:") == (", ".join(sorted(conditions)) or "none")
    assert "in 365 days" in line(result, "Asked again:")
    assert typed.kept.profile.conditions == conditions


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("kne", 'There is no condition "kne"; did you mean knee'),
        ("knee,none", 'There is no condition "none"'),
        ("", "Which conditions?"),
    ],
)
def test_a_condition_that_is_not_known_is_told(sore: Typed, text: str, complaint: str) -> None:
    result = sore("--conditions", text)
    assert result.exit_code == 2
    assert complaint in result.output
    assert sore.kept.profile.conditions == {"knee"}


def test_asking_again_keeps_the_conditions_until_then(typed: Typed) -> None:
    typed("--conditions", "knee")
    result = typed("--ask-again")
    assert line(result, "Conditions:") == "knee"
    assert line(result, "Asked again:") == "at the next start"
    assert typed.kept.profile == Profile(frozenset({"knee"}), None)


@pytest.mark.parametrize(
    "options",
    [
        ("--clear", "--yes", "--began", "2020-03-01"),
        ("--clear", "--yes", "--seen"),
        ("--conditions", "knee", "--ask-again"),
    ],
)
def test_options_that_contradict_each_other_are_told(sore: Typed, options: tuple[str, ...]) -> None:
    result = sore(*options)
    assert result.exit_code == 2
    assert "can't be used together" in result.output
    assert sore.kept.recovery == GENTLE


def test_yes_alone_is_no_option(sore: Typed) -> None:
    assert "works only with --clear" in sore("--yes").output


def test_a_damaged_file_is_told_with_where_it_is_now(typed: Typed) -> None:
    typed.file.path.parent.mkdir(parents=True)
    typed.file.path.write_text("{")
    result = typed()
    assert result.exit_code == 0
    assert "can't be read" in result.output
    assert "health.json.damaged" in result.output


def test_the_words_diagnose_nothing_and_promise_nothing(sore: Typed) -> None:
    words = (sore().output + sore("--help").output).lower()
    for banned in ("strain", "sprain", "heal", "cure", "you are fit", "guarantee"):
        assert banned not in words.replace("health", "")
    assert "can't tell what it is" in words
