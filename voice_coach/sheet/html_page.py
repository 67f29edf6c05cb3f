"""The sheet as an HTML page that prints on one A4 or Letter page: no scripts, no network."""

from __future__ import annotations

from html import escape

from voice_coach.sheet.cards import Card, cards_of, natural_height
from voice_coach.sheet.content import BLOCKS, Sheet

_STYLE = """
@page { margin: 10mm; }
* { box-sizing: border-box; margin: 0; padding: 0; }
html { background: #e9e7e2; color: #1f2933; -webkit-print-color-adjust: exact;
  print-color-adjust: exact; }
body { width: 190mm; min-height: 255mm; margin: 8mm auto; padding: 8mm; background: #fff;
  display: flex; flex-direction: column; font: 9pt/1.32 system-ui, "Segoe UI", Helvetica, Arial,
  sans-serif; }
header { display: grid; grid-template-columns: 1fr auto; gap: 1mm 8mm; align-items: end;
  border-bottom: .6mm solid #2f7f7a; padding-bottom: 2.5mm; }
h1 { font-size: 21pt; line-height: 1.1; letter-spacing: -.01em; }
header p { color: #52606d; }
.facts { grid-row: span 2; list-style: none; text-align: right; font-size: 8.5pt; color: #323f4b; }
.facts li:first-child { font-weight: 700; color: #2f7f7a; text-transform: uppercase;
  letter-spacing: .06em; }
main { display: grid; list-style: none; column-gap: 4mm; row-gap: 0;
  grid-template-columns: repeat(var(--columns), minmax(0, 1fr)); min-height: 0;
  padding: 1mm 0; }
article { grid-row: span 3; display: grid; grid-template-rows: subgrid; min-height: 0; }
h2 { align-self: end; font-size: 8.5pt; color: var(--hue); padding: 2mm 0 .8mm; line-height: 1.2; }
h2 small { display: block; font-weight: 400; font-size: 7.5pt; color: #52606d; }
.figure { border-top: .6mm solid var(--hue); min-height: 0; padding: 1.5mm 0 1mm; }
article > section { padding-bottom: 2.5mm; }
.warm_up { --hue: #b06a12; } .main { --hue: #2f7f7a; } .cool_down { --hue: #3f6196; }
svg { display: block; width: 100%; height: 100%; }
h3 { font-size: 1.12em; line-height: 1.15; }
h3 span { color: var(--hue); }
.dose { font-weight: 600; color: var(--hue); }
article ul { padding-left: 1.1em; }
article li::marker { color: var(--hue); }
.note { color: #52606d; font-style: italic; }
.c2 { font-size: 9.5pt; } .c3 { font-size: 8.2pt; } .c4, .c5 { font-size: 7.3pt;
  line-height: 1.25; }
footer { margin-top: auto; border-top: .3mm solid #cbd2d9; padding-top: 2mm; font-size: 7.8pt;
  color: #323f4b; }
footer p:first-child { font-weight: 700; }
@media print { html { background: none; }
  body { width: auto; height: 255mm; margin: 0; padding: 0; } }
@media screen and (max-width: 720px) { body { display: block; width: auto; margin: 0;
    min-height: 0; font-size: 16px; }
  main[class] { display: block; font-size: 16px; } header { display: block; }
  article { display: block; } svg { height: auto; }
  .facts { text-align: left; font-size: 15px; } h2, h2 small, footer { font-size: 14px; } }
"""

_COLUMNS_WIDE = 178.0
"""All columns together, in millimetres."""
_WORDS = 48.0
"""Most height of a row's words, with some air, in millimetres."""


def page(sheet: Sheet) -> str:
    """The whole page."""
    laid = cards_of(sheet)
    facts = "".join(f"<li>{escape(fact)}</li>" for fact in sheet.facts)
    care = "".join(f"<p>{escape(line)}</p>" for line in sheet.care)
    # Each row has a heading, figures, and words. Figures share the height that words leave.
    rows = (f"auto minmax(11mm, {natural_height(row):.2f}fr) auto" for row in laid.rows)
    tall = sum(_COLUMNS_WIDE / laid.columns * natural_height(row) + _WORDS for row in laid.rows)
    grid = (
        f"--columns: {laid.columns}; grid-template-rows: {' '.join(rows)}; flex: 0 1 {tall:.0f}mm"
    )
    return (
        '<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{escape(sheet.title)}</title><style>{_STYLE}</style></head><body>"
        f'<header><h1>{escape(sheet.title)}</h1><ul class="facts">{facts}</ul>'
        f"<p>{escape(sheet.description)}</p></header>"
        f'<main class="c{laid.columns}" style="{grid}">{"".join(map(_card, laid.cards))}</main>'
        f"<footer>{care}</footer></body></html>\n"
    )


def _card(card: Card) -> str:
    entry = card.entry
    cues = "".join(f"<li>{escape(cue)}</li>" for cue in card.cues)
    note = f'<p class="note">{escape(card.note)}</p>' if card.note else ""
    return (
        f'<article class="{entry.section.block.value}">{_heading(card)}'
        f'<div class="figure">{_figure(card)}</div>'
        f"<section><h3><span>{card.number}</span> {escape(entry.name)}</h3>"
        f'<p class="dose">{escape(entry.dose)}</p><ul>{cues}</ul>{note}</section></article>'
    )


def _heading(card: Card) -> str:
    if card.begins is None:
        return "<span></span>"
    how = f"<small>{escape(card.begins.how)}</small>" if card.begins.how else ""
    return f"<h2>{BLOCKS[card.begins.block]}{how}</h2>"


def _figure(card: Card) -> str:
    strip = card.strip
    if strip is None:
        return ""
    return (
        f'<svg viewBox="0 0 {strip.width:.3f} {strip.height:.3f}" role="img" '
        f'preserveAspectRatio="xMidYMax meet"><title>{escape(card.entry.name)}</title>'
        f"<desc>{escape(strip.about)}</desc>{strip.drawing}</svg>"
    )
