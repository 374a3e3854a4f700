"""`clients`: all of them, a line each: verdict, health, last contact, what is open."""

from typing import Annotated

import typer

from clienthealth.commands.options import JsonOption
from clienthealth.commands.session import Session
from clienthealth.core.kinds import ClientStatus

app = typer.Typer(rich_markup_mode=None)

EXAMPLES = """
Examples:

  clienthealth clients

  clienthealth clients --status active --mine
"""


@app.command(epilog=EXAMPLES)
def clients(
    context: typer.Context,
    status: Annotated[ClientStatus | None, typer.Option("--status", help="Only those that stand so.")] = None,
    mine: Annotated[bool, typer.Option("--mine", help="Only those I take care of.")] = False,
    json: JsonOption = False,
) -> None:
    """List the clients with their health at a glance."""
    from clienthealth.core.glance import glances
    from clienthealth.render import clients as listed

    session = Session.of(context)
    portfolio = session.portfolio()
    found = [
        each
        for each in glances(portfolio, session.judgement(), session.now, session.settings.currency)
        if status in (None, each.history.client.stands)
        and (not mine or each.history.client.owner == session.settings.me)
    ]
    if json:
        session.write(listed.as_json(found))
    elif found:
        show = listed.pretty if session.on_terminal else listed.plain
        session.write(show(found, session.settings.language, session.today))
    else:
        session.remark(_none(bool(portfolio.histories)))


def _none(some: bool) -> str:
    return "no client is like that" if some else 'there are no clients yet; `clienthealth add "NAME"` makes the first'
