"""What an import found and did, as lines and as JSON; names out of files are shown as data."""

from collections.abc import Iterable, Sequence
from typing import Any, Protocol

from clienthealth.core.intake.tally import Became, Stranger, Tally
from clienthealth.core.saying import Value, say
from clienthealth.render.phrases import said
from clienthealth.render.sheet import WIDTH, wrapped
from clienthealth.render.words import clipped, table, visible

SUBJECT = "import"
NAME = 48
"""Columns of an address or a name."""

NAMES = 12
"""How many new clients are named."""


class Told(Protocol):
    """A report as it comes from the command."""

    @property
    def tally(self) -> Tally: ...  # noqa: D102

    @property
    def strangers(self) -> Sequence[Stranger]: ...  # noqa: D102

    @property
    def batch(self) -> str: ...  # noqa: D102

    @property
    def dry_run(self) -> bool: ...  # noqa: D102


def report_text(report: Told, language: str) -> str:
    """Return the report: what became of the items, what was left out and why, and who is nobody's yet."""
    tally = report.tally
    lines = [_head(report, language), *_types(tally, language)]
    lines += _if(tally.made, "done.made", language, names=_named(sorted(tally.made)))
    lines += _if(tally.items[Became.REMOVED], "done.removed", language, n=tally.items[Became.REMOVED])
    if tally.skipped:
        reasons = ", ".join(
            f"{_word(f'reason.{reason}', language)} {count}" for reason, count in sorted(tally.skipped.items())
        )
        lines += [_word("done.skipped", language, reasons=reasons)]
        lines += [f"  {visible(each)}" for each in tally.named if report.dry_run]
        lines += _if(tally.skipped["old"], "done.older", language)
        lines += _if(tally.skipped["to-decide"] and not report.dry_run, "done.decide", language)
    if tally.notes:
        lines += [_word("done.notes", language), *(f"  {visible(each)}" for each in tally.notes)]
    if tally.bad:
        lines += [_word("done.bad", language, n=tally.bad), *(f"  {visible(each)}" for each in tally.problems)]
        lines += _if(tally.bad > len(tally.problems), "done.more", language, n=tally.bad - len(tally.problems))
    lines += _if(tally.items[Became.UNDECIDED], "done.unsure", language, n=tally.items[Became.UNDECIDED])
    lines += _if(tally.nameless, "done.nameless", language, n=tally.nameless)
    if report.strangers:
        lines += [
            strangers_text(enumerate(report.strangers, start=1), language),
            f"  {_word('strangers.how', language)}",
        ]
        lines += [f"  {_word('strangers.create', language)}"] if tally.nameable else []
    lines += _if(tally.suggestions, "done.suggested", language, n=tally.suggestions)
    if report.batch and not report.dry_run:
        lines += [_word("done.batch", language, batch=report.batch)]
    return "\n".join(part for line in lines for part in _broken(line))


def folded(text: str, indent: str = "") -> list[str]:
    """Return a question, or what it is about, in lines that fit a terminal; the rest of it two columns further in."""
    return _broken(f"{indent}{text}")


def strangers_text(strangers: Iterable[tuple[int, Stranger]], language: str) -> str:
    """Return the people who are nobody's yet, each with the number it is called by."""
    rows = [
        [f"  {number}", clipped(visible(each.called), NAME), clipped(visible(_also(each)), NAME), str(each.often)]
        for number, each in strangers
    ]
    return "\n".join([_word("strangers.head", language), table(rows)])


def report_json(report: Told) -> str:
    """Return the report as one JSON object; its numbers add up to `found`."""
    import json

    tally = report.tally
    told: dict[str, Any] = {
        "found": tally.found,
        **{str(each): tally.items[each] for each in Became},
        "records": dict(sorted((+tally.types).items())),
        "skipped_by": dict(sorted(tally.skipped.items())),
        "problems": tally.problems,
        "notes": tally.notes,
        "clients": sorted(tally.clients),
        "clients_made": sorted(tally.made),
        "strangers": [{**each._asdict()} for each in report.strangers],
        "suggestions": tally.suggestions,
        "batch": report.batch or None,
        "dry_run": report.dry_run,
    }
    return json.dumps(told, ensure_ascii=False)


def _broken(text: str) -> list[str]:
    """Return lines that fit a terminal, the rest of each two columns further in; tables stand as they are."""
    if "\n" in text:
        return [text]
    indent = len(text) - len(text.lstrip())
    first, *rest = wrapped(text, WIDTH - 2) or [""]
    return [first, *(f"{' ' * (indent + 2)}{each.lstrip()}" for each in rest)]


def _head(report: Told, language: str) -> str:
    tally = report.tally
    counts = {each: tally.items[each] for each in (Became.NEW, Became.CHANGED, Became.KNOWN)}
    done = _word("done.would" if report.dry_run else "done.imported", language)
    head = _word("done.head", language, done=done, n=tally.found, **{str(k): v for k, v in counts.items()})
    about = [_word("done.clients", language, n=len(tally.clients))] if tally.clients else []
    if tally.first:
        about.append(_word("done.dates", language, first=tally.first, last=tally.last))
    return f"{head} ({', '.join(about)})" if about else head


def _types(tally: Tally, language: str) -> list[str]:
    return [f"  {count} {_word(f'type.{kind}', language, n=count)}" for kind, count in sorted((+tally.types).items())]


def _also(stranger: Stranger) -> str:
    return stranger.name if stranger.address and stranger.name != stranger.address else ""


def _named(names: Sequence[str]) -> str:
    more = f" … {len(names) - NAMES}" if len(names) > NAMES else ""
    return ", ".join(names[:NAMES]) + more


def _if(wanted: object, key: str, language: str, **values: Value) -> list[str]:
    return [_word(key, language, **values)] if wanted else []


def _word(key: str, language: str, **values: Value) -> str:
    return said(say(key, **values), SUBJECT, language)
