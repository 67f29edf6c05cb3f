"""Speech as the coach holds it."""

from __future__ import annotations

import os
import signal
import sys
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.speech.conftest import LONG, FakeWorker, MakeSpeech, Reports
from voice_coach.core.events.messages import ClipsArrived, PrivateText
from voice_coach.core.model.duration_estimate import SYSTEM_PACE, estimated_length
from voice_coach.errors import CoachError, UsageError
from voice_coach.speech.clip_store import ClipStore
from voice_coach.speech.reports import ClipsNotKept, SpeechFound, SpeechLost
from voice_coach.speech.speech import Speech
from voice_coach.speech.worker_client import Patience

WORDS = ("three", "two", "one")
HASTY = Patience(first=20.0, each=0.3, retry=3600.0)
"""For workers that hang."""

MakeWorker = Callable[[str], FakeWorker]


def all_of(speech: Speech, texts: tuple[str, ...] = WORDS) -> bool:
    return speech.wait_ready(texts, LONG)


def test_what_is_wanted_is_rendered(make_speech: MakeSpeech) -> None:
    speech = make_speech()
    assert not speech.ready(WORDS)
    speech.want(WORDS)
    assert all_of(speech)
    for word in WORDS:
        clip = speech.clip(word)
        assert clip is not None
        assert clip.length == speech.length(word)


def test_words_are_rendered_in_the_order_wanted(
    make_speech: MakeSpeech, worker: MakeWorker
) -> None:
    speech = make_speech(worker("works").command)
    speech.want(["c", "a", "b", "a"])
    assert all_of(speech, ("a", "b", "c"))
    assert worker("works").rendered == [("c", 165), ("a", 165), ("b", 165)]


def test_before_it_is_rendered_a_length_is_estimated(make_speech: MakeSpeech) -> None:
    speech = make_speech(rate=150)
    assert speech.length("three") == estimated_length("three", 150, SYSTEM_PACE)
    assert speech.clip("three") is None


def test_arrivals_are_reported(make_speech: MakeSpeech, reports: Reports) -> None:
    make_speech().want(WORDS)
    assert reports.next(ClipsArrived)


def test_the_last_report_comes_after_the_last_clip(
    make_speech: MakeSpeech, worker: MakeWorker, reports: Reports
) -> None:
    speech = make_speech(worker("works").command)
    texts = tuple(f"text {number}" for number in range(40))
    speech.want(texts)
    while not speech.ready(texts):
        reports.next(ClipsArrived)
    assert len(worker("works").rendered) == 40


def test_with_all_clips_kept_no_worker_is_started(
    make_speech: MakeSpeech, worker: MakeWorker
) -> None:
    first = make_speech(worker("works").command)
    first.want(WORDS)
    assert all_of(first)
    first.close()
    second = make_speech(worker("works").command)
    assert second.ready(WORDS)
    assert second.voice().name == "Fake"
    second.want(WORDS)
    assert all_of(second)
    assert worker("works").starts == 1


def test_clips_are_found_when_only_the_voice_was_forgotten(
    make_speech: MakeSpeech, worker: MakeWorker, tmp_path: Path
) -> None:
    first = make_speech(worker("works").command)
    first.want(WORDS)
    assert all_of(first)
    (tmp_path / "clips" / "origins.json").unlink()
    second = make_speech(worker("works").command)
    second.want(WORDS)
    assert all_of(second)
    assert len(worker("works").rendered) == len(WORDS)


def test_after_an_upgrade_clips_in_use_stay_and_new_ones_are_the_new_engines(
    make_speech: MakeSpeech, worker: MakeWorker
) -> None:
    first = make_speech(worker("upgrades").command)
    first.want(["three"])
    assert all_of(first, ("three",))
    second = make_speech(worker("upgrades").command)
    assert second.ready(["three"])
    second.want(WORDS)
    assert all_of(second)
    assert second.clip("three") == first.clip("three")
    third = make_speech(worker("upgrades").command)
    assert third.ready(["two", "one"])
    assert not third.ready(["three"])


def test_a_new_rate_renders_anew_and_the_old_clips_are_found_again(
    make_speech: MakeSpeech, worker: MakeWorker
) -> None:
    speech = make_speech(worker("works").command)
    speech.want(WORDS)
    assert all_of(speech)
    speech.set_rate(180)
    assert all_of(speech)
    assert ("three", 180) in worker("works").rendered
    speech.set_rate(165)
    assert speech.ready(WORDS)


def test_a_damaged_clip_is_rendered_again(
    make_speech: MakeSpeech, worker: MakeWorker, tmp_path: Path
) -> None:
    speech = make_speech(worker("works").command)
    speech.want(["three"])
    assert all_of(speech, ("three",))
    (path,) = (tmp_path / "clips").glob("*.flac")
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(data)
    assert speech.clip("three") is None
    assert all_of(speech, ("three",))
    assert speech.clip("three") is not None


