"""The middle of an import: whose record each draft is, and which conversation a message belongs to."""

from collections.abc import Iterable
from contextlib import suppress
from datetime import datetime, tzinfo
from typing import Any

from clienthealth.commands.import_wish import Wish
from clienthealth.commands.session import Session
from clienthealth.core.intake.book import Book, Clue, Match, clients_of, clue_of
from clienthealth.core.intake.contacts import is_elsewhere, joined
from clienthealth.core.intake.tally import Stranger, together
from clienthealth.core.intake.threads import Threads
from clienthealth.core.journal import record_of
from clienthealth.core.matching import fold, slug_of
from clienthealth.core.moments import When, parse
from clienthealth.core.records.client import Client
from clienthealth.core.records.kept import Rule
from clienthealth.core.records.types import TYPES
from clienthealth.errors import InvalidField, UsageError
from clienthealth.store.staging import Staged, Staging

MOST_STRANGERS = 30
"""How many of the people who are no client yet are offered, the most frequent first."""

NAMED = frozenset({"invoice", "payment", "time"})
"""Types whose source names a customer: the name decides."""

CUSTOMERS = NAMED - {"payment"}
"""Those of them of which a client may be made."""


class Cards:
    """The clients as they will be: those of the store, those that are made, and what address books add to them."""

    def __init__(self, session: Session) -> None:
        self.before: dict[str, Client] = {each.record.client: each.record for each in session.store.all(Client)}
        self.after: dict[str, Client] = {}
        self.outcome: dict[int, tuple[str, str]] = {}
        """What became of each card by its number: the slug, and new, changed or known."""
        self.bad: dict[int, InvalidField] = {}
        self.made: dict[str, str] = {}
        """The clients that are made, by their folded name."""
        self.begun: set[str] = set()
        """The clients of whom there was a card."""
        self._called: dict[str, list[str]] = {}
        self.shared: dict[int, str] = {}
        """The cards of other firms that share an address or a number with somebody at a client, and that client."""

    def now(self, slug: str) -> Client:
        """Return a client as it will be."""
        return self.after.get(slug) or self.before[slug]

    def called(self, slug: str) -> list[str]:
        """Return the slug of a client, and those that it or what was merged into it may have had before."""
        if slug not in self._called:
            client = self.now(slug)
            former = {slug_of(each, ()) for each in (client.name, *client.aliases)} - {slug}
            self._called[slug] = [slug, *sorted(former)]
        return self._called[slug]


