"""`back`: show the state on the way back after back pain, and correct it."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime

import click

from voice_coach.app.console import show, tell
from voice_coach.config.emergency_numbers import advice_number, emergency_number
from voice_coach.config.health_file import Health, HealthFile, Profile, health_path
from voice_coach.config.settings import load_settings
from voice_coach.core.model.exercise import HealthCondition
from voice_coach.core.safety.recovery import RecoveryRecord, seen_by_clinician, standing
from voice_coach.errors import UsageError
from voice_coach.library.catalogue.screening import load_screening
from voice_coach.library.yaml.problems import quoted
from voice_coach.library.yaml.suggestions import did_you_mean
from voice_coach.system.clock import today as todays_date

_CONDITIONS = tuple(condition.value for condition in HealthCondition)
_NONE = "none"
_HANG = 18
"""The column where the second column begins."""


def _read_conditions(
    _context: click.Context, _parameter: click.Parameter, text: str | None
) -> frozenset[HealthCondition] | None:
    if text is None:
        return None
    names = [name.strip().lower() for name in text.split(",") if name.strip()]
    if names == [_NONE]:
        return frozenset()
    for name in names:
        if name not in _CONDITIONS:
            known = f"write some of {', '.join(_CONDITIONS)}, or {_NONE}"
            raise UsageError(
                f"There is no condition {quoted(name)}; {did_you_mean(name, _CONDITIONS, known)}."
            )
    if not names:
        raise UsageError(
            "Which conditions?", f"Write {_NONE}, or some of {', '.join(_CONDITIONS)}."
        )
    return frozenset(map(HealthCondition, names))


@click.command(short_help="The way back after back pain: where you stand, what comes next.")
@click.option(
    "--began",
    metavar="YYYY-MM-DD",
    type=click.DateTime(["%Y-%m-%d"]),
    help="The day the pain really began.",
)
@click.option("--seen", is_flag=True, help="A doctor looked at it and says you may exercise.")
@click.option("--clear", is_flag=True, help="It was a mistake: my back did not hurt.")
@click.option("--yes", is_flag=True, help="With --clear: do not ask for confirmation.")
@click.option(
    "--conditions",
    metavar="NAMES",
    callback=_read_conditions,
    help=f"Conditions to consider in choosing exercises, such as knee,wrist; or {_NONE}. There are "
    f"{', '.join(_CONDITIONS)}.",
)
@click.option("--ask-again", is_flag=True, help="Ask about the conditions again at the next start.")
def back(
    *,
    began: datetime | None,
    seen: bool,
    clear: bool,
    yes: bool,
    conditions: frozenset[HealthCondition] | None,
    ask_again: bool,
) -> None:
    """Show the way back after back pain: where you stand, what comes next, and when.

    After a day on which your back hurt, the coach leads you back in steps: rest for the first
    days, then gentle moves, then first strength moves, then less of your routine. Each start
    asks how your back is. The options correct a wrong answer.

    \b
    Examples:
      voice-coach back                          where I stand
      voice-coach back --began 2026-03-14       the pain began on that day
      voice-coach back --clear                  a mistake: my back did not hurt
      voice-coach back --conditions knee,wrist  to consider in choosing exercises

    The coach can't tell what it is, and no clinician has reviewed the steps: if you are unsure,
    ask a doctor or a physiotherapist.
    """
    _check_together(
        {"--clear": clear, "--began": began is not None, "--seen": seen},
        {"--conditions": conditions is not None, "--ask-again": ask_again},
    )
    if yes and not clear:
        raise UsageError("--yes works only with --clear.")
    today = todays_date()
    file = HealthFile(health_path())
    before = file.load()
    if before.damage:
        show(before.damage, err=True)
    recovery, profile = before.recovery, before.profile
    if began is not None:
        recovery = _began(_kept(recovery), began.date(), today)
    if seen:
        recovery = seen_by_clinician(_kept(recovery), today)
    if clear:
        recovery = _cleared(_kept(recovery), sure=yes)
    if conditions is not None:
        profile = Profile(conditions, today)
    if ask_again:
        profile = replace(profile, asked=None)
    health = replace(before, recovery=recovery, profile=profile)
    if health != before:
        file.save(health)
    for line in _shown(health, today):
        show(line, 4 if line.startswith("  - ") else _HANG)
    tell(f"\nThe file: {file.path}")


# --- corrections ------------------------------------------------------------------------


def _check_together(*rivals: dict[str, bool]) -> None:
    """Check that at most one option of each group is given."""
    for group in rivals:
        given = [name for name, is_given in group.items() if is_given]
        if len(given) > 1:
            raise UsageError(
                f"{' and '.join(given)} can't be used together.", "Use only one of them."
            )


def _kept(recovery: RecoveryRecord | None) -> RecoveryRecord:
    if recovery is None:
        raise UsageError("No back pain is recorded, so there is nothing to correct.")
    return recovery


def _began(recovery: RecoveryRecord, began: date, today: date) -> RecoveryRecord:
    if began > today:
        raise UsageError(f"{began} is in the future.", "Write the day on which the pain began.")
    if began.year < 1900:
        raise UsageError(f"{began} is too long ago.", "Write the day on which the pain began.")
    return replace(recovery, pain_began=began)


def _cleared(recovery: RecoveryRecord, *, sure: bool) -> RecoveryRecord | None:
    """Return None once it is confirmed: the recovery record is deleted."""
    if sure:
        return None
    if sys.stdin is None or not sys.stdin.isatty():
        raise UsageError("There is no terminal in which to confirm this.", "Add --yes.")
    question = "Forget that your back hurt? The next start then only asks its usual question."
    return None if click.confirm(question) else recovery


# --- showing ----------------------------------------------------------------------------


def _shown(health: Health, today: date) -> Iterator[str]:
    if health.recovery is None:
        yield "No back pain is recorded. Every start asks whether your back hurts."
    else:
        yield from _recovery_lines(health.recovery, today)
    yield ""
    yield from _profile_lines(health.profile, today)


def _recovery_lines(recovery: RecoveryRecord, today: date) -> Iterator[str]:
    stand = standing(recovery, today)
    yield f"Where you stand:  {stand.words}"
    if recovery.pain_began is not None:
        yield f"The pain began:   {_day(recovery.pain_began, today)}"
    yield f"Last asked:       {_day(recovery.checked, today)}"
    yield f"Next:             {stand.next_step}"
    if stand.earliest is not None:
        yield f"At the earliest:  {_day(stand.earliest, today)}"
    if recovery.is_urgent:
        yield "To correct it:    voice-coach back --seen, or --clear if it was a mistake"
    yield ""
    settings = load_settings()
    advice = load_screening(emergency_number(settings), advice_number(settings)).advice
    for name in stand.advice:
        for text in advice[name]:
            yield f"  - {text}"


def _profile_lines(profile: Profile, today: date) -> Iterator[str]:
    names = ", ".join(sorted(profile.conditions)) or _NONE
    if profile.asked is None and not profile.conditions:
        names = "not asked yet"
    yield f"Conditions:       {names}"
    due = profile.expires
    when = _day(due, today) if due is not None and due > today else "at the next start"
    yield f"Asked again:      {when}"


def _day(day: date, today: date) -> str:
    days = (day - today).days
    near = {-1: "yesterday", 0: "today", 1: "tomorrow"}
    words = near.get(days) or (f"in {days} days" if days > 0 else f"{-days} days ago")
    return f"{day} ({words})"
