"""`promise`: what either side committed to, and what became of it."""

from typing import Annotated

import typer

from clienthealth.commands.choices import completing, handles
from clienthealth.commands.options import (
    ClientArgument,
    DueOption,
    JsonOption,
    MineOption,
    NoteOption,
    OwnerOption,
    TopicOption,
    WhenOption,
    WordsArgument,
    client_names,
)
from clienthealth.commands.session import Session
from clienthealth.core.kinds import PromiseKind, PromiseStatus

app = typer.Typer(rich_markup_mode=None, add_completion=False)

One = Annotated[
    str,
    typer.Argument(metavar="ID", help="A handle (p7), or a client with one open.", autocompletion=handles("promise")),
]
Several = Annotated[
    list[str],
    typer.Argument(metavar="ID...", help="Handles (p7), or a client with one open.", autocompletion=handles("promise")),
]


@app.callback()
def promise() -> None:
    """Record commitments both ways, and what became of them."""


@app.command(
    epilog="Example: clienthealth promise add acme Send the new quote --due fri\n\n"
    'Example: clienthealth promise add acme "Call back" --kind callback --due "mon 10:00"'
)
def add(
    context: typer.Context,
    client: ClientArgument,
    words: WordsArgument,
    due: DueOption = None,
    theirs: Annotated[bool, typer.Option("--theirs", help="They promised it; default: we did.")] = False,
    kind: Annotated[
        str | None,
        typer.Option("--kind", help="deliverable, callback, input, payment.", autocompletion=completing(PromiseKind)),
    ] = None,
    topic: TopicOption = None,
    owner: OwnerOption = None,
    when: WhenOption = None,
    note: NoteOption = None,
    json: JsonOption = False,
) -> None:
    """Record a promise of ours, or of theirs."""
    from clienthealth.commands import choices, recording
    from clienthealth.core.changes.commitments import check_due
    from clienthealth.core.kinds import Party
    from clienthealth.core.records.agreed import Promise

    session = Session.of(context)
    text = recording.text(session, client, words)
    sort, by = choices.maybe(PromiseKind, kind, "--kind"), recording.due(session, due)
    check_due(sort, by)
    made = Promise(
        **recording.fields(session, client, when, note=note, owner=owner),
        text=text,
        party=Party.THEM if theirs else Party.US,
        kind=sort,
        topic=choices.topic(session, topic),
        due=by,
    )
    recording.add(session, "promise add", [made], json=json)


@app.command(epilog="Example: clienthealth promise keep p7 p8 --when thu")
def keep(
    context: typer.Context, ids: Several, when: WhenOption = None, note: NoteOption = None, json: JsonOption = False
) -> None:
    """Close promises that were kept."""
    _close(context, ids, PromiseStatus.KEPT, "keep", when, note, json)


@app.command("break", epilog='Example: clienthealth promise break p7 --note "the printer was closed"')
def break_(
    context: typer.Context, id_: One, when: WhenOption = None, note: NoteOption = None, json: JsonOption = False
) -> None:
    """Close a promise that was broken."""
    _close(context, [id_], PromiseStatus.BROKEN, "break", when, note, json)


@app.command(epilog="Example: clienthealth promise release p9")
def release(
    context: typer.Context, id_: One, when: WhenOption = None, note: NoteOption = None, json: JsonOption = False
) -> None:
    """Close a promise that nobody insists on any more: it is neither kept nor late."""
    _close(context, [id_], PromiseStatus.RELEASED, "release", when, note, json)


@app.command(epilog='Example: clienthealth promise accept p7 --note "they do it themselves"')
def accept(
    context: typer.Context, id_: One, when: WhenOption = None, note: NoteOption = None, json: JsonOption = False
) -> None:
    """Close a promise of ours that the client has let us off."""
    from clienthealth.commands import recording
    from clienthealth.core.changes.commitments import accepted
    from clienthealth.core.records.agreed import Promise

    said = "released by the client"
    recording.change(
        Session.of(context), "promise accept", [id_], Promise, accepted, said=said, when=when, note=note, json=json
    )


