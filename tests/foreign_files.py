"""Small files of each shape, made for these tests after real ones."""

from __future__ import annotations

import json
from typing import Any

JAWT: dict[str, Any] = {
    "title": "Morning legs",
    "sets": [
        {
            "repetitions": 3,
            "id": "a",
            "exercises": [
                {"name": "Squats", "id": "b", "duration": 30},
                {"name": "Rest", "id": "c", "duration": 10},
                {"name": "Side Plank (left)", "id": "d", "duration": 20},
            ],
        },
        {"repetitions": 1, "exercises": [{"name": "Zercher Hold", "duration": 15}]},
    ],
    "version": 2,
    "position": 3,
}
OLD_JAWT = {
    "title": "Old",
    "sets": [{"repetitions": 2, "exercises": [{"name": "Plank", "duration": 40}]}],
}
FEEEL: dict[str, Any] = {
    "feeelMetadataVersion": 8,
    "exerciseDbImport": "2023-08-06T00:00:00.000Z",
    "fullWorkout": {
        "workout": {
            "id": 3,
            "type": 1,
            "title": "Seven",
            "translationJson": None,
            "category": 0,
            "countdownDuration": 5,
            "exerciseDuration": 30,
            "breakDuration": 10,
            "cachedLastUse": None,
        },
        "workoutExercises": [
            {"workoutId": 3, "orderPosition": 1, "exercise": 580, "exerciseDuration": 15},
            {"workoutId": 3, "orderPosition": 0, "exercise": 320, "exerciseDuration": None},
            {"workoutId": 3, "orderPosition": 2, "exercise": 1019, "breakDuration": 5},
            {"workoutId": 3, "orderPosition": 3, "exercise": 77777},
        ],
    },
}
TIMER_MACHINE: dict[str, Any] = {
    "folders": [{"id": 1, "name": "Default"}],
    "timers": [
        {
            "id": 5,
            "name": "Circuit",
            "loop": 2,
            "steps": [
                {
                    "step_type": "group",
                    "name": "A",
                    "loop": 3,
                    "steps": [
                        {
                            "step_type": "step",
                            "label": "Push up",
                            "length": 30000,
                            "behaviour": [
                                {"type": "VOICE", "content": "Elbows in"},
                                {"type": "VOICE", "content": "Now {step_name}"},
                                {"type": "HALF"},
                                {"type": "VIBRATION"},
                            ],
                        },
                        {"label": "Rest", "length": 15500},
                    ],
                },
                {"label": "Done", "length": 5000, "type": "NOTIFIER"},
            ],
            "startStep": {"label": "Prepare", "length": 10000, "type": "START"},
            "more": {"showNotif": True},
        }
    ],
    "prefs": {},
}
HIIT = """var data = {
  "sets": [{"name": "Tabata", "repetitions": 8, "actions": [
    {"name": "Go!", "color": "#00FF00", "time": 20}, {"name": "Rest", "time": 10}]}],
  "workouts": [{"name": "Interval run", "sets": [
    {"name": "Warmup", "repetitions": 1, "actions": [{"name": "Jog", "time": 300}]},
    {"name": "Main", "repetitions": 4, "actions": [{"name": "Run!", "time": 60},
      {"name": "Jog lightly", "time": 60}]},
    {"name": "Cooldown", "repetitions": 1, "actions": [{"name": "Jog", "time": 300}]}]}]
};
"""
RUNNERUP: dict[str, Any] = {
    "com.garmin.connect.workout.json.UserWorkoutJson": {
        "workoutName": "Ladder",
        "ownerId": 7,
        "workoutSteps": [
            {"stepOrder": 1, "stepTypeKey": "warmup", "endConditionTypeKey": "lap.button"},
            {
                "stepOrder": 2,
                "groupId": 1,
                "stepTypeKey": "repeat",
                "endConditionTypeKey": "iterations",
                "endConditionValue": 4.0,
            },
            {
                "stepOrder": 4,
                "groupId": 1,
                "parentGroupId": 1,
                "stepTypeKey": "rest",
                "endConditionTypeKey": "time",
                "endConditionValue": 90000.0,
                "endConditionUnitKey": "ms",
            },
            {
                "stepOrder": 3,
                "groupId": 1,
                "parentGroupId": 1,
                "stepTypeKey": "interval",
                "endConditionTypeKey": "distance",
                "endConditionValue": 40000.0,
                "endConditionUnitKey": "centimeter",
                "targetTypeKey": "pace.zone",
            },
        ],
    }
}
GARMIN: dict[str, Any] = {
    "workoutName": "Strength A",
    "author": {"name": "someone"},
    "workoutSegments": [
        {
            "segmentOrder": 1,
            "workoutSteps": [
                {
                    "type": "RepeatGroupDTO",
                    "stepOrder": 1,
                    "numberOfIterations": 3,
                    "workoutSteps": [
                        {
                            "type": "ExecutableStepDTO",
                            "stepOrder": 2,
                            "stepType": {"stepTypeKey": "interval"},
                            "endCondition": {"conditionTypeKey": "reps"},
                            "endConditionValue": 12.0,
                            "category": "HIP_RAISE",
                            "exerciseName": "HIP_RAISE",
                            "weightValue": 10.0,
                        },
                        {
                            "type": "ExecutableStepDTO",
                            "stepOrder": 3,
                            "stepType": {"stepTypeKey": "rest"},
                            "endCondition": {"conditionTypeKey": "time"},
                            "endConditionValue": 60.0,
                        },
                    ],
                }
            ],
        }
    ],
}
ZWO = """<?xml version="1.0" encoding="UTF-8"?>
<workout_file><author>A. B.</author><name>Short one</name><description>Legs first.</description>
<sportType>bike</sportType><tags/><workout>
<Warmup Duration="120" PowerLow="0.4" PowerHigh="0.7">
  <textevent timeoffset="10" message="Easy {now}."/></Warmup>
<IntervalsT Repeat="3" OnDuration="40" OffDuration="20" OnPower="1.1" OffPower="0.5" Cadence="90"/>
<SteadyState Duration="60" Power="0.8"/>
<textevent timeoffset="305" message="Hold it."/>
<textevent timeoffset="5000" message="Too late."/>
</workout></workout_file>
"""
PLAIN = """Evening core

Warm up
- 5m easy jog

4x 30s push-ups, 15s rest
3x12 squats
glute bridges 10

Main set 3x
- 1m30 plank
- rest 20s
- 400m run
- 30" 55-65%

So be it, said the fox; 12 of them had gone away
"""
VOICEWORKOUT = """title: Example
exercises:
  - instruction: band dislocations
    number: 10
    istimed: true
  - {instruction: pushups, number: 50, istimed: false}
"""
CSV = """Exercise;Seconds;Reps;Sets;Rest;Weight;Notes
Plank;45;;3;20;;Belly tight
Squat;;12;3;0:30;20kg;
Kettlebell swing;;8-12;2;1:00;16;
Rest;90;;;;;
"""

FILES = {
    "morning.json": json.dumps(JAWT),
    "old.json": json.dumps(OLD_JAWT),
    "backup.json": json.dumps({"workouts": [JAWT, OLD_JAWT]}),
    "seven.feeel": json.dumps(FEEEL),
    "timers.json": json.dumps(TIMER_MACHINE),
    "hiit_data.js": HIIT,
    "ladder.json": json.dumps(RUNNERUP),
    "strength.json": json.dumps(GARMIN),
    "short.zwo": ZWO,
    "evening.txt": PLAIN,
    "example.yaml": VOICEWORKOUT,
    "plan.csv": CSV,
}
