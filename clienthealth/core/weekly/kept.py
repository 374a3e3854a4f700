"""What there is to say of the copies of the record when it is reviewed."""

from datetime import date
from typing import NamedTuple


class Kept(NamedTuple):
    """The newest copy: of which day, whether made now, whether it lies on another disk; what went wrong, if it did.

    `day` is None where there is no copy; `other_disk` is None where that cannot be told.
    """

    day: date | None
    now: bool = False
    other_disk: bool | None = None
    problem: str = ""