def test_a_store_that_cannot_be_written_is_reported_once(
    make_speech: MakeSpeech, worker: MakeWorker, reports: Reports, tmp_path: Path
) -> None:
    folder = tmp_path / "file"
    folder.write_text("in the way")
    speech = make_speech(worker("works").command, into=ClipStore(folder))
    speech.want(WORDS)
    assert all_of(speech)
    assert speech.clip("one") is not None
    assert str(folder) in reports.next(ClipsNotKept).reason
    speech.close()
    assert not any(isinstance(report, ClipsNotKept) for report in reports.rest())


def test_waiting_for_what_nobody_wanted_ends_at_once(make_speech: MakeSpeech) -> None:
    assert not make_speech().wait_ready(["three"], 3600.0)


def test_waiting_for_what_cannot_be_spoken_ends_at_once(
    make_speech: MakeSpeech, worker: MakeWorker, reports: Reports
) -> None:
    speech = make_speech(worker("works").command)
    speech.want(["unspeakable", "three"])
    assert not speech.wait_ready(["unspeakable", "three"], 3600.0)
    assert speech.ready(["three"])
    speech.close()
    assert not any(isinstance(report, SpeechLost) for report in reports.rest())


def test_an_engine_that_is_not_there_is_lost_at_once(
    make_speech: MakeSpeech, worker: MakeWorker, reports: Reports
) -> None:
    speech = make_speech(worker("no library").command)
    speech.want(WORDS)
    assert reports.next(SpeechLost).reason == "There is no eSpeak here. Install it."
    assert not speech.wait_ready(WORDS, 3600.0)
    assert speech.clip("three") is None
    assert speech.length("three") > 0
    assert worker("no library").starts == 1


def test_a_worker_that_crashes_once_too_often_is_lost(
    make_speech: MakeSpeech, worker: MakeWorker, reports: Reports
) -> None:
    speech = make_speech(worker("crashes").command)
    speech.want(WORDS)
    assert "phontab" in reports.next(SpeechLost).reason
    assert [text for text, _ in worker("crashes").rendered] == ["three", "three", "two"]
    speech.close()
    assert reports.rest() == []


def test_a_new_wish_looks_for_a_lost_engine_and_tells_when_it_is_back(
    make_speech: MakeSpeech, worker: MakeWorker, reports: Reports
) -> None:
    speech = make_speech(worker("crashes three times").command)
    speech.want(WORDS)
    reports.next(SpeechLost)
    speech.want(WORDS)
    assert reports.next(SpeechFound)
    assert all_of(speech)


def test_a_lost_engine_is_looked_for_from_time_to_time(
    make_speech: MakeSpeech, worker: MakeWorker, reports: Reports
) -> None:
    patience = Patience(first=20.0, each=20.0, retry=0.05)
    speech = make_speech(worker("crashes three times").command, patience=patience)
    speech.want(WORDS)
    assert reports.next(SpeechLost)
    assert reports.next(SpeechFound)
    assert all_of(speech)


def test_a_worker_that_hangs_is_replaced(
    make_speech: MakeSpeech, worker: MakeWorker, reports: Reports
) -> None:
    speech = make_speech(worker("hangs once").command, patience=HASTY)
    speech.want(WORDS)
    assert all_of(speech)
    assert worker("hangs once").starts == 2
    assert not any(isinstance(report, SpeechLost) for report in reports.rest())


def test_a_worker_that_did_not_start_in_time_is_given_more_of_it() -> None:
    patience = Patience(first=15.0)
    assert [patience.to_start(failures) for failures in (0, 1, 2)] == [15.0, 30.0, 45.0]


def test_a_worker_that_talks_nonsense_is_lost(
    make_speech: MakeSpeech, worker: MakeWorker, reports: Reports
) -> None:
    make_speech(worker("talks nonsense").command, patience=HASTY).want(WORDS)
    assert reports.next(SpeechLost)


def test_a_text_that_kills_the_engine_is_put_aside_for_good_and_takes_no_other_with_it(
    make_speech: MakeSpeech, worker: MakeWorker, reports: Reports, tmp_path: Path
) -> None:
    speech = make_speech(worker("works").command)
    speech.want(["poison", *WORDS])
    assert not speech.wait_ready(["poison", *WORDS], LONG)
    assert speech.ready(WORDS)
    tried = len([text for text, _ in worker("works").rendered if text == "poison"])
    assert tried == 3
    speech.want(["poison"])
    assert not speech.wait_ready(["poison"], 3600.0)
    assert speech.unspeakable(["poison", *WORDS]) == ("poison",)
    assert not any(isinstance(report, SpeechLost) for report in reports.rest())

    speech.close()
    later = make_speech(worker("works").command, into=ClipStore(tmp_path / "clips"))
    later.want(["poison", "later"])
    assert all_of(later, ("later",))
    assert later.unspeakable(["poison"]) == ("poison",)
    assert len([text for text, _ in worker("works").rendered if text == "poison"]) == 3


