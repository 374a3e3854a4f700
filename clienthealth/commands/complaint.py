"""`complaint`: what a client complains of, and how it goes on from there."""

from typing import Annotated

import typer

from clienthealth.commands import complaint_assess, complaint_handle
from clienthealth.commands.choices import completing, handles
from clienthealth.commands.options import (
    ClientArgument,
    ContactOption,
    JsonOption,
    MineOption,
    NoteOption,
    OwnerOption,
    ProjectOption,
    StaffOption,
    TopicOption,
    WhenOption,
    WordsArgument,
    client_names,
)
from clienthealth.commands.session import Session
from clienthealth.core.kinds import Apology, Cause, Channel, Conduct, Confirmed, Response

app = typer.Typer(rich_markup_mode=None, add_completion=False)
app.command(epilog=complaint_handle.EXAMPLES)(complaint_handle.handle)

One = Annotated[
    str,
    typer.Argument(metavar="ID", help="A handle (c2), or a client with one open.", autocompletion=handles("complaint")),
]


@app.callback()
def complaint() -> None:
    """Follow a complaint: told, acknowledged, assessed, answered, resolved, confirmed."""


@app.command(
    epilog="Example: clienthealth complaint add acme The export is empty again --topic quality --severity 2\n\n"
    'Example: clienthealth complaint add acme "Invoice twice" --cause ours --wants "one cancelled"'
)
def add(
    context: typer.Context,
    client: ClientArgument,
    words: WordsArgument,
    topic: TopicOption = None,
    severity: Annotated[
        int | None, typer.Option("--severity", metavar="1-3", help="1 trifle, 2 real, 3 grave.")
    ] = None,
    cause: Annotated[
        str | None,
        typer.Option(
            "--cause", help="ours, shared, client, third-party. Default: unknown.", autocompletion=completing(Cause)
        ),
    ] = None,
    public: Annotated[bool, typer.Option("--public", help="Others could read or hear it.")] = False,
    conduct: Annotated[
        str | None,
        typer.Option("--conduct", help="How it was voiced: rude, abusive.", autocompletion=completing(Conduct)),
    ] = None,
    wants: Annotated[str | None, typer.Option("--wants", metavar="TEXT", help="What they ask for.")] = None,
    via: Annotated[
        str | None, typer.Option("--via", "-v", help="How it came.", autocompletion=completing(Channel))
    ] = None,
    project: ProjectOption = None,
    staff: StaffOption = None,
    contact: ContactOption = None,
    incident: Annotated[str | None, typer.Option("--incident", metavar="NAME", help="One failure of ours.")] = None,
    against: Annotated[
        str | None, typer.Option("--against", metavar="ID", help="The expectation or promise it is about.")
    ] = None,
    repeat_of: Annotated[
        str | None,
        typer.Option("--repeat-of", metavar="ID", help="It repeats this.", autocompletion=handles("complaint")),
    ] = None,
    owner: OwnerOption = None,
    when: WhenOption = None,
    note: NoteOption = None,
    json: JsonOption = False,
) -> None:
    """Record what a client complains of."""
    from clienthealth.commands import choices, following, recording
    from clienthealth.core.records.trouble import Complaint

    session = Session.of(context)
    text = recording.text(session, client, words)
    shared = recording.fields(session, client, when, note=note, owner=owner)
    made = Complaint(
        **shared,
        text=text,
        topic=choices.topic(session, topic),
        severity=severity,
        cause=choices.maybe(Cause, cause, "--cause"),
        conduct=choices.maybe(Conduct, conduct, "--conduct"),
        channel=choices.maybe(Channel, via, "--via"),
        public=public or None,
        remedy_sought=wants,
        project=project,
        staff=staff,
        contact=contact,
        incident=incident,
        against=recording.reference(session, against, ["expectation", "promise"], shared["client"]),
        repeat_of=recording.reference(session, repeat_of, ["complaint"], shared["client"]),
    )
    held = recording.add(session, "complaint add", [made], json=json)
    if not json:
        following.say(session, held)


@app.command(epilog="Example: clienthealth complaint ack c2 --when 'mon 16:30'")
def ack(
    context: typer.Context, id_: One, when: WhenOption = None, note: NoteOption = None, json: JsonOption = False
) -> None:
    """Note that we told them we have it."""
    from clienthealth.commands import recording
    from clienthealth.core.changes.complaints import acknowledged
    from clienthealth.core.records.trouble import Complaint

    said = "acknowledged"
    recording.change(
        Session.of(context), "complaint ack", [id_], Complaint, acknowledged, said=said, when=when, note=note, json=json
    )


app.command(epilog=complaint_assess.EXAMPLES)(complaint_assess.assess)


