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
"""


@app.command(epilog=EXAMPLES)
def offboard(
    context: typer.Context,
    client: ClientArgument,
    situation: Annotated[Situation | None, typer.Option("--situation", help="Why it ends; no verdict needed.")] = None,
    by: Annotated[str, typer.Option("--by", metavar="us|them", help="Who ends it.")] = "us",
    end: Annotated[
        str | None, typer.Option("--end", metavar="DUE", help="When it ends. Default: after notice.")
    ] = None,
    start: Annotated[bool, typer.Option("--start", help="The ending begins.")] = False,
    finish: Annotated[bool, typer.Option("--finish", help="All is met: the relationship has ended.")] = False,
    cancel: Annotated[bool, typer.Option("--cancel", help="We go on after all.")] = False,
    force: Annotated[bool, typer.Option("--force", help="Finish although we still owe something.")] = False,
    reason: Annotated[str | None, typer.Option("--reason", help="Why it is forced; this is recorded.")] = None,
    when: WhenOption = None,
    json: JsonOption = False,
) -> None:
    """Show what is owed before a client leaves; begin, finish or cancel the ending."""
    from clienthealth.commands import ending_work

    if by not in {Party.US, Party.THEM}:
        raise UsageError(f"--by {by!r}", "us or them")
    if start + finish + cancel > 1:
        raise UsageError("--start, --finish and --cancel exclude each other", "give one of them")
    step = "start" if start else "finish" if finish else "cancel" if cancel else ""
    wish = ending_work.EndingWish(situation, Party(by), end, step, force, reason, when, json)
    ending_work.offboard(Session.of(context), client, wish)
