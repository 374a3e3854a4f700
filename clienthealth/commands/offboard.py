"""`offboard`: what is owed before an ending, and the ending itself."""

from typing import Annotated

import typer

from clienthealth.commands.options import ClientArgument, JsonOption, WhenOption
from clienthealth.commands.session import Session
from clienthealth.core.kinds import Party, Situation
from clienthealth.errors import UsageError

app = typer.Typer(rich_markup_mode=None)

EXAMPLES = """
Examples:

  clienthealth offboard vogel

  clienthealth offboard acme --situation capacity --end 31.12. --start

  clienthealth offboard acme --tick handover --when yesterday
"""

ITEMS = ("talk", "letter", "handover", "access", "invoice", "refund", "receipt", "data")


def _items(incomplete: str) -> list[str]:
    return [each for each in ITEMS if each.startswith(incomplete)]


def _sides(incomplete: str) -> list[str]:
    return [each for each in (Party.US, Party.THEM) if each.startswith(incomplete)]


@app.command(epilog=EXAMPLES)
def offboard(
    context: typer.Context,
    client: ClientArgument,
    situation: Annotated[Situation | None, typer.Option("--situation", help="Why it ends; no verdict needed.")] = None,
    by: Annotated[
        str | None, typer.Option("--by", metavar="us|them", help="Who ends it. Default: us.", autocompletion=_sides)
    ] = None,
    end: Annotated[
        str | None, typer.Option("--end", metavar="DUE", help="When it ends. Default: after notice.")
    ] = None,
    start: Annotated[bool, typer.Option("--start", help="The ending begins.")] = False,
    tick: Annotated[
        str | None,
        typer.Option("--tick", metavar="ITEM", help="An item of the checklist is done.", autocompletion=_items),
    ] = None,
    finish: Annotated[bool, typer.Option("--finish", help="All is met: the relationship has ended.")] = False,
    cancel: Annotated[bool, typer.Option("--cancel", help="We go on after all.")] = False,
    force: Annotated[bool, typer.Option("--force", help="Finish although we still owe something.")] = False,
    reason: Annotated[str | None, typer.Option("--reason", help="Why it is forced; this is recorded.")] = None,
    when: WhenOption = None,
    json: JsonOption = False,
) -> None:
    """Show what is owed before a client leaves; begin the ending, tick its items, finish or cancel it."""
    from clienthealth.commands import ending_work

    if by not in {None, Party.US, Party.THEM}:
        raise UsageError(f"--by {by!r}", "us or them")
    steps = {"start": start, "tick": tick is not None, "finish": finish, "cancel": cancel}
    asked = [name for name, given in steps.items() if given]
    if len(asked) > 1:
        raise UsageError(f"--{asked[0]} and --{asked[1]} exclude each other", "give one of them")
    step = asked[0] if asked else ""
    wish = ending_work.EndingWish(situation, Party(by) if by else None, end, step, tick, force, reason, when, json)
    ending_work.offboard(Session.of(context), client, wish)
