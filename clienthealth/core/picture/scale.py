"""From values to places on paper."""

from typing import NamedTuple


class Scale(NamedTuple):
    """A straight scale: values from `low` to `high` stand between the places `begin` and `end` (which may be less)."""

    low: float
    high: float
    begin: float
    end: float

    def at(self, value: float) -> float:
        """Return the place of a value; one beyond an end stands at that end."""
        held = max(self.low, min(self.high, value))
        return self.begin + (self.end - self.begin) * (held - self.low) / (self.high - self.low)


class Box(NamedTuple):
    """A rectangle; `top` is less than `bottom`, as on a screen."""

    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: "Box") -> bool:
        """Whether the two have more in common than an edge."""
        return (
            self.left < other.right and other.left < self.right and self.top < other.bottom and other.top < self.bottom
        )

    def within(self, frame: "Box") -> bool:
        """Whether all of it lies in a frame."""
        return (
            frame.left <= self.left
            and frame.top <= self.top
            and self.right <= frame.right
            and self.bottom <= frame.bottom
        )
