"""`merge`: two clients that are one become one, in one step that can be undone."""

from typing import Annotated

import typer

from clienthealth.commands.options import JsonOption, client_names
from clienthealth.commands.session import Session
from clienthealth.errors import UsageError

app = typer.Typer(rich_markup_mode=None, add_completion=False)

EXAMPLES = """
Example:

  clienthealth merge acme-berlin acme
"""


@app.command(epilog=EXAMPLES)
def merge(
    context: typer.Context,
    source: Annotated[str, typer.Argument(metavar="FROM", help="The client that goes.", autocompletion=client_names)],
    into: Annotated[str, typer.Argument(metavar="INTO", help="The client that stays.", autocompletion=client_names)],
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Do it without asking.")] = False,
    json: JsonOption = False,
) -> None:
    """Make two clients one: all records of FROM become INTO's, its names become aliases."""
    from clienthealth.core.changes.joining import left_apart
    from clienthealth.render import merged
    from clienthealth.store import merging

    session = Session.of(context)
    store = session.store
    goes, stays = store.client(source), store.client(into)
    if goes.handle == stays.handle:
        raise UsageError(f"{source!r} and {into!r} are both {goes.record.client}", "name two clients")
    planned = merging.plan(store, goes, stays)
    told = merged.lines(planned, left_apart(stays.record, goes.record), session.now)
    if not yes:
        session.remark(told)
        session.confirm("Make them one?", "--yes")
    with store.writing("merge") as change:
        made = merging.merge(store, change, planned)
    if json:
        session.tell([made], json=True)
    else:
        session.write(told)
        session.remark("`clienthealth undo` takes them apart again")
