"""`rm`: take out a record, or a client with everything there is of it; audited, and one `undo` brings it back."""

from typing import TYPE_CHECKING, Annotated, Any

import typer

from clienthealth.commands.options import JsonOption
from clienthealth.commands.session import Session
from clienthealth.errors import UsageError

if TYPE_CHECKING:
    from clienthealth.store.rows import Stored

app = typer.Typer(rich_markup_mode=None, add_completion=False)

EXAMPLES = """
Examples:

  clienthealth rm c12

  clienthealth rm c12 e3 s8

  clienthealth rm acme --yes
"""
BACK = "`clienthealth undo` brings it back"


@app.command(epilog=EXAMPLES)
def rm(
    context: typer.Context,
    wanted: Annotated[list[str], typer.Argument(metavar="ID...|CLIENT", help="Handles of records, or one client.")],
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Take a client out without asking.")] = False,
    json: JsonOption = False,
) -> None:
    """Take out records, or a client with all its records; `undo` brings them back."""
    from clienthealth.commands.naming import meant

    session = Session.of(context)
    held = {each.handle: each for each in (meant(session, name) for name in wanted)}
    clients = [each for each in held.values() if each.record.TYPE == "client"]
    if clients and len(held) > 1:
        raise UsageError("a client goes alone", f"clienthealth rm {clients[0].record.client}")
    if clients:
        _client(session, clients[0], yes=yes, json=json)
    else:
        _records(session, list(held.values()), json=json)


def _records(session: Session, held: "list[Stored[Any]]", *, json: bool) -> None:
    from clienthealth.store.removing import remove

    with session.store.writing("rm") as change:
        remove(session.store, change, held)
    _tell(session, held, "", json=json)


def _client(session: Session, held: "Stored[Any]", *, yes: bool, json: bool) -> None:
    from clienthealth.render.words import visible
    from clienthealth.store.removing import counted, remove_client

    slug, counts = held.record.client, counted(session.store, held.record.client)
    total = sum(counts.values())
    all_of_it = (
        f"{total} record{'s' * (total != 1)} ({', '.join(f'{n} {kind}' for kind, n in counts.items()) or 'none'})"
    )
    if not yes:
        session.confirm(f"Take out {slug} ({visible(held.record.name)}) with its {all_of_it}?", "--yes")
    with session.store.writing("rm") as change:
        remove_client(session.store, change, held)
    _tell(session, [held], f"with its {all_of_it}", json=json)


def _tell(session: Session, held: "list[Stored[Any]]", more: str, *, json: bool) -> None:
    """Print what was removed, and say how it comes back."""
    from clienthealth.render import written

    if json:
        session.write(written.as_json(held))
        return
    removed = "\n".join(f"removed {line}" for line in written.lines(held, session.now).splitlines())
    session.write(f"{removed} · {more}" if more else removed)
    session.remark(BACK)
