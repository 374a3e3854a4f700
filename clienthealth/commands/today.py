"""`today`: what is due or overdue, one line each."""

import typer

from clienthealth.commands.session import Session

app = typer.Typer(rich_markup_mode=None)


def greet(session: Session) -> None:
    """Placeholder replaced below."""
    session.write("clienthealth")


@app.command()
def today(context: typer.Context) -> None:
    """Say what is due."""
    greet(Session.of(context))
