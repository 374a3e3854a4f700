"""`boundary`: a limit we set or a warning we gave, and when it ended."""

from typing import Annotated

import typer

from clienthealth.commands.choices import completing, handles
from clienthealth.commands.options import ClientArgument, JsonOption, NoteOption, OwnerOption, WhenOption
from clienthealth.commands.session import Session
from clienthealth.core.kinds import BoundaryStep

app = typer.Typer(rich_markup_mode=None, add_completion=False)


@app.callback()
def boundary() -> None:
    """Record the limits we set and the warnings we gave."""


@app.command(epilog="Example: clienthealth boundary add acme reset-talk No calls after six in the evening")
def add(
    context: typer.Context,
    client: ClientArgument,
    step: Annotated[
        str | None,
        typer.Argument(
            metavar="STEP",
            help="reminder, reset-talk, written-warning, final-notice.",
            autocompletion=completing(BoundaryStep),
        ),
    ] = None,
    words: Annotated[
        list[str] | None, typer.Argument(metavar="[WORD]...", help="What was said; no quotes needed.")
    ] = None,
    until: Annotated[str | None, typer.Option("--until", metavar="DUE", help="How long it holds.")] = None,
    owner: OwnerOption = None,
    when: WhenOption = None,
    note: NoteOption = None,
    json: JsonOption = False,
) -> None:
    """Record a limit that was set."""
    from clienthealth.commands import choices, recording
    from clienthealth.core.records.agreed import Boundary

    session = Session.of(context)
    firm = choices.one(session, BoundaryStep, step, "STEP")
    made = Boundary(
        text=recording.text(session, client, words or []),
        **recording.fields(session, client, when, note=note, owner=owner),
        step=firm,
        until=recording.due_if(session, until),
    )
    recording.add(session, "boundary add", [made], json=json)


@app.command(epilog="Example: clienthealth boundary end b1")
def end(
    context: typer.Context,
    id_: Annotated[
        str,
        typer.Argument(metavar="ID", help="A handle (b1), or a client with one.", autocompletion=handles("boundary")),
    ],
    when: WhenOption = None,
    note: NoteOption = None,
    json: JsonOption = False,
) -> None:
    """End a limit: it holds no longer."""
    from clienthealth.commands import recording
    from clienthealth.core.changes.commitments import ended
    from clienthealth.core.records.agreed import Boundary

    recording.change(
        Session.of(context), "boundary end", [id_], Boundary, ended, said="ended", when=when, note=note, json=json
    )
