"""The pictures of `history --html` in the README: `python tests/pictures/history.py`.

It needs Chromium, and makes them of sessions that never were, the same every time.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from datetime import date
from pathlib import Path

# The test folders are no packages; what they share is imported by its plain name.
sys.path[0] = str(Path(__file__).parent.parent)

from kept import keep  # noqa: E402 - found by the line above, as is the next.
from years import years  # noqa: E402

from voice_coach.charts import text_labels  # noqa: E402
from voice_coach.charts.html_page import page  # noqa: E402
from voice_coach.core.training.energy import kilocalories  # noqa: E402
from voice_coach.core.training.statistics import first_monday, progress  # noqa: E402
from voice_coach.journal import statistics  # noqa: E402
from voice_coach.journal.reader import JournalReader  # noqa: E402

_TODAY = date(2026, 5, 27)
_WEEKS = 30
_KILOGRAMS = 70
_SIZE = "820,1398"
"""Cut after the charts of the groups."""

_DOCS = Path(__file__).parent.parent.parent / "docs"
_SCHEMES = {"light": 1, "dark": 0}
"""By the numbers that Chromium has for them."""


def main() -> None:
    """Make them."""
    browser = next(filter(None, map(shutil.which, ("chromium", "google-chrome"))), None)
    if browser is None:
        sys.exit("Chromium is not installed: apt-get install chromium")
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "history.html"
        source.write_text(_page(Path(folder) / "journal.db"), "utf-8")
        for scheme, number in _SCHEMES.items():
            _take(browser, source, _DOCS / f"history-{scheme}.png", number)


def _page(path: Path) -> str:
    keep(path, years(7 * _WEEKS - 4, _TODAY, a_week=4))
    with JournalReader(path) as journal:
        totals = statistics.totals(journal, first_monday(_TODAY, _WEEKS))
    made = progress(totals, _TODAY, _WEEKS)
    if made is None:
        raise RuntimeError("there are no sessions")
    return page(made, text_labels.energy(kilocalories(made.net_met_hours, _KILOGRAMS)))


def _take(browser: str, source: Path, picture: Path, scheme: int) -> None:
    subprocess.run(
        [
            *(browser, "--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars"),
            *(f"--blink-settings=preferredColorScheme={scheme}", f"--window-size={_SIZE}"),
            *(f"--screenshot={picture}", source.as_uri()),
        ],
        check=True,
        capture_output=True,
        timeout=120,
    )
    print(picture)


if __name__ == "__main__":
    main()
