"""What the user wants of an import: the options, as one value."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

from clienthealth.core.intake.book import Clue, clue_of
from clienthealth.errors import UsageError

NOTHING: Mapping[str, str] = MappingProxyType({})
PASSING = frozenset({"since", "work", "not-ours"})
"""Answers that hold for one run only: another chat may well be a private one, another mailbox is ours."""
ASIDE = frozenset({"work"})
"""Answers at a terminal that hold for one file only; what is kept of them names the chat."""


class Wish(NamedTuple):
    """Whether to write, what to make and leave out, who is who, and what was answered."""

    form: str | None = None
    dry_run: bool = False
    yes: bool = False
    create_clients: bool = False
    skip_bad: bool = False
    json: bool = False
    profile: str | None = None
    me: tuple[str, ...] = ()
    whose: tuple[tuple[Clue, str], ...] = ()
    given: Mapping[str, str] = NOTHING


def answer(typed: str) -> tuple[str, str]:
    """Read `NAME=VALUE`, of which the value may hold anything; raises UsageError where it is none."""
    name, equals, value = typed.partition("=")
    if not (equals and name.strip()):
        raise UsageError(f"--answer {typed!r} is no NAME=VALUE", "as in --answer order=dmy")
    return name.strip(), value.strip()


def whose(typed: str) -> tuple[Clue, str]:
    """Read `WHO=CLIENT`, of which WHO may hold anything; raises UsageError where it is none."""
    who, equals, client = typed.rpartition("=")
    if not (equals and who.strip() and client.strip()):
        raise UsageError(f"--client {typed!r} is no WHO=CLIENT", "as in --client @acme.example=acme")
    return clue_of(who), client.strip()
