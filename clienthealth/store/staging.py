"""Drafts set aside on disk between reading a file and writing records: memory does not grow with the file.

Everything is in temporary tables of the connection, which nobody else sees and which go when it is closed.
"""

import json
from collections import Counter
from collections.abc import Iterator, Mapping
from decimal import Decimal
from itertools import groupby
from typing import Any, NamedTuple

from clienthealth.core.intake.ids import digest
from clienthealth.store.rows import MONEY_SCALE
from clienthealth.store.store import Store

BATCH = 500
PAID = "payment"

TABLES = """
    drop table if exists temp."staged";
    drop table if exists temp."parent";
    drop table if exists temp."party";
    drop table if exists temp."whose";
    create table temp."staged" (
        "seq" integer primary key, "place" text, "form" text, "type" text, "key" text, "digest" text, "said" text,
        "body" text, "rank" text, "thread" text, "topic" text, "number" text, "covered" text, "at" text,
        "inherits" integer,
        unique ("type", "digest")
    );
    create index temp."staged_number" on "staged" ("number") where "number" <> '';
    create table temp."parent" ("seq" integer, "nth" integer, "key" text, "digest" text);
    create index temp."parent_seq" on "parent" ("seq");
    create table temp."party" ("seq" integer, "nth" integer, "address" text, "name" text, "phone" text);
    create index temp."party_seq" on "party" ("seq");
    create table temp."whose" ("seq" integer, "client" text, "contact" text, primary key ("seq", "client"))
"""

STAGED_PAYMENTS = """
    select s."said" from temp."staged" as s join temp."whose" as w on w."seq" = s."seq"
    where s."type" = 'payment' and s."number" = :number and s."number" <> '' and w."client" = :client
"""
OTHER_PAYMENTS = """
    select p."at", p."amount" from "payment" as p
    where p."client" = :client and p."invoice" = :number and coalesce(p."kind", :paid) = :paid and not exists (
        select 1 from "given" as g join temp."staged" as s on s."type" = 'payment' and s."digest" = g."key"
        where g."client" = p."client" and g."id" = p."id"
    )
"""
"""Payments of an invoice on record that none of those set aside is."""
NUMBERS_BY_KEY = """
    select s."seq", s."said", i."number" from temp."staged" as s
    join temp."parent" as p on p."seq" = s."seq"
    join temp."staged" as i on i."type" = 'invoice' and i."digest" = p."digest"
    where s."type" = 'payment' and i."number" <> ''
    union
    select s."seq", s."said", i."number" from temp."staged" as s
    join temp."parent" as p on p."seq" = s."seq"
    join "given" as g on g."key" = p."digest"
    join "invoice" as i on i."client" = g."client" and i."id" = g."id"
    where s."type" = 'payment' and i."number" <> ''
"""
"""Payments with the number of the invoice that their key of it leads to: one set aside, or one on record."""
PAID_BY_SEVERAL = """
    select p."client", p."invoice", group_concat(distinct coalesce(p."source", '?')) from "payment" as p
    where p."invoice" in (select "number" from temp."staged" where "type" = 'payment' and "number" <> '')
    group by p."client", p."invoice" having count(distinct coalesce(p."source", '?')) > 1
    order by p."client", p."invoice"
"""


class Staged(NamedTuple):
    """A draft as it was set aside."""

    seq: int
    place: str
    form: str
    type: str
    key: str
    body: str
    thread: str
    topic: str
    covered: str
    rank: str
    said: Mapping[str, Any]


