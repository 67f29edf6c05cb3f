"""`doctor`: each part checked, and what to do about what is missing."""

from __future__ import annotations

import json

import click

from voice_coach.app.console import show, tell
from voice_coach.checkup.finding import Finding, FindingState
from voice_coach.checkup.run import examine

_PART_WIDTH = 13
_HANG = _PART_WIDTH + 7
"""The column where the third column begins."""
_COLOURS = {FindingState.OK: "green", FindingState.NOTE: "yellow", FindingState.FAIL: "red"}


@click.command(short_help="Check each part, and say what to do about what is missing.")
@click.option("--quiet", is_flag=True, help="Play nothing aloud.")
@click.option("--json", "as_json", is_flag=True, help="For scripts: one JSON object, at the end.")
@click.pass_context
def doctor(ctx: click.Context, quiet: bool, as_json: bool) -> None:
    """Check each part, play a test sentence, and say what to do about missing parts.

    Speech, voice, sound, microphone, echo, terminal, sleep, folders, journal and routines are
    tried one after the other, which takes some ten seconds. "ok" is well; "note" is worth knowing,
    and a workout can be led all the same; "FAIL" is in the way of one with speech and sound.
    "sleep" is whether the computer can be kept awake while a workout runs.

    The delay is the time from asking for a sound to its leaving the device, without what a
    headset by radio adds. The echo is what the microphone hears of the coach: how much later, how
    loud, and how much of it is taken out; "words" is whether a phrase played into the room was
    understood. What is heard is kept nowhere.

    Exits 0 when a workout can be led with speech and sound, and 1 when it can't.

    \b
    Examples:
      voice-coach doctor              and listen
      voice-coach doctor --quiet      without the test sentence
      voice-coach doctor --json       for scripts
    """
    findings = []
    for finding in examine(aloud=not quiet):
        findings.append(finding)
        if not as_json:
            _show(finding)
    failed = [finding.part for finding in findings if finding.state is FindingState.FAIL]
    if as_json:
        checks = [_fields(finding) for finding in findings]
        click.echo(json.dumps({"ok": not failed, "checks": checks}, indent=2, ensure_ascii=False))
    else:
        tell(_verdict(failed))
    ctx.exit(1 if failed else 0)


def _show(finding: Finding) -> None:
    line = f"{finding.state:5} {finding.part:{_PART_WIDTH}} {finding.found}"
    show(line, _HANG, colour=_COLOURS[finding.state])
    for advice in finding.advice:
        show(f"{'':{_HANG}}{advice}", _HANG)


def _verdict(failed: list[str]) -> str:
    if not failed:
        return "\nA workout can be led with speech and sound: voice-coach start core-basics"
    parts = (
        " and ".join(failed) if len(failed) < 3 else f"{', '.join(failed[:-1])} and {failed[-1]}"
    )
    return f"\nNot ready yet: first fix {parts}, as described above."


def _fields(finding: Finding) -> dict[str, object]:
    return {
        "part": finding.part,
        "state": finding.state.lower(),
        "found": finding.found,
        "advice": list(finding.advice),
        "measured": finding.measured,
    }
