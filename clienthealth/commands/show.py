"""`show`: a client's card and timeline, or one record with everything in it."""

from typing import TYPE_CHECKING, Annotated, Any

import typer

from clienthealth.commands.options import JsonOption, client_names
from clienthealth.commands.session import Session

if TYPE_CHECKING:
    from clienthealth.store.rows import Stored

app = typer.Typer(rich_markup_mode=None, add_completion=False)

EXAMPLES = """
Examples:

  clienthealth show acme

  clienthealth show acme --since "1 oct"

  clienthealth show c12
"""
USUAL = 40
"""How many records a timeline shows where nothing else was asked for."""


@app.command(epilog=EXAMPLES)
def show(
    context: typer.Context,
    wanted: Annotated[
        str,
        typer.Argument(metavar="CLIENT|ID", help="A client, or the handle of a record.", autocompletion=client_names),
    ],
    since: Annotated[str | None, typer.Option("--since", metavar="DATE", help="Only from this day on.")] = None,
    limit: Annotated[
        int | None, typer.Option("--limit", "-n", min=0, help="How many records; 0 for all. Default: 40.")
    ] = None,
    json: JsonOption = False,
) -> None:
    """Show a client's card and timeline, or one record with all its fields."""
    from clienthealth.commands.naming import meant

    session = Session.of(context)
    held = meant(session, wanted, reading=True)
    if held.record.TYPE == "client" and wanted.casefold() != held.handle:
        _client(session, held, since, limit, json=json)
    else:
        _record(session, held, json=json)


def _client(session: Session, held: "Stored[Any]", since: str | None, limit: int | None, *, json: bool) -> None:
    from clienthealth.core.when import parse_day
    from clienthealth.store import dossier

    first = parse_day(since, session.now) if since else None
    most = (USUAL if first is None else None) if limit is None else limit or None
    told = dossier.timeline(session.store, held.record.client, since=first, most=most)
    if json:
        session.write(_as_json(session, held, told))
    else:
        from clienthealth.render import timeline

        session.write(_card(session, held))
        session.write(f"\n{timeline.lines(told.told, told.total, session.now)}" if told.told else "")


def _card(session: Session, held: "Stored[Any]") -> str:
    from clienthealth.commands import answering, economics, promising
    from clienthealth.commands.balance import balance
    from clienthealth.core.decided import in_force
    from clienthealth.render import card

    found, handles, open_ = balance(session, held)
    shown = card.card(held.handle, found, open_, handles, session.now)
    decided = in_force(found.decisions, session.today, session.settings.zone, handles.__getitem__)
    return "\n".join(
        [
            shown,
            *card.beside(promising.rates_of(session, held.record.client), decided, economics.of_one(session, found)),
            *card.contacts(answering.of_one(session, found, session.today)),
        ]
    )


def _as_json(session: Session, held: "Stored[Any]", told: Any) -> str:
    """Return the client's record with its timeline, how many records were left out, promises kept, money, contacts."""
    from json import dumps

    from clienthealth.commands import answering, economics
    from clienthealth.commands.promising import rates_of
    from clienthealth.core.lines import line_of
    from clienthealth.render import contact_text, economy_text
    from clienthealth.render.promise_json import plain_rates
    from clienthealth.store.dossier import history

    timeline = [{**line_of(each.record), "handle": each.handle} for each in told.told]
    shown = {**line_of(held.record), "handle": held.handle, "timeline": timeline}
    more = {"left_out": told.total - len(told.told), "kept": plain_rates(rates_of(session, held.record.client))}
    found, _ = history(session.store, held)
    beside = {
        "economy": economy_text.as_plain(economics.of_one(session, found)),
        "contact": contact_text.as_plain(answering.of_one(session, found, session.today)),
    }
    return dumps(shown | more | beside, ensure_ascii=False, sort_keys=True)


def _record(session: Session, held: "Stored[Any]", *, json: bool) -> None:
    from json import dumps

    from clienthealth.render import record_card
    from clienthealth.store import dossier, references

    written = dossier.written(session.store, held)
    handles = references.referred_by(session.store, held)
    life = _life(session, held, json=json) if held.record.TYPE == "complaint" else None
    if json:
        shown = record_card.as_plain(held, written, handles) | ({"life": life} if life else {})
        session.write(dumps(shown, ensure_ascii=False, sort_keys=True))
    else:
        session.write(record_card.card(held, written, handles, session.now, life or ()))


def _life(session: Session, held: "Stored[Any]", *, json: bool) -> Any:
    """Return how a complaint stands, how long they waited and whether it came back: plain, or as named facts."""
    from clienthealth.commands import following
    from clienthealth.render import complaint_life

    told = following.told(session, held)
    if json:
        return complaint_life.as_plain(held.record, told, session.now)
    return complaint_life.facts(held, told, session.now)
