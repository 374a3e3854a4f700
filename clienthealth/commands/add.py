"""`add`: a new client, and what was made clear at the very start."""

from typing import Annotated

import typer

from clienthealth.commands.options import JsonOption, NoteOption, OwnerOption
from clienthealth.commands.session import Session
from clienthealth.core.kinds import ClientStatus, Language

app = typer.Typer(rich_markup_mode=None, add_completion=False)

EXAMPLES = """
Examples:

  clienthealth add "Kjærgård & Søn A/S" --lang da --country DK --terms 14 --notice 30

  clienthealth add Acme --agreed "Fixed price; a change is quoted before it is made"
"""


@app.command(epilog=EXAMPLES)
def add(
    context: typer.Context,
    name: Annotated[str, typer.Argument(metavar="NAME", help="What the client is called.")],
    slug: Annotated[str | None, typer.Option("--slug", help="The short name: a-z, 0-9 and -.")] = None,
    email: Annotated[list[str] | None, typer.Option("--email", help="A mail address.")] = None,
    contact: Annotated[list[str] | None, typer.Option("--contact", help="A person there.")] = None,
    lang: Annotated[Language | None, typer.Option("--lang", help="The language of letters.")] = None,
    country: Annotated[str | None, typer.Option("--country", help="Two letters, such as DE.")] = None,
    timezone: Annotated[str | None, typer.Option("--timezone", help="Such as Europe/Berlin.")] = None,
    currency: Annotated[str | None, typer.Option("--currency", help="Three letters, such as EUR.")] = None,
    rate: Annotated[str | None, typer.Option("--rate", metavar="N", help="Per hour.")] = None,
    terms: Annotated[int | None, typer.Option("--terms", metavar="DAYS", help="Days to pay.")] = None,
    notice: Annotated[int | None, typer.Option("--notice", metavar="DAYS", help="Days of notice to end it.")] = None,
    contract: Annotated[str | None, typer.Option("--contract", metavar="REF", help="Which contract.")] = None,
    since: Annotated[str | None, typer.Option("--since", metavar="DATE", help="Since when. Default: today.")] = None,
    status: Annotated[ClientStatus | None, typer.Option("--status", help="Default: active.")] = None,
    owner: OwnerOption = None,
    agreed: Annotated[
        list[str] | None, typer.Option("--agreed", metavar="TEXT", help="Made clear at the start.")
    ] = None,
    note: NoteOption = None,
    json: JsonOption = False,
) -> None:
    """Add a client, and what was made clear at the start."""
    from clienthealth.commands import adding

    session = Session.of(context)
    given = {
        "name": name,
        "contacts": adding.contacts(contact or [], email or []),
        "language": lang,
        "country": country,
        "timezone": timezone,
        "currency": currency,
        "hourly_rate": rate,
        "payment_terms_days": terms,
        "notice_days": notice,
        "contract": contract,
        "at": since,
        "status": status,
        "owner": owner,
        "note": note,
    }
    made = adding.add(session, slug, given, agreed or [])
    session.tell(made, json=json)
    adding.remind(session, made)
