"""`away`: holidays and illness; our clocks stand still."""

from typing import Annotated

import typer

from clienthealth.commands.options import JsonOption, NoteOption
from clienthealth.commands.session import Session

app = typer.Typer(rich_markup_mode=None, add_completion=False)


@app.command(
    epilog="Example: clienthealth away 23.12. 6.1.\n\nExample: clienthealth away yesterday fri --staff kim --note flu"
)
def away(
    context: typer.Context,
    first: Annotated[str, typer.Argument(metavar="FROM", help="The first day: mon, 23.12., yesterday.")],
    last: Annotated[str, typer.Argument(metavar="UNTIL", help="The last day, included.")],
    staff: Annotated[str | None, typer.Option("--staff", help="Who of us. Default: everybody.")] = None,
    note: NoteOption = None,
    json: JsonOption = False,
) -> None:
    """Record days on which nobody works, ahead or back: our clocks stand still."""
    from clienthealth.commands import recording
    from clienthealth.core.changes.stretches import stretch
    from clienthealth.core.records.spent import Away

    session = Session.of(context)
    begin, until = stretch(first, last, session.now)
    store = session.store
    made = Away(at=begin, until=until, staff=staff, note=note, id=store.new_id(), source="cli", by=store.who)
    recording.add(session, "away", [made], json=json)
