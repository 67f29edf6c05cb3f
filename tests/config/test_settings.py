"""Settings: defaults, the file, and flags that beat it."""

from __future__ import annotations

from dataclasses import fields
from pathlib import Path

import pytest

from voice_coach.config.setting_types import NAMES
from voice_coach.config.settings import Settings, explain_settings, field_of, load_settings
from voice_coach.config.settings_file import set_setting, unset_setting
from voice_coach.core.model.tone import Tone
from voice_coach.errors import CoachError, UsageError


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "voice-coach" / "config.yaml"


def written(path: Path, text: str) -> Path:
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(text.encode())
    return path


def origins(path: Path, **flags: str | int | bool | None) -> dict[str, str]:
    return {one.name: one.origin for one in explain_settings(path, **flags)}


def complaint(path: Path) -> str:
    with pytest.raises(UsageError) as caught:
        load_settings(path)
    return str(caught.value).replace(str(path), "config.yaml")


def test_without_a_file_the_defaults_stand(path: Path) -> None:
    assert load_settings(path) == Settings(
        voice=None, rate=165, volume=80, talk="full", plain=False, engine="auto"
    )
    assert set(origins(path).values()) == {"default"}


@pytest.mark.parametrize("text", ["", "\n", "# nothing yet\n", "\ufeff# nothing yet\r\n"])
def test_an_empty_file_sets_nothing(path: Path, text: str) -> None:
    assert load_settings(written(path, text)) == Settings()


def test_the_file_beats_the_defaults_and_a_flag_beats_the_file(path: Path) -> None:
    written(path, "# mine\ntalk: brief\nrate: 150\n")
    settings = load_settings(path, rate=180, voice=None)
    assert (settings.talk, settings.rate, settings.volume) == ("brief", 180, 80)


def test_each_setting_says_where_it_comes_from(path: Path) -> None:
    written(path, "# mine\ntalk: brief\nrate: 150\n")
    found = origins(path, rate=180, plain=True)
    assert found["talk"] == "config.yaml:2"
    assert found["rate"] == "--rate"
    assert found["plain"] == "--plain"
    assert found["volume"] == "default"


@pytest.mark.parametrize(
    ("text", "meant"), [("yes", True), ("on", True), ("True", True), ("no", False), ("off", False)]
)
def test_yes_and_no_are_written_as_people_write_them(path: Path, text: str, meant: bool) -> None:
    assert load_settings(written(path, f"plain: {text}\n")).plain is meant


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("talc: brief\n", 'config.yaml:1:1: unknown setting "talc"; did you mean talk?'),
        ("\nrate: fast\n", 'config.yaml:2:7: rate: "fast" is not valid here; write a whole'),
        ("rate: 900\n", "from 80 to 300, in words a minute"),
        ("volume: -1\n", "from 0 to 100, in percent"),
        ("talk: loud\n", 'config.yaml:1:7: talk: "loud" is not a known value; write full or brief'),
        ("plain: maybe\n", '"maybe" is neither yes nor no'),
        ("voice:\n", "config.yaml:1:7: voice: this is not a name; write one such as emma"),
        ("talk: [full]\n", "config.yaml:1:7: talk takes one value"),
        ("engine: siri\n", "write auto or natural or system"),
        ("listen: yes\n", 'config.yaml:1:9: listen: "yes" is not a known value; write off or open'),
        ("listen_engine: siri\n", "write own or vosk or whisper or google"),
        ("listen_model:\n", "listen_model: this is not a folder"),
        ("- talk\n", "config.yaml:1:1: settings are expected here; write lines such as"),
        ("talk: full\ntalk: brief\n", "config.yaml:2:1:"),
        ("talk: !!python/object:os.system full\n", "config.yaml:1:7: a tag"),
        ("talk: {full\n", "config.yaml:1:7: a {"),
    ],
)
def test_a_mistake_is_told_with_its_place_and_what_to_write(
    path: Path, text: str, expected: str
) -> None:
    assert expected in complaint(written(path, text))


