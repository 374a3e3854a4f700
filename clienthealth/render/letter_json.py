"""A letter as plain values: its blocks by id, with their words and what stands in them."""

from datetime import date
from typing import Any

from clienthealth.core.letters.check import incomplete
from clienthealth.core.letters.letter import Block, Clock, Filling, Fillings, Letter, Missing, Money
from clienthealth.render.letter_page import Spoken, page, spoken
from clienthealth.render.phrases import said


def letter_plain(letter: Letter) -> dict[str, Any]:
    """Return a letter as JSON holds it; amounts are decimal strings, days ISO 8601, gaps say what is missing."""
    held = page(letter)
    return {
        "client": letter.client,
        "kind": str(letter.kind),
        "language": str(letter.language),
        "day": letter.day.isoformat(),
        "sender": list(held.sender),
        "addressee": list(held.addressee),
        "subject": held.title,
        "salutation": held.salutation,
        "blocks": [_block(block, words) for block, words in zip(letter.blocks, spoken(letter), strict=True)],
        "closing": held.closing,
        "signature": list(held.signature),
        "missing": [said(each, "letters", "en") for each in letter.missing],
        "incomplete": [each.key.removeprefix("incomplete.") for each in incomplete(letter)],
    }


def _block(block: Block, words: Spoken) -> dict[str, Any]:
    lines = [
        {"id": line.key, "text": text, "record": line.record or None, "values": _values(line.values)}
        for line, text in zip(block.lines, words.entries, strict=True)
    ]
    plain = {"id": block.id, "part": str(block.part), "text": words.text, "values": _values(block.values)}
    return {**plain, "lines": lines} if lines else plain


def _values(values: Fillings) -> dict[str, Any]:
    return {name: _plain(value) for name, value in values}


def _plain(value: Filling) -> Any:
    match value:
        case Missing():
            return {"missing": value.what}
        case Money():
            return {"amount": f"{value.amount:f}", "currency": value.currency}
        case Clock():
            return {"at": value.at.isoformat(), "zone": value.zone}
        case date():
            return value.isoformat()
        case str():
            return value
