"""`next`: a reminder of our own; never a promise, never scored."""

from typing import Annotated

import typer

from clienthealth.commands.choices import handles
from clienthealth.commands.options import (
    ClientArgument,
    DueOption,
    JsonOption,
    NoteOption,
    OwnerOption,
    WhenOption,
    WordsArgument,
)
from clienthealth.commands.session import Session

app = typer.Typer(rich_markup_mode=None, add_completion=False)


@app.callback()
def next_() -> None:
    """Remind yourself; it never counts as a promise and is never scored."""


@app.command(epilog="Example: clienthealth next add acme Ask how the launch went --due mon")
def add(
    context: typer.Context,
    client: ClientArgument,
    words: WordsArgument,
    due: DueOption = None,
    complaint: Annotated[
        str | None,
        typer.Option("--complaint", metavar="ID", help="On a complaint.", autocompletion=handles("complaint")),
    ] = None,
    owner: OwnerOption = None,
    when: WhenOption = None,
    note: NoteOption = None,
    json: JsonOption = False,
) -> None:
    """Note what to do next."""
    from clienthealth.commands import recording
    from clienthealth.core.records.agreed import Next
    from clienthealth.core.records.trouble import Complaint

    session = Session.of(context)
    text = recording.text(session, client, words)
    shared = recording.fields(session, client, when, note=note, owner=owner)
    on = recording.of_client(session, Complaint, complaint, shared["client"]).record.id if complaint else None
    made = Next(**shared, text=text, due=recording.due(session, due), complaint=on)
    recording.add(session, "next add", [made], json=json)


@app.command(epilog="Example: clienthealth next done n4")
def done(
    context: typer.Context,
    ids: Annotated[
        list[str],
        typer.Argument(
            metavar="ID...", help="Handles (n4), or a client with one open.", autocompletion=handles("next")
        ),
    ],
    when: WhenOption = None,
    note: NoteOption = None,
    json: JsonOption = False,
) -> None:
    """Take reminders off the list."""
    from clienthealth.commands import recording
    from clienthealth.core.changes import commitments as changes
    from clienthealth.core.records.agreed import Next

    recording.change(
        Session.of(context), "next done", ids, Next, changes.done, said="done", when=when, note=note, json=json
    )
