"""`undo`: take back my last command that wrote something, whatever it was."""

from typing import Annotated

import typer

from clienthealth.commands.options import JsonOption
from clienthealth.commands.session import Session

app = typer.Typer(rich_markup_mode=None, add_completion=False)

EXAMPLES = """
Examples:

  clienthealth undo

  clienthealth undo --list
"""
MOST = 20


@app.command(epilog=EXAMPLES)
def undo(
    context: typer.Context,
    listed: Annotated[bool, typer.Option("--list", help="Show what can be taken back; changes nothing.")] = False,
    before: Annotated[
        bool, typer.Option("--before-erasure", help="The last one of which `privacy erase` left everything.")
    ] = False,
    json: JsonOption = False,
) -> None:
    """Take back my last command that wrote something, any of them."""
    from clienthealth.render import undone
    from clienthealth.store import audit

    session = Session.of(context)
    commands = audit.standing(session.store, MOST) if listed else [audit.undo(session.store, before_erasure=before)]
    session.write(undone.as_json(commands) if json else undone.lines(commands, session.now, taken_back=not listed))
