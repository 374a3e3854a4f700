"""`review`: the weekly risk report: terminal, plain text, Markdown, JSON, a calendar, and a page for a browser."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from clienthealth.commands.options import JsonOption
from clienthealth.commands.session import Session
from clienthealth.errors import ExitCode

app = typer.Typer(rich_markup_mode=None, add_completion=False)

EXAMPLES = """
Examples:

  clienthealth review

  clienthealth review --since "2 weeks ago" --format md --out review.md

  clienthealth review --format ics --out due.ics --force

  clienthealth review --format html --out week.html

  clienthealth review --interactive

  clienthealth review --done

  clienthealth review --mine --exit-code || echo "somebody needs you"
"""


class ReviewFormat(StrEnum):
    """What the review can be written as."""

    TABLE = "table"
    MD = "md"
    TXT = "txt"
    JSON = "json"
    ICS = "ics"
    HTML = "html"


@app.command(epilog=EXAMPLES)
def review(
    context: typer.Context,
    since: Annotated[
        str | None,
        typer.Option("--since", metavar="D", help="What changed since then. Default: my last --done, else a week ago."),
    ] = None,
    mine: Annotated[bool, typer.Option("--mine", help="Only what I own.")] = False,
    form: Annotated[ReviewFormat, typer.Option("--format", help="How to write it.")] = ReviewFormat.TABLE,
    json: JsonOption = False,
    out: Annotated[Path | None, typer.Option("--out", "-o", metavar="FILE", help="Into a file (0600).")] = None,
    force: Annotated[bool, typer.Option("--force", help="Overwrite the file.")] = False,
    done: Annotated[
        bool, typer.Option("--done", help="I have seen it: keep what it says, and begin the next one here.")
    ] = False,
    interactive: Annotated[
        bool, typer.Option("--interactive", help="Client by client, one key each; at the end as with --done.")
    ] = False,
    exit_code: Annotated[bool, typer.Option("--exit-code", help="End with 10 when something needs attention.")] = False,
) -> None:
    """Say who needs attention first and why, and what to do before they notice."""
    from clienthealth.commands import reviewing

    session = Session.of(context)
    if interactive:
        from clienthealth.commands import ritual

        shaped = {"--format": form is not ReviewFormat.TABLE, "--json": json, "--out": out, "--done": done}
        ritual.hold(session, since, mine=mine, beside=[name for name, given in shaped.items() if given])
        return
    found = reviewing.review(session, since, mine=mine)
    reviewing.show(session, found, ReviewFormat.JSON if json else form, out, force=force, done=done)
    if done:
        reviewing.close(session, found)
    if exit_code and found.needs_attention:
        raise typer.Exit(ExitCode.ATTENTION)
