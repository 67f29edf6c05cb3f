"""The catalogue's exercises under the names of Garmin's FIT profile.

Only what is the same move, or the same with a name that says no more: a wrong name in somebody's
training log is worse than none.
"""

from __future__ import annotations

from collections.abc import Mapping

NAMES: Mapping[str, tuple[str, str]] = {
    "arm-circle": ("WARM_UP", "ARM_CIRCLES"),
    "backpack-row": ("ROW", "ROW"),
    "bicycle-crunch": ("CRUNCH", "BICYCLE_CRUNCH"),
    "bird-dog": ("WARM_UP", "OPPOSITE_ARM_AND_LEG_BALANCE"),
    "burpee": ("TOTAL_BODY", "BURPEE"),
    "calf-raise": ("CALF_RAISE", "STANDING_CALF_RAISE"),
    "calf-stretch": ("WARM_UP", "STRETCH_CALF"),
    "cat-cow": ("WARM_UP", "CAT_CAMEL"),
    "chair-dip": ("TRICEPS_EXTENSION", "BENCH_DIP"),
    "chest-stretch": ("WARM_UP", "STRETCH_PECTORAL"),
    "childs-pose": ("WARM_UP", "STRETCH_CHILDS_POSE"),
    "crunch": ("CRUNCH", "CRUNCH"),
    "curl-up": ("CRUNCH", "MCGILL_CURL_UP"),
    "dead-bug": ("HIP_STABILITY", "DEAD_BUG"),
    "figure-four-stretch": ("WARM_UP", "STRETCH_LYING_PIRIFORMIS"),
    "glute-bridge": ("HIP_RAISE", "HIP_RAISE"),
    "hamstring-stretch": ("WARM_UP", "STRETCH_HAMSTRING"),
    "hip-flexor-stretch": ("WARM_UP", "STRETCH_LUNGING_HIP_FLEXOR"),
    "inchworm": ("WARM_UP", "WALKOUT"),
    "jumping-jack": ("CARDIO", "JUMPING_JACKS"),
    "knee-plank": ("PLANK", "KNEELING_PLANK"),
    "knee-push-up": ("PUSH_UP", "KNEELING_PUSH_UP"),
    "knee-to-chest": ("WARM_UP", "STRETCH_LYING_KNEE_TO_CHEST"),
    "lunge": ("LUNGE", "LUNGE"),
    "mountain-climber": ("PLANK", "MOUNTAIN_CLIMBER"),
    "plank": ("PLANK", "PLANK"),
    "plank-shoulder-tap": ("PLANK", "STRAIGHT_ARM_PLANK_WITH_SHOULDER_TOUCH"),
    "push-up": ("PUSH_UP", "PUSH_UP"),
    "push-up-rotation": ("PUSH_UP", "T_PUSH_UP"),
    "reverse-crunch": ("CRUNCH", "REVERSE_CRUNCH"),
    "russian-twist": ("CORE", "RUSSIAN_TWIST"),
    "side-plank": ("PLANK", "SIDE_PLANK"),
    "side-plank-leg-lift": ("PLANK", "SIDE_PLANK_WITH_LEG_LIFT"),
    "single-leg-glute-bridge": ("HIP_RAISE", "SINGLE_LEG_HIP_RAISE"),
    "sit-up": ("SIT_UP", "SIT_UP"),
    "squat": ("SQUAT", "SQUAT"),
    "squat-jump": ("PLYO", "BODY_WEIGHT_JUMP_SQUAT"),
    "standing-side-bend": ("CORE", "SIDE_BEND"),
    "step-up": ("SQUAT", "STEP_UP"),
    "superman": ("HYPEREXTENSION", "SUPERMAN_FROM_FLOOR"),
    "wall-push-up": ("PUSH_UP", "WALL_PUSH_UP"),
    "wall-sit": ("SQUAT", "BODY_WEIGHT_WALL_SQUAT"),
    "wall-slide": ("LATERAL_RAISE", "WALL_SLIDE"),
}
"""By slug: the category and the name within it, as the profile spells them."""
