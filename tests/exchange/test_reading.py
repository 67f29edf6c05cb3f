"""What each shape of file is read as."""

from __future__ import annotations

import json
from contextlib import suppress
from pathlib import Path

import pytest
from foreign_files import FEEEL, FILES, JAWT

from voice_coach.errors import UsageError
from voice_coach.exchange.reading import Brought, bring_in, foreign
from voice_coach.exchange.source import LARGEST
from voice_coach.exchange.workout import Move, Pause, Repeat, Said


def brought(folder: Path, name: str, text: str | bytes | None = None) -> Brought:
    """What is in a file; in the sample of that name if no text is given."""
    text = FILES[name] if text is None else text
    path = folder / name
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return bring_in(path)


def refusal(folder: Path, name: str, text: str | bytes) -> str:
    with pytest.raises(UsageError) as refused:
        brought(folder, name, text)
    return str(refused.value)


def test_just_another_workout_timer(tmp_path: Path) -> None:
    found = brought(tmp_path, "morning.json")
    (workout,) = found.workouts
    assert (workout.title, found.left_out) == ("Morning legs", ())
    assert workout.nodes == (
        Repeat(3, (Move("Squats", 30), Pause(10, "Rest"), Move("Side Plank (left)", 20))),
        Repeat(1, (Move("Zercher Hold", 15),)),
    )


def test_its_older_form_and_its_backup(tmp_path: Path) -> None:
    (old,) = brought(tmp_path, "old.json").workouts
    assert old.nodes == (Repeat(2, (Move("Plank", 40),)),)
    titles = [workout.title for workout in brought(tmp_path, "backup.json").workouts]
    assert titles == ["Morning legs", "Old"]


def test_its_export_in_single_bytes(tmp_path: Path) -> None:
    text = json.dumps({**JAWT, "title": "Kräftig"}, ensure_ascii=False)
    (workout,) = brought(tmp_path, "morning.json", text.encode("latin-1")).workouts
    assert workout.title == "Kräftig"


def test_feeel_in_the_order_of_its_positions_with_the_break_before_each(tmp_path: Path) -> None:
    (workout,) = brought(tmp_path, "seven.feeel").workouts
    assert workout.nodes == (
        Pause(5),
        Move("Jumping jack", 30),
        Pause(10),
        Move("Side plank, left", 15),
        Pause(5),
        Move("Side plank, right", 30),
        Pause(10),
        Move("Feeel exercise 77777", 30),
    )
    assert workout.left_out == (
        'the name of "Feeel exercise 77777", of which the file has the number only',
    )


def test_timer_machine_with_groups_loops_and_what_is_spoken(tmp_path: Path) -> None:
    (workout,) = brought(tmp_path, "timers.json").workouts
    said = Move("Push up", 30, said=(Said("Elbows in"),))
    assert workout.nodes == (
        Pause(10, "Prepare"),
        Repeat(
            2,
            (
                Repeat(3, (said, Pause(15.5, "Rest")), "A"),
                Pause(5, "Done"),
            ),
        ),
    )
    assert workout.left_out == ("the behaviour voice", "the behaviour vibration")


def test_hiit_generator_with_its_workouts_and_its_single_sets(tmp_path: Path) -> None:
    run, tabata = brought(tmp_path, "hiit_data.js").workouts
    assert (run.title, tabata.title) == ("Interval run", "Tabata")
    assert tabata.nodes == (Repeat(8, (Move("Go!", 20), Pause(10, "Rest")), "Tabata"),)
    assert run.nodes[0] == Repeat(1, (Move("Jog", 300),), "Warmup")


def test_runnerup_with_its_repeats_in_milliseconds_and_centimetres(tmp_path: Path) -> None:
    (workout,) = brought(tmp_path, "ladder.json").workouts
    assert workout.nodes == (
        Move("Warm up"),
        Repeat(4, (Move("Go, 400 metres"), Pause(90))),
    )
    assert workout.left_out == ("the target pace.zone",)


def test_garmin_with_nested_repeats_and_its_names_of_exercises(tmp_path: Path) -> None:
    (workout,) = brought(tmp_path, "strength.json").workouts
    bridge = Move("Hip raise", reps=12, own_pace=True, exercise="glute-bridge")
    assert workout.nodes == (Repeat(3, (bridge, Pause(60))),)
    assert workout.left_out == ("the weight",)


def test_the_segments_of_garmin_come_in_their_order(tmp_path: Path) -> None:
    rest = {
        "stepOrder": 1,
        "stepType": {"stepTypeKey": "rest"},
        "endCondition": {"conditionTypeKey": "time"},
    }
    segments = [
        {"workoutSteps": [{**rest, "stepOrder": 2, "endConditionValue": 10}]},
        {"workoutSteps": [{**rest, "endConditionValue": 20}, {**rest, "endConditionValue": 30}]},
    ]
    text = json.dumps({"workoutName": "X", "workoutSegments": segments})
    (workout,) = brought(tmp_path, "x.json", text).workouts
    assert workout.nodes == (Pause(10), Pause(20), Pause(30))


