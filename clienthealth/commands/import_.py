"""`import`: journals, and what other programs hold; all of it or nothing."""

from pathlib import Path
from typing import Annotated

import typer

from clienthealth.commands import import_options as given
from clienthealth.commands.options import JsonOption
from clienthealth.commands.session import Session

app = typer.Typer(rich_markup_mode=None, add_completion=False)

EXAMPLES = """
Examples:

  clienthealth import contacts.vcf --create-clients --dry-run

  clienthealth import archive.mbox --me me@studio.example --client @acme.example=acme

  clienthealth import invoices.csv payments.csv --yes

  clienthealth import journal.jsonl --skip-bad
"""


@app.command(name="import", epilog=EXAMPLES)
def import_(
    context: typer.Context,
    files: Annotated[
        list[Path],
        typer.Argument(metavar="FILE...", help="Files or folders, also packed (.gz, .zip); - reads standard input."),
    ],
    form: Annotated[str | None, typer.Option("--from", metavar="FORMAT", help="The format, if not by content.")] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Say what would happen; write nothing.")] = False,
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Do not ask before writing.")] = False,
    create_clients: Annotated[bool, typer.Option("--create-clients", help="Make clients that are unknown.")] = False,
    skip_bad: Annotated[bool, typer.Option("--skip-bad", help="Leave bad items out and take the rest.")] = False,
    me: given.Me = None,
    client: given.Whose = None,
    answer: given.Answer = None,
    profile: given.ProfileName = None,
    columns: given.Columns = None,
    as_: given.As = None,
    constants: given.Constants = None,
    date: given.DateForm = None,
    order: given.Order = None,
    decimal: given.Decimal = None,
    zone: given.Zone = None,
    encoding: given.Encoding = None,
    no_header: given.NoHeader = False,
    since: given.Since = None,
    no_subjects: given.NoSubjects = False,
    preview: given.Preview = None,
    include_lists: given.IncludeLists = False,
    skip_folder: given.SkipFolder = None,
    json: JsonOption = False,
) -> None:
    """Import files: recognised by content, shown, and written after a yes; `imports undo` takes it back."""
    from clienthealth.commands import import_work

    session = Session.of(context)
    answers = given.answers(
        answer,
        columns=columns, set=constants, date=date, order=order, decimal=decimal, zone=zone, encoding=encoding,
        since=since, preview=preview, folders=skip_folder, header="no" if no_header else None,
        subjects="no" if no_subjects else None, lists="yes" if include_lists else None, **{"as": as_},
    )  # fmt: skip
    wish = given.wish(form, dry_run, yes, create_clients, skip_bad, json, profile, me, client, answers)
    session.write(import_work.done(session, files, wish))