def test_two_mistakes_are_told_together(path: Path) -> None:
    found = complaint(written(path, "rate: fast\nvolume: loud\n"))
    assert "config.yaml:1:7" in found
    assert "config.yaml:2:9" in found


def test_a_file_that_is_no_text_is_told(path: Path) -> None:
    path.parent.mkdir()
    path.write_bytes(b"talk: \xff\n")
    assert "config.yaml:1:7" in complaint(path)


def test_a_file_that_cannot_be_read_is_told(path: Path) -> None:
    path.mkdir(parents=True)
    assert "can't be read" in complaint(path)


def test_a_flag_out_of_bounds_is_told(path: Path) -> None:
    with pytest.raises(UsageError, match=r"rate: .* from 80 to 300"):
        load_settings(path, rate=900)


def test_the_first_setting_begins_the_file(path: Path) -> None:
    set_setting(path, "talk", "brief")
    assert path.read_text().startswith("# Settings of voice-coach")
    assert path.read_text().endswith("\ntalk: brief\n")
    assert load_settings(path).talk == "brief"


MINE = """# my settings
rate: 150   # slow and clear

# at night
"talk": 'full'
volume: 60"""


def test_setting_changes_the_value_and_nothing_else(path: Path) -> None:
    set_setting(written(path, MINE), "rate", "170")
    assert path.read_text() == MINE.replace("150", "170")


def test_a_quoted_value_is_changed_too(path: Path) -> None:
    set_setting(written(path, MINE), "talk", "minimal")
    assert path.read_text() == MINE.replace("'full'", "minimal")


def test_a_new_setting_comes_last_in_a_line_of_its_own(path: Path) -> None:
    set_setting(written(path, MINE), "plain", "yes")
    assert path.read_text() == MINE + "\nplain: yes\n"


def test_line_ends_of_windows_stay(path: Path) -> None:
    set_setting(written(path, "talk: full # all\r\n"), "talk", "brief")
    set_setting(path, "rate", "150")
    assert path.read_bytes() == b"talk: brief # all\r\nrate: 150\r\n"


@pytest.mark.parametrize(
    "name", ["English (Great Britain)", "a: b", "a # b", "-x", "[x]", "\"x'", "yes", "Zoë", "*"]
)
def test_any_name_of_a_voice_is_written_so_that_it_is_read_again(path: Path, name: str) -> None:
    set_setting(path, "voice", name)
    assert load_settings(path).voice == name
    set_setting(path, "voice", "other")
    assert load_settings(path).voice == "other"


def test_a_wrong_value_is_not_written(path: Path) -> None:
    with pytest.raises(UsageError, match='rate: "fast" is not valid here'):
        set_setting(written(path, MINE), "rate", "fast")
    assert path.read_text() == MINE


def test_an_unknown_setting_is_not_written(path: Path) -> None:
    with pytest.raises(UsageError, match="did you mean talk"):
        set_setting(path, "talks", "full")
    assert not path.exists()


def test_setting_puts_a_wrong_line_right(path: Path) -> None:
    set_setting(written(path, "rate: fast # why\n"), "rate", "170")
    assert path.read_text() == "rate: 170 # why\n"


def test_a_mistake_in_another_line_comes_first(path: Path) -> None:
    with pytest.raises(UsageError, match=r"config\.yaml:1:9"):
        set_setting(written(path, "volume: loud\n"), "rate", "170")
    assert path.read_text() == "volume: loud\n"


@pytest.mark.parametrize(
    "text",
    ["{talk: full, rate: 150}\n", "talk:\n  full\n", "voice: one\n  two\n", "rate: >\n  150\n"],
)
def test_what_cannot_be_changed_by_line_is_left_alone(path: Path, text: str) -> None:
    name = next(name for name in ("talk", "voice", "rate") if name in text)
    value = {"talk": "brief", "voice": "en", "rate": "170"}[name]
    with pytest.raises(UsageError, match="in an editor"):
        set_setting(written(path, text), name, value)
    with pytest.raises(UsageError, match="in an editor"):
        unset_setting(path, name)
    assert path.read_text() == text


def test_unsetting_takes_the_line_out(path: Path) -> None:
    assert unset_setting(written(path, MINE), "volume")
    assert path.read_text() == MINE.replace("volume: 60", "")
    assert load_settings(path).volume == 80