def test_zwo_with_texts_in_the_move_in_which_they_come(tmp_path: Path) -> None:
    (workout,) = brought(tmp_path, "short.zwo").workouts
    assert (workout.title, workout.author) == ("Short one", "A. B.")
    assert workout.nodes == (
        Move("Warm up, 40 percent to 70 percent", 120, said=(Said("Easy {now}.", 10),)),
        Repeat(3, (Move("Ride hard, 110 percent", 40), Move("Recover, 50 percent", 20))),
        Move("Ride, 80 percent", 60, said=(Said("Hold it.", 5),)),
    )
    assert workout.left_out == ("cadence of IntervalsT", "a text after the end")


def test_intervals_of_zwo_with_texts_are_written_out(tmp_path: Path) -> None:
    text = FILES["short.zwo"].replace('timeoffset="305"', 'timeoffset="200"')
    (workout,) = brought(tmp_path, "short.zwo", text).workouts
    _, *moves, _ = workout.nodes
    assert len(moves) == 6
    assert moves[2] == Move("Ride hard, 110 percent", 40, said=(Said("Hold it.", 20),))


def test_zwo_by_distance_lasts_until_the_athlete_says_so(tmp_path: Path) -> None:
    text = FILES["short.zwo"].replace("<tags/>", "<durationType>distance</durationType>")
    (workout,) = brought(tmp_path, "short.zwo", text).workouts
    assert workout.nodes[-1] == Move("Ride, 80 percent, 60 metres")


def test_plain_text_and_that_of_intervals_icu(tmp_path: Path) -> None:
    found = brought(tmp_path, "evening.txt")
    (workout,) = found.workouts
    assert workout.title == "Evening core"
    assert workout.nodes == (
        Repeat(
            1,
            (
                Move("easy jog", 300),
                Move("push-ups", 30, sets=4, rest=15),
                Move("squats", reps=12, sets=3),
                Move("glute bridges", reps=10),
            ),
            "Warm up",
        ),
        Repeat(
            3,
            (Move("plank", 90), Pause(20), Move("run, 400 metres"), Move("Work, 55-65%", 30)),
            "Main set",
        ),
    )
    assert found.left_out == ('the line "So be it, said the fox; 12 of them had …"',)


@pytest.mark.parametrize(
    ("line", "move"),
    [
        ("- 12 push-ups", Move("push-ups", reps=12)),
        ("1. Squats x 15", Move("Squats", reps=15)),
        ("Squats: 3 sets of 10 reps, rest 1:00", Move("Squats", reps=10, sets=3, rest=60)),
        ("3 sets of 10 squats with 45 sec rest", Move("squats", reps=10, sets=3, rest=45)),
        ("Plank 1 min 30 s", Move("Plank", 90)),
        ("Side plank 1:15", Move("Side plank", 75)),
        ("2x 1' wall sit / rest 30", Move("wall sit", 60, sets=2, rest=30)),
        ("* 8-12 lunges", Move("lunges", reps=8)),
        ("Squats 3x12", Move("Squats", reps=12, sets=3)),
        ("12x burpees", Move("burpees", reps=12)),
        ("- 2km Z2", Move("Work, Z2, 2 km")),
    ],
)
def test_a_line_as_people_write_it(tmp_path: Path, line: str, move: Move) -> None:
    (workout,) = brought(tmp_path, "one.txt", f"{line}\n").workouts
    assert workout.nodes == (Repeat(1, (move,)),)


def test_voiceworkout_whose_reps_wait_for_a_key(tmp_path: Path) -> None:
    (workout,) = brought(tmp_path, "example.yaml").workouts
    assert workout.nodes == (
        Move("band dislocations", 10),
        Move("pushups", reps=50, own_pace=True),
    )


def test_a_table_with_what_it_has_besides(tmp_path: Path) -> None:
    found = brought(tmp_path, "plan.csv")
    (workout,) = found.workouts
    assert workout.nodes == (
        Move("Plank", 45, sets=3, rest=20, said=(Said("Belly tight"),)),
        Move("Squat", reps=12, sets=3, rest=30),
        Move("Kettlebell swing", reps=8, sets=2, rest=60),
        Pause(90, "Rest"),
    )
    assert found.left_out == (
        'the column "Weight"',
        'the range "8-12" in line 4; 8 is taken',
    )


def test_a_field_that_is_not_known_is_told(tmp_path: Path) -> None:
    workout = {**JAWT, "colour": "red", "sound": None}
    assert brought(tmp_path, "morning.json", json.dumps(workout)).left_out == (
        'the field "colour"',
    )


