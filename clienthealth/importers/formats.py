"""The formats, each a module of two functions: `recognises(source)` and `read(source, answers)`.

Adding a format is its file and its line here.
"""

from collections.abc import Iterator
from importlib import import_module
from typing import Protocol, cast

from clienthealth.errors import BadData, UsageError
from clienthealth.importers.answers import Answers
from clienthealth.importers.items import Item
from clienthealth.importers.source import Source


class Reader(Protocol):
    """What the module of a format offers."""

    def recognises(self, source: Source) -> bool:
        """Whether the content, not the name, is of this format; looks at `source.head` or the folder only."""

    def read(self, source: Source, answers: Answers) -> Iterator[Item]:
        """Yield what the file holds, in its order; raises BadData where it is not to be read at all."""


FORMATS: dict[str, str] = {
    "vcard": "people.vcard",
    "ics": "calendars.ics",
    "solidtime": "tracking.solidtime",
    "clockify": "tracking.clockify",
    "toggl": "tracking.toggl",
    "harvest-time": "tracking.harvest",
    "kimai": "tracking.kimai",
    "watson": "tracking.watson",
    "timewarrior": "tracking.timewarrior",
    "maildir": "mail.maildir",
    "mbox": "mail.mbox",
    "eml": "mail.eml",
    "zoho": "invoicing.zoho",
    "freshbooks": "invoicing.freshbooks",
    "harvest-invoices": "invoicing.harvest_invoices",
    "invoicely": "invoicing.invoicely",
    "invoice2go": "invoicing.invoice2go",
    "invoice-ninja": "invoicing.invoice_ninja",
    "invoice-ninja-payments": "invoicing.invoice_ninja_payments",
    "wave": "invoicing.wave",
    "wave-invoices": "invoicing.wave_invoices",
    "stripe": "invoicing.stripe",
    "stripe-charges": "invoicing.stripe_charges",
    "stripe-invoices": "invoicing.stripe_invoices",
    "stripe-api-invoices": "invoicing.stripe_api_invoices",
    "paypal": "invoicing.paypal",
    "hledger": "invoicing.hledger",
    "ledger": "invoicing.ledger",
    "invoices": "invoicing.own_invoices",
    "contacts": "people.table",
    "slack": "chats.slack",
    "telegram": "chats.telegram",
    "signal": "chats.signal",
    "whatsapp": "chats.whatsapp",
    "hubspot": "crm.hubspot",
    "pipedrive": "crm.pipedrive",
    "zendesk": "helpdesk.comments",
    "zendesk-history": "helpdesk.changes",
    "zendesk-tickets": "helpdesk.tickets",
    "csv": "mapped.any_table",
}
"""Each format with its module, in the order in which they are tried: the particular before the general."""


def reader(name: str) -> Reader:
    """Return the reader of a format; raises UsageError where there is none of that name."""
    if name not in FORMATS:
        from clienthealth.core.matching import nearest

        close = nearest(name, FORMATS)
        hint = f"did you mean {close}?" if close else "formats: " + ", ".join(("journal", *FORMATS))
        raise UsageError(f"{name!r} is no format this version reads", hint)
    return cast("Reader", import_module(f"clienthealth.importers.{FORMATS[name]}"))


def kept_under(name: str, source: Source) -> str:
    """Return what answers about a file are kept under: its format, unless the reader tells its files apart."""
    told = getattr(reader(name), "kept_under", None)
    return str(told(source)) if told else name


def recognised(source: Source) -> str:
    """Return the name of the format of a file; raises BadData where it is none of them."""
    if not source.is_folder and not source.head:
        raise BadData(f"{source.name} is empty", "nothing was imported")
    name = known(source)
    if name is not None:
        return name
    from clienthealth.importers.refused import refused

    if told := refused(source):
        raise told.error(source)
    hint = "--from FORMAT names it; --from csv maps a table by hand"
    raise BadData(f"{source.name} is of no format this version recognises", hint)


def known(source: Source) -> str | None:
    """Return the name of the format of a file, or nothing where it is none of them."""
    return next((name for name in FORMATS if reader(name).recognises(source)), None)
