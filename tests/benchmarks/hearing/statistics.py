"""How sure a count is."""

from __future__ import annotations

import math
from dataclasses import dataclass

from scipy.stats import chi2

_WITHIN = 1.959964
"""Standard deviations on either side that hold 95 %."""


@dataclass(frozen=True, slots=True)
class Share:
    """So many of so many."""

    count: int
    of: int

    @property
    def value(self) -> float:
        """In per cent."""
        return 100 * self.count / self.of if self.of else math.nan

    @property
    def interval(self) -> tuple[float, float]:
        """The 95 % confidence interval in per cent, by Wilson (1927)."""
        if not self.of:
            return 0.0, 100.0
        share, spread = self.count / self.of, _WITHIN**2 / self.of
        middle = share + spread / 2
        reach = math.sqrt(share * (1 - share) * spread + spread**2 / 4)
        low, high = ((middle + side * reach) / (1 + spread) for side in (-1, 1))
        return max(0.0, 100 * low), min(100.0, 100 * high)


@dataclass(frozen=True, slots=True)
class Rate:
    """So many in so many hours."""

    count: int
    hours: float

    @property
    def value(self) -> float:
        """An hour."""
        return self.count / self.hours if self.hours else math.nan

    @property
    def interval(self) -> tuple[float, float]:
        """The 95 % confidence interval of a count of rare events, by Garwood (1936)."""
        if not self.hours:
            return 0.0, math.inf
        low = float(chi2.ppf(0.025, 2 * self.count)) / 2 if self.count else 0.0
        high = float(chi2.ppf(0.975, 2 * self.count + 2)) / 2
        return low / self.hours, high / self.hours


def percentile(values: list[float], per_cent: float) -> float:
    """That many of the values are no greater; nan of none."""
    if not values:
        return math.nan
    return sorted(values)[min(len(values) - 1, int(len(values) * per_cent / 100))]
