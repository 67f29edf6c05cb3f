"""Statistics over years of sessions, computed in the database, which is faster than in Python.

Each function raises JournalError, and counts only sessions that are over and had some work: not one
under way, and not one that was left before any of its work.

"""

from __future__ import annotations

from datetime import date, datetime, timedelta, timezone
from typing import TYPE_CHECKING

from voice_coach.core.model.exercise import CORE_GROUPS, Group
from voice_coach.core.model.history import Effort, Ending
from voice_coach.core.safety.clearance import Outcome
from voice_coach.core.training.statistics import (
    Best,
    Day,
    Pain,
    SessionLine,
    Trained,
    TrainingTotals,
)
from voice_coach.journal.damage import readable

if TYPE_CHECKING:
    import sqlite3

    from voice_coach.journal.reader import JournalReader

_NO_SESSION = (Outcome.REST.name, Outcome.SAME_DAY.name, Outcome.EMERGENCY.name)

# Where sessions are chosen, `:routine` is the slug of the only routine that counts, or NULL. Those
# without any work have nothing in `trained` that would add to a sum.

_SUMMARIES = """
WITH chosen AS MATERIALIZED (
    SELECT * FROM counted WHERE (:routine IS NULL OR routine = :routine)
    ORDER BY began DESC, id DESC LIMIT :limit
)
SELECT chosen.*,
    -- A round of an AMRAP has a part for each exercise, and is one interval.
    sum(part = 0 AND deed = 'done') AS done,
    sum(part = 0 AND deed = 'shortened') AS shortened,
    sum(part = 0 AND deed = 'skipped') AS skipped,
    total((met - 1) * interval.spent * (met > 1 AND deed <> 'skipped')) / 3600 AS net_met_hours
FROM chosen LEFT JOIN interval ON session = chosen.id AND exercise IS NOT NULL
GROUP BY chosen.id
ORDER BY chosen.began DESC, chosen.id DESC
"""

_DAYS = """
SELECT day, count(*) AS sessions, sum(spent) AS spent
FROM counted WHERE (:routine IS NULL OR routine = :routine)
GROUP BY day
"""

_PAINS = """
SELECT day, pain FROM counted
WHERE (:routine IS NULL OR routine = :routine) AND pain IS NOT NULL AND day >= :since
ORDER BY began
"""

_ENERGY = """
SELECT total((met - 1) * seconds) / 3600
FROM session JOIN trained ON trained.session = session.id
WHERE ending IS NOT NULL AND (:routine IS NULL OR routine = :routine) AND met > 1
"""

_TRAINED = """
SELECT day, muscle_group, sum(seconds) AS seconds
FROM session JOIN trained ON trained.session = session.id
WHERE ending IS NOT NULL AND (:routine IS NULL OR routine = :routine) AND day >= :since
    AND exercise_kind = 'strength' AND muscle_group IN (:extensors, :flexors, :obliques)
    AND seconds > 0
GROUP BY day, muscle_group
"""

# Of several that are the longest the first counts: a record is dated when it was set. Beside a
# single min(), SQLite takes the other columns from the row that has it.
_BESTS = """
SELECT exercise, name, longest, min(began), day FROM (
    SELECT exercise, name, longest, began, day,
        max(longest) OVER (PARTITION BY exercise) AS longest_of_all
    FROM session JOIN trained ON trained.session = session.id
    WHERE ending IS NOT NULL AND (:routine IS NULL OR routine = :routine) AND longest > 0
        AND exercise_kind = 'strength'
)
WHERE longest = longest_of_all GROUP BY exercise
"""

_REST_ADVISED = "SELECT at, utc_offset FROM screening WHERE outcome IN (?, ?, ?)"

_COUNT = """
SELECT count(*) FROM counted WHERE (:routine IS NULL OR routine = :routine)
"""

_ROUTINES = "SELECT DISTINCT routine FROM counted ORDER BY routine"


def summaries(
    journal: JournalReader, routine: str | None = None, limit: int | None = None
) -> tuple[SessionLine, ...]:
    """Return past sessions, newest first; at most `limit`."""
    found = journal.rows(_SUMMARIES, {"routine": routine, "limit": -1 if limit is None else limit})
    return tuple(readable(found, _summary))


def count(journal: JournalReader, routine: str | None = None) -> int:
    """Return the number of sessions."""
    return sum(row[0] for row in journal.rows(_COUNT, {"routine": routine}))


def routines(journal: JournalReader) -> tuple[str, ...]:
    """Return the slugs of all routines that were ever trained."""
    return tuple(row["routine"] for row in journal.rows(_ROUTINES))


def totals(journal: JournalReader, since: date, routine: str | None = None) -> TrainingTotals:
    """Return the totals of all sessions; work by group and pain from the day `since` on."""
    return TrainingTotals(
        days=tuple(
            readable(
                journal.rows(_DAYS, {"routine": routine}),
                lambda row: Day(
                    date.fromisoformat(row["day"]), row["sessions"], float(row["spent"])
                ),
            )
        ),
        trained=_trained(journal, since, routine),
        pains=tuple(
            readable(
                journal.rows(_PAINS, {"routine": routine, "since": since.isoformat()}),
                lambda row: Pain(date.fromisoformat(row["day"]), int(row["pain"])),
            )
        ),
        bests=bests(journal, routine),
        net_met_hours=sum(
            readable(journal.rows(_ENERGY, {"routine": routine}), lambda row: float(row[0]))
        ),
        rest_advised=tuple(
            readable(
                journal.rows(_REST_ADVISED, _NO_SESSION),
                lambda row: _moment(row["at"], row["utc_offset"]).date(),
            )
        ),
    )


def bests(journal: JournalReader, routine: str | None = None) -> tuple[Best, ...]:
    """Return the longest hold of each strength exercise."""
    return tuple(
        readable(
            journal.rows(_BESTS, {"routine": routine}),
            lambda row: Best(
                row["exercise"], row["name"], float(row["longest"]), date.fromisoformat(row["day"])
            ),
        )
    )


def _trained(journal: JournalReader, since: date, routine: str | None) -> tuple[Trained, ...]:
    groups = {group.value: group.value for group in CORE_GROUPS}
    values = {"routine": routine, "since": since.isoformat(), **groups}
    return tuple(
        readable(
            journal.rows(_TRAINED, values),
            lambda row: Trained(
                date.fromisoformat(row["day"]), Group(row["muscle_group"]), float(row["seconds"])
            ),
        )
    )


def _summary(row: sqlite3.Row) -> SessionLine:
    return SessionLine(
        key=row["key"],
        routine=row["routine"],
        title=row["title"],
        began=_moment(row["began"], row["began_offset"]),
        ended=_moment(row["ended"], row["ended_offset"]),
        ending=Ending(row["ending"]),
        planned=float(row["planned"]),
        spent=float(row["spent"]),
        pain=None if row["pain"] is None else int(row["pain"]),
        effort=None if row["effort"] is None else Effort(row["effort"]),
        done=row["done"] or 0,
        shortened=row["shortened"] or 0,
        skipped=row["skipped"] or 0,
        net_met_hours=float(row["net_met_hours"]),
    )


def _moment(at: float, offset: int) -> datetime:
    return datetime.fromtimestamp(at, timezone(timedelta(seconds=offset)))