@app.command(
    epilog='Example: clienthealth complaint answer c2 --response apologised --offered "a new one"\n\n'
    "Example: clienthealth complaint answer c2 --response denied"
)
def answer(
    context: typer.Context,
    id_: One,
    response: Annotated[
        list[str] | None,
        typer.Option(
            "--response", help="listened, apologised, denied, quoted-policy.", autocompletion=completing(Response)
        ),
    ] = None,
    apology: Annotated[
        str | None,
        typer.Option("--apology", help="For our mistake (ours), or regret.", autocompletion=completing(Apology)),
    ] = None,
    offered: Annotated[str | None, typer.Option("--offered", metavar="TEXT", help="What we offered.")] = None,
    when: WhenOption = None,
    note: NoteOption = None,
    json: JsonOption = False,
) -> None:
    """Note that we answered, and how, honestly; a later answer adds to the first."""
    from clienthealth.commands import choices, recording
    from clienthealth.core.changes.complaints import Answer, answered
    from clienthealth.core.records.trouble import Complaint

    given = Answer(
        choices.some(Response, response, "--response"), choices.maybe(Apology, apology, "--apology"), offered
    )
    recording.change(
        Session.of(context),
        "complaint answer",
        [id_],
        Complaint,
        lambda record, act: answered(record, given, act),
        said="answered",
        when=when,
        note=note,
        json=json,
    )


@app.command(epilog="Example: clienthealth complaint resolve c2")
def resolve(
    context: typer.Context, id_: One, when: WhenOption = None, note: NoteOption = None, json: JsonOption = False
) -> None:
    """Note that we think it is put right; whether it is, they say (`confirm`)."""
    from clienthealth.commands import recording
    from clienthealth.core.changes.complaints import resolved
    from clienthealth.core.records.trouble import Complaint

    session, said = Session.of(context), "resolved"
    (held,) = recording.change(
        session, "complaint resolve", [id_], Complaint, resolved, said=said, when=when, note=note, json=json
    )
    if not json:
        session.write(f"      it is over when they say so: clienthealth complaint confirm {held.handle} …")


@app.command(epilog="Example: clienthealth complaint confirm c2 satisfied --when yesterday")
def confirm(
    context: typer.Context,
    id_: One,
    result: Annotated[
        str | None,
        typer.Argument(
            metavar="RESULT",
            help="satisfied, accepted, unsatisfied, no-answer.",
            autocompletion=completing(Confirmed),
        ),
    ] = None,
    when: WhenOption = None,
    note: NoteOption = None,
    json: JsonOption = False,
) -> None:
    """Close a complaint with what they say of the solution; no-answer, where they were asked and say nothing."""
    from clienthealth.commands import choices, following, recording
    from clienthealth.core.changes.complaints import confirmed
    from clienthealth.core.records.trouble import Complaint

    session = Session.of(context)
    word = choices.one(session, Confirmed, result, "RESULT")
    made = recording.change(
        session,
        "complaint confirm",
        [id_],
        Complaint,
        lambda record, act: confirmed(record, word, act),
        said="closed without an answer" if word is Confirmed.NO_ANSWER else "closed",
        when=when,
        note=note,
        json=json,
    )
    if not json:
        following.over(session, made)


@app.command(epilog='Example: clienthealth complaint reopen c2 --note "the export is empty again"')
def reopen(
    context: typer.Context, id_: One, when: WhenOption = None, note: NoteOption = None, json: JsonOption = False
) -> None:
    """Open a complaint again; how it had ended stays on record."""
    from clienthealth.commands import recording
    from clienthealth.core.changes.complaints import may_reopen, reopened
    from clienthealth.core.records.trouble import Complaint

    recording.change(
        Session.of(context),
        "complaint reopen",
        [id_],
        Complaint,
        reopened,
        said="reopened",
        when=when,
        note=note,
        json=json,
        still=may_reopen,
    )


@app.command(epilog='Example: clienthealth complaint pause c2 --until 2w --reason "waiting for their files"')
def pause(
    context: typer.Context,
    id_: One,
    until: Annotated[str, typer.Option("--until", metavar="DUE", help="The last day of the pause.")],
    reason: Annotated[str, typer.Option("--reason", metavar="TEXT", help="Why the clock stands still.")],
    when: WhenOption = None,
    json: JsonOption = False,
) -> None:
    """Let the clock of a complaint stand still; a later pause takes over, so `--until today` lets it run again."""
    from clienthealth.commands import recording
    from clienthealth.core.changes.commitments import paused
    from clienthealth.core.records.trouble import Complaint
    from clienthealth.core.when import parse_due

    session = Session.of(context)
    end = parse_due(until, session.now)
    recording.change(
        session,
        "complaint pause",
        [id_],
        Complaint,
        lambda record, act: paused(record, end, reason, act),
        said=recording.paused_until(session, end),
        when=when,
        json=json,
    )


@app.command("list", epilog="Example: clienthealth complaint list --open")
def list_(
    context: typer.Context,
    client: Annotated[
        str | None, typer.Argument(metavar="[CLIENT]", help="Of one client only.", autocompletion=client_names)
    ] = None,
    only_open: Annotated[bool, typer.Option("--open", help="Only what is not over.")] = False,
    mine: MineOption = False,
    json: JsonOption = False,
) -> None:
    """List complaints, the newest first, with what we have let pass on them."""
    from clienthealth.commands import listing
    from clienthealth.render import listing as shown

    session = Session.of(context)
    told = listing.complaints(session, client, only_open=only_open)
    keepers = listing.keepers(session, (held for held, _ in told))
    found = [(held, late) for held, late in told if keepers.asked(held.record, mine=mine)]
    what = "open complaints" if only_open else "complaints"
    shown_of = [held for held, _ in found]
    text = "" if json else shown.complaints(found, listing.repeats(session, shown_of), session.now, keepers.shown)
    listing.tell(session, shown_of, text, what, json=json)
