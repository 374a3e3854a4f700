"""`whatif`: how a client would be judged after something that has not happened."""

from typing import Annotated

import typer

from clienthealth.commands.choices import completing, handles
from clienthealth.commands.options import ClientArgument, JsonOption
from clienthealth.commands.session import Session
from clienthealth.core.kinds import BoundaryStep, EffortKind, SignalKind

app = typer.Typer(rich_markup_mode=None, add_completion=False)

EXAMPLES = """
Examples:

  clienthealth whatif acme --resolve c12 --pay 2026-014

  clienthealth whatif acme --effort redo:satisfied --boundary reset-talk

  clienthealth whatif acme --confirm c12:satisfied --signal unpaid-change:2
"""

Several = list[str] | None


@app.command(epilog=EXAMPLES)
def whatif(
    context: typer.Context,
    client: ClientArgument,
    resolve: Annotated[
        Several,
        typer.Option(metavar="ID", help="A complaint is put right.", autocompletion=handles("complaint")),
    ] = None,
    confirm: Annotated[
        Several,
        typer.Option(
            metavar="ID[:WORD]", help="They say how it ended. Default: satisfied.", autocompletion=handles("complaint")
        ),
    ] = None,
    keep: Annotated[
        Several, typer.Option(metavar="ID", help="A promise is kept.", autocompletion=handles("promise"))
    ] = None,
    pay: Annotated[Several, typer.Option(metavar="NUMBER", help="An invoice is paid.")] = None,
    effort: Annotated[
        Several,
        typer.Option(
            metavar="KIND[:OUTCOME][@ID]",
            help="A remedy, how they take it, on which complaint.",
            autocompletion=completing(EffortKind),
        ),
    ] = None,
    signal: Annotated[
        Several,
        typer.Option(
            "--signal",
            "-s",
            metavar="KIND[:SEVERITY]",
            help="An act of the client.",
            autocompletion=completing(SignalKind),
        ),
    ] = None,
    boundary: Annotated[
        Several,
        typer.Option(metavar="STEP", help="A limit is set.", autocompletion=completing(BoundaryStep)),
    ] = None,
    expect: Annotated[Several, typer.Option(metavar="TOPIC", help="Something is made clear in advance.")] = None,
    hardship: Annotated[bool, typer.Option("--hardship", help="They are going through something hard.")] = False,
    json: JsonOption = False,
) -> None:
    """Suppose that something happens, and see what the record would say then; nothing is written."""
    from clienthealth.commands import supposing

    typed = supposing.Typed(resolve, confirm, keep, pay, effort, signal, boundary, expect, hardship)
    supposing.whatif(Session.of(context), client, typed, json=json)
