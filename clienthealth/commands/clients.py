"""`clients`: all of them, a line each: verdict, health, last contact, what is open."""

from typing import TYPE_CHECKING, Annotated

import typer

from clienthealth.commands.options import JsonOption
from clienthealth.commands.session import Session
from clienthealth.core.kinds import ClientStatus

if TYPE_CHECKING:
    from clienthealth.core.course.moods import Moods

app = typer.Typer(rich_markup_mode=None, add_completion=False)

EXAMPLES = """
Examples:

  clienthealth clients

  clienthealth clients --status active --mine
"""


@app.command(epilog=EXAMPLES)
def clients(
    context: typer.Context,
    status: Annotated[ClientStatus | None, typer.Option("--status", help="Only those that stand so.")] = None,
    mine: Annotated[bool, typer.Option("--mine", help="Only those that are mine, or nobody's.")] = False,
    json: JsonOption = False,
) -> None:
    """List the clients with their health at a glance."""
    from clienthealth.core.glance import glances
    from clienthealth.core.ownership import is_for, several
    from clienthealth.render import clients as listed

    session = Session.of(context)
    portfolio, me = session.portfolio(), session.settings.me
    found = [
        each
        for each in glances(portfolio, session.judgement(), session.now, session.settings.currency)
        if status in (None, each.history.client.stands) and is_for(each.history.client.owner, me if mine else None)
    ]
    team = several((each.client.owner for each in portfolio.histories), me)
    if json:
        session.write(listed.as_json(found))
    elif found and session.on_terminal:
        session.write(listed.pretty(found, session.settings.language, session.today, _moods(session), team=team))
    elif found:
        session.write(listed.plain(found, session.settings.language, session.today, team=team))
    else:
        session.remark(_none(bool(portfolio.histories)))


def _moods(session: Session) -> "Moods":
    """Return how the moods went, unless there is too much on record to wait for it."""
    from clienthealth.core.course.moods import affordable, moods

    records = sum(1 for each in session.portfolio().histories for _ in each.counted())
    if not affordable(records):
        return {}
    return moods(lambda day: session.panel(day).readings, session.today, session.policy)


def _none(some: bool) -> str:
    return "no client is like that" if some else 'there are no clients yet; `clienthealth add "NAME"` makes the first'
