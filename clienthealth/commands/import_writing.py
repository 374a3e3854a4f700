"""The second half of an import: drafts become records, what is known is brought up to date, hints go to the inbox."""

from collections.abc import Iterable, Mapping
from datetime import tzinfo
from decimal import Decimal
from typing import Any

from clienthealth.commands.import_mapping import Whose, when_of
from clienthealth.commands.import_suggesting import suggest, suggestion
from clienthealth.commands.progress import moving
from clienthealth.commands.session import Session
from clienthealth.core.frozen import replace
from clienthealth.core.intake import updating
from clienthealth.core.intake.book import Clue
from clienthealth.core.intake.contacts import joined
from clienthealth.core.intake.ids import digest, record_id, suggestion_id
from clienthealth.core.intake.numbers import Numbers
from clienthealth.core.intake.tally import Became, Tally
from clienthealth.core.intake.threads import Threads
from clienthealth.core.journal import record_of
from clienthealth.core.lines import line_of
from clienthealth.core.moments import When, day_of, text_of
from clienthealth.core.past import check_past
from clienthealth.core.records.base import Record
from clienthealth.core.records.client import Client
from clienthealth.core.records.kept import Rule
from clienthealth.core.records.types import TYPES
from clienthealth.errors import InvalidField
from clienthealth.importers.items import Hint
from clienthealth.store.change import Change
from clienthealth.store.given import GivenBook
from clienthealth.store.intake import Intake
from clienthealth.store.rows import Stored
from clienthealth.store.staging import Staged, Staging

TALKS = frozenset({"meeting", "call"})
"""The channels of what stands in a calendar."""

MADE = "import"
"""The source of a client that an import made."""

SHOWN = 60
"""Signs of the purpose of a payment that are told where it is nobody's."""

OF_NOBODY = "names no invoice of exactly one client: map a column to client, or `clienthealth invoice pay` notes it"


