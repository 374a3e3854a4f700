"""`hardship`: the client is going through something hard; coarse on purpose."""

from typing import Annotated

import typer

from clienthealth.commands.choices import handles
from clienthealth.commands.options import ClientArgument, JsonOption, NoteOption, WhenOption
from clienthealth.commands.session import Session

app = typer.Typer(rich_markup_mode=None, add_completion=False)


@app.callback()
def hardship() -> None:
    """Record that a client is going through something hard."""


@app.command(
    epilog="Example: clienthealth hardship add acme --until 2w\n\nExample: clienthealth hardship add acme hard time"
)
def add(
    context: typer.Context,
    client: ClientArgument,
    words: Annotated[
        list[str] | None, typer.Argument(metavar="[WORD]...", help='Coarse words; "hard time" is enough.')
    ] = None,
    until: Annotated[str | None, typer.Option("--until", metavar="DUE", help="Until when. Default: 120 days.")] = None,
    when: WhenOption = None,
    note: NoteOption = None,
    json: JsonOption = False,
) -> None:
    """Record that a client has a hard time; no more than that is needed."""
    from clienthealth.commands import recording
    from clienthealth.core.records.trouble import Hardship

    session = Session.of(context)
    made = Hardship(
        text=recording.text(session, client, words) if words else None,
        **recording.fields(session, client, when, note=note),
        until=recording.due_if(session, until),
    )
    recording.add(session, "hardship add", [made], json=json)


@app.command(epilog="Example: clienthealth hardship end acme --when mon")
def end(
    context: typer.Context,
    client: Annotated[
        str,
        typer.Argument(metavar="CLIENT", help="The client, or a handle (h1).", autocompletion=handles("hardship")),
    ],
    when: WhenOption = None,
    note: NoteOption = None,
    json: JsonOption = False,
) -> None:
    """Note that it is over; what lay in it stays excused."""
    from clienthealth.commands import recording
    from clienthealth.core.changes.commitments import ended
    from clienthealth.core.records.trouble import Hardship

    recording.change(
        Session.of(context), "hardship end", [client], Hardship, ended, said="over", when=when, note=note, json=json
    )
