"""Every figure is a body that stands in its room, and the reader says what is wrong with one."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

import pytest

from voice_coach.core.figures import body
from voice_coach.core.figures.figure import Figure, Motion
from voice_coach.core.figures.interpolation import between
from voice_coach.core.figures.joint_limits import strains
from voice_coach.core.figures.pose import Planted, Pose, Resting, Surface, Viewpoint
from voice_coach.core.figures.skeleton import Skeleton, skeleton_of
from voice_coach.core.model.exercise import SideMode
from voice_coach.library.catalogue.catalogue import Catalogue
from voice_coach.library.catalogue.figures import load_figures, read_figures
from voice_coach.library.yaml.problems import BadRoutine

FIGURES = load_figures()

SEGMENTS = {
    "shoulder": ("elbow", body.UPPER_ARM), "elbow": ("wrist", body.FOREARM),
    "hip": ("knee", body.THIGH), "knee": ("ankle", body.SHIN),
}  # fmt: skip

SINKS = 0.012
"""Of a body height: what a mat gives way, and two centimetres of a person."""


def key_poses(figure: Figure) -> Iterator[Pose]:
    yield from figure.poses
    if figure.alternates:
        yield from (pose.other_way(figure.view) for pose in figure.poses)


def moves(figure: Figure) -> Iterator[tuple[Pose, Pose]]:
    """From key pose to key pose, as the figure goes."""
    poses = tuple(key_poses(figure))
    if figure.motion is Motion.CYCLE:
        yield from pairwise((*poses, poses[0]))
    else:
        count = len(figure.poses)
        yield from pairwise(poses[:count])
        yield from pairwise(poses[count:])


def on_the_way(figure: Figure) -> Iterator[Pose]:
    """Poses between the key poses."""
    for start, end in moves(figure):
        yield from (between(start, end, share) for share in (0.25, 0.5, 0.75))


each_figure = pytest.mark.parametrize("slug", FIGURES)


def test_every_exercise_of_the_catalogue_has_a_figure(catalogue: Catalogue) -> None:
    assert set(FIGURES) == set(catalogue)


@each_figure
def test_no_joint_is_asked_for_more_than_it_can_do(slug: str) -> None:
    figure = FIGURES[slug]
    found = [f"{pose.name}: {strain}" for pose in figure.poses for strain in strains(pose)]
    assert not found
    found = [str(strain) for pose in on_the_way(figure) for strain in strains(pose)]
    assert not found


@each_figure
def test_no_limb_ever_changes_its_length(slug: str) -> None:
    figure = FIGURES[slug]
    for pose in (*key_poses(figure), *on_the_way(figure)):
        whole = skeleton_of(pose)
        for skeleton in (whole, whole.mirrored()):
            for side in body.BodySide:
                for joint, (end, length) in SEGMENTS.items():
                    segment = skeleton[f"{side} {joint}"].to(skeleton[f"{side} {end}"])
                    assert segment.length() == pytest.approx(length)


@each_figure
def test_hands_and_feet_reach_the_places_they_are_set_on(slug: str) -> None:
    for pose in key_poses(FIGURES[slug]):
        short = {limb: miss for limb, miss in skeleton_of(pose).short_of.items() if miss > 0.005}
        assert not short, pose.name


@each_figure
def test_nothing_sinks_into_the_floor_and_something_stands_on_it(slug: str) -> None:
    figure = FIGURES[slug]
    if figure.view is Viewpoint.TOP:
        return
    for pose in key_poses(figure):
        bottom = skeleton_of(pose).bottom()
        lift = pose.root.lift if isinstance(pose.root, Resting) else 0.0
        assert bottom >= -SINKS, pose.name
        assert bottom <= lift + SINKS, pose.name
    for pose in on_the_way(figure):
        assert skeleton_of(pose).bottom() >= -2 * SINKS


@each_figure
def test_a_limb_set_on_the_floor_in_two_poses_stays_there_between_them(slug: str) -> None:
    for start, end in pairwise(FIGURES[slug].poses):
        for part, joint in (("arm", "wrist"), ("leg", "ankle")):
            for side in body.BodySide:
                limbs = [getattr(pose, f"{side}_{part}") for pose in (start, end)]
                if not all(isinstance(limb, Planted) and limb.surface for limb in limbs):
                    continue
                first, last = limbs
                if (first.x, first.y) != (last.x, last.y):
                    continue
                place = skeleton_of(between(start, end, 0.5))[f"{side} {joint}"]
                assert place.x == pytest.approx(first.x, abs=0.02)
                assert place.y == pytest.approx(first.y, abs=0.02)


@each_figure
def test_the_mirror_of_the_mirror_is_the_figure_itself(slug: str) -> None:
    for pose in FIGURES[slug].poses:
        skeleton = skeleton_of(pose)
        assert skeleton.mirrored().mirrored() == skeleton
        assert skeleton.mirrored()["left wrist"].x == -skeleton["right wrist"].x


@each_figure
def test_a_one_sided_move_shows_its_side(slug: str, catalogue: Catalogue) -> None:
    figure = FIGURES[slug]
    sides = catalogue[slug].side_mode
    uneven = any(not _same(pose, pose.other_way(figure.view)) for pose in figure.poses)
    assert uneven or sides is SideMode.BOTH
    assert figure.alternates is (sides is SideMode.ALTERNATE)


def _same(one: Pose, other: Pose) -> bool:
    ours, theirs = skeleton_of(one), skeleton_of(other)
    return all(place.to(theirs[joint]).length() < 0.02 for joint, place in ours.joints.items())


@each_figure
def test_a_rep_takes_its_tempo_and_joins_the_next_without_a_jump(
    slug: str, catalogue: Catalogue
) -> None:
    figure, tempo = FIGURES[slug], catalogue[slug].tempo
    if figure.motion is Motion.HOLD:
        assert figure.at(1000, tempo) == figure.poses[-1]
        return
    rep = (tempo or figure.beat).rep
    for end in (rep, 2 * rep):
        before, after = figure.at(end - 1e-4, tempo), figure.at(end + 1e-4, tempo)
        assert _near(skeleton_of(before), skeleton_of(after))


def _near(one: Skeleton, other: Skeleton) -> bool:
    return all(place.to(other[joint]).length() < 0.02 for joint, place in one.joints.items())


def problems_of(text: str, catalogue: Catalogue) -> list[str]:
    with pytest.raises(BadRoutine) as bad:
        read_figures(text.encode(), "f.yaml", catalogue)
    return [str(problem) for problem in bad.value.problems]


def test_every_mistake_is_told_with_its_place(catalogue: Catalogue) -> None:
    text = """\
