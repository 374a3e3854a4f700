"""`decide`: what you did with a recommendation; beside it, never instead of it."""

from typing import Annotated

import typer

from clienthealth.commands.choices import completing
from clienthealth.commands.options import ClientArgument, JsonOption, NoteOption, WhenOption
from clienthealth.commands.session import Session
from clienthealth.core.kinds import Choice, Recommendation

app = typer.Typer(rich_markup_mode=None, add_completion=False)


@app.command(
    epilog='Example: clienthealth decide acme postponed --until 4w --reason "after the launch"\n\n'
    'Example: clienthealth decide acme overridden --reason "they are family" --until 2027-01-31\n\n'
    "Example: clienthealth decide acme followed"
)
def decide(
    context: typer.Context,
    client: ClientArgument,
    choice: Annotated[
        str | None,
        typer.Argument(metavar="CHOICE", help="followed, postponed, overridden.", autocompletion=completing(Choice)),
    ] = None,
    reason: Annotated[
        str | None, typer.Option("--reason", metavar="TEXT", help="Why; what is overridden needs one.")
    ] = None,
    until: Annotated[
        str | None,
        typer.Option(
            "--until", metavar="DUE", help="Until when it holds. Default: postponed 4 weeks, overridden 90 days."
        ),
    ] = None,
    recommendation: Annotated[
        str | None,
        typer.Option(
            "--recommendation", help="Which one. Default: today's.", autocompletion=completing(Recommendation)
        ),
    ] = None,
    when: WhenOption = None,
    note: NoteOption = None,
    json: JsonOption = False,
) -> None:
    """Note what you did with the recommendation for a client; what you decide is shown beside it while it holds."""
    from clienthealth.commands import choices, deciding, recording

    session = Session.of(context)
    chosen = choices.one(session, Choice, choice, "CHOICE")
    stated = choices.maybe(Recommendation, recommendation, "--recommendation")
    shared = recording.fields(session, client, when, note=note)
    made = deciding.decision(session, shared, chosen, stated=stated, why=reason, typed=until)
    recording.add(session, "decide", [made], json=json)
