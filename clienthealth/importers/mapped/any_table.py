"""Any table, by a mapping that its user confirmed: the one reader that takes fields of opinion, as they were typed."""

import hashlib
from collections.abc import Iterator
from datetime import datetime, tzinfo
from itertools import islice
from typing import Any

from clienthealth.core.journal import record_of
from clienthealth.core.past import check_past
from clienthealth.core.records.client import is_address
from clienthealth.core.records.types import TYPES
from clienthealth.errors import BadData, InvalidField
from clienthealth.importers.answers import Answers
from clienthealth.importers.items import Draft, Item, Note, Problem, Question, Skipped, Who
from clienthealth.importers.mapped.cells import Styles, families, fixed_styles, joined, styles_of
from clienthealth.importers.mapped.closed_words import members
from clienthealth.importers.mapped.mapping import (
    FACTS,
    PEOPLE,
    PERSON,
    UNTIL,
    Mapped,
    guessed,
    left_out,
    mapped,
    targets,
)
from clienthealth.importers.source import Source
from clienthealth.importers.tables.clock import parts_of
from clienthealth.importers.tables.columns import trouble
from clienthealth.importers.tables.repeats import Repeats
from clienthealth.importers.tables.table import Row, Table, fold_name, header_in, is_table, table_of

KINDS = (*FACTS, *(kind for kind in TYPES if kind != "away" and kind not in FACTS))
"""All types that have a client, those first that are facts."""

_SHOWN = 3
_WIDEST = 40
# What a row is known by where it has no id: a corrected minute or mood is then the same row still.
_IDENTITY = {
    "client": ("name",),
    "invoice": ("number", "kind"),
    "payment": ("invoice", "at", "amount", "kind"),
}
_IDENTITY_ELSE = ("at", "channel", "direction", "subject", "text", "project", "staff", "kind", "step", "state")
_SHORT_DIGEST = 3


def recognises(source: Source) -> bool:
    """Whether most rows are equally wide; the last that is tried, for what no other reader knows."""
    return is_table(source)


def kept_under(source: Source) -> str:
    """Return what answers about this table are kept under: a mapping is for one header, and for no other table."""
    header = header_in(source)
    if _is_data(header):
        return f"csv of {len(header)} columns without names"
    digest = hashlib.blake2b("\n".join(map(fold_name, header)).encode(), digest_size=_SHORT_DIGEST).hexdigest()
    return f"csv of {_short_text(', '.join(header))} ({digest})"


def read(source: Source, answers: Answers) -> Iterator[Item]:
    """Yield a draft, a problem or a skipped row for each row, once header, type and mapping are settled.

    Memory grows by about 150 bytes a row, for telling twins apart.
    """
    table = table_of(source, answers)
    choice = _settled(table, answers)
    if isinstance(choice, Question):
        yield choice
        return
    for styles in styles_of(choice, table.good_rows(), answers):
        if isinstance(styles, Question):
            yield styles
        else:
            yield from _about_columns(table, choice)
            yield from _rows(table, choice, styles, answers)


def _settled(table: Table, answers: Answers) -> Mapped | Question:
    """Return the mapping, or the next thing that must be known for one."""
    if not answers.get("header") and _is_data(table.header):
        text = f"line {table.header_line} reads like data: is it the header?"
        return Question("header", text, ("yes", "no"), (" | ".join(table.header),), guess="no")
    kind = answers.get("as")
    if kind not in KINDS:
        return Question("as", "what is each row?", KINDS, _sight(table, table.header))
    typed = answers.get("columns")
    if not typed:
        return _confirm(table, guessed(table, kind, answers.get("set")))
    choice = mapped(table, kind, typed, answers.get("set")).with_constants(answers.given)
    for field in choice.missing:
        if words := members(kind, field):
            return Question(f"all:{field}", f"no column is mapped to {field}: what is it in all rows?", words)
    if choice.missing:
        return _confirm(table, choice)
    return _judged(choice, answers)


def _judged(choice: Mapped, answers: Answers) -> Mapped | Question:
    if not choice.judged or answers.says("judgement"):
        return choice
    if answers.get("judgement") == "no":
        return choice.without_judgement()
    text = "these are your own judgement, and count as if you had typed them: take them?"
    return Question("judgement", text, ("yes", "no"), choice.judged)


def _confirm(table: Table, choice: Mapped) -> Question:
    text = "which column is which field?"
    used = [column for columns in choice.columns.values() for column in columns]
    others = left_out(table, choice)
    rest = [f"left out: {', '.join(others)}"] if others else []
    lacks = [field for field in choice.missing if not members(choice.type, field)]
    so_far = [f"so far: {choice.text}"] if lacks and choice.text else []
    fields = []
    if choice.missing:
        text = f"no column is mapped to {', '.join(choice.missing)}: {text} written Column=field, with commas between"
        fields = [f"fields: {', '.join(targets(choice.type))}"]
    shown = (*_sight(table, used or table.header), *rest, *fields, *so_far)
    # What lacks a day, a client or an amount is no answer; what has but few words is asked about next.
    return Question("columns", text, (), shown, guess="" if lacks else choice.text)


def _sight(table: Table, columns: tuple[str, ...] | list[str]) -> tuple[str, ...]:
    rows = islice(table.good_rows(), _SHOWN)
    return tuple(
        f"{row.spot}: " + ", ".join(f"{column} = {_short_text(row[column])}" for column in columns) for row in rows
    )


