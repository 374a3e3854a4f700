"""Random records of every type, and random journals whose references lead somewhere, read off the types themselves."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from enum import StrEnum
from typing import get_args, get_type_hints

from hypothesis import assume
from hypothesis import strategies as st

from clienthealth.core.codec import fields_of
from clienthealth.core.journal import record_of
from clienthealth.core.kinds import OF_NOBODY
from clienthealth.core.lines import line_of
from clienthealth.core.records.held import HELD
from clienthealth.core.records.types import TYPES
from clienthealth.errors import InvalidField
from clienthealth.store.intake import REFERENCES

EARLY, LATE = date(2019, 1, 1), date(2024, 1, 1)
BEGINNINGS = {"at", "from", "issued"}
CODES = {"country": ["DE", "GR"], "currency": ["EUR", "DKK", "JPY"]}
RANGES = {
    "tone": (-2, 2),
    "energy": (-2, 2),
    "severity": (1, 3),
    "level": (1, 3),
    "words": (0, 9999),
    "attachments": (0, 99),
    "minutes": (0, 9999),
    "payment_terms_days": (0, 3660),
    "notice_days": (0, 3660),
    "response_hours": (0, 999),
    "score": (1, 5),
    "scale_max": (10, 100),
    "new": (0, 99),
    "changed": (0, 99),
    "suggested": (0, 99),
    **{f"{name}{end}": (0, 1) for name in ("conduct", "problem") for end in ("", "_low", "_high")},
    **{f"health{end}": (0, 100) for end in ("", "_low", "_high")},
}
TOGETHER = {"confirmed_at": "confirmed", "paid_amount": "paid"}

texts = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=12)
words = texts.filter(str.strip)


def whens(name):
    """A day or a moment; what begins lies years before what ends."""
    first = EARLY if name in BEGINNINGS else LATE
    days = st.integers(0, 700).map(lambda n: first + timedelta(days=n))
    seconds = st.integers(0, 86_399)
    moments = st.builds(
        lambda day, n: datetime.combine(day, datetime.min.time(), UTC) + timedelta(seconds=n), days, seconds
    )
    return st.one_of(days, moments).map(lambda when: when.isoformat())


def values(name, hint):
    """Plain values for a field of an annotation."""
    inner = (
        next((each for each in get_args(hint) if each is not type(None)), hint)
        if type(None) in get_args(hint)
        else hint
    )
    if get_args(inner) and inner.__class__.__name__ == "GenericAlias":
        return st.lists(values(name, get_args(inner)[0]), max_size=2)
    if hasattr(inner, "__dataclass_fields__"):
        return plain(inner)
    if isinstance(inner, type) and issubclass(inner, StrEnum):
        return st.sampled_from([str(each) for each in inner])
    return simple(name, inner)


def simple(name, inner):
    if inner is str:
        return st.sampled_from(CODES[name]) if name in CODES else words
    if inner is bool:
        return st.booleans()
    if inner is int:
        return st.integers(*RANGES[name])
    if inner is float:
        return st.floats(*RANGES[name], allow_nan=False)
    if inner is Decimal:
        return st.integers(0, 10**11).map(lambda n: float(Decimal(n) / 10_000))
    return whens(name)


@st.composite
def plain(draw, kind):
    """Plain values of a record or a nested value: what it needs, and some of what it may have."""
    hints = get_type_hints(kind)
    given = {}
    for name, field in fields_of(kind).items():
        if field.required or draw(st.integers(0, 2)) == 0:
            given[name] = draw(values(name, hints[field.attribute]))
    for name, other in TOGETHER.items():
        if other not in given:
            given.pop(name, None)
    return given


@st.composite
def lines(draw, name, client="acme"):
    """A line of a journal that makes a record."""
    made = {**draw(plain(HELD[name])), "type": name, "client": client}
    if name in OF_NOBODY:
        del made["client"]
    if name == "promise":
        made["party"] = draw(st.sampled_from(["us", "them"]))
        if made.get("status", "open") == "open":
            made.pop("closed_at", None)
    if made.get("repeat_of") == made["id"]:
        del made["repeat_of"]
    try:
        record_of(made, UTC, HELD)
    except InvalidField:
        assume(False)
    return made


def records(name):
    return lines(name).map(lambda line: record_of(line, UTC, HELD))


@st.composite
def journals(draw, clients=("acme", "beta"), most=8):
    """Lines of some clients with ids that are their own, whose references lead to records of the journal."""
    made = [draw(lines("client", slug)) for slug in clients]
    for line in made:
        line["id"] = line["client"]
    kinds = st.sampled_from(sorted(TYPES.keys() - {"client"}))
    for number in range(draw(st.integers(0, most))):
        line = draw(lines(draw(kinds), draw(st.sampled_from(clients))))
        line["id"] = f"r{number}"
        if "number" in line:
            line["number"] = f"n{number}"
        made.append(line)
    for line in made:
        lead(draw, line, made)
    return [line_of(record_of(line, UTC)) for line in draw(st.permutations([each for each in made if each]))]


def lead(draw, line, made):
    """Make every reference of a line one to a record that is there, or take it out; a payment without one goes."""
    for (kind, field), targets in REFERENCES.items():
        if kind != line.get("type") or field not in line:
            continue
        mine = [each for each in made if each.get("client") == line["client"] and each is not line]
        found = [each[key] for other, key in targets for each in mine if each["type"] == other]
        if found:
            line[field] = draw(st.sampled_from(found))
        elif kind == "payment":
            line.clear()
        else:
            del line[field]
