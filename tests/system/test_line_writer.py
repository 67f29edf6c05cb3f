"""Lines to a terminal or a pipe: never waited for, and whole where they are taken."""

from __future__ import annotations

import io
import os
import threading
from collections.abc import Iterator
from contextlib import suppress
from typing import TextIO

import pytest

from voice_coach.system.line_writer import LineWriter


@pytest.fixture
def pipe() -> Iterator[tuple[int, TextIO]]:
    """A pipe: the end to be read, and a stream into it."""
    out, into = os.pipe()
    stream = os.fdopen(into, "w", encoding="utf-8")
    yield out, stream
    with suppress(OSError):
        os.close(out)
    with suppress(OSError):
        stream.close()


def test_all_is_written_in_its_order_before_the_end(pipe: tuple[int, TextIO]) -> None:
    out, stream = pipe
    writer = LineWriter(stream)
    for number in range(100):
        writer.write(f"{number} - über\n")
    writer.close()
    data = os.read(out, 10_000).decode()
    assert data == "".join(f"{number} - über\n" for number in range(100))


def test_a_pipe_that_nobody_reads_holds_nobody_up(pipe: tuple[int, TextIO]) -> None:
    out, stream = pipe
    writer = LineWriter(stream)
    for _ in range(20_000):
        writer.write("x" * 99 + "\n")
    writer.close()
    first = os.read(out, 200)
    assert first.startswith(b"x" * 99 + b"\n")
    # What is stuck in the pipe goes with its reader.
    os.close(out)


def test_a_reader_that_is_gone_ends_it(pipe: tuple[int, TextIO]) -> None:
    out, stream = pipe
    writer = LineWriter(stream)
    os.close(out)
    writer.write("one\n")
    writer.close()
    writer.write("two\n")
    writer.close()


def test_a_stream_that_is_no_file_is_written_at_once() -> None:
    stream = io.StringIO()
    writer = LineWriter(stream)
    before = threading.active_count()
    writer.write("one\n")
    assert stream.getvalue() == "one\n"
    assert threading.active_count() == before