@app.command(epilog='Example: clienthealth promise move p7 --due "mon 10:00"')
def move(
    context: typer.Context,
    id_: One,
    due: DueOption = None,
    when: WhenOption = None,
    note: NoteOption = None,
    json: JsonOption = False,
) -> None:
    """Give a promise a new due date; the old one stays on record."""
    from clienthealth.commands import recording
    from clienthealth.core.changes.commitments import moved
    from clienthealth.core.records.agreed import Promise

    session = Session.of(context)
    by = recording.due(session, due)
    recording.change(
        session,
        "promise move",
        [id_],
        Promise,
        lambda record, act: moved(record, by, act),
        said="moved",
        when=when,
        note=note,
        json=json,
    )


@app.command(epilog='Example: clienthealth promise pause p7 --until 2w --reason "waiting for their texts"')
def pause(
    context: typer.Context,
    id_: One,
    until: Annotated[str, typer.Option("--until", metavar="DUE", help="The last day of the pause.")],
    reason: Annotated[str, typer.Option("--reason", metavar="TEXT", help="Why the clock stands still.")],
    when: WhenOption = None,
    json: JsonOption = False,
) -> None:
    """Let the clock of a promise stand still."""
    from clienthealth.commands import recording
    from clienthealth.core.changes.commitments import paused
    from clienthealth.core.records.agreed import Promise
    from clienthealth.core.when import parse_due

    session = Session.of(context)
    end = parse_due(until, session.now)
    recording.change(
        session,
        "promise pause",
        [id_],
        Promise,
        lambda record, act: paused(record, end, reason, act),
        said=recording.paused_until(session, end),
        when=when,
        json=json,
    )


@app.command(epilog="Example: clienthealth promise resume p7 --when yesterday")
def resume(
    context: typer.Context, id_: One, when: WhenOption = None, note: NoteOption = None, json: JsonOption = False
) -> None:
    """Let the clock of a paused promise run again from today on."""
    from clienthealth.commands import recording
    from clienthealth.core.changes.commitments import resumed
    from clienthealth.core.records.agreed import Promise

    session, said = Session.of(context), "runs again from"
    recording.change(session, "promise resume", [id_], Promise, resumed, said=said, when=when, note=note, json=json)


@app.command("list", epilog="Example: clienthealth promise list --mine --overdue")
def list_(
    context: typer.Context,
    client: Annotated[
        str | None, typer.Argument(metavar="[CLIENT]", help="Of one client only.", autocompletion=client_names)
    ] = None,
    mine: MineOption = False,
    overdue: Annotated[bool, typer.Option("--overdue", help="Only what is overdue.")] = False,
    theirs: Annotated[bool, typer.Option("--theirs", help="Only what they promised.")] = False,
    closed: Annotated[bool, typer.Option("--all", help="Closed ones as well.")] = False,
    json: JsonOption = False,
) -> None:
    """List open promises of both sides, the most urgent first, and how many were kept in time."""
    from clienthealth.commands import promising
    from clienthealth.core.commitments.account import Wanted

    session = Session.of(context)
    me = session.settings.me if mine else None
    promising.show(session, client, Wanted(closed=closed, overdue=overdue, theirs=theirs, me=me), json=json)


def _close(
    context: typer.Context,
    ids: list[str],
    status: PromiseStatus,
    command: str,
    when: str | None,
    note: str | None,
    json: bool,
) -> None:
    from clienthealth.commands import promising, recording
    from clienthealth.core.changes.commitments import closed
    from clienthealth.core.records.agreed import Promise

    session = Session.of(context)
    made = recording.change(
        session,
        f"promise {command}",
        ids,
        Promise,
        lambda record, act: closed(record, status, act),
        said=str(status),
        when=when,
        note=note,
        json=json,
    )
    promising.say_what_waits(session, made)
