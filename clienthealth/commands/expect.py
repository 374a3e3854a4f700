"""`expect`: what was made clear in advance, and whether they confirmed it."""

from typing import Annotated

import typer

from clienthealth.commands.choices import completing, handles
from clienthealth.commands.options import (
    ClientArgument,
    DueOption,
    JsonOption,
    NoteOption,
    OwnerOption,
    TopicOption,
    WhenOption,
    WordsArgument,
    client_names,
)
from clienthealth.commands.session import Session
from clienthealth.core.kinds import Party

app = typer.Typer(rich_markup_mode=None, add_completion=False)

One = Annotated[
    str,
    typer.Argument(metavar="ID", help="A handle (x3), or a client with one.", autocompletion=handles("expectation")),
]


@app.callback()
def expect() -> None:
    """Record what was made clear in advance."""


@app.command(
    epilog="Example: clienthealth expect add acme A change is quoted before it is made --topic scope --confirmed"
)
def add(
    context: typer.Context,
    client: ClientArgument,
    words: WordsArgument,
    topic: TopicOption = None,
    party: Annotated[
        str | None,
        typer.Option("--party", help="Whose conduct: us, them, both.", autocompletion=completing(Party)),
    ] = None,
    due: DueOption = None,
    via: Annotated[str | None, typer.Option("--via", help="How they were told: contract, mail, call.")] = None,
    confirmed: Annotated[bool, typer.Option("--confirmed", help="They have confirmed it.")] = False,
    supersedes: Annotated[
        str | None,
        typer.Option("--supersedes", metavar="ID", help="It replaces this.", autocompletion=handles("expectation")),
    ] = None,
    owner: OwnerOption = None,
    when: WhenOption = None,
    note: NoteOption = None,
    json: JsonOption = False,
) -> None:
    """Record what was made clear; `--topic all` is the whole way of working."""
    from clienthealth.commands import choices, recording
    from clienthealth.core.records.agreed import Expectation

    session = Session.of(context)
    text = recording.text(session, client, words)
    shared = recording.fields(session, client, when, note=note, owner=owner)
    made = Expectation(
        **shared,
        text=text,
        topic=choices.topic(session, topic, may_be_all=True),
        party=choices.maybe(Party, party, "--party"),
        due=recording.due_if(session, due),
        via=via,
        acknowledged_at=shared["at"] if confirmed else None,
        supersedes=recording.reference(session, supersedes, ["expectation"], shared["client"]),
    )
    recording.add(session, "expect add", [made], json=json)


@app.command(epilog="Example: clienthealth expect confirm x3 --when mon")
def confirm(
    context: typer.Context, id_: One, when: WhenOption = None, note: NoteOption = None, json: JsonOption = False
) -> None:
    """Note that the client has confirmed it."""
    from clienthealth.commands import recording
    from clienthealth.core.changes.commitments import acknowledged, is_told_only
    from clienthealth.core.records.agreed import Expectation

    recording.change(
        Session.of(context),
        "expect confirm",
        [id_],
        Expectation,
        acknowledged,
        said="confirmed by them",
        when=when,
        note=note,
        json=json,
        still=is_told_only,
    )


@app.command(epilog="Example: clienthealth expect retire x3")
def retire(
    context: typer.Context, id_: One, when: WhenOption = None, note: NoteOption = None, json: JsonOption = False
) -> None:
    """End an expectation: it holds no longer."""
    from clienthealth.commands import recording
    from clienthealth.core.changes.commitments import ended
    from clienthealth.core.records.agreed import Expectation

    recording.change(
        Session.of(context), "expect retire", [id_], Expectation, ended, said="retired", when=when, note=note, json=json
    )


@app.command("list", epilog="Example: clienthealth expect list acme")
def list_(
    context: typer.Context,
    client: Annotated[
        str | None, typer.Argument(metavar="[CLIENT]", help="Of one client only.", autocompletion=client_names)
    ] = None,
    retired: Annotated[bool, typer.Option("--all", help="Retired ones as well.")] = False,
    json: JsonOption = False,
) -> None:
    """List what is in force."""
    from clienthealth.commands import listing
    from clienthealth.core.changes.commitments import is_open
    from clienthealth.core.records.agreed import Expectation
    from clienthealth.render import listing as shown

    session = Session.of(context)
    found = listing.records(session, Expectation, client)
    found = [held for held in found if retired or is_open(held.record, session.now)]
    listing.tell(session, found, shown.expectations(found, session.now), "expectations in force", json=json)
