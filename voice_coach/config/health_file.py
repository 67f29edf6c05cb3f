"""The record of the athlete's health, in one small file that only they can read.

It is as little as the next start needs: how far their recovery is, and the conditions
that their exercises respect. No answer of an interview is kept. How the back felt after sessions
is in the journal.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from typing import Any, TypeVar

import platformdirs

from voice_coach.core.model.exercise import HealthCondition
from voice_coach.core.safety.clearance import Outcome
from voice_coach.core.safety.recovery import RecoveryRecord, RecoveryRung, Referral
from voice_coach.errors import CoachError, UsageError
from voice_coach.system.atomic_write import PRIVATE, free_name_beside, write_whole
from voice_coach.system.bounded_read import LARGEST, read_regular

VERSION = 1
"""Version of the file's form."""

PROFILE_LASTS = timedelta(days=365)
"""After so long, the conditions are asked again."""

_YEARS = range(1900, 3000)
"""Years outside are taken for mistakes."""

_T = TypeVar("_T", Outcome, RecoveryRung, Referral)


@dataclass(frozen=True, slots=True)
class Profile:
    """The conditions that exercises should respect."""

    conditions: frozenset[HealthCondition] = frozenset()
    asked: date | None = None
    """The day of the last questions; None: never, or they must be asked again."""

    @property
    def expires(self) -> date | None:
        """From when on they are asked again; None: at the next start."""
        return None if self.asked is None else self.asked + PROFILE_LASTS

    def is_due(self, today: date) -> bool:
        """True if they should be asked about at this start."""
        return self.expires is None or today >= self.expires


@dataclass(frozen=True, slots=True)
class Health:
    """The whole record."""

    recovery: RecoveryRecord | None = None
    profile: Profile = Profile()
    damage: str = field(default="", compare=False)
    """The reason why the file could not be read, in a sentence; not kept itself. The careful thing
    is then to ask everything again."""


def health_path() -> Path:
    """The file; it may not be there yet."""
    return platformdirs.user_data_path("voice-coach", appauthor=False) / "health.json"


class HealthFile:
    """The file in which it is kept."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def load(self) -> Health:
        """Read the record; an empty one if there is no file.

        A file that is damaged is set aside under another name, and `Health.damage` says so.
        """
        try:
            return _read(read_regular(self.path, LARGEST))
        except FileNotFoundError:
            return Health()
        except OSError as error:
            return Health(damage=f"{self.path} can't be read: {error.strerror or error}.")
        except _DamagedHealthFileError as error:
            return Health(damage=self._set_aside(error))

    def check(self) -> None:
        """Raises UsageError where there is a file that can't be read, and leaves it as it is."""
        try:
            _read(read_regular(self.path, LARGEST))
        except FileNotFoundError:
            return
        except OSError as error:
            why = error.strerror or str(error)
        except _DamagedHealthFileError as error:
            why = str(error)
        else:
            return
        raise UsageError(
            f"Your saved health answers can't be read ({self.path}: {why}), so --fit can't take "
            "your conditions into account.",
            "Start without --fit, and answer the questions.",
        )

    def save(self, health: Health) -> None:
        """Replace the file. Raises CoachError; what was kept before is then as it was."""
        try:
            self._spare_what_cannot_be_read()
            write_whole(self.path, _written(health), PRIVATE)
        except OSError as error:
            raise CoachError(
                f"{self.path} can't be written: {error.strerror or error}. So the next start "
                "won't know how your back is.",
                "Make the folder writable, and tell the coach about your back at the next start.",
            ) from error

    def _set_aside(self, why: _DamagedHealthFileError) -> str:
        what = f"Your saved health answers can't be read ({why})"
        try:
            aside = self._move_away()
        except OSError as error:
            return f"{what}. They stay in {self.path}: {error.strerror or error}."
        return f"{what}. They were moved to {aside}."

    def _spare_what_cannot_be_read(self) -> None:
        """Move a damaged file away before another takes its place. Raises OSError."""
        try:
            _read(read_regular(self.path, LARGEST))
        except FileNotFoundError:
            return
        except _DamagedHealthFileError:
            self._move_away()

    def _move_away(self) -> Path:
        return self.path.rename(free_name_beside(self.path))


class _DamagedHealthFileError(Exception):
    """The file is not as we write it: in which way."""


def _written(health: Health) -> bytes:
    fields = {
        "version": VERSION,
        "ladder": None if health.recovery is None else _recovery_fields(health.recovery),
        "profile": {
            "conditions": sorted(health.profile.conditions),
            "asked": _written_day(health.profile.asked),
        },
    }
    return (json.dumps(fields, indent=1) + "\n").encode()


def _recovery_fields(recovery: RecoveryRecord) -> dict[str, str | int | None]:
    return {
        "rung": recovery.rung.name.lower(),
        "outcome": recovery.outcome.name.lower(),
        "pain_began": _written_day(recovery.pain_began),
        "checked": recovery.checked.isoformat(),
        "better": recovery.better,
        "referral": recovery.referral.name.lower(),
    }


def _written_day(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def _read(data: bytes) -> Health:
    """Raises _DamagedError."""
    try:
        fields = json.loads(data)
        version = fields["version"]
        if version == VERSION:
            return Health(
                None if fields["ladder"] is None else _recovery(fields["ladder"]),
                _profile(fields["profile"]),
            )
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
        raise _DamagedHealthFileError("the file is damaged") from error
    raise _DamagedHealthFileError("it was written by another version of voice-coach")


# Each of these raises ValueError, TypeError, KeyError or AttributeError for what is not so.


def _recovery(fields: Any) -> RecoveryRecord:
    return RecoveryRecord(
        _named(RecoveryRung, fields["rung"]),
        _named(Outcome, fields["outcome"]),
        _day_or_none(fields["pain_began"]),
        _day(fields["checked"]),
        _count(fields["better"]),
        _named(Referral, fields["referral"]),
    )


def _profile(fields: Any) -> Profile:
    return Profile(
        frozenset(HealthCondition(name) for name in fields["conditions"]),
        _day_or_none(fields["asked"]),
    )


def _named(kind: type[_T], name: Any) -> _T:
    return kind[_text(name).upper()]


def _day_or_none(text: Any) -> date | None:
    return None if text is None else _day(text)


def _day(text: Any) -> date:
    day = date.fromisoformat(text)
    if day.year not in _YEARS:
        raise ValueError(text)
    return day


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError(value)
    return value


def _count(value: Any) -> int:
    if type(value) is not int or value < 0:
        raise ValueError(value)
    return value
