"""`why`: what the judgement of a client rests on, our share first."""

from typing import Annotated

import typer

from clienthealth.commands.options import ClientArgument, JsonOption
from clienthealth.commands.session import Session

app = typer.Typer(rich_markup_mode=None, add_completion=False)

EXAMPLES = """
Examples:

  clienthealth why acme

  clienthealth why acme --as-of "2 weeks ago" --verbose
"""


@app.command(epilog=EXAMPLES)
def why(
    context: typer.Context,
    client: ClientArgument,
    as_of: Annotated[
        str | None, typer.Option("--as-of", metavar="D", help="As it stood at the end of that day.")
    ] = None,
    verbose: Annotated[bool, typer.Option("--verbose", help="Every record, and how much each item weighs.")] = False,
    json: JsonOption = False,
) -> None:
    """Say why a client is judged as it is, with the records behind it."""
    from clienthealth.commands import judging

    session = Session.of(context)
    day = judging.day_of(session, as_of)
    judging.why(session, client, day, verbose=verbose, json=json)
