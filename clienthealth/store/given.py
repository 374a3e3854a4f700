"""What sources said before: found by the digest of their key, written beside the records, many at a time."""

from collections.abc import Collection
from typing import Any

from clienthealth.core.frozen import replace
from clienthealth.core.records.base import Record
from clienthealth.core.records.kept import Given, Suggestion, SuggestionState
from clienthealth.store import queries
from clienthealth.store.change import Change
from clienthealth.store.intake import REFERRING
from clienthealth.store.rows import Stored, of_row
from clienthealth.store.store import Store

BATCH = 500


class GivenBook:
    """The memory of earlier imports, and what this one adds to it."""

    def __init__(self, store: Store, change: Change) -> None:
        self._store = store
        self._connection = store.connection
        self._change = change
        self._held: dict[tuple[str, str], Given] = {}
        self._renewed: dict[tuple[str, str], str] = {}

    def of(self, key: str, client: str) -> Stored[Given] | None:
        """Return what a source gave under a key with a client."""
        row = self._connection.execute(
            f'{queries.selected(Given)} where "key" = :key and "client" = :client', {"key": key, "client": client}
        ).fetchone()
        return of_row(Given, tuple(row)) if row else None

    def is_there(self, given: Given) -> bool:
        """Whether the record is still on record."""
        return self.has(given.kind, given.client, given.id)

    def has(self, kind: str, client: str, name: str) -> bool:
        """Whether a record of this id is on record."""
        found = self._connection.execute(
            f'select 1 from "{queries.known(kind)}" where "client" = :client and "id" = :id',
            {"client": client, "id": name},
        )
        return found.fetchone() is not None

    def invoice(self, client: str, number: str) -> str | None:
        """Return the id of the invoice of a number, if it is on record."""
        row = self._connection.execute(
            'select "id" from "invoice" where "client" = :client and "number" = :number',
            {"client": client, "number": number},
        ).fetchone()
        return str(row[0]) if row else None

    def accepted(self, names: Collection[str], client: str, kind: str) -> str | None:
        """Return the id of the record that the user made of one of these suggestions, if it is still on record."""
        select = 'select "became" from "suggestion" where "client" = :client and "id" = :id and "became" is not null'
        for name in names:
            for row in self._store.rows(select, {"client": client, "id": name}):
                if self.has(kind, client, row[0]):
                    return str(row[0])
        return None

    def numbers(self, client: str) -> list[str]:
        """Return the numbers of the invoices of a client that are on record."""
        select = 'select "number" from "invoice" where "client" = :client'
        return [str(row[0]) for row in self._connection.execute(select, {"client": client})]

    def note(self, last: Stored[Given] | None, record: Record, key: str, fields: str, rank: str | None) -> None:
        """Remember what the source says of a record now."""
        if last:
            if record.TYPE in REFERRING and last.record.fields != fields:
                self._renewed[record.client, record.id] = last.record.fields
            self._change.replace(last, replace(last.record, fields=fields, rank=rank))
            return
        if (record.client, record.id) in self._held or self._is_kept(record):
            return  # two sources tell of one record, such as an invoice: the first goes on being asked
        made: Any = Given(
            client=record.client,
            id=record.id,
            at=record.at,
            kind=record.TYPE,
            key=key,
            fields=fields,
            rank=rank,
            source=record.source,
        )
        self._held[record.client, record.id] = made
        if len(self._held) >= BATCH:
            self.finish()

    def _is_kept(self, record: Record) -> bool:
        given = {"client": record.client, "id": record.id}
        found = self._connection.execute('select 1 from "given" where "client" = :client and "id" = :id', given)
        return found.fetchone() is not None

    def drop(self, client: str, name: str) -> None:
        """Forget what was said of a record that was taken back in this import."""
        if self._held.pop((client, name), None) is not None:
            return
        fields = self._renewed.pop((client, name), None)
        for each in self._store.all(Given, '"client" = :client and "id" = :id', {"client": client, "id": name}):
            if fields is None:
                self._change.remove(each)
            else:
                self._change.replace(each, replace(each.record, fields=fields))

    def suggest(self, made: Suggestion) -> bool:
        """Put a suggestion into the inbox; one that was there before, whatever became of it, stays as it is."""
        given = {"client": made.client, "id": made.id}
        if self._store.rows('select 1 from "suggestion" where "client" = :client and "id" = :id', given):
            return False
        self._change.add(made)
        return True

    def withdraw(self, client: str, source: str, standing: Collection[str]) -> None:
        """Take out what a source suggested of a client, nobody decided about, and the source no longer suggests."""
        where = '"client" = :client and "source" = :source'
        for held in self._store.all(Suggestion, where, {"client": client, "source": source}):
            if held.record.is_open and held.record.id not in standing:
                self._change.remove(held)

    def answered(self, name: str, record: Record) -> None:
        """Close a suggestion that a source has answered: what it proposed is on record now."""
        given = {"client": record.client, "id": name}
        for held in self._store.all(Suggestion, '"client" = :client and "id" = :id', given):
            if held.record.is_open:
                after = replace(
                    held.record, state=SuggestionState.ACCEPTED, closed_at=self._store.now, became=record.id
                )
                self._change.replace(held, after)

    def finish(self) -> None:
        """Write what is still held back."""
        self._change.add_all(Given, list(self._held.values()))
        self._held.clear()
