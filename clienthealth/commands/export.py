"""`export`: everything out, as a journal or as CSV."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from clienthealth.commands.options import client_names
from clienthealth.commands.session import Session

app = typer.Typer(rich_markup_mode=None, add_completion=False)

EXAMPLES = """
Examples:

  clienthealth export --out everything.jsonl

  clienthealth export --format csv --client acme
"""


class Form(StrEnum):
    """The forms of an export."""

    JOURNAL = "journal"
    CSV = "csv"


@app.command(epilog=EXAMPLES)
def export(
    context: typer.Context,
    form: Annotated[Form, typer.Option("--format", help="A journal (can be imported), or a table.")] = Form.JOURNAL,
    client: Annotated[
        str | None, typer.Option("--client", metavar="CLIENT", help="Only this one.", autocompletion=client_names)
    ] = None,
    out: Annotated[Path | None, typer.Option("--out", "-o", metavar="FILE", help="Into a file (0600).")] = None,
    force: Annotated[bool, typer.Option("--force", help="Overwrite the file.")] = False,
    raw: Annotated[bool, typer.Option("--raw", help="CSV: leave what a spreadsheet may take for formulas.")] = False,
) -> None:
    """Export the whole record, or one client's."""
    from clienthealth.commands.files import stream_to
    from clienthealth.render import records
    from clienthealth.store.whole import everything

    session = Session.of(context)
    slug = session.store.slug(client) if client else None
    stored = everything(session.store, slug)
    lines = records.journal(stored) if form is Form.JOURNAL else records.csv_lines(stored, raw=raw)
    stream_to(session, lines, out, force=force)
