"""Clips on disk: found again, never trusted when damaged, never in the way."""

from __future__ import annotations

import errno
import os
import sys
from array import array
from collections.abc import Iterator
from pathlib import Path

import miniaudio
import pytest

from voice_coach.audio.clip import RATE, Clip
from voice_coach.speech.clip_store import ClipSource, ClipStore, clip_key
from voice_coach.speech.ready_made import ReadyMade, ReadyMadeFile
from voice_coach.speech.voices import Voice

VOICE = Voice("gmw/en", "English (Great Britain)", ("en-gb",))
ORIGIN = ClipSource("system", "espeak-ng 1.52.0", VOICE)
CLIP = Clip(bytes(range(256)) * 100)
KEY = clip_key(ORIGIN, 165, "three")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "cache" / "clips"


@pytest.fixture
def unwritable(folder: Path) -> Iterator[Path]:
    """A folder that can't be: its name is a file's, which stops root as well."""
    folder.parent.mkdir()
    folder.write_text("in the way")
    return folder


def path_of(folder: Path, key: str = KEY) -> Path:
    return folder / f"{key}.flac"


def test_a_clip_is_found_again_by_another_store(folder: Path) -> None:
    ClipStore(folder).keep(KEY, CLIP)
    again = ClipStore(folder)
    assert again.samples(KEY) == CLIP.samples
    assert again.load(KEY) == CLIP


def test_a_clip_never_kept_is_missing(folder: Path) -> None:
    assert ClipStore(folder).samples(KEY) is None
    assert ClipStore(folder).load(KEY) is None


def test_a_kept_clip_is_a_flac_file_that_other_programs_read(folder: Path) -> None:
    ClipStore(folder).keep(KEY, CLIP)
    read = miniaudio.flac_read_file_s16(str(path_of(folder)))
    assert (read.sample_rate, read.nchannels) == (RATE, 1)
    assert read.samples.tobytes() == CLIP.pcm


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such modes")
def test_only_its_owner_can_look_into_the_store(folder: Path) -> None:
    folder.mkdir(parents=True)
    folder.chmod(0o755)
    ClipStore(folder).keep(KEY, CLIP)
    assert folder.stat().st_mode & 0o777 == 0o700
    assert path_of(folder).stat().st_mode & 0o777 == 0o600


def test_a_clip_that_is_only_held_is_never_written(folder: Path) -> None:
    store = ClipStore(folder)
    store.hold(KEY, CLIP)
    assert store.samples(KEY) == CLIP.samples
    assert store.load(KEY) == CLIP
    assert not folder.exists()
    assert ClipStore(folder).load(KEY) is None


def test_whatever_makes_a_clip_different_makes_its_key_different() -> None:
    other = Voice("gmw/en-us", VOICE.name, VOICE.languages)
    keys = {
        KEY,
        clip_key(ORIGIN, 166, "three"),
        clip_key(ORIGIN, 165, "three."),
        clip_key(ClipSource("piper", ORIGIN.version, VOICE), 165, "three"),
        clip_key(ClipSource("system", "espeak-ng 1.53", VOICE), 165, "three"),
        clip_key(ClipSource("system", ORIGIN.version, other), 165, "three"),
    }
    assert len(keys) == 6


@pytest.mark.parametrize("size", [0, 10, 44, 100, -1, -12])
def test_a_file_cut_short_is_missing(folder: Path, size: int) -> None:
    store = ClipStore(folder)
    store.keep(KEY, CLIP)
    path_of(folder).write_bytes(path_of(folder).read_bytes()[:size])
    assert store.samples(KEY) is None
    assert store.load(KEY) is None


def test_a_file_with_more_behind_it_is_missing(folder: Path) -> None:
    store = ClipStore(folder)
    store.keep(KEY, CLIP)
    path_of(folder).write_bytes(path_of(folder).read_bytes() + b"\x00\x00")
    assert store.samples(KEY) is None
    assert store.load(KEY) is None


