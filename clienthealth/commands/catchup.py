"""`catchup`: after weeks without logging, what was observed of each client, one key each."""

from collections.abc import Sequence
from typing import Annotated

import typer

from clienthealth.commands.options import JsonOption, WhenOption, client_names
from clienthealth.commands.session import Session
from clienthealth.errors import UsageError

app = typer.Typer(rich_markup_mode=None, add_completion=False)

EXAMPLES = """
Examples:

  clienthealth catchup

  clienthealth catchup --quiet acme --quiet beta --fine gale

What is written says that the time was observed, never that anybody behaved well. For trouble: clienthealth log CLIENT.
"""


@app.command(epilog=EXAMPLES)
def catchup(
    context: typer.Context,
    quiet: Annotated[
        list[str] | None,
        typer.Option("--quiet", metavar="CLIENT", help="Nothing to do with them.", autocompletion=client_names),
    ] = None,
    fine: Annotated[
        list[str] | None,
        typer.Option(
            "--fine", metavar="CLIENT", help="In contact, and nothing was wrong.", autocompletion=client_names
        ),
    ] = None,
    when: WhenOption = None,
    mine: Annotated[bool, typer.Option("--mine", help="Ask only about clients that are mine or nobody's.")] = False,
    json: JsonOption = False,
) -> None:
    """Ask about each active client of whom nothing was noted lately: quiet, fine, trouble (opens log), later."""
    from clienthealth.commands import catching_up
    from clienthealth.core.kinds import PulseState

    session = Session.of(context)
    if mine and (quiet or fine):
        raise UsageError("--mine says whom to ask about, and nobody is asked about here", "leave it out")
    if quiet or fine:
        given: dict[PulseState, Sequence[str]] = {PulseState.QUIET: quiet or (), PulseState.FINE: fine or ()}
        catching_up.typed(session, given, when, json=json)
    else:
        shaped = {"--when": when, "--json": json}
        catching_up.by_key(session, mine=mine, beside=[name for name, said in shaped.items() if said])
