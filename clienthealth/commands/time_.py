"""`time`: effort that is no contact."""

from typing import Annotated

import typer

from clienthealth.commands.options import ClientArgument, JsonOption, NoteOption, ProjectOption, StaffOption, WhenOption
from clienthealth.commands.session import Session

app = typer.Typer(rich_markup_mode=None, add_completion=False)


@app.callback()
def time() -> None:
    """Record effort that is no contact."""


@app.command(epilog="Example: clienthealth time add acme 1h30 Looked for the reason --project export --unbilled")
def add(
    context: typer.Context,
    client: ClientArgument,
    length: Annotated[str, typer.Argument(metavar="TIME", help="How long: 25, 1h30, 1.5h.")],
    words: Annotated[list[str] | None, typer.Argument(metavar="[WORD]...", help="What it went into.")] = None,
    project: ProjectOption = None,
    staff: StaffOption = None,
    unbilled: Annotated[bool, typer.Option("--unbilled", help="Nobody pays for this time.")] = False,
    when: WhenOption = None,
    note: NoteOption = None,
    json: JsonOption = False,
) -> None:
    """Record time spent on a client."""
    from clienthealth.commands import recording
    from clienthealth.core.records.spent import Time
    from clienthealth.core.when import parse_span

    session = Session.of(context)
    made = Time(
        minutes=parse_span(length),
        text=recording.text(session, client, words) if words else None,
        **recording.fields(session, client, when, note=note),
        project=project,
        staff=staff,
        billable=False if unbilled else None,
    )
    recording.add(session, "time add", [made], json=json)