@pytest.mark.parametrize("at", [0, 30, 5_000, -1])
def test_a_file_with_one_wrong_byte_is_not_loaded(folder: Path, at: int) -> None:
    store = ClipStore(folder)
    store.keep(KEY, CLIP)
    data = bytearray(path_of(folder).read_bytes())
    data[at] ^= 0x10
    path_of(folder).write_bytes(data)
    assert store.load(KEY) is None


def test_a_damaged_file_is_replaced(folder: Path) -> None:
    store = ClipStore(folder)
    folder.mkdir(parents=True)
    path_of(folder).write_bytes(b"damaged")
    store.keep(KEY, CLIP)
    assert store.load(KEY) == CLIP


def test_a_clip_that_cannot_be_written_is_kept_in_memory(unwritable: Path) -> None:
    store = ClipStore(unwritable)
    store.keep(KEY, CLIP)
    assert store.samples(KEY) == CLIP.samples
    assert store.load(KEY) == CLIP
    assert store.trouble is not None
    assert str(unwritable) in store.trouble


def test_a_clip_whose_place_is_taken_by_a_folder_is_kept_in_memory(folder: Path) -> None:
    path_of(folder).mkdir(parents=True)
    store = ClipStore(folder)
    store.keep(KEY, CLIP)
    assert store.load(KEY) == CLIP
    assert [path.name for path in folder.iterdir()] == [path_of(folder).name]


def test_a_store_that_works_has_no_trouble(folder: Path) -> None:
    store = ClipStore(folder)
    store.keep(KEY, CLIP)
    assert store.trouble is None


def size_of_one(folder: Path) -> int:
    """Bytes of a clip on disk."""
    ClipStore(folder).keep("size", CLIP)
    size = path_of(folder, "size").stat().st_size
    path_of(folder, "size").unlink()
    return size


def used(folder: Path, key: str, moment: int) -> None:
    os.utime(path_of(folder, key), (moment, moment))


def test_pruning_deletes_what_was_used_longest_ago(folder: Path) -> None:
    store = ClipStore(folder, limit=2 * size_of_one(folder))
    for moment, key in enumerate(("first", "second", "third")):
        store.keep(key, CLIP)
        used(folder, key, 1_000 + moment)
    store.prune()
    assert store.load("first") is None
    assert store.load("second") == store.load("third") == CLIP


def test_asking_for_the_length_of_a_clip_is_using_it(folder: Path) -> None:
    store = ClipStore(folder, limit=size_of_one(folder))
    for moment, key in enumerate(("first", "second")):
        store.keep(key, CLIP)
        used(folder, key, 1_000 + moment)
    store.samples("first")
    store.prune()
    assert store.load("first") == CLIP
    assert store.load("second") is None


def test_pruning_deletes_drafts_of_killed_processes_and_leaves_fresh_ones(folder: Path) -> None:
    store = ClipStore(folder)
    store.keep(KEY, CLIP)
    old, fresh = folder / "a.wav.1-1-1.tmp", folder / "b.wav.1-1-2.tmp"
    old.write_bytes(b"half a cl")
    fresh.write_bytes(b"half a cl")
    os.utime(old, (1_000, 1_000))
    store.prune()
    assert not old.exists()
    assert fresh.exists()


def test_pruning_a_folder_that_is_not_there_does_nothing(folder: Path) -> None:
    ClipStore(folder).prune()
    assert not folder.exists()


def test_what_a_request_came_to_is_remembered(folder: Path) -> None:
    ClipStore(folder).remember("en-gb", ORIGIN)
    ClipStore(folder).remember("en-us", ClipSource("system", "2", VOICE))
    assert ClipStore(folder).origin("en-gb") == ORIGIN
    assert ClipStore(folder).origin("fr") is None


@pytest.mark.parametrize(
    "damage", [b"", b"{", b"[]", b"\xff", b'{"en-gb": 1}', b'{"en-gb": {"voice": {}}}']
)
def test_a_damaged_memory_of_requests_is_forgotten(folder: Path, damage: bytes) -> None:
    folder.mkdir(parents=True)
    (folder / "origins.json").write_bytes(damage)
    store = ClipStore(folder)
    assert store.origin("en-gb") is None
    store.remember("en-gb", ORIGIN)
    assert store.origin("en-gb") == ORIGIN


