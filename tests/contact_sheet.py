"""All figures on one picture, to be looked at: `python tests/contact_sheet.py FILE.png [SLUG …]`.

Each exercise is shown in its key poses. `--between` puts poses between them too, `--dark` draws on
a dark ground, `--mirrored` shows the other side, and `--joints` prints where every joint is. A
FILE.svg can be had as well. A pose with (!) asks for what a body can't do; what that is is printed.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from pathlib import Path

import resvg_py

from voice_coach.core.figures.figure import Figure, Motion
from voice_coach.core.figures.interpolation import between
from voice_coach.core.figures.joint_limits import strains
from voice_coach.core.figures.painting import picture_of
from voice_coach.core.figures.pose import Pose
from voice_coach.core.figures.shapes import Shape
from voice_coach.core.figures.skeleton import skeleton_of
from voice_coach.library.catalogue.figures import load_figures
from voice_coach.screen.art.svg import DARK, LIGHT, group

SCALE = 190
"""Pixels of a body height."""
ROW = 1.32
MARGIN = 0.1


def drawn(
    slug: str, figure: Figure, options: argparse.Namespace
) -> Iterator[tuple[str, tuple[Shape, ...]]]:
    """The key poses of a figure with their names."""
    for name, pose in poses(figure, options):
        skeleton = skeleton_of(pose)
        if options.joints:
            print(f"\n{slug}, {name}")
            for joint, place in sorted(skeleton.joints.items()):
                print(f"  {joint:15} x {place.x:6.3f}  y {place.y:6.3f}  z {place.z:6.3f}")
        misses = [f"{limb} short" for limb, miss in skeleton.short_of.items() if miss > 0.005]
        strained = [str(strain) for strain in strains(pose)]
        if misses or strained:
            print(f"{slug}, {name}: {'; '.join((*misses, *strained))}")
        mark = " (!)" if misses or strained else ""
        yield name + mark, picture_of(figure, pose, mirrored=options.mirrored)


def poses(figure: Figure, options: argparse.Namespace) -> Iterator[tuple[str, Pose]]:
    keys = list(figure.poses)
    if figure.alternates and figure.motion is Motion.CYCLE:
        keys += [pose.other_way(figure.view) for pose in figure.poses]
    for number, pose in enumerate(keys):
        yield pose.name, pose
        if options.between and number + 1 < len(keys):
            for share in (0.33, 0.67):
                yield f"{share:.0%}", between(pose, keys[number + 1], share)


def box(shapes: tuple[Shape, ...]) -> tuple[float, float, float, float]:
    spots = [spot for shape in shapes for outline in shape.outlines for spot in outline]
    xs, ys = [spot.x for spot in spots], [spot.y for spot in spots]
    return min(xs), min(ys), max(xs), max(ys)


def sheet(figures: dict[str, Figure], options: argparse.Namespace) -> str:
    """The sheet as SVG. Poses flow into rows of about the same width."""
    ground, ink = ("#17191c", "#e8e8e8") if options.dark else ("#ffffff", "#222222")
    colours = DARK if options.dark else LIGHT
    parts, x, y, height, widest = [], 0.0, 0.0, 0.0, 0.0
    for slug, figure in figures.items():
        cells = list(drawn(slug, figure, options))
        for number, (name, shapes) in enumerate(cells):
            left, low, right, high = box(shapes)
            width = right - left + 2 * MARGIN
            if x + width > options.width:
                x, y, height = 0.0, y + height, 0.0
            tall = high - low + 2 * MARGIN + 0.12
            label = slug if number == 0 else "· " + slug[:14]
            parts.append((x, y, label, name, shapes, left, high))
            x, height = x + width, max(height, tall)
            widest = max(widest, x)
    body = "".join(
        f'<g transform="translate({x + MARGIN - left:.3f} {y + MARGIN + 0.14 + high:.3f})">'
        f"{group(shapes, colours, ground)}</g>"
        f'<text x="{x + MARGIN:.3f}" y="{y + 0.09:.3f}" font-size="0.07" fill="{ink}" '
        f'font-family="sans-serif">{label} <tspan opacity="0.6">{name}</tspan></text>'
        for x, y, label, name, shapes, left, high in parts
    )
    tall = y + height + MARGIN
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {widest:.3f} {tall:.3f}" '
        f'width="{widest * SCALE:.0f}" height="{tall * SCALE:.0f}">'
        f'<rect width="100%" height="100%" fill="{ground}"/>{body}</svg>'
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("file", type=Path)
    parser.add_argument("slugs", nargs="*")
    parser.add_argument("--dark", action="store_true")
    parser.add_argument("--between", action="store_true")
    parser.add_argument("--mirrored", action="store_true")
    parser.add_argument("--joints", action="store_true", help="print where every joint is")
    parser.add_argument("--width", type=float, default=9.0, help="in body heights")
    options = parser.parse_intermixed_args()
    figures = {
        slug: figure
        for slug, figure in load_figures().items()
        if not options.slugs or slug in options.slugs
    }
    drawing = sheet(figures, options)
    if options.file.suffix == ".svg":
        options.file.write_text(drawing)
    else:
        options.file.write_bytes(bytes(resvg_py.svg_to_bytes(svg_string=drawing)))


if __name__ == "__main__":
    main()
