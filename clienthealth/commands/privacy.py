"""`privacy`: a person's right to a copy and to be forgotten, with its deadline."""

from pathlib import Path
from typing import Annotated

import typer

from clienthealth.commands.choices import completing
from clienthealth.commands.options import ClientArgument, JsonOption, MineOption, NoteOption, OwnerOption, WhenOption
from clienthealth.commands.session import Session
from clienthealth.core.kinds import PrivacyKind

app = typer.Typer(rich_markup_mode=None, add_completion=False)

ContactOption = Annotated[str | None, typer.Option("--contact", metavar="NAME", help="Only this person at the client.")]

ERASE = """
Examples:

  clienthealth privacy erase acme --dry-run

  clienthealth privacy erase acme --keep-invoices --out certificate.txt

  clienthealth privacy erase acme --contact "Kim Vogel"

  clienthealth privacy erase "Acme GmbH" --verify --term kim@acme.example --look ~/letters
"""


@app.callback()
def privacy() -> None:
    """Answer a person who asks what is on record, or to be forgotten."""


@app.command(epilog="Example: clienthealth privacy request acme --contact Kim --kind access --when mon")
def request(
    context: typer.Context,
    client: ClientArgument,
    contact: ContactOption = None,
    kind: Annotated[
        str | None,
        typer.Option(
            "--kind", "-k", help="What was asked for (default access).", autocompletion=completing(PrivacyKind)
        ),
    ] = None,
    owner: OwnerOption = None,
    when: WhenOption = None,
    note: NoteOption = None,
    json: JsonOption = False,
) -> None:
    """Note that somebody asked, and by when they are to be answered: within a month."""
    from clienthealth.commands import requesting

    requesting.request(Session.of(context), client, contact, kind, owner=owner, when=when, note=note, json=json)


@app.command(epilog="Example: clienthealth privacy export acme --contact Kim --out ~/copies")
def export(
    context: typer.Context,
    client: ClientArgument,
    contact: ContactOption = None,
    out: Annotated[Path, typer.Option("--out", "-o", metavar="DIR", help="The folder for both files.")] = Path(),
    force: Annotated[bool, typer.Option("--force", help="Overwrite the files.")] = False,
    json: JsonOption = False,
) -> None:
    """Write what is on record of a client or a person: a page to read and print, and the journal; others are masked."""
    from clienthealth.commands import disclosing

    disclosing.export(Session.of(context), client, contact, out, force=force, json=json)


@app.command(epilog=ERASE)
def erase(
    context: typer.Context,
    client: ClientArgument,
    contact: ContactOption = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only say what would go; writes nothing.")] = False,
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Do not ask; CLIENT is the slug in full then.")] = False,
    keep_invoices: Annotated[
        bool, typer.Option("--keep-invoices", help="Keep numbers, amounts and dates of invoices, under no name.")
    ] = False,
    keep_texts: Annotated[
        bool, typer.Option("--keep-texts", help="With --contact: leave the name where it stands in free text.")
    ] = False,
    verify: Annotated[
        bool, typer.Option("--verify", help="Erase nothing: search for what is left of an erased CLIENT.")
    ] = False,
    term: Annotated[
        list[str] | None, typer.Option("--term", metavar="TEXT", help="Search for this as well: an address, a name.")
    ] = None,
    look: Annotated[
        list[Path] | None, typer.Option("--look", metavar="PATH", help="Search this file or folder as well.")
    ] = None,
    out: Annotated[
        Path | None, typer.Option("--out", "-o", metavar="FILE", help="The certificate into a file.")
    ] = None,
    json: JsonOption = False,
) -> None:
    """Erase a client, or one person, for good: no undo brings it back; then search the bytes for what is left."""
    from clienthealth.commands import erasing

    wish = erasing.Wish(
        client, contact, yes=yes, invoices=keep_invoices, texts=keep_texts, terms=tuple(term or ()),
        look=tuple(look or ()), out=out, json=json,
    )  # fmt: skip
    session = Session.of(context)
    if verify:
        erasing.verify(session, wish)
    elif contact:
        erasing.person(session, wish, dry=dry_run)
    else:
        erasing.client(session, wish, dry=dry_run)


@app.command(epilog="Example: clienthealth privacy due")
def due(context: typer.Context, mine: MineOption = False, json: JsonOption = False) -> None:
    """List who waits for an answer, and whose record was to be kept no longer."""
    from clienthealth.commands import requesting

    requesting.due(Session.of(context), mine=mine, json=json)
