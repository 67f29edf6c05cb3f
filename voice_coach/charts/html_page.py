"""Progress as one page that needs nothing else: no network, no scripts, in light and dark."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from xml.etree.ElementTree import Element, SubElement, tostring

from voice_coach.charts import svg, text_labels
from voice_coach.core.model.exercise import CORE_GROUPS
from voice_coach.core.training.statistics import Progress

_STYLE = """
:root { color-scheme: light dark;
  --paper: #fff; --card: #f6f7f9; --ink: #1b1f24; --quiet: #5b6470; --line: #d9dde3;
  --minutes: #2563eb; --off: #e3e7ec; --extensors: #0f766e; --flexors: #b45309;
  --obliques: #7c3aed; --pain: #be123c; --hold: #2563eb; }
@media (prefers-color-scheme: dark) { :root {
  --paper: #111418; --card: #1a1f26; --ink: #e8ebef; --quiet: #9aa4b0; --line: #323a45;
  --minutes: #6ea8fe; --off: #2a313b; --extensors: #2dd4bf; --flexors: #fbbf24;
  --obliques: #b197fc; --pain: #fb7185; --hold: #6ea8fe; } }
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 800px; padding: 24px 16px 48px; background: var(--paper);
  color: var(--ink); font: 16px/1.5 system-ui, sans-serif; }
h1 { font-size: 1.6rem; margin: 0 0 4px; }
h2 { font-size: 1.1rem; margin: 0 0 8px; }
p { margin: 0 0 12px; }
.quiet, footer { color: var(--quiet); }
.tiles { display: flex; flex-wrap: wrap; gap: 12px; margin: 20px 0; padding: 0; list-style: none; }
.tiles li { flex: 1 1 150px; background: var(--card); border-radius: 10px; padding: 12px 16px; }
.tiles b { display: block; font-size: 1.5rem; line-height: 1.3; }
section { background: var(--card); border-radius: 10px; padding: 16px 20px; margin: 0 0 20px;
  overflow-x: auto; }
svg { min-width: 560px; display: block; width: 100%; height: auto; margin: 0 0 8px; }
svg text { font: 12px system-ui, sans-serif; fill: var(--quiet); }
svg .name, svg .figure { fill: var(--ink); }
.grid { stroke: var(--line); stroke-width: 1; }
.minutes, .on { fill: var(--minutes); } .off { fill: var(--off); } .hold { fill: var(--hold); }
.extensors { fill: var(--extensors); } .flexors { fill: var(--flexors); }
.obliques { fill: var(--obliques); } .pain { fill: var(--pain); }
.mean { fill: none; stroke: var(--pain); stroke-width: 1.5; opacity: .55; }
h3 { font-size: .95rem; margin: 8px 0 0; }
summary { cursor: pointer; color: var(--quiet); }
.scroll { overflow-x: auto; }
table { border-collapse: collapse; font-variant-numeric: tabular-nums; margin: 8px 0; }
th, td { padding: 3px 16px 3px 0; text-align: right; border-bottom: 1px solid var(--line);
  white-space: nowrap; }
th:first-child, td:first-child { text-align: left; }
@media print { section { break-inside: avoid; } }
"""


def page(progress: Progress, energy: str | None) -> str:
    """The whole page. `energy`: the estimate in words, for those who gave their weight."""
    html = Element("html", {"lang": "en"})
    head = SubElement(html, "head")
    SubElement(head, "meta", {"charset": "utf-8"})
    look = {"name": "viewport", "content": "width=device-width, initial-scale=1"}
    SubElement(head, "meta", look)
    SubElement(head, "title").text = "Training history"
    SubElement(head, "style").text = _STYLE
    body = SubElement(SubElement(html, "body"), "main")
    SubElement(body, "h1").text = "Training history"
    SubElement(body, "p", {"class": "quiet"}).text = f"Up to {text_labels.day(progress.today)}"
    _tiles(body, progress, energy)
    _minutes(body, progress)
    _balance(body, progress)
    if progress.bests:
        _holds(body, progress)
    if progress.pains:
        _pain(body, progress)
    SubElement(
        body, "footer"
    ).text = (
        "Made by voice-coach, on this computer. Scores are what you gave; they diagnose nothing."
    )
    return "<!DOCTYPE html>\n" + tostring(html, encoding="unicode", method="html") + "\n"


def _tiles(body: Element, progress: Progress, energy: str | None) -> None:
    tiles = SubElement(body, "ul", {"class": "tiles"})
    sessions = text_labels.many(progress.sessions, "session")
    _tile(tiles, f"{sessions} since {text_labels.day(progress.since)}")
    _tile(tiles, f"{text_labels.minutes(progress.spent)} of training")
    if progress.streak:
        _tile(tiles, f"{text_labels.many(progress.streak, 'week')} in a row with a session")
    if progress.rest.of:
        days = text_labels.many(progress.rest.days, "rest day")
        _tile(tiles, f"{days} in the last {progress.rest.of}")
    if energy is not None:
        SubElement(tiles, "li").text = f"Energy: {energy}"


def _tile(tiles: Element, told: str) -> None:
    figure, _, what = told.partition(" ")
    tile = SubElement(tiles, "li")
    number = SubElement(tile, "b")
    number.text = figure
    number.tail = what


def _minutes(body: Element, progress: Progress) -> None:
    section = _section(body, "Minutes a week, and days with a session")
    section.append(svg.minutes_chart(progress.weeks))
    section.append(svg.days_chart(progress.weeks))
    rows = (
        (
            text_labels.day(week.monday),
            text_labels.whole_minutes(week.spent),
            str(week.sessions),
            str(len(week.days) - sum(week.days)),
        )
        for week in reversed(progress.weeks)
    )
    _table(section, ("Week of", "Minutes", "Sessions", "Rest days"), rows)


def _balance(body: Element, progress: Progress) -> None:
    section = _section(body, "Balance of extensors, flexors and obliques")
    SubElement(section, "p").text = text_labels.balance(progress.weeks[-1])
    most = max(max(week.groups.values()) for week in progress.weeks)
    for group in CORE_GROUPS:
        SubElement(section, "h3").text = f"{group.value.capitalize()}, minutes of work a week"
        section.append(svg.group_chart(progress.weeks, group, most))
    rows = (
        (
            text_labels.day(week.monday),
            *(text_labels.whole_minutes(week.groups[group]) for group in CORE_GROUPS),
        )
        for week in reversed(progress.weeks)
    )
    _table(section, ("Week of", *(group.value.capitalize() for group in CORE_GROUPS)), rows)


def _holds(body: Element, progress: Progress) -> None:
    section = _section(body, "Longest holds")
    section.append(svg.holds_chart(progress.bests))
    rows = (
        (best.name, text_labels.clock(best.seconds), text_labels.day(best.day))
        for best in progress.bests
    )
    _table(section, ("Exercise", "Held", "First on"), rows)


def _pain(body: Element, progress: Progress) -> None:
    section = _section(body, "How the back felt after sessions")
    SubElement(
        section, "p", {"class": "quiet"}
    ).text = "0 is no pain, 10 the worst. Each dot is a session; the line is the mean of each week."
    section.append(svg.pain_chart(progress.pains, progress.weeks))
    rows = ((text_labels.day(pain.day), str(pain.score)) for pain in reversed(progress.pains))
    _table(section, ("Day", "Score"), rows)


def _section(body: Element, title: str) -> Element:
    section = SubElement(body, "section")
    SubElement(section, "h2").text = title
    return section


def _table(section: Element, heads: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """The same as a table, for those who don't see charts or want the figures."""
    details = SubElement(section, "details")
    SubElement(details, "summary").text = "As a table"
    table = SubElement(SubElement(details, "div", {"class": "scroll"}), "table")
    head = SubElement(SubElement(table, "thead"), "tr")
    for name in heads:
        SubElement(head, "th", {"scope": "col"}).text = name
    lines = SubElement(table, "tbody")
    for row in rows:
        line = SubElement(lines, "tr")
        for number, cell in enumerate(row):
            tag, scope = ("th", {"scope": "row"}) if number == 0 else ("td", {})
            SubElement(line, tag, scope).text = cell
