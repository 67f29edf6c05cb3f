"""One's own files are read with an end."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from voice_coach.system.bounded_read import read_regular


def test_an_ordinary_file_is_read_whole(tmp_path: Path) -> None:
    path = tmp_path / "file"
    path.write_bytes(b"a\r\nb\x1a")
    assert read_regular(path) == b"a\r\nb\x1a"


def test_one_that_is_too_large_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "file"
    path.write_bytes(bytes(101))
    assert len(read_regular(path, 101)) == 101
    with pytest.raises(OSError, match="larger"):
        read_regular(path, 100)


@pytest.mark.skipif(sys.platform == "win32", reason="there are none of these")
def test_a_pipe_a_device_and_a_folder_are_refused_at_once(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    for path in (tmp_path / "pipe", Path("/dev/zero"), tmp_path):
        with pytest.raises(OSError, match=r"ordinary|directory"):
            read_regular(path)
