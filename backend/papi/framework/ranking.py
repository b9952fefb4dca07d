"""Rank and quartile of published scores: computed, and marked as computed wherever they are shown.

Rule after papi.org.vn, from domain facts: quartiles over the published values of a year and code, by interpolated percentiles, strictly
above; 4 is the highest group. Rank 1 is the highest value; equal values share it.
"""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Standing:
    """Where one value stands among those published."""

    rank: int
    quartile: int


def percentile(ordered: Sequence[float], share: float) -> float:
    """The value below which `share` (0–1) of the ordered values lie, interpolated linearly between neighbours."""
    place = (len(ordered) - 1) * share
    below = int(place)
    above = min(below + 1, len(ordered) - 1)
    return ordered[below] + (ordered[above] - ordered[below]) * (place - below)


def standings(values: Sequence[float]) -> list[Standing]:
    """The standing of each value, in the order given."""
    ordered = sorted(values)
    borders = [percentile(ordered, share) for share in (0.25, 0.5, 0.75)]
    return [Standing(len(ordered) - bisect_right(ordered, value) + 1, 1 + sum(value > border for border in borders)) for value in values]
