"""`effort`: what we did to put something right, or beyond the call."""

from typing import Annotated

import typer

from clienthealth.commands.choices import completing, handles
from clienthealth.commands.options import ClientArgument, JsonOption, NoteOption, OwnerOption, WhenOption
from clienthealth.commands.session import Session
from clienthealth.core.kinds import EffortKind, EffortOutcome, Language
from clienthealth.errors import UsageError

app = typer.Typer(rich_markup_mode=None, add_completion=False)

OutcomeOption = Annotated[
    str | None,
    typer.Option("--outcome", help="How they took it.", autocompletion=completing(EffortOutcome)),
]


def kinds(incomplete: str) -> list[str]:
    """Complete a kind of effort, or thanks, on TAB."""
    return [each for each in (*EffortKind, "thanks") if each.startswith(incomplete)]


@app.callback()
def effort() -> None:
    """Record what we did to put it right, or beyond."""


@app.command(
    epilog="Example: clienthealth effort add acme redo --complaint c2 --min 1h30 --outcome satisfied\n\n"
    'Example: clienthealth effort add acme extra --note "delivered on a Sunday"\n\n'
    'Example: clienthealth effort add acme thanks --note "for the quick answers"'
)
def add(
    context: typer.Context,
    client: ClientArgument,
    kind: Annotated[
        str | None,
        typer.Argument(metavar="KIND", help="apology, fix, redo, extra, ... or thanks.", autocompletion=kinds),
    ] = None,
    complaint: Annotated[
        str | None,
        typer.Option("--complaint", metavar="ID", help="On which complaint.", autocompletion=handles("complaint")),
    ] = None,
    plain: Annotated[bool, typer.Option("--plain", help="On no complaint, though one is open.")] = False,
    level: Annotated[
        int | None, typer.Option("--level", metavar="1-3", help="1 words, 2 a remedy, 3 more than expected.")
    ] = None,
    outcome: OutcomeOption = None,
    minutes: Annotated[str | None, typer.Option("--min", "-m", metavar="TIME", help="How long: 25, 1h30.")] = None,
    cost: Annotated[str | None, typer.Option("--cost", metavar="N", help="What it cost us, net.")] = None,
    owner: OwnerOption = None,
    when: WhenOption = None,
    note: NoteOption = None,
    json: JsonOption = False,
) -> None:
    """Record what we did, thanks too; on the only open complaint unless it is an extra, a visit or thanks."""
    from clienthealth.commands import choices, efforts, recording, thanking
    from clienthealth.core.changes.money import amount_of
    from clienthealth.core.records.trouble import Effort
    from clienthealth.core.when import parse_span

    if plain and complaint:
        raise UsageError("--plain and --complaint at once", "it is on a complaint, or on none")
    session = Session.of(context)
    sort, level = thanking.kind_of(session, kind, level, complaint)
    taken = choices.maybe(EffortOutcome, outcome, "--outcome")
    shared = recording.fields(session, client, when, note=note, owner=owner)
    on = None if plain else efforts.complaint_of(session, shared, sort, complaint)
    made = Effort(
        **shared,
        kind=sort,
        complaint=on.record.id if on else None,
        response_hours=efforts.hours(session, on, shared["at"]) if on else None,
        level=level,
        outcome=taken,
        outcome_at=shared["at"] if taken else None,
        minutes=parse_span(minutes) if minutes else None,
        cost=amount_of(cost) if cost else None,
    )
    recording.add(session, "effort add", [made], json=json)


@app.command(epilog="Example: clienthealth effort outcome e5 satisfied --when yesterday")
def outcome(
    context: typer.Context,
    id_: Annotated[
        str,
        typer.Argument(
            metavar="ID", help="A handle (e5), or a client with one open.", autocompletion=handles("effort")
        ),
    ],
    result: Annotated[
        str | None,
        typer.Argument(
            metavar="OUTCOME",
            help="satisfied, partly, unsatisfied, unknown.",
            autocompletion=completing(EffortOutcome),
        ),
    ] = None,
    when: WhenOption = None,
    note: NoteOption = None,
    json: JsonOption = False,
) -> None:
    """Record how the client took an effort; a later word replaces an earlier one."""
    from clienthealth.commands import choices, recording
    from clienthealth.core.changes.complaints import taken
    from clienthealth.core.records.trouble import Effort

    session = Session.of(context)
    word = choices.one(session, EffortOutcome, result, "OUTCOME")
    recording.change(
        session,
        "effort outcome",
        [id_],
        Effort,
        lambda record, act: taken(record, word, act),
        said="they told us",
        when=when,
        note=note,
        json=json,
    )


@app.command(epilog="Example: clienthealth effort thanks acme")
def thanks(
    context: typer.Context,
    client: ClientArgument,
    lang: Annotated[Language | None, typer.Option("--lang", help="Default: the client's.")] = None,
    json: JsonOption = False,
) -> None:
    """Show words that fit a client today, and ideas for a little extra; writes nothing."""
    from clienthealth.commands import thanking

    thanking.words(Session.of(context), client, lang, json=json)
