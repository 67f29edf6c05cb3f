"""Check the terminal: whether keys work, and what it can show."""

from __future__ import annotations

import os
from collections.abc import Mapping
from contextlib import suppress
from typing import TextIO

from voice_coach.checkup.finding import Finding, FindingState

_NARROWEST = 60
"""Columns below which the status line loses more than the next exercise."""


def check_terminal(
    stdin: TextIO | None, stdout: TextIO | None, environment: Mapping[str, str]
) -> Finding:
    """Report whether keys work, and which characters and colours can be shown."""
    keys = stdin is not None and stdin.isatty()
    screen = stdout is not None and stdout.isatty()
    encoding = (getattr(stdout, "encoding", None) or "no encoding").upper()
    signs = encoding.replace("-", "").startswith("UTF")
    columns, lines = _size(stdout) if screen else (0, 0)
    dumb = environment.get("TERM") == "dumb"
    found = ", ".join(
        (
            "keys work" if keys else "no keyboard: standard input is not a terminal",
            f"{columns} by {lines} characters" if screen else "standard output is not a terminal",
            *([_colours(environment)] if screen else []),
            encoding,
        )
    )
    advice = (
        *([] if keys else ["Without keys, `voice-coach start` needs --fit, and Ctrl-C stops it."]),
        *([] if screen else ["The output there is plain lines."]),
        *(["It is narrow: what comes next may be cut off."] if 0 < columns < _NARROWEST else []),
        *(["`voice-coach config set plain yes` suits it."] if screen and dumb else []),
        *([] if signs else ["Characters that it can't show appear as ?; PYTHONUTF8=1 may help."]),
    )
    return Finding(
        "terminal",
        FindingState.NOTE if advice else FindingState.OK,
        found,
        advice,
        {"keys": keys, "screen": screen, "columns": columns, "lines": lines, "encoding": encoding},
    )


def _size(stdout: TextIO | None) -> tuple[int, int]:
    with suppress(OSError, ValueError, AttributeError):
        if stdout is not None:
            size = os.get_terminal_size(stdout.fileno())
            return size.columns, size.lines
    return 0, 0


def _colours(environment: Mapping[str, str]) -> str:
    kind = environment.get("TERM", "")
    if "NO_COLOR" in environment or kind == "dumb":
        return "no colours"
    if environment.get("COLORTERM") in ("truecolor", "24bit"):
        return "all colours"
    return "256 colours" if "256" in kind else "few colours"
