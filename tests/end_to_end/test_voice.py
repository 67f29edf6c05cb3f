"""A workout that is led by voice, from the menu to the rating, on a real sound server."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

import pytest
from end_to_end.athlete import LISTENING, Athlete, Words

from voice_coach.core.events.command import Command
from voice_coach.core.model.exercise import HealthCondition
from voice_coach.core.safety.questionnaire import about_pain
from voice_coach.core.voice_commands.grammar import phrases_of
from voice_coach.core.wording.input_hints import BY_VOICE
from voice_coach.core.wording.numbers import duration
from voice_coach.core.wording.phrasebook import MENU_OR_ANOTHER, RATING
from voice_coach.library.catalogue.screening import load_screening

if TYPE_CHECKING:
    from collections.abc import Callable

    from end_to_end.program import Event, Home
    from rig.pulse import SoundServer

pytestmark = pytest.mark.rig

LIVING_ROOM = """\
version: 1
name: Living Room
level: beginner
lead_in: strict
defaults: {rest: 60s, prepare: 3s}
main:
  - plank: 120s
  - side-plank: 6s
"""

SCREENING = load_screening(listening=True)
QUESTION = SCREENING.opening[-1]
CONDITIONS = SCREENING.conditions[0].ask
KNEE = tuple(question.ask for question in about_pain(SCREENING, HealthCondition.KNEE))
IN_DOUBT = BY_VOICE.confirm_pain
IN_DOUBT_OR_SURE = re.compile("|".join(map(re.escape, (IN_DOUBT, KNEE[0]))))


@pytest.fixture(scope="module")
def words(tmp_path_factory: pytest.TempPathFactory) -> Words:
    phrases = ("living room", "no", "pause", "resume", "how long left", "skip", "undo", "stop")
    answers = ("my knee hurts", "one", "nothing hurts", "two")
    return Words(tmp_path_factory.mktemp("words"), (*phrases, *answers), natural=True)


@dataclass(frozen=True, slots=True)
class Workout:
    """A workout in which nothing was pressed."""

    events: list[Event]
    exit_code: int

    def command(self, name: str, number: int = 0) -> Event:
        """The one of this name that came so many others later than the first."""
        return [one for one in self.of("command") if one["command"] == name][number]

    def of(self, event: str) -> list[Event]:
        """All events of one kind."""
        return [one for one in self.events if one["event"] == event]

    def after(self, event: Event, kind: str) -> Event:
        """The next event of a kind."""
        return next(one for one in self.since(event) if one["event"] == kind)

    def since(self, event: Event) -> list[Event]:
        """What came later."""
        return self.events[self.events.index(event) + 1 :]

    def between(self, event: Event, later: Event) -> list[Event]:
        """What came in between."""
        return self.events[self.events.index(event) + 1 : self.events.index(later)]


@pytest.fixture(scope="module")
def workout(rig: type[SoundServer], make_home: Callable[[], Home], words: Words) -> Workout:
    """Every statement in its turn; the tests read what came of it."""
    home = make_home()
    (home.folder / "config" / "voice-coach" / "routines").mkdir(parents=True)
    home.write("config/voice-coach/routines/living-room.yaml", LIVING_ROOM)
    with rig() as server:
        home.connect(server)
        with home.start(*LISTENING, "--talk", "minimal") as coach:
            athlete = Athlete(server, coach, words)
            # Over the coach less is enough for a command, and half a name may pass for a number.
            asked = coach.events.wait_for("cue", text=MENU_OR_ANOTHER)
            coach.let_pass(asked["length"] + 0.5)
            athlete.says("living room", "menu")
            coach.events.wait_for("cue", text=QUESTION)
            athlete.says("no", "screening")
            coach.events.wait_for("cue", text=CONDITIONS)
            athlete.says("no", "start")
            coach.events.wait_for("interval", exercise="plank")
            athlete.says("pause", command="pause")
            coach.events.wait_for("cue", tone="pause")
            athlete.says("resume", command="resume")
            coach.events.wait_for("interval", exercise="plank")
            athlete.says("how long left", command="time left")
            coach.events.wait_for("cue", text=re.compile(" left"))
            athlete.says("skip", command="next")
            athlete.says("undo", command="undo")
            coach.events.wait_for("interval", exercise="plank")
            athlete.says("my knee hurts", command="pain")
            asked = coach.events.wait_for("cue", text=IN_DOUBT_OR_SURE)
            if asked["text"] == IN_DOUBT:
                athlete.says("my knee hurts", "cue", text=KNEE[0])
            athlete.says("no", "cue", text=KNEE[1])
            athlete.says("no", "cue", text=KNEE[2])
            athlete.says("one", command="leave out")
            athlete.says("stop", command="stop")
            coach.events.wait_for("cue", text=BY_VOICE.confirm_stop)
            athlete.says("no", command="no")
            athlete.says("skip", command="next")
            coach.events.wait_for("interval", exercise="side-plank")
            coach.events.wait_for("cue", text=RATING[0])
            athlete.says("nothing hurts", "rating")
            athlete.says("two", "effort")
            exit_code = coach.wait()
    return Workout(coach.events.all, exit_code)


def test_no_to_the_safety_question_leads_to_the_session(workout: Workout) -> None:
    assert {one["outcome"] for one in workout.of("screening")} == {"proceed"}
    assert workout.of("start")


def test_every_command_came_by_voice_and_as_it_was_meant(workout: Workout) -> None:
    # Of words over a tone, some may be lost on a machine that stands still: "how long (left)".
    meanings = phrases_of(Command)
    said = ("pause", "resume", "how long left", "skip", "undo", "my knee hurts")
    at_the_end = ("stop", "no", "skip")
    came = [
        (one["by"], meanings[one["phrase"]], one["obeyed"])
        for one in workout.of("command")
        if "by" in one
    ]
    # What is doubted is said again.
    once = [command for command, _again in groupby(came)]
    assert once == [("voice", meanings[phrase], True) for phrase in (*said, *at_the_end)]


def test_a_knee_that_hurts_has_a_question_of_its_own_and_is_spared(workout: Workout) -> None:
    (pain,) = workout.of("pain")
    left_out = workout.command("leave out")
    asked = [one["text"] for one in workout.between(pain, left_out) if one.get("text") in KNEE]
    assert list(dict.fromkeys(asked)) == list(KNEE)
    assert workout.after(left_out, "interval over")["index"] == pain["index"]


def test_pause_stops_the_clock_and_resume_goes_on_where_it_stood(workout: Workout) -> None:
    (pause,) = workout.of("pause")
    resume = workout.of("resume")[0]
    assert pause["scheduled"] == workout.command("pause")["scheduled"]
    assert not {"interval", "interval over"} & {
        one["event"] for one in workout.between(pause, resume)
    }
    assert workout.after(resume, "interval")["offset"] == pause["offset"]


def test_how_long_left_is_answered_while_the_clock_goes_on(workout: Workout) -> None:
    goes_on = workout.after(workout.of("resume")[0], "interval")
    asked = workout.command("time left")
    answer = next(
        one for one in workout.since(asked) if one["event"] == "cue" and " left" in one["text"]
    )
    left = goes_on["length"] - goes_on["offset"] - (asked["scheduled"] - goes_on["scheduled"])

    told = answer["text"].partition(" left")[0]
    # The answer is rounded to five seconds.
    assert told in {duration(5 * round((left + error) / 5)) for error in (-2.5, 0.0, 2.5)}
    assert {one["event"] for one in workout.between(goes_on, answer)} <= {"command", "hush", "cue"}


def test_skip_goes_on_and_undo_returns_to_the_very_second(workout: Workout) -> None:
    skip, undo = workout.command("next"), workout.of("undo")[0]
    goes_on = workout.after(workout.of("resume")[0], "interval")
    again = workout.after(undo, "interval")
    left_at = goes_on["offset"] + skip["scheduled"] - goes_on["scheduled"]

    assert workout.after(skip, "interval")["kind"] == "rest"
    assert (again["exercise"], again["index"]) == ("plank", goes_on["index"])
    assert again["offset"] == undo["offset"] == pytest.approx(left_at, abs=0.001)


def test_stop_asks_and_no_goes_on(workout: Workout) -> None:
    asked, denied = workout.command("stop"), workout.command("no")
    between = [one.get("text") for one in workout.between(asked, denied)]
    assert BY_VOICE.confirm_stop in between
    assert not workout.of("stop")
    assert workout.exit_code == 0


def test_how_the_back_feels_and_how_hard_it_was_are_said_at_the_end(workout: Workout) -> None:
    (rating,), (effort,) = workout.of("rating"), workout.of("effort")
    assert (rating["score"], effort["effort"]) == (0, "right")


def test_a_microphone_that_is_missing_is_told_once_and_listened_to_once_it_is_there(
    home_with_sound: Home, sound_server: SoundServer, words: Words
) -> None:
    home_with_sound.write("living-room.yaml", LIVING_ROOM)
    sound_server.unplug()
    with home_with_sound.start_in_terminal(
        "living-room.yaml", "--fit", *LISTENING, "--talk", "minimal"
    ) as coach:
        coach.sees("Can't hear you: ")
        coach.events.wait_for("interval", exercise="plank")
        coach.press(" ")
        coach.events.wait_for("command", command="pause or resume", obeyed=True)
        sound_server.plug()
        coach.sees("Listening again.")
        Athlete(sound_server, coach, words).says("stop", command="stop", by="voice")
        coach.events.wait_for("cue", text=BY_VOICE.confirm_stop)
        # Nothing more is said.
        assert coach.wait() == 3

    assert [one["event"] for one in coach.events.all if "microphone" in one["event"]] == [
        "microphone lost",
        "microphone found",
    ]
