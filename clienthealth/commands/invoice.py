"""`invoice`: what we billed, and what became of it."""

from typing import Annotated

import typer

from clienthealth.commands.choices import completing, handles
from clienthealth.commands.options import (
    ClientArgument,
    DueOption,
    JsonOption,
    MineOption,
    NoteOption,
    WhenOption,
    client_names,
)
from clienthealth.commands.session import Session
from clienthealth.core.kinds import InvoiceKind
from clienthealth.errors import UsageError

app = typer.Typer(rich_markup_mode=None, add_completion=False)

Number = Annotated[
    str,
    typer.Argument(metavar="NUMBER", help="The number, or a handle (v3).", autocompletion=handles("invoice")),
]
ClientOption = Annotated[
    str | None,
    typer.Option("--client", "-c", help="Whose, where two clients have the number.", autocompletion=client_names),
]
PartOption = Annotated[str | None, typer.Option("--amount", metavar="N", help="A part only. Default: all of it.")]


@app.callback()
def invoice() -> None:
    """Record invoices, and what became of them."""


@app.command(epilog="Example: clienthealth invoice add acme 2026-114 --amount 1190 --net 1000 --due 30d")
def add(
    context: typer.Context,
    client: ClientArgument,
    number: Annotated[str, typer.Argument(metavar="NUMBER", help="The number on it.")],
    amount: Annotated[str, typer.Option("--amount", metavar="N", help="Gross.")],
    net: Annotated[str | None, typer.Option("--net", metavar="N", help="Net.")] = None,
    due: DueOption = None,
    kind: Annotated[
        str | None,
        typer.Option("--kind", help="prepayment, credit. Default: invoice.", autocompletion=completing(InvoiceKind)),
    ] = None,
    currency: Annotated[str | None, typer.Option("--currency", help="Three letters, such as EUR.")] = None,
    earned: Annotated[
        str | None, typer.Option("--earned", metavar="N", help="Of a prepayment: what is used up.")
    ] = None,
    when: WhenOption = None,
    note: NoteOption = None,
    json: JsonOption = False,
) -> None:
    """Record an invoice; `--when` is the day it was issued."""
    from clienthealth.commands import choices, invoicing, recording
    from clienthealth.core.changes.money import amount_of
    from clienthealth.core.records.money import Invoice

    session = Session.of(context)
    sort = choices.maybe(InvoiceKind, kind, "--kind")
    made = Invoice(
        **recording.fields(session, client, when, note=note),
        number=number,
        amount=amount_of(amount),
        net=amount_of(net) if net else None,
        kind=sort,
        due=invoicing.due(session, client, due, sort),
        currency=currency,
        earned=amount_of(earned) if earned else None,
    )
    invoicing.check_new(session, made)
    recording.add(session, "invoice add", [made], json=json)


@app.command(
    epilog="Example: clienthealth invoice pay 2026-114 2026-117 --when fri\n\n"
    "Example: clienthealth invoice pay 2026-114 --amount 500"
)
def pay(
    context: typer.Context,
    numbers: Annotated[
        list[str],
        typer.Argument(metavar="NUMBER...", help="Numbers, or handles (v3).", autocompletion=handles("invoice")),
    ],
    amount: PartOption = None,
    client: ClientOption = None,
    when: WhenOption = None,
    note: NoteOption = None,
    json: JsonOption = False,
) -> None:
    """Record that invoices were paid, or one of them in part."""
    from clienthealth.commands import invoicing
    from clienthealth.core.changes.money import paid, part_of

    if amount and len(numbers) > 1:
        raise UsageError(f"--amount {amount} with {len(numbers)} invoices", "a part is paid one invoice at a time")
    session, part = Session.of(context), part_of(amount)
    found = invoicing.each(session, numbers, client)
    invoicing.check_overpaid(session, found, part)
    moves = [(one, paid(one.invoice, one.still, part, *one.doing(session, when, note))) for one in found]
    invoicing.write(session, "invoice pay", moves, said="paid", when=when, note=note, json=json)


