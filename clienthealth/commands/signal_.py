"""`signal`: an observed act of the client, in their words where possible; never a judgement of character."""

from typing import Annotated

import typer

from clienthealth.commands.choices import completing, handles
from clienthealth.commands.options import (
    ClientArgument,
    ContactOption,
    JsonOption,
    NoteOption,
    ProjectOption,
    StaffOption,
    TopicOption,
    WhenOption,
)
from clienthealth.commands.session import Session
from clienthealth.core.kinds import SignalKind

app = typer.Typer(rich_markup_mode=None, add_completion=False)


@app.callback()
def signal() -> None:
    """Record an observed act of the client."""


@app.command(
    epilog='Example: clienthealth signal add acme rude --quote "Are you deaf?" --staff kim\n\n'
    "Example: clienthealth signal add acme breach --against b1"
)
def add(
    context: typer.Context,
    client: ClientArgument,
    kind: Annotated[
        str | None,
        typer.Argument(metavar="KIND", help="`signal kinds` lists them.", autocompletion=completing(SignalKind)),
    ] = None,
    severity: Annotated[
        int | None, typer.Option("--severity", metavar="1-3", help="1 slight, 2 usual (default), 3 grave.")
    ] = None,
    quote: Annotated[str | None, typer.Option("--quote", help="Their words, verbatim.")] = None,
    contact: ContactOption = None,
    staff: StaffOption = None,
    project: ProjectOption = None,
    topic: TopicOption = None,
    complaint: Annotated[
        str | None,
        typer.Option("--complaint", metavar="ID", help="Within which complaint.", autocompletion=handles("complaint")),
    ] = None,
    against: Annotated[
        str | None, typer.Option("--against", metavar="ID", help="The boundary or expectation it crossed.")
    ] = None,
    public: Annotated[bool, typer.Option("--public", help="Others could read or hear it.")] = False,
    when: WhenOption = None,
    note: NoteOption = None,
    json: JsonOption = False,
) -> None:
    """Record an act of the client that you saw or heard, good ones as well."""
    from clienthealth.commands import choices, clearing, recording
    from clienthealth.core.records.trouble import Complaint, Signal

    session = Session.of(context)
    sort = choices.one(session, SignalKind, kind, "KIND")
    session.typed = {"client": client, "words": quote}
    shared = recording.fields(session, client, when, note=note)
    made = Signal(
        **shared,
        kind=sort,
        severity=severity,
        quote=quote,
        contact=contact,
        staff=staff,
        project=project,
        topic=choices.topic(session, topic),
        complaint=recording.of_client(session, Complaint, complaint, shared["client"]).record.id if complaint else None,
        against=recording.reference(session, against, ["boundary", "expectation"], shared["client"]),
        public=public or None,
    )
    written = recording.add(session, "signal add", [made], json=json)
    if not json:
        clearing.say(session, written)


@app.command(epilog="Example: clienthealth signal kinds")
def kinds(context: typer.Context, json: JsonOption = False) -> None:
    """List the kinds of signals by family, with what each means."""
    from clienthealth.render import signal_kinds

    session = Session.of(context)
    session.write(signal_kinds.as_json() if json else signal_kinds.lines())
