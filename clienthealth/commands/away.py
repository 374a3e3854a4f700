"""`away`: holidays and illness; our clocks stand still."""

from typing import Annotated

import typer

from clienthealth.commands.options import JsonOption, NoteOption, WhenOption
from clienthealth.commands.session import Session

app = typer.Typer(rich_markup_mode=None, add_completion=False)

EXAMPLES = """
Examples:

  clienthealth away 23.12. 6.1.

  clienthealth away yesterday fri --staff kim --note flu

  clienthealth away

  clienthealth away --back
"""


@app.command(epilog=EXAMPLES)
def away(
    context: typer.Context,
    first: Annotated[str | None, typer.Argument(metavar="FROM", help="The first day: mon, 23.12., yesterday.")] = None,
    last: Annotated[str | None, typer.Argument(metavar="UNTIL", help="The last day, included.")] = None,
    staff: Annotated[str | None, typer.Option("--staff", help="Who of us. Default: everybody.")] = None,
    back: Annotated[
        bool, typer.Option("--back", help="Back at work today, or from --when on: what runs ends the day before.")
    ] = False,
    when: WhenOption = None,
    every: Annotated[bool, typer.Option("--all", help="List past absences as well.")] = False,
    note: NoteOption = None,
    json: JsonOption = False,
) -> None:
    """Record days on which nobody works, ahead or back, or list them: our clocks stand still.

    With --staff only the clocks of what that one takes care of do, in the lists and never in the score.
    """
    from clienthealth.commands import being_away

    session = Session.of(context)
    wish = being_away.Wish(first, last, staff, note, when)
    if back:
        being_away.back(session, wish, json=json)
    elif first is None:
        being_away.listed(session, wish, every=every, json=json)
    else:
        being_away.record(session, wish, json=json)
