"""Charts as SVG within a page: no scripts, colours by class, each with a title and a description.

What lies over time shares one scale, so that one chart can be read beneath the other.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import groupby
from statistics import fmean
from xml.etree.ElementTree import Element, SubElement

from voice_coach.charts import text_labels
from voice_coach.core.model.exercise import Group
from voice_coach.core.training.statistics import Best, Pain, WeekStatistics
from voice_coach.core.units import Seconds

_WIDTH = 720
_LEFT = 44
"""Where time begins; left of it stand the labels."""
_RIGHT = _WIDTH - 8
_TOP = 12
_BELOW = 24
_WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_WORST = 10


def minutes_chart(weeks: Sequence[WeekStatistics]) -> Element:
    """Minutes a week, as columns."""
    seconds = [week.spent for week in weeks]
    return _columns(
        weeks,
        seconds,
        height=170,
        style="minutes",
        title="Minutes a week",
        about=f"{text_labels.whole_minutes(seconds[-1])} this week, at most "
        f"{text_labels.whole_minutes(max(seconds))} in {text_labels.many(len(weeks), 'week')}.",
        most=max(seconds),
    )


def group_chart(weeks: Sequence[WeekStatistics], group: Group, most: Seconds) -> Element:
    """Minutes a week of work for one group, on a scale that goes up to `most`."""
    seconds = [week.groups[group] for week in weeks]
    worked = sum(1 for one in seconds if one)
    return _columns(
        weeks,
        seconds,
        height=96,
        style=group.value,
        title=f"Minutes a week for the {group.value}",
        about=f"Worked in {worked} of {text_labels.many(len(weeks), 'week')}.",
        most=most,
    )


def days_chart(weeks: Sequence[WeekStatistics]) -> Element:
    """Days with and without a session, a column a week."""
    pitch = 15
    trained = sum(sum(week.days) for week in weeks)
    svg = _svg(
        7 * pitch + _TOP + _BELOW,
        "Days with a session",
        f"{text_labels.many(trained, 'day')} with a session in "
        f"{text_labels.many(len(weeks), 'week')}; "
        "the others were days of rest.",
    )
    along = _Along(len(weeks))
    for row, name in enumerate(_WEEKDAYS):
        if row % 2 == 0:
            _text(svg, (_LEFT - 8, _TOP + row * pitch + 10), name, "end")
    for number, week in enumerate(weeks):
        for row, is_trained in enumerate(week.days):
            x, wide = along.column(number)
            cell = _rect(svg, (x, _TOP + row * pitch, wide, 12), "on" if is_trained else "off")
            day = date.fromordinal(week.monday.toordinal() + row)
            what = "a session" if is_trained else "rest"
            SubElement(cell, "title").text = f"{text_labels.day(day)}: {what}"
    _months(svg, weeks, along, _TOP + 7 * pitch)
    return svg


def pain_chart(pains: Sequence[Pain], weeks: Sequence[WeekStatistics]) -> Element:
    """The back's score after each session, and the mean of each week as a line."""
    height = 170
    first, along = weeks[0].monday, _Along(len(weeks))
    svg = _svg(
        height + _TOP + _BELOW,
        "How the back felt after sessions",
        f"From 0, no pain, to 10. First {pains[0].score}, last {pains[-1].score}, "
        f"at most {max(pain.score for pain in pains)}.",
    )
    for score in range(0, _WORST + 1, 2):
        _grid(svg, _TOP + height * (1 - score / _WORST), str(score))
    means = [
        (
            along.at(7 * week + 3.5),
            _TOP + height * (1 - fmean(pain.score for pain in those) / _WORST),
        )
        for week, those in groupby(pains, key=lambda pain: (pain.day - first).days // 7)
    ]
    path = " ".join(f"{x:.1f},{y:.1f}" for x, y in means)
    SubElement(svg, "polyline", {"points": path, "class": "mean"})
    for pain in pains:
        x = along.at((pain.day - first).days + 0.5)
        y = _TOP + height * (1 - pain.score / _WORST)
        place = {"cx": f"{x:.1f}", "cy": f"{y:.1f}", "r": "3", "class": "pain"}
        dot = SubElement(svg, "circle", place)
        SubElement(dot, "title").text = f"{text_labels.day(pain.day)}: {pain.score} of 10"
    _months(svg, weeks, along, _TOP + height)
    return svg


def holds_chart(bests: Sequence[Best]) -> Element:
    """The longest hold of each exercise, as bars."""
    pitch, left, right = 26, 190, 560
    svg = _svg(
        len(bests) * pitch + _TOP,
        "Longest holds",
        "; ".join(f"{best.name} {text_labels.clock(best.seconds)}" for best in bests),
    )
    most = max(best.seconds for best in bests)
    for row, best in enumerate(bests):
        y = _TOP + row * pitch
        wide = (right - left) * best.seconds / most
        _text(svg, (left - 10, y + 13), best.name, "end", "name")
        _rect(svg, (left, y, wide, 18), "hold")
        _text(svg, (left + wide + 8, y + 13), text_labels.clock(best.seconds), "start", "figure")
        _text(svg, (_RIGHT, y + 13), text_labels.day(best.day), "end")
    return svg


class _Along:
    """Where the columns of the weeks stand."""

    def __init__(self, weeks: int) -> None:
        self._pitch = min(56.0, (_RIGHT - _LEFT) / weeks)
        # A few weeks stand at their usual distance and not spread over all the width.

    def at(self, days: float) -> float:
        """The place of a day, counted from the first Monday."""
        return _LEFT + self._pitch * days / 7

    def column(self, number: int) -> tuple[float, float]:
        """Left edge and width."""
        gap = max(1.5, self._pitch * 0.18)
        return _LEFT + number * self._pitch + gap / 2, self._pitch - gap


def _columns(
    weeks: Sequence[WeekStatistics],
    seconds: Sequence[Seconds],
    *,
    height: int,
    style: str,
    title: str,
    about: str,
    most: Seconds,
) -> Element:
    """A column a week; `most` is what the scale goes up to."""
    svg = _svg(height + _TOP + _BELOW, title, about)
    step, top = _steps(most / 60)
    along = _Along(len(weeks))
    for number in range(round(top / step) + 1):
        _grid(svg, _TOP + height * (1 - number * step / top), f"{number * step:g}")
    for number, (week, spent) in enumerate(zip(weeks, seconds, strict=True)):
        if not spent:
            continue
        x, wide = along.column(number)
        tall = max(1.5, height * spent / 60 / top)
        bar = _rect(svg, (x, _TOP + height - tall, wide, tall), style)
        named = f"week of {text_labels.day(week.monday)}: {text_labels.minutes(spent)}"
        SubElement(bar, "title").text = named
    _months(svg, weeks, along, _TOP + height)
    return svg


def _steps(most: float) -> tuple[float, float]:
    """A round distance between about three lines, and the height of the last one."""
    rough = max(most, 1.0) / 3
    power = 10.0 ** math.floor(math.log10(rough))
    step = next(power * factor for factor in (1, 2, 2.5, 5, 10) if power * factor >= rough)
    step = max(step, 1.0)
    return step, step * max(1, math.ceil(most / step))


def _months(svg: Element, weeks: Sequence[WeekStatistics], along: _Along, y: float) -> None:
    """Below the columns, when it was."""
    free = 0.0
    for number, label in _month_labels(weeks):
        x, _ = along.column(number)
        wide = 6.2 * len(label)
        if x >= free and x + wide <= _RIGHT + 8:
            _text(svg, (x, y + 17), label, "start")
            free = x + wide + 6


def _month_labels(weeks: Sequence[WeekStatistics]) -> Iterator[tuple[int, str]]:
    """For a few weeks their Mondays; for many the months, and the year in place of January."""
    for number, week in enumerate(weeks):
        monday = week.monday
        if len(weeks) <= 16:
            yield number, text_labels.short_day(monday)
        elif monday.day <= 7:
            yield number, str(monday.year) if monday.month == 1 else text_labels.month(monday)


def _svg(height: float, title: str, about: str) -> Element:
    svg = Element("svg", {"viewBox": f"0 0 {_WIDTH} {height:g}", "role": "img"})
    SubElement(svg, "title").text = title
    SubElement(svg, "desc").text = about
    return svg


def _grid(svg: Element, y: float, label: str) -> None:
    place = {"x1": str(_LEFT), "x2": str(_RIGHT), "y1": f"{y:.1f}", "y2": f"{y:.1f}"}
    SubElement(svg, "line", {**place, "class": "grid"})
    _text(svg, (_LEFT - 8, y + 4), label, "end")


def _rect(svg: Element, box: tuple[float, float, float, float], style: str) -> Element:
    """A box of left, top, width and height."""
    x, y, wide, tall = box
    place = {"x": f"{x:.1f}", "y": f"{y:.1f}", "width": f"{wide:.1f}", "height": f"{tall:.1f}"}
    return SubElement(svg, "rect", {**place, "rx": "2", "class": style})


def _text(
    svg: Element, at: tuple[float, float], text: str, anchor: str, style: str = "label"
) -> None:
    x, y = at
    place = {"x": f"{x:.1f}", "y": f"{y:.1f}", "text-anchor": anchor, "class": style}
    SubElement(svg, "text", place).text = text
