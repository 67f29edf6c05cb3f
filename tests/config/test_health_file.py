"""What is kept about health: read as it was written, and never lost."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from voice_coach.config.health_file import Health, HealthFile, Profile
from voice_coach.core.model.exercise import HealthCondition
from voice_coach.core.safety.clearance import Outcome
from voice_coach.core.safety.recovery import RecoveryRecord, RecoveryRung, Referral
from voice_coach.errors import CoachError, UsageError

DAY = date(2026, 3, 20)
LADDER = RecoveryRecord(
    RecoveryRung.STRENGTH, Outcome.GENTLE, DAY - timedelta(days=9), DAY, 2, Referral.CLINICIAN
)
FULL = Health(
    LADDER,
    Profile(frozenset({HealthCondition.KNEE, HealthCondition.WRIST}), DAY),
)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "voice-coach" / "health.json"


def written(path: Path, text: str | bytes) -> Path:
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def changed(change: Callable[[dict[str, object]], object], path: Path) -> Path:
    """A file as it is written, with one thing changed."""
    HealthFile(path).save(FULL)
    fields = json.loads(path.read_bytes())
    change(fields)
    return written(path, json.dumps(fields))


def test_without_a_file_nothing_is_known(path: Path) -> None:
    health = HealthFile(path).load()
    assert health == Health()
    assert not health.damage
    assert not path.exists()


def test_what_is_saved_is_loaded(path: Path) -> None:
    HealthFile(path).save(FULL)
    assert HealthFile(path).load() == FULL


dates = st.dates(date(1900, 1, 1), date(2999, 12, 31))
healths = st.builds(
    Health,
    st.none()
    | st.builds(
        RecoveryRecord,
        st.sampled_from(RecoveryRung),
        st.sampled_from(Outcome),
        st.none() | dates,
        dates,
        st.integers(0, 99),
        st.sampled_from(Referral),
    ),
    st.builds(Profile, st.frozensets(st.sampled_from(HealthCondition)), st.none() | dates),
)


@given(health=healths)
def test_whatever_is_saved_is_loaded(
    health: Health, tmp_path_factory: pytest.TempPathFactory
) -> None:
    file = HealthFile(tmp_path_factory.mktemp("data") / "health.json")
    file.save(health)
    assert file.load() == health


def test_only_the_outcome_dates_and_counts_are_kept(path: Path) -> None:
    HealthFile(path).save(FULL)
    assert json.loads(path.read_bytes()) == {
        "version": 1,
        "ladder": {
            "rung": "strength",
            "outcome": "gentle",
            "pain_began": "2026-03-11",
            "checked": "2026-03-20",
            "better": 2,
            "referral": "clinician",
        },
        "profile": {"conditions": ["knee", "wrist"], "asked": "2026-03-20"},
    }


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such permissions")
def test_only_the_user_can_read_the_file(path: Path) -> None:
    written(path, "{}").chmod(0o644)
    HealthFile(path).save(FULL)
    assert path.stat().st_mode & 0o777 == 0o600


def test_nothing_but_the_file_is_left_behind(path: Path) -> None:
    HealthFile(path).save(Health())
    HealthFile(path).save(FULL)
    assert list(path.parent.iterdir()) == [path]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{",
        "[]",
        "null",
        "7",
        "{}",
        b"\xff\xfe\x00",
        "[" * 100_000,
        '{"version": 1}',
        '{"version": 1, "ladder": null, "profile": null}',
    ],
)
def test_a_damaged_file_is_set_aside_whole_and_told(path: Path, text: str | bytes) -> None:
    before = written(path, text).read_bytes()
    health = HealthFile(path).load()
    assert health == Health()
    aside = path.with_name("health.json.damaged")
    assert str(aside) in health.damage
    assert aside.read_bytes() == before
    assert not path.exists()


@pytest.mark.parametrize(
    "change",
    [
        lambda fields: fields["ladder"].update(rung="top"),
        lambda fields: fields["ladder"].update(rung=1),
        lambda fields: fields["ladder"].update(outcome="fine"),
        lambda fields: fields["ladder"].update(checked=None),
        lambda fields: fields["ladder"].update(pain_began="2026-02-30"),
        lambda fields: fields["ladder"].update(pain_began="9999-12-31"),
        lambda fields: fields["ladder"].update(better=-1),
        lambda fields: fields["ladder"].update(better=True),
        lambda fields: fields["ladder"].pop("referral"),
        lambda fields: fields.update(ladder=[]),
        lambda fields: fields["profile"].update(conditions=[1]),
        lambda fields: fields["profile"].update(conditions=["elbow"]),
        lambda fields: fields["profile"].update(asked=7),
    ],
)
def test_a_value_that_is_never_written_is_damage(
    path: Path, change: Callable[[dict[str, object]], object]
) -> None:
    health = HealthFile(changed(change, path)).load()
    assert health == Health()
    assert "the file is damaged" in health.damage


def test_the_file_of_a_later_version_is_set_aside_too(path: Path) -> None:
    health = HealthFile(changed(lambda fields: fields.update(version=2), path)).load()
    assert health == Health()
    assert "another version of voice-coach" in health.damage


def test_a_second_damaged_file_does_not_replace_the_first(path: Path) -> None:
    for text in ("one", "two", "three"):
        HealthFile(written(path, text)).load()
    kept = sorted(one.read_text() for one in path.parent.iterdir())
    assert kept == ["one", "three", "two"]


def test_saving_spares_a_damaged_file_that_was_never_loaded(path: Path) -> None:
    HealthFile(written(path, "precious")).save(FULL)
    assert path.with_name("health.json.damaged").read_text() == "precious"
    assert HealthFile(path).load() == FULL


def test_what_cannot_be_read_at_all_is_told_and_left_alone(path: Path) -> None:
    path.mkdir(parents=True)
    health = HealthFile(path).load()
    assert health == Health()
    assert "can't be read" in health.damage
    with pytest.raises(CoachError, match="can't be written"):
        HealthFile(path).save(FULL)
    assert path.is_dir()


def test_a_folder_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(CoachError, match="the next start won't know"):
        HealthFile(tmp_path / "file" / "health.json").save(FULL)


def test_conditions_are_asked_at_first_and_a_year_later() -> None:
    assert Profile().is_due(DAY)
    known = Profile(frozenset({HealthCondition.KNEE}), DAY)
    assert not known.is_due(DAY)
    assert not known.is_due(DAY + timedelta(days=364))
    assert known.is_due(DAY + timedelta(days=365))


@pytest.mark.parametrize("text", ["", "{", "[" * 5000, "null"])
def test_a_check_refuses_a_damaged_file_and_leaves_it(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)
    with pytest.raises(UsageError, match="--fit"):
        HealthFile(path).check()
    assert path.read_text() == text


def test_a_check_passes_where_there_is_no_file(path: Path) -> None:
    HealthFile(path).check()
