"""What the database reckons of past sessions is what the values say."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from kept import keep
from past import BEGAN, past_interval, past_session
from years import years

from voice_coach.core.model.exercise import CORE_GROUPS, Group
from voice_coach.core.model.history import IntervalOutcome, PastInterval, PastSession
from voice_coach.core.model.timeline import Side
from voice_coach.core.training.energy import net_met_hours
from voice_coach.core.training.statistics import Best, Day, Pain, Trained
from voice_coach.journal import statistics
from voice_coach.journal.database import connect
from voice_coach.journal.reader import JournalReader

TODAY = date(2026, 11, 23)
LONG_AGO = date(2000, 1, 1)
SESSIONS = tuple(years(60, TODAY, a_week=4))


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("data") / "journal.db"
    keep(path, SESSIONS)
    return path


def kept(folder: Path, *sessions: PastSession) -> Path:
    path = folder / "journal.db"
    keep(path, (replace(one, key=f"{number}") for number, one in enumerate(sessions)))
    return path


def deeds(session: PastSession, outcome: IntervalOutcome) -> int:
    return sum(interval.outcome is outcome for interval in session.intervals)


def test_sessions_are_summed_up_newest_first(path: Path) -> None:
    with JournalReader(path) as journal:
        summaries = statistics.summaries(journal)
    assert len(summaries) == len(SESSIONS)
    for summary, session in zip(summaries, reversed(SESSIONS), strict=True):
        assert (summary.key, summary.title) == (session.key, session.title)
        assert (summary.began, summary.ended) == (session.began, session.ended)
        assert summary.began.utcoffset() == session.began.utcoffset()
        assert (summary.ending, summary.spent) == (session.ending, session.spent)
        assert (summary.pain, summary.effort) == (session.pain, session.effort)
        assert summary.done == deeds(session, IntervalOutcome.DONE)
        assert summary.shortened == deeds(session, IntervalOutcome.SHORTENED)
        assert summary.skipped == deeds(session, IntervalOutcome.SKIPPED)
        assert summary.net_met_hours == pytest.approx(net_met_hours(session.intervals))


def test_they_may_be_of_one_routine_and_limited(path: Path) -> None:
    mine = [one.key for one in reversed(SESSIONS) if one.routine == "mcgill-big-3"]
    with JournalReader(path) as journal:
        found = statistics.summaries(journal, "mcgill-big-3", 2)
        assert [one.key for one in found] == mine[:2]
        assert statistics.count(journal, "mcgill-big-3") == len(mine)
        assert statistics.count(journal) == len(SESSIONS)
        assert statistics.routines(journal) == tuple(sorted({one.routine for one in SESSIONS}))


def test_days_pain_and_energy_are_tallied(path: Path) -> None:
    by_day: dict[date, list[PastSession]] = defaultdict(list)
    for session in SESSIONS:
        by_day[session.began.date()].append(session)
    since = TODAY - timedelta(days=20)
    with JournalReader(path) as journal:
        totals = statistics.totals(journal, since)
    assert totals.days == tuple(
        Day(day, len(those), sum(one.spent for one in those)) for day, those in by_day.items()
    )
    assert totals.pains == tuple(
        Pain(one.began.date(), one.pain)
        for one in SESSIONS
        if one.pain is not None and one.began.date() >= since
    )
    assert totals.net_met_hours == pytest.approx(
        sum(net_met_hours(one.intervals) for one in SESSIONS)
    )


def test_work_for_the_three_groups_is_tallied_by_day(path: Path) -> None:
    expected: dict[tuple[date, Group], float] = defaultdict(float)
    for session in SESSIONS:
        for interval in session.intervals:
            counts = (
                interval.exercise_kind == "strength"
                and interval.outcome is not IntervalOutcome.SKIPPED
            )
            if interval.group in CORE_GROUPS and counts:
                expected[session.began.date(), interval.group] += interval.spent
    with JournalReader(path) as journal:
        totals = statistics.totals(journal, LONG_AGO)
    assert {(one.day, one.group): one.seconds for one in totals.trained} == pytest.approx(expected)


def test_a_record_is_dated_when_it_was_first_held(tmp_path: Path) -> None:
    day = timedelta(days=1)
    path = kept(
        tmp_path,
        past_session(past_interval("plank", seconds=60), began=BEGAN - 2 * day),
        past_session(past_interval("plank", seconds=60), began=BEGAN - day),
        past_session(past_interval("plank", seconds=40)),
    )
    with JournalReader(path) as journal:
        assert statistics.totals(journal, LONG_AGO).bests == (
            Best("plank", "Plank", 60.0, (BEGAN - 2 * day).date()),
        )


def test_what_was_shortened_counted_or_no_strength_is_no_record(tmp_path: Path) -> None:
    path = kept(
        tmp_path,
        past_session(
            past_interval("plank", outcome=IntervalOutcome.SHORTENED),
            past_interval("crunch", reps=12),
            past_interval("hip-flexor-stretch", kind="stretch"),
            past_interval("glute-bridge", group=Group.EXTENSORS, outcome=IntervalOutcome.SKIPPED),
        ),
    )
    with JournalReader(path) as journal:
        totals = statistics.totals(journal, LONG_AGO)
    assert totals.bests == ()
    assert totals.trained == (Trained(BEGAN.date(), Group.FLEXORS, 60.0),)


def test_of_a_hold_that_both_sides_share_one_half_counts(tmp_path: Path) -> None:
    path = kept(
        tmp_path,
        past_session(
            past_interval("side-plank", seconds=30, split=True),
            past_interval("side-plank", seconds=20, side=Side.LEFT),
            past_interval("bird-dog", seconds=30, split=True),
        ),
    )
    with JournalReader(path) as journal:
        found = {one.exercise: one.seconds for one in statistics.totals(journal, LONG_AGO).bests}
    assert found == {"side-plank": 20.0, "bird-dog": 15.0}


@pytest.mark.parametrize("intervals", [(), (past_interval(outcome=IntervalOutcome.SKIPPED),)])
def test_a_session_without_work_is_kept_and_does_not_count(
    tmp_path: Path, intervals: tuple[PastInterval, ...]
) -> None:
    with JournalReader(kept(tmp_path, past_session(*intervals))) as journal:
        assert statistics.summaries(journal) == ()
        assert statistics.routines(journal) == ()
        assert statistics.count(journal) == 0
        totals = statistics.totals(journal, LONG_AGO)
        assert (totals.days, totals.trained, totals.pains, totals.bests) == ((), (), (), ())
        assert totals.net_met_hours == 0.0
        assert journal.last_done() == {}
        (session,) = journal.sessions()
        assert not session.counts


def test_work_that_was_begun_counts(tmp_path: Path) -> None:
    begun = past_session(past_interval(outcome=IntervalOutcome.SHORTENED))
    with JournalReader(kept(tmp_path, begun)) as journal:
        assert statistics.count(journal) == 1
        assert list(journal.last_done()) == ["core-basics"]
        assert journal.sessions()[0].counts


def test_a_session_of_which_only_the_score_was_kept_counts(tmp_path: Path) -> None:
    score = replace(past_session(), planned=0.0)
    with JournalReader(kept(tmp_path, score)) as journal:
        assert statistics.totals(journal, LONG_AGO).pains == (Pain(BEGAN.date(), 1),)
        assert journal.sessions()[0].counts


def test_the_day_is_the_athletes_wherever_they_were(tmp_path: Path) -> None:
    midnight = BEGAN.replace(hour=0, minute=5)
    with JournalReader(kept(tmp_path, past_session(past_interval(), began=midnight))) as journal:
        assert statistics.totals(journal, LONG_AGO).days[0].day == midnight.date()


def test_days_on_which_rest_was_advised_are_known(tmp_path: Path) -> None:
    path = kept(tmp_path)
    connection = connect(path)
    for number, outcome in enumerate(("PROCEED", "GENTLE", "REST", "EMERGENCY")):
        connection.execute(
            "INSERT INTO screening VALUES (?, ?, 3600, ?)",
            (str(number), (BEGAN + timedelta(days=number)).timestamp(), outcome),
        )
    connection.close()
    with JournalReader(path) as journal:
        assert statistics.totals(journal, LONG_AGO).rest_advised == (
            date(2026, 11, 25),
            date(2026, 11, 26),
        )


def test_where_nothing_was_kept_there_is_nothing(tmp_path: Path) -> None:
    with JournalReader(tmp_path / "journal.db") as journal:
        assert statistics.summaries(journal) == statistics.routines(journal) == ()
        assert statistics.count(journal) == 0
        assert statistics.totals(journal, LONG_AGO).days == ()
    assert list(tmp_path.iterdir()) == []
