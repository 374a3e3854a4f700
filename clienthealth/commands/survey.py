"""`survey`: questions to the client, and their answers."""

from typing import Annotated

import typer

from clienthealth.commands.choices import completing
from clienthealth.commands.options import ClientArgument, JsonOption, NoteOption, WhenOption, client_names
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
        typer.Argument(
            metavar="INSTRUMENT",
            help="nps (0 to 10), csat (1 to 5), ces (1 to 7); higher is always better.",
            autocompletion=completing(Instrument),
        ),
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
    """Record that a client was asked, or what they answered; a low answer opens a follow-up."""
    from clienthealth.commands import choices, surveys

    session = Session.of(context)
    asked = choices.one(session, Instrument, instrument, "INSTRUMENT")
    given = {"score": score, "scale_max": scale_max, "text": " ".join(words) if words else None}
    surveys.add(session, client, asked, given, when=when, note=note, json=json)


@app.command(epilog="Example: clienthealth survey due")
def due(context: typer.Context, json: JsonOption = False) -> None:
    """List whom to ask, and why the others are not asked now."""
    from clienthealth.commands import judging, surveys
    from clienthealth.render import appreciation_json, appreciation_text

    session = Session.of(context)
    found = surveys.due(session)
    if json:
        session.write(appreciation_json.asking(found))
    elif found:
        judging.show(session, appreciation_text.asking(found, judging.voice_of(session, session.today)))
    else:
        session.remark("no client to ask")


@app.command("list", epilog="Example: clienthealth survey list acme")
def list_(
    context: typer.Context,
    client: Annotated[
        str | None, typer.Argument(metavar="[CLIENT]", help="Only of this client.", autocompletion=client_names)
    ] = None,
    json: JsonOption = False,
) -> None:
    """List the latest answer of each client with those before it, and how many answered what."""
    from clienthealth.commands import judging, surveys
    from clienthealth.render import appreciation_json, appreciation_text

    session = Session.of(context)
    found = surveys.given(session, session.reading_client(client) if client else None)
    if json:
        session.write(appreciation_json.answers(found))
    elif found:
        judging.show(session, appreciation_text.answers(found, judging.voice_of(session, session.today)))
    else:
        session.remark("no answers")
