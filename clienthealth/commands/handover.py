"""`handover`: a client and all that is open go to a colleague, in one step that can be undone."""

from typing import TYPE_CHECKING, Annotated, Any

import typer

from clienthealth.commands.options import ClientArgument, JsonOption
from clienthealth.commands.session import Session

if TYPE_CHECKING:
    from clienthealth.core.records.client import Client
    from clienthealth.store.rows import Stored

app = typer.Typer(rich_markup_mode=None, add_completion=False)

EXAMPLES = """
Example:

  clienthealth handover acme --to anna
"""


@app.command(epilog=EXAMPLES)
def handover(
    context: typer.Context,
    client: ClientArgument,
    to: Annotated[str | None, typer.Option("--to", metavar="S", help="Who of us takes care from now on.")] = None,
    json: JsonOption = False,
) -> None:
    """Move a client and everything open of it to a colleague, and print the brief for them."""
    from clienthealth.commands import briefing
    from clienthealth.core.changes.handover import given_to

    session = Session.of(context)
    held = session.store.client(client)
    owner = (session.ask("To whom", "--to") if to is None else to).strip()
    after = given_to(held.record, owner)
    pairs = _open(session, held, owner)
    with session.store.writing("handover") as change:
        made: list[Any] = [change.replace(held, after), *(change.replace(each, new) for each, new in pairs)]
    if json:
        session.tell(made, json=True)
        return
    _echo(session, [held, *(each for each, _ in pairs)], owner)
    session.write("\n" + briefing.text(session, briefing.made(session, session.store.client(after.client))))


def _open(session: Session, held: "Stored[Client]", owner: str) -> "list[tuple[Stored[Any], Any]]":
    """Return what is open of a client, before and after; what is the new owner's already is left as it is."""
    from clienthealth.core.changes.commitments import is_open
    from clienthealth.core.changes.handover import FOLLOWING, TASKS, passed_on
    from clienthealth.core.records.types import TYPES

    unpaid, slug = _unpaid(session, held), held.record.client
    found = [
        (each, passed_on(each.record, owner))
        for kind in TYPES.values()
        if kind.TYPE in TASKS | FOLLOWING
        for each in session.store.of_client(kind, slug)
        if (each.record.id in unpaid if kind.TYPE == "invoice" else is_open(each.record, session.now))
    ]
    return [(each, after) for each, after in found if after != each.record]


def _unpaid(session: Session, held: "Stored[Client]") -> set[str]:
    """Return the ids of the money documents of which something is open."""
    from clienthealth.commands.listing import invoices

    return {each.held.record.id for each in invoices(session, held.record.client) if each.still is not None}


def _echo(session: Session, moved: "list[Stored[Any]]", owner: str) -> None:
    """Say what moved, from whom, and how it comes back."""
    from clienthealth.commands.judging import voice_of
    from clienthealth.render import brief_text

    session.write(brief_text.moved(moved, owner, voice_of(session, session.today)))
    session.remark("`clienthealth undo` gives it all back")