figures:
  plnk: {poses: [{trunk: 0}]}
  plank:
    views: side
    poses:
      - {trunk: [1, 2, 3, 4], arms: {floor: 0.1, wall: 1}}
      - {head: up, anchor: right nee, like: strat}
  squat: {like: lunge}
"""
    assert problems_of(text, catalogue) == [
        'f.yaml:2:3: "plnk" is no exercise; did you mean plank?',
        'f.yaml:4:5: unknown key "views"; did you mean view?',
        "f.yaml:6:17: 4 angles where 1 to 3 are expected; write one a segment, as in [-90, -80]",
        "f.yaml:6:37: a limb goes to one place; write one of floor, wall, at and on",
        'f.yaml:7:16: a number is expected here, not "up"; write a number from -360 to 360',
        'f.yaml:7:28: "right nee" is not a joint; did you mean right knee?',
        'f.yaml:7:45: no pose "strat" above; name one that stands above it',
        'f.yaml:8:17: no figure "lunge" above this one; name one that stands above it',
    ]


def test_a_hand_on_a_wall_needs_a_wall(catalogue: Catalogue) -> None:
    text = "figures: {squat: {poses: [{arms: {wall: 0.8}}]}}"
    assert problems_of(text, catalogue) == [
        "f.yaml:1:41: there is no wall; add `wall: 0.5` to the figure"
    ]


def test_a_figure_may_move_faster_than_reps_are_counted(catalogue: Catalogue) -> None:
    text = "figures: {high-knees: {beat: 0.2-0-0.2, poses: [{trunk: 90}]}}"
    assert read_figures(text.encode(), "f.yaml", catalogue)["high-knees"].beat.rep == 0.4
    text = "figures: {high-knees: {beat: 0.1-0-0.1, poses: [{trunk: 90}]}}"
    assert problems_of(text, catalogue)[0].endswith("add up to 0.3 to 60 seconds")


def test_both_limbs_are_written_for_the_right_one(catalogue: Catalogue) -> None:
    text = "figures: {squat: {view: front, poses: [{arms: [-100, -110]}]}}"
    figure = read_figures(text.encode(), "f.yaml", catalogue)["squat"]
    skeleton = skeleton_of(figure.poses[0])
    assert skeleton["right wrist"].x < skeleton["right shoulder"].x
    assert skeleton["left wrist"].x == pytest.approx(-skeleton["right wrist"].x, abs=0.11)
    hips = skeleton["hips"].x
    assert skeleton["left wrist"].x - hips == pytest.approx(hips - skeleton["right wrist"].x)


def test_a_foot_that_is_planted_with_its_heel_up_stands_on_its_toes(catalogue: Catalogue) -> None:
    text = "figures: {squat: {poses: [{hips: [0, 0.5], legs: {floor: 0.1, end: -40}}]}}"
    figure = read_figures(text.encode(), "f.yaml", catalogue)["squat"]
    limb = figure.poses[0].right_leg
    assert isinstance(limb, Planted)
    assert limb.surface is Surface.FLOOR
    skeleton = skeleton_of(figure.poses[0])
    assert skeleton["right heel"].y > 0.05
    assert skeleton["right toes"].y < 0.03
