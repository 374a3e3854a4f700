"""`contact`: the people at a client, when they came and when they left."""

from typing import Annotated

import typer

from clienthealth.commands.options import ClientArgument, JsonOption
from clienthealth.commands.session import Session

app = typer.Typer(rich_markup_mode=None, add_completion=False)

NameArgument = Annotated[list[str], typer.Argument(metavar="NAME...", help="The name; no quotes needed.")]
EmailOption = Annotated[list[str] | None, typer.Option("--email", help="A mail address; may be repeated.")]
PhoneOption = Annotated[list[str] | None, typer.Option("--phone", help="A telephone number; may be repeated.")]
RoleOption = Annotated[str | None, typer.Option("--role", help="What they do there.")]
SalutationOption = Annotated[str | None, typer.Option("--salutation", help="How a letter greets them.")]
FormOption = Annotated[str | None, typer.Option("--address-form", help="How they are addressed: du, Sie, De.")]
FromOption = Annotated[str | None, typer.Option("--from", "--when", "-w", metavar="WHEN", help="Since when.")]
UntilOption = Annotated[str | None, typer.Option("--until", metavar="WHEN", help="The last day there.")]


@app.callback()
def contact() -> None:
    """Keep up with the people at a client."""


@app.command(epilog='Example: clienthealth contact add acme Jo Doe --email jo@acme.example --role "head of design"')
def add(
    context: typer.Context,
    client: ClientArgument,
    name: NameArgument,
    email: EmailOption = None,
    phone: PhoneOption = None,
    role: RoleOption = None,
    salutation: SalutationOption = None,
    address_form: FormOption = None,
    from_: FromOption = None,
    until: UntilOption = None,
    json: JsonOption = False,
) -> None:
    """Add a person at a client."""
    from clienthealth.commands import people
    from clienthealth.core.changes.people import with_person
    from clienthealth.core.records.client import Contact

    session = Session.of(context)
    given = people.given(session, email, phone, role, salutation, address_form, from_, until)
    person = Contact(name=" ".join(name), **given)
    held = session.store.client(client)
    people.write(session, "contact add", held, with_person(held.record, person), person, json=json)


@app.command(epilog="Example: clienthealth contact edit acme Jo --until 2026-10-31")
def edit(
    context: typer.Context,
    client: ClientArgument,
    name: NameArgument,
    rename: Annotated[str | None, typer.Option("--name", metavar="NAME", help="Their new name.")] = None,
    email: EmailOption = None,
    phone: PhoneOption = None,
    role: RoleOption = None,
    salutation: SalutationOption = None,
    address_form: FormOption = None,
    from_: FromOption = None,
    until: UntilOption = None,
    json: JsonOption = False,
) -> None:
    """Change what is known of a person; what is not given stays."""
    from clienthealth.commands import people
    from clienthealth.core.changes.people import with_changed

    session = Session.of(context)
    given = people.given(session, email, phone, role, salutation, address_form, from_, until)
    given |= {"name": rename} if rename else {}
    people.check(given)
    held = session.store.client(client)
    after, person = with_changed(held.record, " ".join(name), given)
    people.write(session, "contact edit", held, after, person, json=json)
