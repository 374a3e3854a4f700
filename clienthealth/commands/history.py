"""`history`: how a client was judged over the whole relationship, what moved it, and what was said at the time."""

from typing import Annotated

import typer

from clienthealth.commands.options import ClientArgument, JsonOption
from clienthealth.commands.session import Session

app = typer.Typer(rich_markup_mode=None, add_completion=False)

EXAMPLES = """
Examples:

  clienthealth history acme

  clienthealth history acme --from 2026-06-01 --to "2 weeks ago"
"""


@app.command(epilog=EXAMPLES)
def history(
    context: typer.Context,
    client: ClientArgument,
    first: Annotated[
        str | None, typer.Option("--from", metavar="D", help="Compare this day with the last. Default: the beginning.")
    ] = None,
    last: Annotated[
        str | None, typer.Option("--to", metavar="D", help="Compare the first day with this. Default: today.")
    ] = None,
    json: JsonOption = False,
) -> None:
    """Show the score over time, by today's model, and what moved it."""
    from clienthealth.commands import looking_back

    looking_back.history(Session.of(context), client, first, last, json=json)
