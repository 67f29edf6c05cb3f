"""Write the journal from its thread: to the database, or to a fallback file if that fails."""

from __future__ import annotations

import sqlite3
from contextlib import suppress
from typing import TYPE_CHECKING

from voice_coach.core.events.facts import TakenBack
from voice_coach.journal.damage import UNREADABLE
from voice_coach.journal.database import (
    DamagedJournalError,
    JournalError,
    check_whole,
    connect,
    flush,
    journal_errors,
    put_off_flushing,
    renew,
    transaction,
)
from voice_coach.journal.fallback_file import FallbackFile, fallback_folders
from voice_coach.journal.fallback_import import take_in_fallbacks
from voice_coach.journal.paths import marks_folder
from voice_coach.journal.reports import JournalChanged
from voice_coach.journal.rows import PLAN_KEPT, forget_plans, save, save_screening
from voice_coach.journal.session_locks import SessionLock, marks, unmark

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from voice_coach.core.events.facts import Fact
    from voice_coach.journal.records import Account, ClockOrigin, KeptScreening


class WriteLoop:
    """Holds the whole session in memory, so that nothing is lost if the database is."""

    def __init__(
        self,
        path: Path,
        tell: Callable[[JournalChanged], None],
        folders: tuple[Path, ...] | None = None,
    ) -> None:
        self._path = path
        self._tell = tell
        self._folders = folders or fallback_folders(path)
        self._fallback: FallbackFile | None = None
        self._connection: sqlite3.Connection | None = None
        self._account: Account | None = None
        self._mark: SessionLock | None = None
        self._intervals_saved = self._commands_saved = 0
        self._timers_saved = self._screenings_saved = 0
        self._trouble = ""
        self._maintained = False
        self.screenings: list[KeptScreening] = []

    def do(self, what: Callable[[WriteLoop], None]) -> None:
        """Run an action, and report an unexpected error rather than end."""
        try:
            what(self)
        except Exception as error:  # noqa: BLE001 - the rest of the workout is kept all the same.
            self._tell_trouble(fault_of(error))

    # --- what there is to write ---------------------------------------------------------

    def begin(self, account: Account) -> None:
        """Start to record this session."""
        self._account = account
        self._intervals_saved = self._commands_saved = self._timers_saved = 0
        # Without a mark it is kept all the same; it can only not be offered to be resumed.
        with suppress(OSError):
            self._mark = SessionLock(
                marks_folder(self._path), account.key, account.routine, account.title
            )

    def take(self, fact: Fact, origin: ClockOrigin) -> None:
        """Add facts to the session."""
        if self._account is None:
            return
        self._account.take(fact, origin)
        if isinstance(fact, TakenBack):
            self._intervals_saved = min(self._intervals_saved, fact.left)

    # --- where it gets to ---------------------------------------------------------------

    def save(self) -> None:
        """Write what is new: to the database, or to the fallback file if that fails."""
        try:
            try:
                self._save()
            except DamagedJournalError as error:
                self._renew(error)
                self._save()
        except JournalError as error:
            self._in_trouble(error)
        except Exception as error:  # noqa: BLE001 - whatever it is, the workout is kept aside.
            self._in_trouble(fault_of(error))
        else:
            self._out_of_trouble()
            self._maintain()

    def close(self) -> str:
        """Close everything, and return a notice for the athlete about data that was not saved."""
        account, mark = self._account, self._mark
        if mark is not None and account is not None:
            done_with = account.ending is not None and not account.can_be_resumed
            with suppress(OSError):
                if done_with:
                    mark.remove()
                else:
                    mark.note(account.sets_done)
                    mark.leave()
        if self._connection is not None:
            self._connection.close()
        if not self._trouble:
            return ""
        if self._fallback is None or self._fallback.path is None:
            return f"{self._trouble} This workout could not be saved anywhere."
        return (
            f"{self._trouble} This workout is saved in {self._fallback.path}; the next start "
            "adds it to the journal."
        )

    def _save(self) -> None:
        """Write what is new to the database. Raises JournalError."""
        if self._connection is None:
            self._connection = connect(self._path)
            check_whole(self._connection, self._path)
        put_off_flushing(self._connection)
        account = self._account
        with journal_errors(self._path), transaction(self._connection):
            for screening in self.screenings[self._screenings_saved :]:
                save_screening(self._connection, screening)
            if account is not None and account.plan is not None:
                save(
                    self._connection,
                    account,
                    intervals=self._intervals_saved,
                    commands=self._commands_saved,
                    timers=self._timers_saved,
                )
        self._screenings_saved = len(self.screenings)
        if account is not None and account.plan is not None:
            self._intervals_saved = max((one.number + 1 for one in account.intervals), default=0)
            self._commands_saved = len(account.commands)
            # The last one may still be running.
            self._timers_saved = max(0, len(account.timers) - 1)
            if self._mark is not None:
                with suppress(OSError):
                    self._mark.note(max(account.sets_done, account.is_at_work))
        flush(self._path)

    def _renew(self, why: DamagedJournalError) -> None:
        """Start a new database if the old one is damaged. Raises JournalError."""
        self._disconnect()
        self._connection, aside = renew(self._path)
        if aside is not None:
            what = f"{why.what} It was moved to {aside}, and a new one was started."
            self._tell(JournalChanged(what, works=True))

    def _disconnect(self) -> None:
        if self._connection is not None:
            self._connection.close()
            self._connection = None
        # What a transaction that failed had written is not there; all of it is written again.
        self._intervals_saved = self._commands_saved = 0
        self._timers_saved = self._screenings_saved = 0

    def _in_trouble(self, error: JournalError) -> None:
        self._disconnect()
        self._tell_trouble(error)
        if self._account is None and not self.screenings:
            return
        if self._fallback is None:
            key = self._account.key if self._account else self.screenings[0].key
            self._fallback = FallbackFile(self._folders, self._path, key)
        account = self._account
        self._fallback.write([account] if account and account.plan else [], self.screenings)

    def _tell_trouble(self, error: JournalError) -> None:
        if not self._trouble:
            self._tell(
                JournalChanged(f"{error} The workout goes on, and is saved elsewhere.", works=False)
            )
        self._trouble = error.what

    def _out_of_trouble(self) -> None:
        if self._fallback is not None:
            self._fallback.remove()
        if self._trouble:
            self._trouble = ""
            self._tell(JournalChanged("The journal can be written again.", works=True))

    # --- once, when it works ------------------------------------------------------------

    def _maintain(self) -> None:
        """Import fallback files, and remove plans that nobody can resume."""
        if self._maintained or self._connection is None:
            return
        self._maintained = True
        # Whatever is wrong with what was kept elsewhere, this workout is kept.
        with suppress(JournalError, OSError, *UNREADABLE):
            take_in_fallbacks(self._connection, self._path, self._folders)
            self._forget(self._connection)

    def _forget(self, connection: sqlite3.Connection) -> None:
        now = max((one.at for one in self.screenings), default=0.0)
        now = max(now, self._account.ended if self._account else 0.0)
        with journal_errors(self._path), transaction(connection):
            forget_plans(connection, now)
        folder = marks_folder(self._path)
        for one in marks(folder):
            if not one.live and one.touched < now - PLAN_KEPT:
                unmark(folder, one.key)


def fault_of(error: Exception) -> JournalError:
    """Turn an unexpected error into a JournalError."""
    return JournalError(
        f"The journal has a fault, please report it: {type(error).__name__}: {error}."
    )
