"""Who is who: from an address, a name or a number in somebody's file to one of our clients, or to nobody.

What several clients share (an address, a contact's name, the end of a telephone number) means none of them.
"""

from collections.abc import Iterable
from typing import NamedTuple

from clienthealth.core.matching import fold
from clienthealth.core.records.client import Client, is_address
from clienthealth.core.records.kept import RuleKind
from clienthealth.errors import UsageError

PHONE_DIGITS = 8
"""The last digits tell telephone numbers apart whatever stands before them (imports.md: no library of numbers)."""

FREEMAIL = frozenset(
    """
    gmail.com googlemail.com icloud.com me.com mac.com aol.com web.de t-online.de freenet.de proton.me
    protonmail.com protonmail.ch pm.me mail.com mail.ru bk.ru zoho.com fastmail.com posteo.de
    mailbox.org online.no mail.dk otenet.gr forthnet.gr hol.gr in.gr sol.no jubii.dk ofir.dk
    post.tele.dk qq.com 163.com 126.com orange.fr free.fr laposte.net wanadoo.fr libero.it comcast.net
    btinternet.com tutanota.com
    """.split()  # noqa: SIM905 - a list of words reads better as words
)
FREEMAIL_FAMILIES = ("outlook.", "hotmail.", "live.", "yahoo.", "ymail.", "gmx.", "yandex.", "msn.")
"""Where anybody may have an address: a domain of these says nothing about whose it is."""


class Match(NamedTuple):
    """The client that is meant, and what their person is called where that is known."""

    client: str
    contact: str = ""


class Clue(NamedTuple):
    """One thing that means a client in files: how it is known, and its folded text."""

    kind: RuleKind
    value: str

    @property
    def typed(self) -> str:
        """Return it as a user types it."""
        return f"@{self.value}" if self.kind is RuleKind.DOMAIN else self.value


class Book:
    """What is known of everybody; learns as clients are made and questions answered."""

    def __init__(self) -> None:
        self.slugs: set[str] = set()
        self._known: dict[Clue, Match | None] = {}
        self._met: set[Clue] = set()

    def learn(self, client: Client) -> None:
        """Add a client, its people, and all they are called; a name of the client itself outweighs a person's."""
        slug = client.client
        self.slugs.add(slug)
        for name in (slug, client.name, *client.aliases):
            self._put(Clue(RuleKind.NAME, fold(name)), Match(slug))
        for person in client.contacts:
            found = Match(slug, person.name)
            self._put(Clue(RuleKind.NAME, fold(person.name)), found)
            for address in person.email:
                self._put(Clue(RuleKind.ADDRESS, address.casefold()), found)
            for number in person.phone:
                if ending := phone_ending(number):
                    self._put(Clue(RuleKind.PHONE, ending), found)

    def rule(self, clue: Clue, slug: str) -> None:
        """Add what the user said; it outweighs what was only read off the clients."""
        before = self._known.get(clue)
        self._known[clue] = before if before and before.client == slug else Match(slug)

    def of(self, clue: Clue) -> Match | None:
        """Return whom one clue means."""
        return self._known.get(clue)

    def is_shared(self, name: str) -> bool:
        """Whether several clients are called so, or know somebody who is: it means none of them, and nobody new."""
        clue = Clue(RuleKind.NAME, fold(name))
        return clue in self._known and self._known[clue] is None

    def find(self, address: str, name: str, phone: str, *, by_name: bool) -> Match | None:
        """Return whom an address, else a number, else a name means.

        `by_name` also lets the name decide where there is an address that is not known: right for a customer's row
        in a table, wrong for a mail, whose sender may call themselves anything.
        """
        if address:
            found = self._of_address(address.casefold())
            if found or not by_name:
                return found
        if phone and (ending := phone_ending(phone)) and (found := self._meet(Clue(RuleKind.PHONE, ending))):
            return found
        return self._meet(Clue(RuleKind.NAME, fold(name))) if name.strip() else None

    def was_met(self, clue: Clue) -> bool:
        """Whether anybody who was asked for is known by a clue."""
        return clue in self._met

    def _meet(self, clue: Clue) -> Match | None:
        found = self._known.get(clue)
        if found:
            self._met.add(clue)
        return found

    def _of_address(self, address: str) -> Match | None:
        found = self._meet(Clue(RuleKind.ADDRESS, address))
        if found:
            return found
        domain = address.rpartition("@")[2]
        while domain:
            if found := self._meet(Clue(RuleKind.DOMAIN, domain)):
                return Match(found.client)
            domain = domain.partition(".")[2]
        return None

    def _put(self, clue: Clue, match: Match) -> None:
        if not clue.value:
            return
        before = self._known.setdefault(clue, match)
        if before is not None and before.client != match.client:
            self._known[clue] = None
        elif before is not None and not before.contact:
            self._known[clue] = match


def clue_of(text: str) -> Clue:
    """Return what a user means by `anna@acme.example`, `@acme.example`, `+45 12 34 56 78` or a name.

    Raises UsageError for the domain of a provider where anybody may have an address.
    """
    typed = text.strip()
    if typed.startswith("@"):
        domain = typed[1:].casefold()
        if is_freemail(domain):
            hint = "name the address itself, as in anna@" + domain
            raise UsageError(f"{typed} belongs to no client: anybody may have an address there", hint)
        return Clue(RuleKind.DOMAIN, domain)
    if is_address(typed):
        return Clue(RuleKind.ADDRESS, typed.casefold())
    if typed and typed[0] in "+0123456789(" and (ending := phone_ending(typed)):
        return Clue(RuleKind.PHONE, ending)
    return Clue(RuleKind.NAME, fold(typed))


def is_freemail(domain: str) -> bool:
    """Whether anybody may have an address at a domain."""
    return domain in FREEMAIL or domain.startswith(FREEMAIL_FAMILIES)


def phone_ending(number: str) -> str:
    """Return the last eight digits of a telephone number; nothing of one that has fewer, or that holds letters."""
    if any(each.isalpha() for each in number):
        return ""
    digits = "".join(each for each in number if each.isdecimal() and each.isascii())
    return digits[-PHONE_DIGITS:] if len(digits) >= PHONE_DIGITS else ""


def clients_of(matches: Iterable[Match | None]) -> dict[str, str]:
    """Return the clients that were found, each once, with the first of their people that was."""
    found: dict[str, str] = {}
    for match in matches:
        if match and not found.get(match.client):
            found[match.client] = match.contact
    return found
