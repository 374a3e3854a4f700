"""`complaint assess`: what was found when a complaint was looked into."""

from typing import Annotated

import typer

from clienthealth.commands.choices import completing, handles
from clienthealth.commands.options import JsonOption, NoteOption, TopicOption
from clienthealth.commands.session import Session
from clienthealth.core.kinds import Cause

EXAMPLES = (
    "Example: clienthealth complaint assess c2 --cause shared --severity 2 --against p7\n\n"
    "Example: clienthealth complaint assess c3 --repeat-of c1"
)


def assess(
    context: typer.Context,
    id_: Annotated[
        str,
        typer.Argument(
            metavar="ID", help="A handle (c2), or a client with one open.", autocompletion=handles("complaint")
        ),
    ],
    cause: Annotated[
        str | None,
        typer.Option(
            "--cause",
            help="ours (justified), shared (partly), client, third-party (not).",
            autocompletion=completing(Cause),
        ),
    ] = None,
    severity: Annotated[
        int | None, typer.Option("--severity", metavar="1-3", help="1 trifle, 2 real, 3 grave.")
    ] = None,
    topic: TopicOption = None,
    against: Annotated[
        str | None, typer.Option("--against", metavar="ID", help="The expectation or promise it is about.")
    ] = None,
    repeat_of: Annotated[
        str | None,
        typer.Option("--repeat-of", metavar="ID", help="It repeats this.", autocompletion=handles("complaint")),
    ] = None,
    incident: Annotated[str | None, typer.Option("--incident", metavar="NAME", help="One failure of ours.")] = None,
    note: NoteOption = None,
    json: JsonOption = False,
) -> None:
    """Note what was found: whose cause it was and so whether it is justified, how grave, what it is about."""
    from clienthealth.commands import choices, recording
    from clienthealth.core.changes.complaints import Assessment, assessed
    from clienthealth.core.records.trouble import Complaint

    session = Session.of(context)
    client = recording.held(session, Complaint, id_).record.client
    found = Assessment(
        cause=choices.maybe(Cause, cause, "--cause"),
        severity=severity,
        topic=choices.topic(session, topic),
        against=recording.reference(session, against, ["expectation", "promise"], client),
        repeat_of=recording.reference(session, repeat_of, ["complaint"], client),
        incident=incident,
    )
    recording.change(
        session,
        "complaint assess",
        [id_],
        Complaint,
        lambda record, act: assessed(record, found, act),
        said="assessed",
        when=None,
        note=note,
        json=json,
    )