@pytest.mark.parametrize("name", FILES)
def test_a_file_that_is_cut_off_is_refused_or_read_in_part(tmp_path: Path, name: str) -> None:
    whole = FILES[name].encode()
    for cut in range(0, len(whole), max(1, len(whole) // 40)):
        with suppress(UsageError):
            assert brought(tmp_path, name, whole[:cut]).workouts


def test_json_that_ends_too_early_says_so(tmp_path: Path) -> None:
    told = refusal(tmp_path, "morning.json", FILES["morning.json"][:-20])
    assert "begins like JSON, but Input data was truncated" in told


def test_a_value_that_is_wrong_is_told_with_its_place_and_what_was_looked_for(
    tmp_path: Path,
) -> None:
    broken = json.loads(FILES["morning.json"])
    broken["sets"][0]["exercises"][1]["duration"] = "long"
    told = refusal(tmp_path, "morning.json", json.dumps(broken))
    assert "$.workouts[0].sets[0].exercises[1].duration" in told
    assert "Looked for: `title` and `sets`" in told


@pytest.mark.parametrize(
    ("name", "data", "told"),
    [
        ("empty.json", b"", "is empty"),
        ("a.zip", b"PK\x03\x04rest", "a ZIP archive: unpack it"),
        ("a.ahiit", b"SQLite format 3\x00", "a database"),
        ("a.fit", b"\x0e\x10\xd9\x07\x00\x00\x00\x00.FIT", "a FIT file"),
        ("a.png", b"\x89PNG\r\n\x1a\n\x00\x00", "is not a text"),
        ("a.json", b'{"name": "x", "version": "1.0"}', "no known program writes such a file"),
        ("a.json", b"[" * 100_000, "nested too deeply"),
        ("a.json", b"[1e999]", "begins like JSON"),
        ("a.html", b"<!DOCTYPE html><p>x", "document type"),
        ("a.xml", b"<a><b></a>", "begins like XML"),
        ("a.zwo", b"<workout_file/>", "has no `workout`"),
        ("a.txt", b"Dear all,\nthis is a letter about something.\n", "no list of exercises"),
        ("a.csv", b"name,reps\nSquat,many\n", '"many" in line 2 is not a number'),
        ("a.yaml", b"version: 1\nname: X\nmain: [plank]\n", "is a routine of this program already"),
    ],
)
def test_what_is_foreign_is_refused_in_plain_words(
    tmp_path: Path, name: str, data: bytes, told: str
) -> None:
    assert told in refusal(tmp_path, name, data)


def test_entities_that_would_grow_are_refused(tmp_path: Path) -> None:
    bomb = '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><workout_file>&b;</workout_file>'
    assert "document type" in refusal(tmp_path, "a.zwo", bomb)
    assert "document type" in refusal(tmp_path, "a.zwo", bomb.encode("utf-16"))


def test_a_giant_is_refused_unread(tmp_path: Path) -> None:
    assert "more than 4 MiB" in refusal(tmp_path, "a.json", b" " * (LARGEST + 1))


def test_what_is_no_file_is_refused(tmp_path: Path) -> None:
    for path, told in ((tmp_path, "not an ordinary file"), (tmp_path / "no", "does not exist")):
        with pytest.raises(UsageError, match=told):
            bring_in(path)


def test_a_file_is_known_as_foreign_by_certain_signs_only(tmp_path: Path) -> None:
    def kind(name: str, text: str) -> str | None:
        path = tmp_path / name
        path.write_text(text, encoding="utf-8")
        return foreign(path)

    assert kind("seven.json", json.dumps(FEEEL)) == "a file of Feeel"
    assert kind("example.yaml", FILES["example.yaml"]) == "a file of voiceworkout"
    assert kind("plan.csv", FILES["plan.csv"]) == "no YAML file"
    assert kind("mine.yaml", "- plank: 30s\n") is None
    assert kind("mine.txt", "version: 1\nname: [\n") is None


def test_what_intervals_icu_writes_of_paces_distances_and_repeats(tmp_path: Path) -> None:
    text = (
        "Warmup\n- 10m ramp 50-70%\n\nMain Set 4x\n- 400mtr 90-95% Pace\n- 90s Z1 HR\n\n"
        "4x\n- Stay relaxed 1m 120%\n- 2m 55%\n\n- 0.4km 8:00 Pace\n\nCooldown\n- 5m 40%\n"
    )
    found = brought(tmp_path, "run.txt", text)
    assert found.left_out == ()
    (workout,) = found.workouts
    assert workout.nodes == (
        Repeat(1, (Move("ramp 50-70%", 600),), "Warmup"),
        Repeat(4, (Move("90-95% Pace, 400 metres"), Move("Z1 HR", 90)), "Main Set"),
        Repeat(4, (Move("Stay relaxed 120%", 60), Move("Work, 55%", 120))),
        Repeat(1, (Move("Work, 0.4 km, 8:00 pace"),)),
        Repeat(1, (Move("Work, 40%", 300),), "Cooldown"),
    )


def test_repeats_above_steps_that_can_not_be_read_do_not_repeat_what_comes_next(
    tmp_path: Path,
) -> None:
    text = "Main set 4x\n- freeride 80 W or so, whatever 90\n\nCooldown\n- 5m 40%\n- 1m walk\n"
    (workout,) = brought(tmp_path, "ride.txt", text).workouts
    assert [one.times for one in workout.nodes if isinstance(one, Repeat)][-1] == 1
