"""Handing a client over: whose the client and everything open of it is from now on."""

from shlex import quote
from typing import Any

from clienthealth.core.changes.commitments import OPEN
from clienthealth.core.frozen import replace
from clienthealth.core.records.base import check_text
from clienthealth.core.records.client import Client
from clienthealth.errors import Refused

TASKS = frozenset({"promise", "complaint", "effort", "next"})
"""Types that somebody has to do something about: open ones are named the new owner's, whoever's they were."""

FOLLOWING = frozenset(OPEN) - TASKS | {"invoice"}
"""Types that go with the client unless they name an owner of their own."""


def given_to(client: Client, owner: str) -> Client:
    """Return a client with a new owner; raises InvalidField for an empty one, Refused for the same."""
    check_text("owner", owner)
    if client.owner == owner:
        hint = f"single items move with `clienthealth edit ID --owner {quote(owner)}`"
        raise Refused(f"{client.client} is {owner}'s already; nothing was moved", hint)
    return replace(client, owner=owner)


def passed_on(record: Any, owner: str) -> Any:
    """Return an open record as the new owner's; as it is where it goes with the client anyway."""
    if record.TYPE in FOLLOWING and record.owner is None:
        return record
    return replace(record, owner=owner)
