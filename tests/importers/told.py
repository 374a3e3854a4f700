"""What a reader of invoices yields, as lines that can be compared at a glance."""

from clienthealth.importers.items import Draft, Hint, Item, Note, Problem, Question, Skipped


def told(items: list[Item]) -> list[str]:
    """Return a line for each item, drafts with all that they say."""
    return [_line(item) for item in items]


def _line(item: Item) -> str:
    match item:
        case Draft():
            return _draft(item)
        case Hint():
            return f"hint {item.reason} {item.values['number']}"
        case Question():
            return f"question {item.name} {'|'.join(item.choices)}".strip()
        case Problem():
            return f"problem {item.spot}: {item.field}"
        case Skipped():
            return f"skipped {item.spot}: {item.reason}"
    assert isinstance(item, Note)
    return f"note {item.spot}"


def _draft(item: Draft) -> str:
    said = item.said
    if item.type != "invoice":
        return f"{said.get('kind', 'payment')} {said['invoice']} {said['amount']} {said['at']} ({_who(item)})"
    days = [f"{name} {said[name]}" for name in ("due", "paid", "kind", "ref") if name in said]
    covered = [f"covered {item.covered}"] if item.covered else []
    head = [f"invoice {said['number']}", said["amount"], said.get("currency", ""), said["issued"]]
    return " ".join(filter(None, [*head, *days, *covered, f"({_who(item)})"]))


def _who(draft: Draft) -> str:
    [who] = draft.parties
    return ", ".join(filter(None, (who.name, who.address)))
