"""The athlete's music beside a session: where it begins, and what is kept of it."""

from __future__ import annotations

import wave
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, cast

import pytest

from voice_coach.app.workout_music import WorkoutMusic
from voice_coach.audio.playlist import FROM_THE_BEGINNING, MusicAt
from voice_coach.errors import UsageError

if TYPE_CHECKING:
    from voice_coach.audio.device_output import DeviceOutput


class Player:
    """Takes what is to be played."""

    def __init__(self) -> None:
        self.played: list[tuple[tuple[str, ...], MusicAt]] = []
        self.stopped = 0
        self.told: Callable[[MusicAt], None] | None = None

    def play_music(
        self, tracks: tuple[str, ...], place: MusicAt, told: Callable[[MusicAt], None]
    ) -> None:
        self.played.append((tracks, place))
        self.told = told

    def stop_music(self) -> None:
        self.stopped += 1


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "songs"
    folder.mkdir()
    for name in ("b.wav", "a.wav"):
        with wave.open(str(folder / name), "wb") as file:
            file.setparams((1, 2, 8000, 0, "NONE", ""))
            file.writeframes(bytes(100))
    return folder


def music(player: Player, wanted: Path | None, kept: Path) -> WorkoutMusic:
    return WorkoutMusic(cast("DeviceOutput", player), wanted, kept)


def test_a_session_begins_with_the_first_by_name(folder: Path, tmp_path: Path) -> None:
    player = Player()
    music(player, folder, tmp_path / "music.json").begin(resumed=False)
    tracks = (str(folder / "a.wav"), str(folder / "b.wav"))
    assert player.played == [(tracks, FROM_THE_BEGINNING)]


@pytest.mark.parametrize("again", [True, False])
def test_a_resumed_session_has_the_music_that_it_had_where_it_was(
    folder: Path, tmp_path: Path, again: bool
) -> None:
    player, kept = Player(), tmp_path / "music.json"
    before = music(player, folder, kept)
    before.begin(resumed=False)
    assert player.told is not None
    player.told(MusicAt(str(folder / "b.wav"), 41.5))
    before.end()
    music(player, folder if again else None, kept).begin(resumed=True)
    assert player.played[1][1] == MusicAt(str(folder / "b.wav"), 41.5)
    assert player.stopped == 1


def test_another_music_begins_at_its_beginning(folder: Path, tmp_path: Path) -> None:
    player, kept = Player(), tmp_path / "music.json"
    before = music(player, folder, kept)
    before.begin(resumed=False)
    before.end()
    music(player, folder / "b.wav", kept).begin(resumed=True)
    assert player.played[1] == ((str(folder / "b.wav"),), FROM_THE_BEGINNING)


def test_after_a_session_without_music_none_is_resumed(folder: Path, tmp_path: Path) -> None:
    player, kept = Player(), tmp_path / "music.json"
    music(player, folder, kept).begin(resumed=False)
    music(player, None, kept).begin(resumed=False)
    music(player, None, kept).begin(resumed=True)
    assert len(player.played) == 1


@pytest.mark.parametrize("text", ["", "[]", '{"music": 3}', '{"music": "/nowhere"}', "\x00"])
def test_what_is_kept_and_damaged_is_no_music(tmp_path: Path, text: str) -> None:
    kept = tmp_path / "music.json"
    kept.write_text(text)
    player = Player()
    music(player, None, kept).begin(resumed=True)
    assert player.played == []


def test_music_that_is_not_there_is_told_before_the_session(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no music"):
        music(Player(), tmp_path / "nowhere", tmp_path / "music.json")