def _short_text(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= _WIDEST else f"{text[:_WIDEST]}…"


def _is_data(header: tuple[str, ...]) -> bool:
    return any(parts_of(cell) or cell.isdigit() or is_address(cell) for cell in header)


def _about_columns(table: Table, choice: Mapped) -> Iterator[Note]:
    if choice.absent:
        yield Note("header", f"has no column {', '.join(choice.absent)}: the mapping names it, and goes on without")
    if others := left_out(table, choice):
        yield Note("header", f"no field takes: {', '.join(others)}")


def _rows(table: Table, choice: Mapped, styles: Styles, answers: Answers) -> Iterator[Item]:
    fixed = _constants(choice)
    seen = Repeats()
    for row in table.rows():
        if isinstance(row, Problem):
            yield row
        elif row.long and (ragged := row.ragged()):
            yield ragged
        else:
            item = _item(row, choice, styles, fixed, answers)
            if isinstance(item, Draft):
                yield from _short(row)
                item = _in_zone(_with_key(item, seen), answers.zone)
            yield item


def _short(row: Row) -> Iterator[Note]:
    if row.short:
        yield Note(row.spot, f"has {len(row.cells)} of {row.width} cells; the others were taken for empty")


def _item(row: Row, choice: Mapped, styles: Styles, fixed: dict[str, Any], answers: Answers) -> Item:
    texts = {name: text for name, columns in choice.columns.items() if (text := joined(row, columns))}
    beside = {
        name: texts.pop(name, choice.constants.get(name, "")) for name in (*PEOPLE, *PERSON) if _beside(choice, name)
    }
    until = texts.pop(UNTIL, "")
    try:
        said = fixed | {name: styles.value(name, choice.title(name), text) for name, text in texts.items()}
        if until and "minutes" not in said:
            said["minutes"] = styles.minutes_until(str(said.get("at", "")), choice.title(UNTIL), until, answers)
    except InvalidField as error:
        return trouble(row.spot, error)
    if choice.type == "payment" and "kind" not in said and str(said.get("amount", "")).startswith("-"):
        return Skipped(row.spot, "outgoing", joined(row, choice.columns["amount"]))
    if choice.type == "client":
        said, parties = _client(said, beside)
    else:
        parties = (_who(beside),)
        if "issued" in said:
            said.setdefault("at", said["issued"])
    if not any(any(who) for who in parties):
        return Skipped(row.spot, "no-party")
    key = said.pop("id", "")
    try:
        _check(choice.type, said, answers)
    except InvalidField as error:
        return Problem(row.spot, choice.title(error.field) or error.field, error.reason, error.hint)
    return Draft(row.spot, choice.type, said, key, parties)


def _beside(choice: Mapped, name: str) -> bool:
    """Whether a target is no field of the record, but says who it is."""
    return name not in families(choice.type) or name == "client"


def _who(beside: dict[str, str]) -> Who:
    client, address = beside.get("client", ""), beside.get("email", "")
    if is_address(client) and not address:
        client, address = "", client
    return Who(address.casefold(), " ".join(client.split()), beside.get("phone", ""))


def _client(said: dict[str, Any], beside: dict[str, str]) -> tuple[dict[str, Any], tuple[Who, ...]]:
    address, phone, name = beside.get("email", "").casefold(), beside.get("phone", ""), said.get("name", "")
    person = {
        "name": beside.get("contact") or name,
        "email": [address] if address else [],
        "phone": [phone] if phone else [],
        "role": beside.get("role", ""),
    }
    contact = {field: value for field, value in person.items() if value}
    contacts = {"contacts": [contact]} if len(contact) > 1 or beside.get("contact") else {}
    return said | contacts, (Who(address, name, phone),)


def _constants(choice: Mapped) -> dict[str, Any]:
    styles, texts = fixed_styles(choice), choice.constants
    try:
        return {name: styles.value(name, "--set", text) for name, text in texts.items() if not _beside(choice, name)}
    except InvalidField as error:
        raise BadData(error.message, error.hint) from error


def _check(kind: str, said: dict[str, Any], answers: Answers) -> None:
    """Refuse what the journal refuses: a mood of 7, an amount below nothing, a day that is still to come."""
    day = answers.today.isoformat()
    plain = {"at": day} | said if kind == "client" else said
    check_past(record_of({**plain, "type": kind, "client": "client", "id": "id"}, answers.zone), answers.now)


def _in_zone(draft: Draft, zone: tzinfo) -> Draft:
    """Give times without an offset the zone of this table; another one may have another zone."""
    fields = families(draft.type)
    times = {
        name: datetime.fromisoformat(value).replace(tzinfo=zone).isoformat()
        for name, value in draft.said.items()
        if fields[name] == "when" and "T" in value and datetime.fromisoformat(value).tzinfo is None
    }
    return draft._replace(said={**draft.said, **times}) if times else draft


def _with_key(draft: Draft, seen: Repeats) -> Draft:
    if draft.key:
        return draft
    said = (draft.said.get(name, "") for name in _IDENTITY.get(draft.type, _IDENTITY_ELSE))
    ways = (way for who in draft.parties for way in who)
    return draft._replace(key=seen.twin(draft.type, *ways, *map(str, said)))
