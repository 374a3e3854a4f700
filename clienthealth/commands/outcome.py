"""`outcome`: how a relationship turned out, for `calibrate` to compare with what was advised."""

from typing import Annotated

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
    from clienthealth.core.records.judged import Outcome

    session = Session.of(context)
    word = choices.one(session, Result, result, "RESULT")
    made = Outcome(**recording.fields(session, client, when, note=note), result=word)
    recording.add(session, "outcome", [made], json=json)
