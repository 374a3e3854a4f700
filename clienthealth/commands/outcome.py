"""`outcome`: how a relationship turned out, for `calibrate` to compare with what was advised."""

from typing import Annotated, Any

import typer

from clienthealth.commands.choices import completing
from clienthealth.commands.options import ClientArgument, JsonOption, NoteOption, WhenOption
from clienthealth.commands.session import Session
from clienthealth.core.kinds import Result

app = typer.Typer(rich_markup_mode=None, add_completion=False)


@app.command(epilog='Example: clienthealth outcome acme renewed --note "two more years"')
def outcome(
    context: typer.Context,
    client: ClientArgument,
    result: Annotated[
        str | None,
        typer.Argument(
            metavar="RESULT",
            help="repaired, renewed, left, ended-by-us, ended-regretted.",
            autocompletion=completing(Result),
        ),
    ] = None,
    when: WhenOption = None,
    note: NoteOption = None,
    json: JsonOption = False,
) -> None:
    """Note how a relationship turned out."""
    from clienthealth.commands import choices, recording
    from clienthealth.core.goodbye.plan import looked_back
    from clienthealth.core.records.agreed import Next
    from clienthealth.core.records.judged import Outcome

    session = Session.of(context)
    word = choices.one(session, Result, result, "RESULT")
    made = Outcome(**recording.fields(session, client, when, note=note), result=word)
    held = {each.record.id: each for each in session.store.of_client(Next, made.client)}
    answered = looked_back((each.record for each in held.values()), made.at)
    with session.store.writing("outcome") as change:
        written: list[Any] = [change.add(made), *(change.replace(held[before.id], after) for before, after in answered)]
    session.tell(written, json=json)
