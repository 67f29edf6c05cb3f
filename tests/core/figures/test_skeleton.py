"""A skeleton has one length a segment, and stands where its pose says."""

from __future__ import annotations

from dataclasses import replace

import pytest

from voice_coach.core.figures import body
from voice_coach.core.figures.body import BodySide, Direction, Point
from voice_coach.core.figures.pose import (
    Bent,
    HipPlacement,
    Planted,
    Pose,
    Resting,
    Touching,
    Viewpoint,
)
from voice_coach.core.figures.skeleton import bent_as, skeleton_of

UP, DOWN = Direction(90), Direction(-90)


def standing(turn: float = 0) -> Pose:
    down = Bent(DOWN, DOWN)
    return Pose(
        name="standing", pelvis=UP, lumbar=UP, thorax=UP, neck=UP, head=UP,
        turn=turn, chest_turn=turn, face_turn=turn,
        right_arm=down, left_arm=down, right_leg=down, left_leg=down,
        root=Resting("right ankle"),
    )  # fmt: skip


def test_a_standing_figure_is_about_one_body_height_tall() -> None:
    skeleton = skeleton_of(standing())
    assert skeleton["skull"].y + body.HEAD / 2 == pytest.approx(1, abs=0.07)


def test_feet_stand_flat_on_the_floor() -> None:
    skeleton = skeleton_of(standing())
    assert skeleton.bottom() == pytest.approx(0)
    assert skeleton["right ankle"] == pytest.approx((0, body.SOLE, body.HIP))
    assert skeleton.sole(BodySide.RIGHT).unit() == pytest.approx((1, 0, 0))


def test_the_near_side_of_a_profile_is_the_right_one() -> None:
    skeleton = skeleton_of(standing())
    assert skeleton["right shoulder"].z > skeleton["left shoulder"].z


def test_the_right_side_of_one_who_faces_the_viewer_is_on_the_left_of_the_picture() -> None:
    skeleton = skeleton_of(standing(turn=90))
    assert skeleton["right shoulder"].x < skeleton["left shoulder"].x
    assert skeleton.facing["face"] == pytest.approx((0, 0, 1))


def test_one_who_lies_with_the_head_left_looks_up() -> None:
    lying = replace(standing(), pelvis=Direction(180), thorax=Direction(180), head=Direction(180))
    assert skeleton_of(lying).facing["face"] == pytest.approx((0, 1, 0))


def test_a_planted_hand_is_where_it_is_planted_and_no_bone_grows() -> None:
    pose = replace(standing(), right_arm=Planted(0.2, 0.7))
    skeleton = skeleton_of(pose)
    shoulder, elbow, wrist = (
        skeleton[f"right {joint}"] for joint in ("shoulder", "elbow", "wrist")
    )
    assert wrist[:2] == pytest.approx((0.2, 0.7))
    assert shoulder.to(elbow).length() == pytest.approx(body.UPPER_ARM)
    assert elbow.to(wrist).length() == pytest.approx(body.FOREARM)
    assert skeleton.short_of["right arm"] == 0


def test_a_hand_that_is_planted_too_far_away_says_by_how_much() -> None:
    skeleton = skeleton_of(replace(standing(), right_arm=Planted(1.0, 0.8)))
    assert skeleton.short_of["right arm"] > 0.5
    shoulder, wrist = skeleton["right shoulder"], skeleton["right wrist"]
    assert shoulder.to(wrist).length() <= body.UPPER_ARM + body.FOREARM


def test_knees_bend_to_the_front_and_elbows_to_the_back() -> None:
    low = replace(
        standing(),
        root=HipPlacement(0, 0.4),
        right_leg=Planted(0, body.SOLE),
        right_arm=Planted(0, 0.45),
    )
    skeleton = skeleton_of(low)
    assert skeleton["right knee"].x > 0.1
    assert skeleton["right elbow"].x < -0.05


def test_a_hand_touches_the_part_it_is_told_to() -> None:
    skeleton = skeleton_of(replace(standing(), left_arm=Touching("right hip", (0.05, 0.02))))
    assert skeleton["left wrist"] == pytest.approx(
        skeleton["right hip"].plus(Point(0.05, 0.02)), abs=1e-6
    )


def test_a_limb_that_was_planted_can_be_told_by_directions() -> None:
    planted = skeleton_of(
        replace(standing(), root=HipPlacement(0, 0.4), right_leg=Planted(0.1, 0.039))
    )
    bent = replace(
        standing(), root=HipPlacement(0, 0.4), right_leg=bent_as(planted, "leg", BodySide.RIGHT)
    )
    again = skeleton_of(bent)
    for joint in ("knee", "ankle", "heel", "toes"):
        assert again[f"right {joint}"] == pytest.approx(planted[f"right {joint}"], abs=1e-6), joint


@pytest.mark.parametrize("view", Viewpoint)
def test_the_other_way_of_the_other_way_is_the_pose_itself(view: Viewpoint) -> None:
    pose = replace(
        standing(),
        chest_turn=20,
        right_arm=Bent(Direction(10, 20), Direction(40)),
        left_leg=Planted(0.2, 0.1, 0.05, bend=Direction(10)),
        left_arm=Touching("right knee", (0.1, 0.02)),
    )
    there, back = pose.other_way(view), pose.other_way(view).other_way(view)
    assert there.right_leg != pose.right_leg
    ours, again = skeleton_of(pose), skeleton_of(back)
    for joint, place in ours.joints.items():
        assert again[joint] == pytest.approx(place, abs=1e-9)
