"""The file that `new` writes: a routine to change, with comments that say how."""

from __future__ import annotations

import json

_STARTER = """\
# A routine for voice-coach. Change it, then:
#
#   voice-coach check {slug}      every mistake at once, with its line
#   voice-coach show {slug}       what it comes to: times, muscle groups, load on the spine
#   voice-coach start {slug}      do it
#
# `voice-coach schema > routine.schema.json` and the next line make an editor that knows YAML
# complete and explain every word:
# yaml-language-server: $schema=routine.schema.json

version: 1                       # of the format; always 1
name: {name}
level: beginner                  # recovery, beginner, intermediate or advanced
description: Something for the front, the back and the sides.
# aliases: [another name]

defaults:                        # for every step that says nothing else
  rest: 15s                      # after each set; times are 30s, 1:30, 8min
  prepare: 6s                    # the least time to get into position; 5s to change sides

# Exercises of your own, if the catalogue lacks one. What you leave out is taken carefully:
# without spinal_load and impact it counts as heavy on the back.
#
# exercises:
#   towel-row:
#     name: Towel Row
#     group: pull                # extensors, flexors, obliques, legs, push, pull, cardio, mobility
#     mode: reps                 # reps, hold, hold_reps (a short hold, repeated) or time
#     tempo: 2-1-2               # seconds out, pause and back
#     cues: ["Towel around the door handle, lean back.", "Pull the elbows to the ribs."]
#     spinal_load: low
#     impact: none

warm_up:
  - walk-in-place: 60s
  - cat-cow                      # no dose: the beginner's dose of the catalogue

main:
  - circuit: 2                   # rounds
    rest_between: 45s
    steps:
      - glute-bridge: 10         # reps, counted aloud at the exercise's tempo
        tempo: 2-2-2             # or at yours
      - plank: 20s               # a hold, or keep moving for so long
        cues:                    # said besides what the coach says
          - {{at: halfway, say: "Are you breathing?"}}
          # - {{at: start, say: "As it starts."}}          also end, 5s (after the start)
          # - {{every: 10s, say: "Still {{left}}."}}         also {{set}}, {{name}}, {{next}}
          # - {{at: last 8s, say: "Eight seconds before the end."}}
      - knee-side-plank: 12s     # each side, because the catalogue says so
      - bird-dog: 4              # reps, each held
        hold: 6s

  # Sets:                        - squat: 10
  #                                sets: 3
  #                                rest: 45s
  # Descending sets:             - curl-up: [6, 4, 2]
  # At your own pace, until you  - deadlift: 8
  # say "done":                    pace: self
  # One time for both sides:     - side-plank: 30s
  #                                sides: split
  # EMOM, a set every minute:    - every: 60s
  #                                for: 8min
  #                                steps: [sit-to-stand: 8, wall-push-up: 8]
  # AMRAP, as many rounds as     - for: 6min
  # you can:                       steps: [squat: 10, push-up: 5]
  # A longer break:              - rest: 60s
  # Words of your own:           - say: "Now down to the floor."

cool_down:
  - hip-flexor-stretch: 20s
"""


def starter(name: str, slug: str) -> str:
    """The text of a new routine called `name`, to be kept as `slug`.yaml."""
    return _STARTER.format(name=json.dumps(name, ensure_ascii=False), slug=slug)
