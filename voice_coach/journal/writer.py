"""Write the journal as the session runs, from its own thread: nothing else waits for the disk."""

from __future__ import annotations

import queue
import threading
from typing import TYPE_CHECKING

from voice_coach.core.events.facts import Fact, Screened
from voice_coach.journal.paths import journal_path
from voice_coach.journal.records import Account, ClockOrigin, screening_of
from voice_coach.journal.reports import JournalChanged
from voice_coach.system.mailbox import Mailbox

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from voice_coach.journal.write_loop import WriteLoop

FLUSH = 8.0
"""Seconds that the end of a session waits at most for the last data to be written: longer than
another process may block the database."""


class JournalWriter:
    """Takes facts, and writes them.

    What can't be written is kept in memory and in a fallback file; this is reported once. The
    thread starts with the first fact: it must not delay the first word.

    """

    def __init__(
        self,
        tell: Callable[[JournalChanged], None],
        origin: ClockOrigin,
        path: Path | None = None,
        folders: tuple[Path, ...] | None = None,
    ) -> None:
        """`tell` is called from the thread. `folders`: where fallback files may be."""
        self._tell = tell
        self._origin = origin
        self._path = path or journal_path()
        self._folders = folders
        self._queue: Mailbox[Callable[[WriteLoop], None] | None] = Mailbox()
        self._thread = threading.Thread(target=self._run, name="journal", daemon=True)
        self.last_words: str = ""
        """After `close`: what the athlete should know about data that was not saved."""

    def begin(self, account: Account) -> None:
        """Assign all later facts to this session, new or resumed."""
        self._queue.put(lambda loop: loop.begin(account))

    def take(self, fact: Fact) -> None:
        """Keep facts. Returns at once."""
        origin = self._origin
        if isinstance(fact, Screened):
            screening = screening_of(fact.outcome, origin.wall_at(fact.at))
            self._queue.put(lambda loop: loop.screenings.append(screening))
        else:
            self._queue.put(lambda loop: loop.take(fact, origin))
        self._start()

    def close(self) -> None:
        """Write what is left, and release the session so that it can be resumed."""
        if not self._thread.is_alive():
            return
        self._queue.put(None)
        self._thread.join(FLUSH)
        if self._thread.is_alive():
            self.last_words = "The end of this workout could not be written in time."

    def _start(self) -> None:
        if self._thread.ident is None:
            self._thread.start()

    def _run(self) -> None:
        try:
            self._write()
        except Exception as error:  # noqa: BLE001 - no fault of ours here may end a workout.
            fault = f"{type(error).__name__}: {error}"
            what = f"The journal has a fault, please report it: {fault}. The workout goes on."
            self._tell(JournalChanged(what, works=False))

    def _write(self) -> None:
        # Imported here: not before the first word.
        from voice_coach.journal.write_loop import WriteLoop  # noqa: PLC0415

        loop = WriteLoop(self._path, self._tell, self._folders)
        going_on = True
        while going_on:
            going_on = self._keep(loop)
            loop.save()
        self.last_words = loop.close()

    def _keep(self, loop: WriteLoop) -> bool:
        """Wait for facts and take all of them; return whether more may come."""
        message = self._queue.get()
        while message is not None:
            loop.do(message)
            try:
                message = self._queue.get_nowait()
            except queue.Empty:
                return True
        return False