class Staging:
    """The drafts of one import, in the order they were read."""

    def __init__(self, store: Store) -> None:
        self._connection = store.connection
        for statement in TABLES.split(";"):
            self._connection.execute(statement)
        self._seq = 0

    def forget_from(self, seq: int) -> None:
        """Take out again what was set aside from a number on: a file is read anew."""
        for table in ("staged", "parent", "party"):
            self._connection.execute(f'delete from temp."{table}" where "seq" >= :seq', {"seq": seq})

    @property
    def next(self) -> int:
        """The number that the next draft gets."""
        return self._seq + 1

    def add(self, place: str, form: str, draft: Any, at: str) -> str:
        """Set a draft aside; returns what stands under its key already.

        That is `again` for the same, `other` for another one, and `older` for an earlier version, whose place it takes.
        """
        self._seq += 1
        mine = digest(draft.key)
        row = {
            "seq": self._seq,
            "place": place,
            "form": form,
            "type": draft.type,
            "key": draft.key,
            "digest": mine,
            "said": json.dumps(draft.said, ensure_ascii=False),
            "body": draft.body,
            "rank": draft.rank,
            "thread": draft.thread,
            "topic": draft.topic_line,
            "number": str(draft.said.get("invoice" if draft.type == "payment" else "number", "")),
            "covered": draft.covered,
            "at": at,
            "inherits": draft.inherits,
        }
        names = ", ".join(f'"{name}"' for name in row)
        given = ", ".join(f":{name}" for name in row)
        done = self._connection.execute(
            f'insert into temp."staged" ({names}) values ({given}) on conflict do nothing', row
        )
        clash = "" if done.rowcount == 1 else self._clash(row)
        if clash in {"again", "other"}:
            return clash
        self._beside(draft)
        return clash

    def _beside(self, draft: Any) -> None:
        """Set aside whom the latest draft names, and what it answers."""
        for nth, key in enumerate(draft.parents):
            given = {"seq": self._seq, "nth": nth, "key": key, "digest": digest(key)}
            self._connection.execute('insert into temp."parent" values (:seq, :nth, :key, :digest)', given)
        for nth, each in enumerate(draft.parties):
            party = {"seq": self._seq, "nth": nth, **each._asdict()}
            self._connection.execute('insert into temp."party" values (:seq, :nth, :address, :name, :phone)', party)

    def _clash(self, row: dict[str, Any]) -> str:
        """Let a later version take the place of an earlier one; say what else two under one key are."""
        seq, body, rank = self._connection.execute(
            'select "seq", "body", "rank" from temp."staged" where "type" = :type and "digest" = :digest', row
        ).fetchone()
        if row["rank"] > rank:
            for table in ("staged", "parent", "party"):
                self._connection.execute(f'delete from temp."{table}" where "seq" = :seq', {"seq": seq})
            names = ", ".join(f'"{name}"' for name in row)
            given = ", ".join(f":{name}" for name in row)
            self._connection.execute(f'insert into temp."staged" ({names}) values ({given})', row)
            return "older"
        return "other" if body and row["body"] and body != row["body"] else "again"

    def drafts(self, *kinds: str) -> Iterator[Staged]:
        """Yield the drafts of some types, or all, in the order they were read, a batch at a time."""
        wanted = f'and "type" in ({", ".join(repr(kind) for kind in kinds)})' if kinds else ""
        last = 0
        while rows := self._connection.execute(
            'select "seq", "place", "form", "type", "key", "body", "thread", "topic", "covered", "rank", "said" '
            f'from temp."staged" where "seq" > :last {wanted} order by "seq" limit {BATCH}',
            {"last": last},
        ).fetchall():
            for row in rows:
                yield Staged._make([*row[:-1], json.loads(row[-1])])
            last = rows[-1][0]

    def parties(self, seq: int) -> list[tuple[str, str, str]]:
        """Return address, name and number of each whom a draft names."""
        rows = self._connection.execute(
            'select "address", "name", "phone" from temp."party" where "seq" = :seq order by "nth"', {"seq": seq}
        )
        return [tuple(row) for row in rows]

    def parents(self, seq: int) -> list[tuple[str, str]]:
        """Return key and digest of what a draft answers, the nearest first."""
        rows = self._connection.execute(
            'select "key", "digest" from temp."parent" where "seq" = :seq order by "nth"', {"seq": seq}
        )
        return [tuple(row) for row in rows]

    def settle_anew(self) -> None:
        """Forget whose all drafts are."""
        self._connection.execute('delete from temp."whose"')

    def unsettled(self, kind: str) -> list[int]:
        """Return the drafts of a type that are nobody's yet."""
        rows = self._connection.execute(
            'select "seq" from temp."staged" where "type" = :kind '
            'and "seq" not in (select "seq" from temp."whose") order by "seq"',
            {"kind": kind},
        )
        return [row[0] for row in rows]

    def settle(self, seq: int, clients: Mapping[str, str]) -> None:
        """Say whose a draft is, with the person each time."""
        self._connection.executemany(
            'insert into temp."whose" values (:seq, :client, :contact)',
            [{"seq": seq, "client": client, "contact": contact} for client, contact in clients.items()],
        )

    def whose(self, seq: int) -> list[tuple[str, str]]:
        """Return the clients whose a draft is, with the person."""
        rows = self._connection.execute(
            'select "client", "contact" from temp."whose" where "seq" = :seq order by "client"', {"seq": seq}
        )
        return [tuple(row) for row in rows]

    def place(self, seq: int) -> str:
        """Return where a draft stands."""
        row = self._connection.execute('select "place" from temp."staged" where "seq" = :seq', {"seq": seq}).fetchone()
        return str(row[0]) if row else ""

    def clients(self) -> list[str]:
        """Return whose drafts there are."""
        return [row[0] for row in self._connection.execute('select distinct "client" from temp."whose"')]

    def first_of(self, client: str) -> str:
        """Return the earliest moment of a client's drafts, or nothing."""
        row = self._connection.execute(
            'select min(s."at") from temp."staged" as s join temp."whose" as w on w."seq" = s."seq" '
            'where w."client" = :client and s."at" <> \'\'',
            {"client": client},
        ).fetchone()
        return str(row[0] or "")

    def answered(self, seq: int) -> tuple[int, list[str]]:
        """Return the nearest that a draft answers: its number, 0 if it is in no file of this run, and its clients.

        Nothing of a draft that does not inherit, or that answers nothing we know.
        """
        row = self._connection.execute(
            'select p."digest", coalesce(s."seq", 0) from temp."staged" as mine '
            'join temp."parent" as p on p."seq" = mine."seq" '
            'left join temp."staged" as s on s."type" = \'interaction\' and s."digest" = p."digest" '
            'where mine."seq" = :seq and mine."inherits" and (s."seq" is not null '
            'or exists (select 1 from "given" as g where g."key" = p."digest")) order by p."nth" limit 1',
            {"seq": seq},
        ).fetchone()
        if not row:
            return 0, []
        clients = self._connection.execute(
            'select "client" from temp."whose" where "seq" = :parent '
            'union select "client" from "given" where "key" = :digest order by 1',
            {"parent": row[1], "digest": row[0]},
        )
        return row[1], [each[0] for each in clients]

    def name_invoices(self) -> None:
        """Give payments that name their invoice by the key it was read under the number of it, if it is known."""
        rows = self._connection.execute(NUMBERS_BY_KEY, {}).fetchall()
        for seq, said, number in rows:
            told = json.dumps({**json.loads(said), "invoice": number}, ensure_ascii=False)
            given = {"seq": seq, "said": told, "number": number}
            self._connection.execute(
                'update temp."staged" set "said" = :said, "number" = :number where "seq" = :seq', given
            )

    def of_invoice(self, number: str) -> list[str]:
        """Return the clients that have an invoice of this number, staged or on record."""
        rows = self._connection.execute(
            'select w."client" from temp."staged" as s join temp."whose" as w on w."seq" = s."seq" '
            'where s."type" = \'invoice\' and s."number" = :number and s."number" <> \'\' union '
            'select c."slug" from "client" as c cross join "invoice" as i on i."client" = c."slug" '  # by its index
            'where i."number" = :number order by 1',
            {"number": number},
        )
        return [row[0] for row in rows]

    def paid(self, client: str, number: str) -> Decimal:
        """Return what payments of an invoice come to: those set aside, and those on record that are not among them.

        On record is one of the same key; and so that nothing counts twice, one of the same day and amount.
        """
        given = {"client": client, "number": number, "paid": PAID}
        staged = Counter(
            (str(each.get("at", ""))[:10], Decimal(str(each["amount"])))
            for row in self._connection.execute(STAGED_PAYMENTS, given)
            if (each := json.loads(row[0])).get("kind", PAID) == PAID
        )
        rows = self._connection.execute(OTHER_PAYMENTS, given)
        kept = Counter((row[0][:10], Decimal(row[1]) / MONEY_SCALE) for row in rows)
        return sum((amount * count for (_, amount), count in (staged | kept).items()), Decimal(0))

    def paid_by_several(self) -> list[tuple[str, str, list[str]]]:
        """Return client and number of the invoices that payments set aside are of and that others pay as well."""
        return [(row[0], row[1], sorted(row[2].split(","))) for row in self._connection.execute(PAID_BY_SEVERAL)]

    def nearest_parent(self, seq: int, client: str) -> tuple[str, str] | None:
        """Return the key and the id (where imported before) of the nearest that a draft answers with this client."""
        row = self._connection.execute(
            'select p."key", coalesce(g."id", \'\') from temp."parent" as p '
            'left join "given" as g on g."key" = p."digest" and g."client" = :client '
            'left join temp."staged" as s on s."type" = \'interaction\' and s."digest" = p."digest" '
            'left join temp."whose" as w on w."seq" = s."seq" and w."client" = :client '
            'where p."seq" = :seq and (g."id" is not null or w."client" is not null) order by p."nth" limit 1',
            {"seq": seq, "client": client},
        ).fetchone()
        return (row[0], row[1]) if row else None

    def references(self) -> Iterator[tuple[str, tuple[str, ...]]]:
        """Yield the digest of each message whose source names no conversation, with those of what it answers."""
        rows = self._connection.execute(
            'select s."seq", s."digest", p."digest" from temp."staged" as s '
            'left join temp."parent" as p on p."seq" = s."seq" '
            'where s."type" = \'interaction\' and s."thread" = \'\' order by s."seq", p."nth"'
        )
        for (_, mine), several in groupby(rows, key=lambda row: (row[0], row[1])):
            yield mine, tuple(row[2] for row in several if row[2])

    def threads_known(self) -> Iterator[tuple[str, str]]:
        """Yield digest and name of each conversation that an earlier import named and this one goes on with."""
        yield from (
            (row[0], row[1])
            for row in self._connection.execute(
                'select g."key", i."thread" from "given" as g join "interaction" as i '
                'on i."client" = g."client" and i."id" = g."id" where i."thread" is not null and g."key" in '
                '(select "digest" from temp."parent" union select "digest" from temp."staged") order by g."handle"'
            )
        )

    def mails_without_parents(self) -> Iterator[tuple[str, str, str, str]]:
        """Yield digest, client, subject and moment of each mail that answers nothing, in the order of time."""
        yield from (
            tuple(row)
            for row in self._connection.execute(
                'select s."digest", w."client", s."topic", s."at" from temp."staged" as s '
                'join temp."whose" as w on w."seq" = s."seq" where s."topic" <> \'\' and s."thread" = \'\' '
                'and not exists (select 1 from temp."parent" as p where p."seq" = s."seq") order by s."at", s."seq"'
            )
        )

    def unknown(self, most: int) -> list[tuple[str, str, str, int]]:
        """Return those who are named in drafts that are nobody's yet, with how often, the most frequent first."""
        rows = self._connection.execute(
            'select p."address", max(p."name"), max(p."phone"), count(*) as n from temp."party" as p '
            'where p."seq" in (select "seq" from temp."staged") '
            'and not exists (select 1 from temp."whose" as w where w."seq" = p."seq") '
            'group by p."address", case when p."address" = \'\' then p."name" || p."phone" end '
            f'order by n desc, p."address", 2 limit {most}'
        )
        return [(row[0], row[1], row[2], row[3]) for row in rows]
