"""The client: who they are to us, and how to write to them."""

from decimal import Decimal
from typing import ClassVar

from clienthealth.core.frozen import Frozen
from clienthealth.core.kinds import ClientStatus, Language, Recipient
from clienthealth.core.moments import When
from clienthealth.core.records.base import Record, check_money, check_order, check_range, check_text
from clienthealth.errors import InvalidField

COUNTRY_LETTERS = 2
CURRENCY_LETTERS = 3


class Contact(Frozen, kw_only=True):
    """A person at the client's, for as long as they are there."""

    name: str
    email: tuple[str, ...] = ()
    phone: tuple[str, ...] = ()
    role: str | None = None
    salutation: str | None = None
    address_form: str | None = None
    from_: When | None = None
    until: When | None = None

    def __post_init__(self) -> None:
        """Refuse a person without a name and one who left before they came."""
        check_text("contacts.name", self.name)
        check_order(self.from_, "contacts.until", self.until, "from")


class Client(Record, kw_only=True):
    """A client; `at` is the start of the relationship."""

    TYPE: ClassVar[str] = "client"

    name: str
    language: Language | None = None
    country: str | None = None
    timezone: str | None = None
    currency: str | None = None
    hourly_rate: Decimal | None = None
    status: ClientStatus | None = None
    status_at: When | None = None
    payment_terms_days: int | None = None
    notice_days: int | None = None
    contract: str | None = None
    contract_date: When | None = None
    contract_clause: str | None = None
    address: tuple[str, ...] = ()
    contact_hours: str | None = None
    recipient: Recipient | None = None
    aliases: tuple[str, ...] = ()
    contacts: tuple[Contact, ...] = ()

    def check(self) -> None:
        """Refuse a nameless client, codes that are none, and negative terms."""
        check_text("name", self.name)
        if self.country and not is_code(self.country, COUNTRY_LETTERS):
            hint = "two capital letters, such as DE or DK"
            raise InvalidField("country", f"{self.country!r} is no ISO 3166-1 code", hint)
        if self.currency and not is_code(self.currency, CURRENCY_LETTERS):
            hint = "three capital letters, such as EUR or DKK"
            raise InvalidField("currency", f"{self.currency!r} is no ISO 4217 code", hint)
        check_money("hourly_rate", self.hourly_rate)
        check_range("payment_terms_days", self.payment_terms_days, 0, 3660)
        check_range("notice_days", self.notice_days, 0, 3660)

    @property
    def stands(self) -> ClientStatus:
        """Where the relationship stands; `active` unless it was said otherwise."""
        return self.status or ClientStatus.ACTIVE


def check_typed(client: Client, before: Client | None = None) -> Client:
    """Return a client that was typed; raises InvalidField for a new zone, mail address or contact hours that are none.

    The record itself takes what is written: a store must open on a machine that knows fewer zones, and with
    what was typed before anybody checked.
    """
    if client.timezone and client.timezone != (before and before.timezone) and not is_zone(client.timezone):
        hint = "a name of the IANA database, such as Europe/Berlin"
        raise InvalidField("timezone", f"{client.timezone!r} is no time zone", hint)
    if client.contact_hours and client.contact_hours != (before and before.contact_hours):
        _check_hours(client.contact_hours)
    known = {address for each in (before.contacts if before else ()) for address in each.email}
    for address in (address for each in client.contacts for address in each.email):
        if address not in known and not is_address(address):
            raise InvalidField("contacts.email", f"{address!r} is no mail address", "as in kim@acme.example")
    return client


def _check_hours(text: str) -> None:
    """Refuse agreed hours by which no message could be judged."""
    from clienthealth.core.working_time import WorkingHours

    try:
        WorkingHours.parse(text)
    except ValueError as error:
        raise InvalidField("contact_hours", f"{text!r}: {error}", "as in mon-fri 09:00-17:00") from None


def is_address(text: str) -> bool:
    """Whether `text` has one @ with something on both sides and no space; more than that only mail can tell."""
    name, _, domain = text.partition("@")
    return bool(name and domain) and "@" not in domain and not any(each.isspace() for each in text)


def is_zone(text: str) -> bool:
    """Whether `text` names a time zone of the IANA database."""
    from zoneinfo import ZoneInfo

    try:
        ZoneInfo(text)
    except (ValueError, OSError, LookupError):
        return False
    return True


def is_code(text: str, letters: int) -> bool:
    """Whether `text` is so many capital ASCII letters."""
    return len(text) == letters and text.isascii() and text.isalpha() and text.isupper()
