"""`today`: what is due or overdue, one line each; and the greeting when no command is named."""

from typing import Annotated

import typer

from clienthealth.commands.options import JsonOption
from clienthealth.commands.session import Session

app = typer.Typer(rich_markup_mode=None, add_completion=False)

EXAMPLES = """
Examples:

  clienthealth today

  clienthealth today --mine --json

  clienthealth today --count
"""


@app.command(epilog=EXAMPLES)
def today(
    context: typer.Context,
    mine: Annotated[bool, typer.Option("--mine", help="Only what I own.")] = False,
    json: JsonOption = False,
    count: Annotated[bool, typer.Option("--count", help="Only how many, for a shell prompt.")] = False,
) -> None:
    """Say what is due or overdue, one line each."""
    show(Session.of(context), mine=mine, json=json, count=count)


def greet(session: Session) -> None:
    """Say how to begin, or what is due today."""
    if session.settings.database.is_file() and session.store.names():
        show(session, mine=False, json=False)
        return
    from clienthealth.commands.judging import voice_of

    session.write("\n".join(voice_of(session, session.today).lines("begin.lines")))


def show(session: Session, *, mine: bool, json: bool, count: bool = False) -> None:
    """Print what is due, or how much; a number is JSON already."""
    from clienthealth.commands.judging import voice_of
    from clienthealth.commands.reviewing import today as found

    due = found(session, mine=mine)
    if count:
        session.write(str(len(due.due)))
    elif json:
        from clienthealth.render.due_json import today_json

        session.write(today_json(due))
    else:
        from clienthealth.render.due_text import today_text

        session.write(today_text(due, voice_of(session, due.day)))
