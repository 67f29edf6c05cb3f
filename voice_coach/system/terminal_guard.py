"""Puts the terminal right when the coach is killed outright (`kill -9`, no memory left).

Only another process can do that: a shell that waits for the end of a pipe, with `stty`. It leaves
alone a terminal that the user's shell has set meanwhile.
"""

from __future__ import annotations

import subprocess
from contextlib import suppress

_SCRIPT = 'raw=$(stty -g <&2); read -r _; [ "$(stty -g <&2)" = "$raw" ] && stty "$@" <&2'


class TerminalGuard:
    """Watches over a terminal that has just been set to pass on single keys."""

    def __init__(self, terminal: int, words: tuple[str, ...]) -> None:
        """`terminal`: its file descriptor. `words`: what `stty` takes to put it right."""
        self._process: subprocess.Popen[bytes] | None = None
        # Without these programs there is no guard.
        with suppress(OSError):
            self._process = subprocess.Popen(
                ["/bin/sh", "-c", _SCRIPT, "sh", *words],
                stdin=subprocess.PIPE,
                stdout=subprocess.DEVNULL,
                stderr=terminal,
                # Out of reach of the signals that the terminal sends.
                start_new_session=True,
            )

    def close(self) -> None:
        """The terminal is put right by others."""
        if self._process is not None:
            self._process.kill()
            # Closes the pipe, too.
            with self._process:
                pass