@app.command("list", epilog="Example: clienthealth invoice list --overdue")
def list_(
    context: typer.Context,
    client: Annotated[
        str | None, typer.Argument(metavar="[CLIENT]", help="Of one client only.", autocompletion=client_names)
    ] = None,
    only_open: Annotated[bool, typer.Option("--open", help="Only what is not settled.")] = False,
    overdue: Annotated[bool, typer.Option("--overdue", help="Only what is overdue and not disputed.")] = False,
    mine: MineOption = False,
    json: JsonOption = False,
) -> None:
    """List invoices with what is open of them, the oldest first."""
    from clienthealth.commands import listing
    from clienthealth.render import listing as shown

    session = Session.of(context)
    known = listing.invoices(session, client)
    keepers = listing.keepers(session, (each.held for each in known))
    found = [
        each
        for each in known
        if (each.still or not only_open)
        and (each.overdue or not overdue)
        and keepers.asked(each.held.record, mine=mine)
    ]
    text = shown.invoices(found, session.now, keepers.shown)
    listing.tell(session, [each.held for each in found], text, "such invoices", json=json)


@app.command(epilog='Example: clienthealth invoice dispute 2026-114 --note "hours of May"')
def dispute(
    context: typer.Context,
    number: Number,
    client: ClientOption = None,
    when: WhenOption = None,
    note: NoteOption = None,
    json: JsonOption = False,
) -> None:
    """Record that the client disputes an invoice: from then on nothing runs."""
    from clienthealth.commands import invoicing
    from clienthealth.core.changes.money import disputed

    session = Session.of(context)
    one = invoicing.meant(session, number, client)
    moves = [(one, disputed(one.invoice, one.doing(session, when, note)[1]))]
    invoicing.write(session, "invoice dispute", moves, said="disputed", when=when, note=note, json=json)


@app.command(epilog="Example: clienthealth invoice credit 2026-114 --amount 200 --number C-7")
def credit(
    context: typer.Context,
    number: Number,
    amount: PartOption = None,
    own: Annotated[str | None, typer.Option("--number", help="The number of the credit note.")] = None,
    client: ClientOption = None,
    when: WhenOption = None,
    note: NoteOption = None,
    json: JsonOption = False,
) -> None:
    """Write a credit note on an invoice: all that is open of it, or a part."""
    from clienthealth.commands import invoicing
    from clienthealth.core.changes.money import credited, part_of

    session = Session.of(context)
    one = invoicing.meant(session, number, client)
    taken = invoicing.credit_number(session, one, own)
    part = part_of(amount) or one.still or one.invoice.amount
    moves = [(one, credited(one.invoice, part, taken, one.doing(session, when, note)[0]))]
    invoicing.write(session, "invoice credit", moves, said="credited", when=when, note=note, json=json)


@app.command(epilog="Example: clienthealth invoice refund 2026-114 --amount 200")
def refund(
    context: typer.Context,
    number: Number,
    amount: PartOption = None,
    client: ClientOption = None,
    when: WhenOption = None,
    note: NoteOption = None,
    json: JsonOption = False,
) -> None:
    """Record that we paid back what was paid, or a part of it."""
    from clienthealth.commands import invoicing
    from clienthealth.core.changes.money import part_of, received, refunded

    session = Session.of(context)
    one = invoicing.meant(session, number, client)
    held = received(one.invoice, one.payments)
    moves = [(one, refunded(one.invoice, held, part_of(amount), one.doing(session, when, note)[0]))]
    invoicing.write(session, "invoice refund", moves, said="refunded", when=when, note=note, json=json)


@app.command("write-off", epilog="Example: clienthealth invoice write-off 2026-114")
def write_off(
    context: typer.Context,
    number: Number,
    amount: PartOption = None,
    client: ClientOption = None,
    when: WhenOption = None,
    note: NoteOption = None,
    json: JsonOption = False,
) -> None:
    """Give up what is open of an invoice, or a part of it."""
    from clienthealth.commands import invoicing
    from clienthealth.core.changes.money import part_of, written_off

    session = Session.of(context)
    one = invoicing.meant(session, number, client)
    moves = [(one, written_off(one.invoice, one.still, part_of(amount), *one.doing(session, when, note)))]
    invoicing.write(session, "invoice write-off", moves, said="written off", when=when, note=note, json=json)
