"""The middle of some numbers; the library's function costs more to load than to write."""

from collections.abc import Iterable


def median(numbers: Iterable[float]) -> float | None:
    """Return the middle number, of an even count the mean of the middle two, or None of nothing."""
    ordered = sorted(numbers)
    half = len(ordered) // 2
    if not ordered:
        return None
    return ordered[half] if len(ordered) % 2 else (ordered[half - 1] + ordered[half]) / 2
