"""`offboard`: what is owed before an ending, and the ending itself."""

from pathlib import Path
from typing import Annotated

import typer

from clienthealth.commands.options import ClientArgument, JsonOption, NoteOption, WhenOption
from clienthealth.commands.session import Session
from clienthealth.core.kinds import Party, Situation
from clienthealth.errors import UsageError

app = typer.Typer(rich_markup_mode=None, add_completion=False)

EXAMPLES = """
Examples:

  clienthealth offboard vogel

  clienthealth offboard acme --situation capacity --end 31.12. --start

  clienthealth offboard acme --talk

  clienthealth offboard acme --tick receipt --note "her mail of Monday" --when yesterday
"""


def _items(incomplete: str) -> list[str]:
    from clienthealth.core.goodbye.steps import ORDER

    return [each for each in ORDER if each.startswith(incomplete)]


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
    talk: Annotated[bool, typer.Option("--talk", help="The sheet for the talk; private, not for the client.")] = False,
    out: Annotated[
        Path | None, typer.Option("--out", "-o", metavar="FILE", help="The sheet into a file (0600).")
    ] = None,
    finish: Annotated[bool, typer.Option("--finish", help="All is met: the relationship has ended.")] = False,
    cancel: Annotated[bool, typer.Option("--cancel", help="We go on after all.")] = False,
    force: Annotated[bool, typer.Option("--force", help="Finish although we still owe something.")] = False,
    reason: Annotated[str | None, typer.Option("--reason", help="Why it is forced; this is recorded.")] = None,
    note: NoteOption = None,
    when: WhenOption = None,
    json: JsonOption = False,
) -> None:
    """Show what is owed before a client leaves; begin the ending, tick its items, finish or cancel it."""
    from clienthealth.commands import ending_work

    if by not in {None, Party.US, Party.THEM}:
        raise UsageError(f"--by {by!r}", "us or them")
    steps = {"start": start, "tick": tick is not None, "finish": finish, "cancel": cancel, "talk": talk}
    asked = [name for name, given in steps.items() if given]
    if len(asked) > 1:
        raise UsageError(f"--{asked[0]} and --{asked[1]} exclude each other", "give one of them")
    if out is not None and not talk:
        raise UsageError("--out without --talk", "only the sheet for the talk goes into a file: add --talk")
    if note is not None and tick is None:
        raise UsageError("--note without --tick", "a note belongs to an item of the checklist: --tick ITEM --note TEXT")
    step = "".join(each for each in asked if each != "talk")
    side = Party(by) if by else None
    wish = ending_work.EndingWish(situation, side, end, step, tick, talk, out, force, reason, note, when, json)
    ending_work.offboard(Session.of(context), client, wish)
