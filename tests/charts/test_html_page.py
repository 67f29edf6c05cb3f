"""Progress as a page."""

from __future__ import annotations

import re
from dataclasses import replace
from html.parser import HTMLParser
from xml.etree.ElementTree import Element

import pytest
from past import TODAY, some_progress

from voice_coach.charts import svg
from voice_coach.charts.html_page import page
from voice_coach.core.model.exercise import CORE_GROUPS, Group
from voice_coach.core.training.statistics import Best

PAGE = page(some_progress(weeks=30), "roughly 900 kcal beyond what resting takes")


class Read(HTMLParser):
    """The elements of a page, each with its attributes, and its text."""

    def __init__(self, source: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.open: list[str] = []
        self.feed(source)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        if tag != "meta":
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text += data

    def count(self, tag: str) -> int:
        return sum(1 for name, _ in self.elements if name == tag)


def test_every_element_is_closed() -> None:
    assert Read(PAGE).open == []


def test_it_needs_nothing_but_itself() -> None:
    assert Read(PAGE).count("script") == Read(PAGE).count("link") == Read(PAGE).count("img") == 0
    loading = ("src", "href", "onload")
    assert [tag for tag, had in Read(PAGE).elements if any(name in had for name in loading)] == []
    assert not re.search(r"https?:|url\(|@import", PAGE)


def test_it_is_light_and_dark() -> None:
    assert "prefers-color-scheme: dark" in PAGE


def test_every_chart_is_an_image_with_a_title_and_a_description() -> None:
    charts = [had for tag, had in Read(PAGE).elements if tag == "svg"]
    assert len(charts) == 7
    assert all(had["role"] == "img" for had in charts)
    assert len(re.findall(r"<svg[^>]*><title>[^<]+</title><desc>[^<]+</desc>", PAGE)) == 7


def test_every_section_has_its_figures_as_a_table() -> None:
    read = Read(PAGE)
    assert read.count("section") == read.count("table") == 4
    assert all(had.get("scope") in ("col", "row") for tag, had in read.elements if tag == "th")


def test_it_is_of_a_language_and_has_a_title() -> None:
    assert '<html lang="en">' in PAGE
    assert "<title>Training history</title>" in PAGE


def test_an_estimate_is_shown_where_there_is_one() -> None:
    assert "roughly 900 kcal" in Read(PAGE).text
    assert "kcal" not in page(some_progress(), None)


def test_names_of_ones_own_are_text_and_never_markup() -> None:
    named = replace(some_progress(), bests=(Best("x", "<script>alert(1)</script>", 9.0, TODAY),))
    assert Read(page(named, None)).count("script") == 0


def test_without_scores_and_holds_their_sections_are_left_out() -> None:
    assert Read(page(replace(some_progress(), pains=(), bests=()), None)).count("section") == 2


def bars(chart: Element, style: str) -> list[float]:
    return [float(bar.get("height", "")) for bar in chart.iter("rect") if bar.get("class") == style]


@pytest.mark.parametrize("group", CORE_GROUPS)
def test_a_week_without_work_for_a_group_has_no_bar(group: Group) -> None:
    weeks = some_progress(missing=group).weeks
    assert len(bars(svg.group_chart(weeks, group, 3600.0), group.value)) == len(weeks) - 1


@pytest.mark.parametrize("weeks", [1, 5, 52])
def test_everything_is_drawn_within_its_picture(weeks: int) -> None:
    made = some_progress(weeks=weeks)
    charts = (
        svg.minutes_chart(made.weeks),
        svg.days_chart(made.weeks),
        svg.pain_chart(made.pains, made.weeks),
        svg.holds_chart(made.bests),
    )
    for chart in charts:
        wide, tall = (float(side) for side in chart.get("viewBox", "").split()[2:])
        for bar in chart.iter("rect"):
            x, y = float(bar.get("x", "")), float(bar.get("y", ""))
            assert 0 <= x <= x + float(bar.get("width", "")) <= wide
            assert 0 <= y <= y + float(bar.get("height", "")) <= tall
        for dot in chart.iter("circle"):
            assert 0 <= float(dot.get("cx", "")) <= wide
            assert 0 <= float(dot.get("cy", "")) <= tall


def test_every_day_that_was_has_its_cell() -> None:
    weeks = some_progress(weeks=3).weeks
    cells = [cell.get("class") for cell in svg.days_chart(weeks).iter("rect")]
    assert len(cells) == sum(len(week.days) for week in weeks)
    assert cells.count("on") == sum(sum(week.days) for week in weeks)