def test_unsetting_the_only_setting_leaves_a_file_that_can_be_read(path: Path) -> None:
    set_setting(path, "talk", "brief")
    assert unset_setting(path, "talk")
    assert load_settings(path) == Settings()


def test_unsetting_what_is_not_set_does_nothing(path: Path) -> None:
    assert not unset_setting(path, "talk")
    assert not unset_setting(written(path, MINE), "voice")
    assert path.read_text() == MINE


def test_a_link_to_the_file_stays_a_link(path: Path, tmp_path: Path) -> None:
    real = tmp_path / "dotfiles.yaml"
    real.write_text("talk: full\n")
    path.parent.mkdir()
    path.symlink_to(real)
    set_setting(path, "talk", "brief")
    assert path.is_symlink()
    assert real.read_text() == "talk: brief\n"


def test_the_files_permissions_stay(path: Path) -> None:
    written(path, MINE).chmod(0o600)
    set_setting(path, "rate", "170")
    assert path.stat().st_mode & 0o777 == 0o600


def test_a_folder_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(CoachError, match="can't be"):
        set_setting(tmp_path / "file" / "config.yaml", "talk", "brief")


def test_every_setting_has_a_kind_and_every_kind_a_setting() -> None:
    assert tuple(one.name for one in fields(Settings)) == tuple(map(field_of, NAMES))


@pytest.mark.parametrize("mode", ["off", "open", "wake"])
def test_listening_is_a_word_and_no_yes_or_no(path: Path, mode: str) -> None:
    assert load_settings(written(path, f"listen: {mode}\n")).listen == mode
    assert load_settings(path, listen="off").listen == "off"


def test_sounds_are_parts_of_one_setting(path: Path) -> None:
    written(path, "sounds: {start: /bells/bell.wav}\n")
    assert load_settings(path).sounds_start == "/bells/bell.wav"
    written(path, "sounds:\n  finish: ~/gong.ogg\n  rest: /bells/low.wav\n")
    files = load_settings(path).sound_files
    assert files == {Tone.REST: Path("/bells/low.wav"), Tone.FINISH: Path.home() / "gong.ogg"}
    assert origins(path)["sounds.rest"] == "config.yaml:3"


def test_a_sound_is_set_beside_the_others_and_taken_back_alone(path: Path) -> None:
    set_setting(path, "sounds.start", "/bells/bell.wav")
    set_setting(path, "sounds.finish", "~/the gong.ogg")
    assert 'sounds: {start: "/bells/bell.wav", finish: "~/the gong.ogg"}' in path.read_text()
    assert unset_setting(path, "sounds.start")
    assert not unset_setting(path, "sounds.start")
    assert load_settings(path) == Settings(sounds_finish="~/the gong.ogg")
    assert unset_setting(path, "sounds.finish")
    assert "sounds:" not in path.read_text()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("sounds: bell.wav\n", "config.yaml:1:9: sounds has parts; write sounds: {start: FILE}"),
        ("sounds: {stop: /bell.wav}\n", 'unknown setting "sounds.stop"; write one of start, end'),
        ("sounds: {start: bell.wav}\n", '"bell.wav" is not the full name of a file'),
        ("sounds: {start: [a, b]}\n", "sounds.start takes one value"),
        ("sounds.start: /bell.wav\n", 'unknown setting "sounds.start"'),
        ('music: "/slow\\u0007"\n', "has a character that can't be shown in its name"),
        ("music: slow\n", '"slow" is not the full name of a file or folder'),
    ],
)
def test_a_mistake_in_sounds_or_music_is_told(path: Path, text: str, expected: str) -> None:
    assert expected in complaint(written(path, text))


def test_sounds_on_lines_of_their_own_are_left_to_an_editor(path: Path) -> None:
    before = "sounds:\n  start: /bells/bell.wav\n"
    written(path, before)
    with pytest.raises(UsageError, match="in an editor"):
        set_setting(path, "sounds.finish", "/gong.ogg")
    assert path.read_text() == before
