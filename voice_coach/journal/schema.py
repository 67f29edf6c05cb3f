"""The schema of the journal's database, and its migrations.

`VERSION` stands in the file's `user_version`. A released version is never changed: every change is
another migration. Times are seconds since 1970 in UTC, each session with its offset; durations are
in seconds.

"""

from __future__ import annotations

_FIRST = """
CREATE TABLE document (
    -- The routines as they were started, each text once.
    id INTEGER PRIMARY KEY,
    digest TEXT NOT NULL UNIQUE,
    text TEXT NOT NULL
);
CREATE TABLE session (
    id INTEGER PRIMARY KEY,
    key TEXT NOT NULL UNIQUE,
    routine TEXT NOT NULL,            -- its slug
    title TEXT NOT NULL,
    path TEXT NOT NULL,               -- of the routine's file; empty where it isn't known
    document INTEGER REFERENCES document (id),
    outcome TEXT NOT NULL,            -- of the screening
    stage INTEGER NOT NULL,           -- of recovery, where only gentle moves were cleared
    conditions TEXT NOT NULL,         -- that it respected, separated by spaces
    reduced INTEGER NOT NULL,         -- whether less of it was laid out, on the way back
    began REAL NOT NULL,
    began_offset INTEGER NOT NULL,    -- seconds east of UTC
    day TEXT NOT NULL,                -- the athlete's date when it began, as 2026-03-14
    ended REAL NOT NULL,              -- or the last sign of life
    ended_offset INTEGER NOT NULL,
    ending TEXT CHECK (ending IN ('finished', 'stopped', 'broken off')), -- NULL: under way
    hurt TEXT NOT NULL,               -- the exercises in which something hurt, by spaces
    planned REAL NOT NULL,
    spent REAL NOT NULL,              -- under its clock
    commands INTEGER NOT NULL,
    runs INTEGER NOT NULL,            -- 1, and one more for each time it was resumed
    pain INTEGER CHECK (pain BETWEEN 0 AND 10),
    effort TEXT CHECK (effort IN ('easy', 'right', 'hard'))
);
CREATE INDEX session_by_began ON session (began);
CREATE INDEX session_by_routine ON session (routine, began);
CREATE INDEX session_under_way ON session (key) WHERE ending IS NULL;
CREATE TABLE interval (
    -- What is over, of all kinds; of an AMRAP one row for each exercise.
    session INTEGER NOT NULL REFERENCES session (id) ON DELETE CASCADE,
    number INTEGER NOT NULL,          -- in the order in which they were left, from 0
    part INTEGER NOT NULL,            -- of an AMRAP, from 0
    kind TEXT NOT NULL,
    exercise TEXT,                    -- its slug; NULL while preparing and resting
    name TEXT,
    muscle_group TEXT,
    also_trains TEXT,                 -- separated by spaces
    exercise_kind TEXT,               -- strength, stretch, recovery or warmup
    met REAL,
    side TEXT,
    split INTEGER NOT NULL,           -- whether both sides were worked, each in one half
    set_number INTEGER NOT NULL,
    reps INTEGER,
    held INTEGER NOT NULL,
    planned REAL NOT NULL,
    spent REAL NOT NULL,
    began REAL NOT NULL,
    deed TEXT NOT NULL CHECK (deed IN ('done', 'shortened', 'skipped')),
    PRIMARY KEY (session, number, part)
) WITHOUT ROWID;
CREATE INDEX interval_by_exercise ON interval (exercise, session) WHERE exercise IS NOT NULL;
CREATE TABLE trained (
    -- What a session's intervals come to, an exercise a row; kept by the triggers below, so that
    -- ten years of them are read in a moment.
    session INTEGER NOT NULL REFERENCES session (id) ON DELETE CASCADE,
    exercise TEXT NOT NULL,
    name TEXT NOT NULL,
    muscle_group TEXT NOT NULL,
    exercise_kind TEXT NOT NULL,
    met REAL,
    sets INTEGER NOT NULL,            -- that were done
    seconds REAL NOT NULL,            -- spent in what was done or shortened
    longest REAL NOT NULL,            -- hold that was done, on one side; 0: none
    PRIMARY KEY (session, exercise)
) WITHOUT ROWID;
CREATE INDEX trained_by_exercise ON trained (exercise, session);
CREATE TRIGGER interval_added AFTER INSERT ON interval WHEN NEW.exercise IS NOT NULL BEGIN
    INSERT OR REPLACE INTO trained
    SELECT session, exercise, name, muscle_group, exercise_kind, met, sum(deed = 'done'),
        total(iif(deed = 'skipped', 0, spent)),
        max(iif(held AND deed = 'done', spent / (1 + split), 0))
    FROM interval WHERE session = NEW.session AND exercise = NEW.exercise
    GROUP BY session, exercise;
END;
CREATE TRIGGER interval_removed AFTER DELETE ON interval WHEN OLD.exercise IS NOT NULL BEGIN
    DELETE FROM trained WHERE session = OLD.session AND exercise = OLD.exercise;
    INSERT INTO trained
    SELECT session, exercise, name, muscle_group, exercise_kind, met, sum(deed = 'done'),
        total(iif(deed = 'skipped', 0, spent)),
        max(iif(held AND deed = 'done', spent / (1 + split), 0))
    FROM interval WHERE session = OLD.session AND exercise = OLD.exercise
    GROUP BY session, exercise;
END;
CREATE TABLE command (
    session INTEGER NOT NULL REFERENCES session (id) ON DELETE CASCADE,
    number INTEGER NOT NULL,          -- in order, from 0
    at REAL NOT NULL,
    command TEXT NOT NULL,
    obeyed INTEGER NOT NULL,
    spoken INTEGER NOT NULL,
    PRIMARY KEY (session, number)
) WITHOUT ROWID;
CREATE TABLE plan (
    -- Where a session stands that may be resumed, and what is left of it.
    session INTEGER PRIMARY KEY REFERENCES session (id) ON DELETE CASCADE,
    timeline TEXT NOT NULL,           -- as the athlete's wishes had made it
    position INTEGER NOT NULL,        -- of the interval under way
    done TEXT NOT NULL                -- exercises of which a set was done, separated by spaces
);
CREATE TABLE screening (
    -- What the safety questions came to; their answers are not kept.
    key TEXT PRIMARY KEY,
    at REAL NOT NULL,
    utc_offset INTEGER NOT NULL,
    outcome TEXT NOT NULL
) WITHOUT ROWID;
"""

_TIMER = """
CREATE TABLE timer (
    -- When the session's clock ran; between two of them it was paused.
    session INTEGER NOT NULL REFERENCES session (id) ON DELETE CASCADE,
    number INTEGER NOT NULL,          -- in order, from 0
    began REAL NOT NULL,
    ended REAL,                       -- NULL: it runs, or ran when the session broke off
    PRIMARY KEY (session, number)
) WITHOUT ROWID;
-- Of sessions before this table it is known how long the clock ran in each interval.
INSERT INTO timer
SELECT session, row_number() OVER (PARTITION BY session ORDER BY number, part) - 1,
    began, began + spent
FROM interval WHERE spent > 0;
"""

MIGRATIONS: tuple[str, ...] = (_FIRST, _TIMER)
"""The n-th migrates from version n to version n + 1."""

VERSION = len(MIGRATIONS)
"""The version of the schema that this program reads and writes."""