def test_what_cannot_be_remembered_is_asked_again(unwritable: Path) -> None:
    store = ClipStore(unwritable)
    store.remember("en-gb", ORIGIN)
    assert store.origin("en-gb") is None


def test_clips_of_earlier_versions_are_deleted(folder: Path) -> None:
    store = ClipStore(folder)
    store.keep(KEY, CLIP)
    (folder / "old.wav").write_bytes(b"RIFF")
    store.prune()
    assert {path.name for path in folder.iterdir()} == {path_of(folder).name}


class FullDisk(ClipStore):
    """A store on a disk that has room for two clips."""

    def _write(self, path: Path, data: bytes) -> None:
        if len(self._files(".flac")) >= 2:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        super()._write(path, data)


def test_on_a_full_disk_new_clips_take_the_place_of_the_longest_unused(folder: Path) -> None:
    store = FullDisk(folder)
    for moment, key in enumerate(("first", "second")):
        store.keep(key, CLIP)
        used(folder, key, 1_000 + moment)
    store.keep("third", CLIP)
    assert store.trouble is None
    assert {path.stem for path in folder.iterdir()} == {"second", "third"}


def ready_made(path: Path, **clips: Clip) -> ReadyMade:
    made = ReadyMadeFile(path)
    for name, clip in clips.items():
        made.keep(clip_key(ORIGIN, 165, name), clip)
    made.close()
    return ReadyMade(path)


def test_a_ready_made_clip_is_found_under_the_key_of_any_other(folder: Path) -> None:
    store = ClipStore(folder, ready_made=ready_made(folder.parent.parent / "made.db", three=CLIP))
    loaded = store.load(KEY)
    assert loaded is not None
    assert loaded.samples == store.samples(KEY) == CLIP.samples
    assert store.load(clip_key(ORIGIN, 166, "three")) is None
    assert not folder.exists()


def test_without_its_file_nothing_is_ready_made(tmp_path: Path) -> None:
    assert ReadyMade(tmp_path / "none.db").load(KEY) is None


@pytest.mark.parametrize("kept", [0, 50, 4_096, 5_000])
def test_a_damaged_file_of_ready_made_clips_has_none(tmp_path: Path, kept: int) -> None:
    path = tmp_path / "made.db"
    ready_made(path, three=CLIP)
    path.write_bytes(path.read_bytes()[:kept].ljust(kept + 100, b"x"))
    assert ReadyMade(path).load(KEY) is None


def test_a_ready_made_clip_is_turned_up(tmp_path: Path) -> None:
    path = tmp_path / "made.db"
    quiet = Clip(array("h", [1_000, -1_000] * RATE).tobytes())
    ready_made(path, three=quiet)
    made = ReadyMadeFile(path)
    before = made.load(KEY)
    made.turn_up(KEY, 6.0)
    made.close()
    after = ReadyMade(path).load(KEY)
    assert before is not None
    assert after is not None
    assert max(array("h", after.pcm)) == pytest.approx(2 * max(array("h", before.pcm)), rel=0.01)


def test_making_them_anew_leaves_only_what_is_wanted(tmp_path: Path) -> None:
    path = tmp_path / "made.db"
    ready_made(path, two=CLIP, three=CLIP)
    made = ReadyMadeFile(path)
    made.leave_only({KEY})
    assert made.keys() == {KEY}


def test_hearing_a_clip_does_not_change_the_time_of_its_file(folder: Path) -> None:
    ClipStore(folder).keep(KEY, CLIP)
    used(folder, KEY, 1_000)
    assert ClipStore(folder).load(KEY) is not None
    assert ClipStore(folder).samples(KEY, used=False) == CLIP.samples
    assert path_of(folder).stat().st_mtime == 1_000
