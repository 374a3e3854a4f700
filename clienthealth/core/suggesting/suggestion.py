"""What the record gives reason to ask, and what the user is asked about it."""

from collections.abc import Mapping
from typing import Any, NamedTuple


class Suggestion(NamedTuple):
    """What one client's record gives reason to ask.

    `reason` names the phrase (catalogue `inbox`), `values` fill it; `at` is the day or moment it is about, as text.
    Reason and `key` together are what it is known by for ever within its client: more of the same (another message,
    another day) changes neither, so that one that was dismissed never returns. `would` is the journal record it may
    become if the user says so (plain values with `type`, without client and id), or None where there is nothing to log.
    """

    reason: str
    key: str
    at: str
    values: Mapping[str, str] = {}
    would: Mapping[str, Any] | None = None