class Whose:
    """Finds out whose everything is; asked again after each answer, it begins anew."""

    def __init__(self, session: Session, staging: Staging, wish: Wish) -> None:
        self._session = session
        self._staging = staging
        self._wish = wish
        self.told: dict[Clue, str] = {}
        """What was said in this run: kept as rules, so that it need not be said again."""
        for clue, typed in wish.whose:
            self.told[clue] = self._slug(typed)
        self.settle()

    def settle(self) -> None:
        """Map every draft."""
        self._staging.settle_anew()
        self._staging.name_invoices()
        self.cards = Cards(self._session)
        self.book = self._book()
        for draft in self._staging.drafts("client"):
            self._card(draft)
        for draft in self._staging.drafts(*TYPES.keys() - {"client", "payment"}):
            self._direct(draft)
        for draft in self._staging.drafts("payment"):  # last, as some are known by their invoice only
            self._direct(draft)
        self._by_parents()

    @property
    def creates(self) -> bool:
        """Whether clients are made of cards and customers that are unknown."""
        return self._wish.create_clients

    @property
    def rules(self) -> dict[Clue, str]:
        """What was said in this run, with the slugs of clients that are made by it."""
        return {clue: match.client for clue in self.told if (match := self.book.of(clue))}

    def strangers(self) -> list[Stranger]:
        """Return those whose drafts are nobody's, the most frequent first."""
        return together(Stranger(*each) for each in self._staging.unknown(MOST_STRANGERS))

    def of_hint(self, parties: Iterable[tuple[str, str, str]]) -> list[str]:
        """Return the clients a hint is about."""
        return list(clients_of(self._match(*each, by_name=True) for each in parties))

    def say(self, who: str, client: str) -> None:
        """Take in that somebody means a client; a slug that is not there is made if the client is called `new NAME`."""
        self.told[clue_of(who)] = self._slug(client)

    def _slug(self, typed: str) -> str:
        """Return the client that is meant; `new NAME` makes one."""
        word, _, name = typed.partition(" ")
        if word != "new":
            news = (said for said in self.told.values() if said.startswith("new "))
            meant = (said for said in news if typed in {said[4:], slug_of(said[4:], ())})
            return next(meant, "") or self._session.store.slug(typed)
        if not name.strip():
            raise UsageError(f"{typed!r}: which name?", 'as in "new Acme GmbH"')
        return f"new {name.strip()}"

    def _book(self) -> Book:
        book = Book()
        for client in self.cards.before.values():
            book.learn(client)
        for held in self._session.store.all(Rule):
            book.rule(Clue(held.record.kind, held.record.value), held.record.client)
        for clue, slug in self.told.items():
            word, _, name = slug.partition(" ")
            book.rule(clue, self._make(book, name) if word == "new" else slug)
        return book

    def _make(self, book: Book, name: str) -> str:
        """Make a client, or return the one of that name which was made for another of its people."""
        found = book.find("", name, "", by_name=True)
        if slug := found.client if found else self.cards.made.get(fold(name)):
            return slug
        slug = slug_of(name, book.slugs)
        made = Client(client=slug, name=name, at=self._session.today, id=self._session.store.new_id())
        self.cards.after[slug] = made
        self.cards.made[fold(name)] = slug
        book.learn(made)
        return slug

    def _card(self, draft: Staged) -> None:
        """Join a card to the client it is of, or make one of it."""
        said = {**draft.said, "at": draft.said.get("at") or self._session.today.isoformat()}
        try:
            card: Any = record_of(
                {"type": "client", "client": "card", "id": "card", **said}, self._session.settings.zone
            )
        except InvalidField as error:
            self.cards.bad[draft.seq] = error
            return
        found = self._found(draft, by_name=True) or self._match("", card.name, "", by_name=True)
        if found and is_elsewhere(card, self.cards.now(found.client), found.contact):
            self.cards.shared[draft.seq] = found.client
            found = self._match("", card.name, "", by_name=True)
        if not found and (self.book.is_shared(card.name) or not self._wish.create_clients):
            return
        slug = found.client if found else self._make(self.book, card.name)
        before = self.cards.now(slug)
        after = joined(before, card)
        is_new = slug not in self.cards.before and slug not in self.cards.begun
        self.cards.begun.add(slug)
        self.cards.outcome[draft.seq] = (slug, "new" if is_new else "changed" if after != before else "known")
        if after != before:
            self.cards.after[slug] = after
            self.book.learn(after)
        self._staging.settle(draft.seq, {slug: ""})

    def _found(self, draft: Staged, *, by_name: bool) -> Match | None:
        parties = self._staging.parties(draft.seq)
        return next((found for each in parties if (found := self._match(*each, by_name=by_name))), None)

    def _match(self, address: str, name: str, phone: str, *, by_name: bool) -> Match | None:
        return self.book.find(address, name, phone, by_name=by_name)

    def _direct(self, draft: Staged) -> None:
        """Map a draft by the people it names; an invoice's payment by its number."""
        by_name = draft.type in NAMED
        parties = self._staging.parties(draft.seq)
        clients = clients_of(self._match(*each, by_name=by_name) for each in parties)
        if not clients and draft.type == "payment":
            clients = dict.fromkeys(self._staging.of_invoice(str(draft.said.get("invoice", ""))), "")
            clients = clients if len(clients) == 1 else {}
        if not clients and by_name and self._wish.create_clients:
            clients = self._created(draft)
        people = {slug: person or self._address(parties, slug) for slug, person in clients.items()}
        if people:
            self._staging.settle(draft.seq, people)

    def names_somebody(self, draft: Staged) -> bool:
        """Whether a draft names anybody: where not, no answer can say whose it is."""
        return any(any(each) for each in self._staging.parties(draft.seq))

    def customer(self, draft: Staged) -> str:
        """Return the customer a table names, of whom a client may be made: never a project, nor one of several tags."""
        parties = self._staging.parties(draft.seq)
        name = next((each for _, each, _ in parties if each.strip()), "")
        if draft.type not in CUSTOMERS or name == draft.said.get("project") or self.book.is_shared(name):
            return ""
        return "" if draft.type == "time" and len(parties) > 1 else name

    def _created(self, draft: Staged) -> dict[str, str]:
        name = self.customer(draft)
        return {self._make(self.book, name): ""} if name else {}

    def _address(self, parties: list[tuple[str, str, str]], slug: str) -> str:
        """Return the address by which somebody is known to be a client's, where they have no name."""
        found = ((each[0], self._match(*each, by_name=False)) for each in parties)
        return next((address for address, match in found if address and match and match.client == slug), "")

    def _by_parents(self) -> None:
        """Map what names nobody we know by the nearest that it answers, and that by what it answers itself."""
        found: dict[int, list[str]] = {}
        for seq in self._staging.unsettled("interaction"):
            if seq not in found:
                self._inherit(seq, found)

    def _inherit(self, seq: int, found: dict[int, list[str]]) -> None:
        """Find whose a message is by going up from answer to answer; `found` holds what is known of those passed."""
        path: dict[int, None] = {}
        clients: list[str] = []
        while not clients and seq not in path:  # references may run in a circle
            if seq in found:
                clients = found[seq]
                break
            path[seq] = None
            parent, clients = self._staging.answered(seq)
            seq = parent or seq
        for each in path:
            found[each] = clients
            if clients:
                self._staging.settle(each, dict.fromkeys(clients, ""))


def threads_of(staging: Staging, zone: tzinfo) -> Threads:
    """Return the conversations of all mails that were set aside."""
    threads = Threads()
    for digest, parents in staging.references():
        threads.answer(digest, parents)
    for digest, name in staging.threads_known():
        threads.known(digest, name)
    for digest, client, subject, at in staging.mails_without_parents():
        moment = when_of(at, zone)
        if isinstance(moment, datetime):
            threads.same_subject(digest, client, subject, moment)
    return threads


def when_of(text: str, zone: tzinfo) -> When | None:
    """Return the day or moment of a draft; None where it cannot be read."""
    with suppress(ValueError):
        return parse(text, zone)
    return None