def test_what_is_missing_is_told_until_it_is_rendered(
    make_speech: MakeSpeech, worker: MakeWorker
) -> None:
    speech = make_speech(worker("works").command)
    assert speech.missing(WORDS) == WORDS
    speech.want(WORDS[:2])
    assert all_of(speech, WORDS[:2])
    assert speech.missing(WORDS) == WORDS[2:]


def test_the_pace_is_measured_on_the_first_clip(
    make_speech: MakeSpeech, worker: MakeWorker
) -> None:
    speech = make_speech(worker("works").command)
    speech.want(WORDS)
    pace = speech.wait_pace(LONG)
    assert pace is not None
    assert pace > 0


def test_the_pace_of_an_engine_that_is_not_there_is_not_waited_for(
    make_speech: MakeSpeech, worker: MakeWorker
) -> None:
    speech = make_speech(worker("no library").command)
    speech.want(WORDS)
    assert speech.wait_pace(3600.0) is None


def test_the_worker_leaves_when_all_is_rendered_and_comes_back_for_more(
    make_speech: MakeSpeech, worker: MakeWorker
) -> None:
    patience = Patience(first=20.0, each=20.0, retry=3600.0, linger=0.05)
    speech = make_speech(worker("works").command, patience=patience)
    speech.want(WORDS)
    assert all_of(speech)
    pause = threading.Event()
    for _ in range(round(LONG / 0.01)):
        if speech._renderer is None:
            break
        pause.wait(0.01)
    assert speech._renderer is None
    speech.want(["more"])
    assert all_of(speech, ("more",))
    assert worker("works").starts == 2


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such signals")
@pytest.mark.parametrize("name", ["SIGKILL", "SIGSTOP"])
def test_a_real_worker_killed_or_stopped_in_mid_work_is_replaced(
    make_speech: MakeSpeech, reports: Reports, name: str
) -> None:
    speech = make_speech(patience=Patience(first=20.0, each=2.0, retry=3600.0))
    texts = tuple(f"Number {number} of thirty." for number in range(30))
    speech.want(texts)
    reports.next(ClipsArrived)
    assert speech._renderer is not None
    os.kill(speech._renderer._link._process.pid, signal.Signals[name])
    assert all_of(speech, texts)
    assert not any(isinstance(report, SpeechLost) for report in reports.rest())


@pytest.mark.parametrize("behaviour", ["works", "hangs", "crashes"])
def test_closing_leaves_no_process_and_no_thread(
    make_speech: MakeSpeech, worker: MakeWorker, behaviour: str
) -> None:
    speech = make_speech(worker(behaviour).command)
    speech.want(WORDS)
    worker(behaviour).wait_until_rendering()
    renderer = speech._renderer
    speech.close()
    assert not speech._thread.is_alive()
    assert renderer is None or renderer._link._process.poll() is not None


def test_closing_twice_is_closing(make_speech: MakeSpeech) -> None:
    speech = make_speech()
    speech.close()
    speech.close()


def test_the_voices_are_those_the_engine_lists(make_speech: MakeSpeech) -> None:
    speech = make_speech()
    assert speech.voice() in speech.voices()


def test_a_voice_that_is_not_installed_is_a_usage_error(make_speech: MakeSpeech) -> None:
    with pytest.raises(UsageError, match='no voice "xyzzy"'):
        make_speech(voice="xyzzy").voice()


def test_voices_of_an_engine_that_is_not_there_are_an_error(
    make_speech: MakeSpeech, worker: MakeWorker
) -> None:
    speech = make_speech(worker("no library").command)
    with pytest.raises(CoachError, match="no eSpeak"):
        speech.voices()
    with pytest.raises(CoachError, match="no eSpeak"):
        speech.voice()


def test_a_private_text_is_spoken_and_leaves_nothing_on_the_disk(
    make_speech: MakeSpeech, worker: MakeWorker, tmp_path: Path
) -> None:
    speech = make_speech(worker("works").command)
    speech.want([PrivateText("Because you said so."), "three"])
    assert all_of(speech, ("Because you said so.", "three"))
    assert speech.clip("Because you said so.") is not None
    assert len(list((tmp_path / "clips").glob("*.flac"))) == 1

    again = make_speech(worker("works").command, into=ClipStore(tmp_path / "clips"))
    assert again.ready(["three"])
    assert not again.ready(["Because you said so."])


def test_what_was_private_once_stays_off_the_disk(
    make_speech: MakeSpeech, worker: MakeWorker, tmp_path: Path
) -> None:
    speech = make_speech(worker("works").command)
    speech.want([PrivateText("Because you said so.")])
    speech.want(["Because you said so."])
    assert all_of(speech, ("Because you said so.",))
    assert not list((tmp_path / "clips").glob("*.flac"))
