"""`score`: verdict, both likelihoods, health and recommendation, as of any day."""

from typing import Annotated

import typer

from clienthealth.commands.options import JsonOption, client_names
from clienthealth.commands.session import Session

app = typer.Typer(rich_markup_mode=None, add_completion=False)

EXAMPLES = """
Examples:

  clienthealth score

  clienthealth score acme --as-of 2026-06-30 --json

  clienthealth score --mirror

  clienthealth score acme --mirror
"""

AsOfOption = Annotated[str | None, typer.Option("--as-of", metavar="D", help="As it stood at the end of that day.")]


@app.command(epilog=EXAMPLES)
def score(
    context: typer.Context,
    clients: Annotated[
        list[str] | None, typer.Argument(metavar="[CLIENT]...", help="Default: all.", autocompletion=client_names)
    ] = None,
    as_of: AsOfOption = None,
    mirror: Annotated[bool, typer.Option("--mirror", help="What their own reports would say of us.")] = False,
    json: JsonOption = False,
) -> None:
    """Say what the record points at, how likely, and what to do."""
    from clienthealth.commands import judging, mirroring

    session = Session.of(context)
    day = judging.day_of(session, as_of)
    if mirror:
        mirroring.mirror(session, clients or [], day, json=json)
    else:
        judging.score(session, clients or [], day, json=json)
