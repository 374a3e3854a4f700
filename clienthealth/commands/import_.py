"""`import`: read journals, all of it or nothing."""

from pathlib import Path
from typing import Annotated

import typer

from clienthealth.commands.options import JsonOption
from clienthealth.commands.session import Session
from clienthealth.errors import UsageError

app = typer.Typer(rich_markup_mode=None)

FORMATS = ("journal",)
EXAMPLES = """
Examples:

  clienthealth import journal.jsonl --dry-run

  clienthealth import old.jsonl --skip-bad --create-clients
"""


@app.command(name="import", epilog=EXAMPLES)
def import_(
    context: typer.Context,
    files: Annotated[list[Path], typer.Argument(metavar="FILE...", help="Journals; - reads standard input.")],
    form: Annotated[str, typer.Option("--from", metavar="FORMAT", help="The format: journal.")] = "journal",
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Say what would happen; write nothing.")] = False,
    create_clients: Annotated[bool, typer.Option("--create-clients", help="Make clients that are unknown.")] = False,
    skip_bad: Annotated[bool, typer.Option("--skip-bad", help="Leave bad lines out and take the rest.")] = False,
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Do not ask (journals never do).")] = False,  # noqa: ARG001
    json: JsonOption = False,
) -> None:
    """Import journals: every line is checked, and a bad one keeps all of them out."""
    from clienthealth.commands import importing

    if form not in FORMATS:
        raise UsageError(f"{form!r} is no format this version reads", "formats: " + ", ".join(FORMATS))
    session = Session.of(context)
    wish = importing.Wish(dry_run=dry_run, create_clients=create_clients, skip_bad=skip_bad)
    report = importing.take_in(session, files, wish)
    session.write(report.as_json() if json else report.lines())