class Writer:
    """One attempt to write all that was read, inside its transaction."""

    def __init__(self, session: Session, staging: Staging, whose: Whose, threads: Threads, change: Change) -> None:
        self._session = session
        self._zone: tzinfo = session.settings.zone
        self._staging = staging
        self._whose = whose
        self._threads = threads
        self._change = change
        self._intake = Intake(session.store, change)
        self._given = GivenBook(session.store, change)
        self._numbers: dict[str, Numbers] = {}

    def write(self, tally: Tally, hints: Iterable[tuple[str, Hint]], zones: Mapping[str, tzinfo]) -> None:
        """Write clients, rules, records, and what goes to the inbox; counts everything in `tally`."""
        self._clients(tally)
        for kinds in (TYPES.keys() - {"client", "payment"}, {"payment"}):
            for draft in moving(self._staging.drafts(*kinds), self._session, "writing {:,}".format):
                self._zone = zones[draft.form]
                self._draft(draft, tally)
            self._intake.finish()
        self._dangling(tally)
        if tally.types["payment"]:
            self._paid_twice(tally)
        self._given.finish()
        self._rules(tally)
        tally.suggestions += sum(self._hint(form, hint, zones[form]) for form, hint in hints)
        if tally.types or tally.items[Became.CHANGED]:
            tally.suggestions += suggest(self._session, self._given, tally.clients)

    def _clients(self, tally: Tally) -> None:
        """Write the clients that are made or that cards add to, each beginning with its first record."""
        cards = self._whose.cards
        for slug, after in cards.after.items():
            if slug not in cards.before:
                self._change.add(replace(after, at=self._begins(after), source=MADE))
                tally.made.add(slug)
        for slug in sorted(cards.before.keys() & {*cards.after, *self._staging.clients()}):
            self._known(slug, tally)
        for draft in self._staging.drafts("client"):
            self._card(draft, tally)

    def _known(self, slug: str, tally: Tally) -> None:
        """Write what cards add to a client; one that an import made begins with the first record of any import."""
        cards = self._whose.cards
        held, after = self._session.store.client(slug), cards.now(slug)
        if held.record != cards.before[slug]:  # somebody else changed it while the files were read
            after = joined(held.record, after)
        begins = self._begins(held.record)
        earlier = day_of(begins, self._zone) < day_of(held.record.at, self._zone)
        if earlier and held.record.source != MADE:
            first = day_of(begins, self._zone).isoformat()
            what = f"is on record since {day_of(held.record.at, self._zone)}, and this begins on {first}"
            tally.note(slug, f"{what}: clienthealth edit {slug} --since {first}")
        at = begins if earlier and held.record.source == MADE else held.record.at
        fields = {"contacts": after.contacts, "language": after.language, "timezone": after.timezone}
        self._change.replace(held, replace(held.record, at=at, **fields))

    def _begins(self, client: Client) -> When:
        """Return when a client begins: now, or with the first that the files tell of it."""
        first = when_of(self._staging.first_of(client.client), self._zone)
        return client.at if first is None or text_of(client.at) <= text_of(first) else first

    def _card(self, draft: Staged, tally: Tally) -> None:
        cards = self._whose.cards
        if error := cards.bad.get(draft.seq):
            tally.blame(draft.place, error.field, error.reason, error.hint)
            return
        slug, outcome = cards.outcome.get(draft.seq, ("", "undecided"))
        if other := cards.shared.get(draft.seq):
            what = f"{draft.said['name']} shares an address or a number with {other}, and what two clients share is"
            tally.note(draft.place, f"{what} neither's; --client WHO=CLIENT says whose it is")
        tally.count([Became(outcome)], "client", "")
        tally.nameable += not slug and not self._whose.creates
        tally.clients |= {slug} - {""}

    def _draft(self, draft: Staged, tally: Tally) -> None:
        """Make a record of a draft with each client it was with."""
        whose = self._staging.whose(draft.seq)
        if not whose and draft.type == "payment" and not self._staging.parties(draft.seq):
            tally.skip(draft.place, "to-decide", f"{str(draft.said['invoice'])[:SHOWN]!r} {OF_NOBODY}")
            return
        became = []
        for client, contact in whose:
            try:
                became.append(self._record(draft, client, contact, tally))
            except InvalidField as error:
                if not became:
                    tally.blame(draft.place, error.field, error.reason, error.hint)
                    return
                tally.note(draft.place, f"with {client}: {error.field}: {error.reason}")
        tally.clients |= {client for client, _ in whose}
        tally.count(became or [Became.UNDECIDED], draft.type, str(draft.said.get("at", ""))[:10])
        if not whose:
            tally.nameless += not self._whose.names_somebody(draft)
            tally.nameable += not self._whose.creates and bool(self._whose.customer(draft))

    def _record(self, draft: Staged, client: str, contact: str, tally: Tally) -> Became:
        last = self._given.of(digest(draft.key), client)
        record = self._made(draft, client, contact, last.record.id if last else self._name(draft, client))
        if last and not self._given.is_there(last.record):
            return Became.REMOVED
        before = updating.read(last.record.fields) if last else None
        said = line_of(record)
        fields = updating.digests({**said, "body": draft.body} if draft.body else said)
        if last and draft.rank and draft.rank < (last.record.rank or ""):
            if fields != last.record.fields:
                tally.note(draft.place, f"is an older version of what stands with {client}, which stays as it is")
            return Became.KNOWN
        if before and draft.body and before.get("body") not in {None, updating.read(fields)["body"]}:
            raise InvalidField("", "stands under the id of another one, which was imported before")
        taken = self._intake.take(draft.seq, record, lambda old: self._merged(old, said, before), derived=False)
        if taken.problem:
            raise InvalidField("id", taken.problem)
        if taken.what == "new":
            for name in asked_about(draft):
                self._given.answered(name, record)
        self._given.note(last, record, digest(draft.key), fields, draft.rank or None)
        return {"new": Became.NEW, "changed": Became.CHANGED}.get(taken.what, Became.KNOWN)

    def _made(self, draft: Staged, client: str, contact: str, name: str) -> Record:
        """Make the record that a draft says; raises InvalidField."""
        if draft.covered:
            self._check_covered(draft, client)
        plain = {**draft.said, **self._beside(draft, client, contact)}
        if draft.type == "payment":
            plain["invoice"] = self._number(client, str(plain.get("invoice", "")))
        plain |= {"type": draft.type, "client": client, "id": name, "source": f"import:{draft.form}"}
        record = record_of(plain, self._zone)
        check_past(record, self._session.now)
        return record

    def _check_covered(self, draft: Staged, client: str) -> None:
        """Refuse an invoice that its source calls paid without a day, unless payments come to as much."""
        if self._staging.paid(client, str(draft.said["number"])) < Decimal(draft.covered):
            reason = f"{draft.said['number']}: {draft.covered} was paid of it, and no file says when"
            raise InvalidField("paid", reason, "import the payments together with it, or add a column with the day")

    def _merged(self, old: Record, said: Mapping[str, Any], before: Mapping[str, str] | None) -> Record:
        return record_of(updating.merged(line_of(old), said, before), self._zone)

    def _number(self, client: str, text: str) -> str:
        """Return the invoice that a payment is of; all invoices are written before the first payment."""
        if client not in self._numbers:
            self._numbers[client] = Numbers(self._given.numbers(client))
        return self._numbers[client].named(text)

    def _name(self, draft: Staged, client: str) -> str:
        """Return the id of a record: of an invoice or a meeting that is on record already, the one it has."""
        number = draft.said.get("number") if draft.type == "invoice" else None
        held = self._given.invoice(client, str(number)) if number else None
        held = held or self._given.accepted(asked_about(draft), client, draft.type)
        return held or self._id(draft.type, draft.key, client)

    def _id(self, kind: str, key: str, client: str) -> str:
        """Return the id of a record: what it has on record, were it made while the client was called otherwise."""
        made, *former = (record_id(kind, key, called) for called in self._whose.cards.called(client))
        return next((each for each in former if self._given.has(kind, client, each)), made)

    def _beside(self, draft: Staged, client: str, contact: str) -> dict[str, Any]:
        """Return what only we know of a message: whom it was with, and the conversation it belongs to."""
        if draft.type != "interaction":
            return {}
        beside: dict[str, Any] = {}
        if contact and not draft.said.get("contact"):
            beside["contact"] = contact
        if draft.thread:
            beside["thread"] = digest(draft.thread)[:12]
        elif draft.said.get("channel") == "email":
            beside["thread"] = self._threads.name(digest(draft.key))
        parent = self._staging.nearest_parent(draft.seq, client)
        if parent:
            key, held = parent
            beside["reply_to"] = held or self._id("interaction", key, client)
        return beside

    def _dangling(self, tally: Tally) -> None:
        """Take back what refers to nothing, such as a payment without its invoice, and say so."""
        while found := self._intake.dangling():
            for each in found:
                place = self._staging.place(each.line)
                tally.items[Became.CHANGED if each.corrected else Became.NEW] -= 1
                tally.types[each.kind] -= not each.corrected
                tally.blame(place, each.field, f"{each.target!r} leads to no {each.field} of {each.client}")
                self._given.drop(each.client, each.id)
            self._intake.drop(found)

    def _paid_twice(self, tally: Tally) -> None:
        """Say of which invoices there are payments from several sources, as they may be the same ones."""
        for client, number, sources in self._staging.paid_by_several():
            what = f"payments of {number} come from {' and '.join(sources)}: are some of them the same?"
            tally.note(client, f"{what} clienthealth show {client}")

    def _rules(self, tally: Tally) -> None:
        """Keep who is who as far as it was said in this run, in place of what was said before."""
        held: dict[Clue, list[Stored[Rule]]] = {}
        for each in self._session.store.all(Rule):
            held.setdefault(Clue(each.record.kind, each.record.value), []).append(each)
        for clue, slug in self._whose.rules.items():
            if not self._whose.book.was_met(clue):
                tally.note(f"{clue.typed}={slug}", "is kept, and nobody in these files is meant by it")
            known = held.get(clue, [])
            if known and all(each.record.client == slug for each in known):
                continue
            self._change.remove_all(known)
            name = self._session.store.new_id()
            self._change.add(Rule(client=slug, id=name, at=self._session.now, kind=clue.kind, value=clue.value))
            tally.lasting += 1

    def _hint(self, form: str, hint: Hint, zone: tzinfo) -> int:
        """Put a hint into the inbox of each client it is about, unless it was there before; return how many are new."""
        at = text_of(when_of(hint.at, zone) or self._session.today)
        count = 0
        for client in self._whose.of_hint(hint.parties):
            if not self._given.of(digest(hint.key), client):  # else it is on record, from another source
                made = suggestion(self._session, client, hint._replace(at=at), f"import:{form}")
                count += self._given.suggest(made)
        return count


def asked_about(draft: Staged) -> tuple[str, ...]:
    """Return as which suggestions a meeting may have been asked about before a calendar told that it was held."""
    if draft.said.get("channel") not in TALKS:
        return ()
    planned = suggestion_id("future-appointment", f"future-appointment|{draft.key}")
    return suggestion_id("invitation", draft.key), planned
