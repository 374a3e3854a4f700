"""`survey`: questions to the client, and their answers."""

from typing import Annotated

import typer

from clienthealth.commands.choices import completing
from clienthealth.commands.options import ClientArgument, JsonOption, NoteOption, WhenOption
from clienthealth.commands.session import Session
from clienthealth.core.kinds import Instrument

app = typer.Typer(rich_markup_mode=None, add_completion=False)


@app.callback()
def survey() -> None:
    """Record questions to the client, and their answers."""


@app.command(
    epilog="Example: clienthealth survey add acme nps 9 Great work on the export\n\n"
    "Example: clienthealth survey add acme csat     (asked, not answered yet)"
)
def add(
    context: typer.Context,
    client: ClientArgument,
    instrument: Annotated[
        str | None,
        typer.Argument(metavar="INSTRUMENT", help="nps, csat, ces.", autocompletion=completing(Instrument)),
    ] = None,
    score: Annotated[
        float | None, typer.Argument(metavar="[SCORE]", help="What they answered; left out: asked only.")
    ] = None,
    words: Annotated[list[str] | None, typer.Argument(metavar="[WORD]...", help="What they said.")] = None,
    scale_max: Annotated[float | None, typer.Option("--scale-max", metavar="N", help="The highest score.")] = None,
    when: WhenOption = None,
    note: NoteOption = None,
    json: JsonOption = False,
) -> None:
    """Record that a client was asked, or what they answered."""
    from clienthealth.commands import choices, surveys

    session = Session.of(context)
    asked = choices.one(session, Instrument, instrument, "INSTRUMENT")
    given = {"score": score, "scale_max": scale_max, "text": " ".join(words) if words else None}
    surveys.add(session, client, asked, given, when=when, note=note, json=json)


@app.command(epilog="Example: clienthealth survey due")
def due(context: typer.Context, json: JsonOption = False) -> None:
    """List active clients that were never asked, or not for a quarter."""
    from clienthealth.commands import listing, surveys
    from clienthealth.render import listing as shown

    session = Session.of(context)
    found = surveys.due(session)
    text = shown.surveys_due(found, session.now)
    listing.tell(session, [held for held, _ in found], text, "client to ask", json=json)
