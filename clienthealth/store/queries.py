"""Every select and write of the store, in the subset of SQL that PostgreSQL speaks too."""

from typing import Any

from clienthealth.core.codec import per_type
from clienthealth.core.kinds import KEPT_LETTERS, LETTERS
from clienthealth.store.rows import columns

HELD = ("version", "checksum")

SUMS = """
    "client", "week", min("day"), max("day"), count(*), sum("day"),
    coalesce(sum("tone"), 0), coalesce(sum("tone" * "day"), 0),
    coalesce(sum("minutes"), 0), coalesce(sum(case when "billable" = 0 then "minutes" end), 0),
    coalesce(sum("energy"), 0), count("energy"),
    max(case when "direction" <> 'out' then "day" end), max(case when "direction" <> 'in' then "day" end),
    count("minutes")
"""
"""What is summed of interactions, in the order of the fields of `core.history.Week`."""

WEEKS = f"""
    select {SUMS}
    from "interaction"
    where "day" <= :day
    group by "client", "week"
    order by "client", "week"
"""
"""The interactions of each client as weekly sums; the broken last week falls out of the condition."""

BROKEN_WEEK = f"""
    select {SUMS}
    from "interaction"
    where "at" between :from and :until and "day" between :first and :day
    group by "client", "week"
    order by "client", "week"
"""
"""The same for the days of one week, found by the index over `at` whatever the zone."""

WEEKS_OF_ONE = f"""
    select {SUMS}
    from "interaction"
    where "client" = :client and "day" <= :day
    group by "client", "week"
    order by "client", "week"
"""
"""The weekly sums of one client's interactions."""

LAST_COMMAND = """
    select "seq", "id", "at", "by", "name"
    from "command" as c
    where c."by" = :by
        and c."undoes" is null
        and not exists (select 1 from "command" as u where u."undoes" = c."id")
    order by c."seq" desc
    limit :most
"""
"""A person's commands that wrote something and still stand, the newest first."""

LAST_UNERASED = """
    select "seq", "id", "at", "by", "name"
    from "command" as c
    where c."by" = :by
        and c."undoes" is null
        and not exists (select 1 from "command" as u where u."undoes" = c."id")
        and not exists (
            select 1
            from "change" as h
            where h."command" = c."seq" and h."last_handle" is null and h."before" is null and h."after" is null
        )
    order by c."seq" desc
    limit 1
"""
"""A person's last command that still stands and of which nothing was erased: an erased change has no image left."""

ADDED_WITH = """
    select h."type", h."handle"
    from "change" as h
    where h."command" = (
            select min(m."command")
            from "change" as m
            where m."type" = :type and m."handle" = :handle and m."before" is null and m."last_handle" is null
        )
        and h."before" is null
        and h."last_handle" is null
        and not (h."type" = :type and h."handle" = :handle)
    order by h."position"
"""
"""What the command added that added a record one by one, but for that record itself."""

OF_MY_ROUND = """
    select h."handle"
    from "command" as c join "change" as h on h."command" = c."seq"
    where c."by" = :by and c."undoes" is null and c."at" >= :first
        and h."type" = 'decision' and h."before" is null and h."last_handle" is null
        and c."seq" >= (
            select min(b."seq")
            from "command" as b
                join "change" as d on d."command" = b."seq" and d."type" = 'decision'
                join "decision" as kept on kept."handle" = d."handle"
            where b."by" = :by and b."name" = :name and b."undoes" is null and b."at" >= :first
                and b."seq" > coalesce(
                    (
                        select max(r."seq")
                        from "command" as r
                            join "change" as e on e."command" = r."seq" and e."type" = 'review'
                            join "review" as closed on closed."handle" = e."handle"
                        where r."by" = :by and r."undoes" is null and r."at" >= :first
                    ),
                    0
                )
        )
"""
"""The decisions of a person since the first that one command wrote after the last review they closed."""

MY_LAST_ROUND = """
    select min(c."at")
    from "command" as c
        join "change" as h on h."command" = c."seq" and h."type" = 'decision'
        join "decision" as kept on kept."handle" = h."handle"
    where c."by" = :by and c."name" = :name and c."undoes" is null and c."at" between :first and :closed
        and c."seq" > coalesce(
            (
                select max(r."seq")
                from "command" as r
                    join "change" as e on e."command" = r."seq" and e."type" = 'review'
                    join "review" as earlier on earlier."handle" = e."handle"
                where r."by" = :by and r."undoes" is null and r."at" >= :first and earlier."at" < :closed
            ),
            0
        )
"""
"""The moment of the first decision that one command wrote in the round which a person's review closed."""

BEGUN = """
    insert into "command" ("seq", "id", "at", "by", "name", "undoes")
    select coalesce(max("seq"), 0) + 1, :id, :at, :by, :name, :undoes
    from "command"
    returning "seq"
"""
"""The row of a command that begins to write."""

NOTED = """
    insert into "change" ("command", "position", "type", "handle", "last_handle", "before", "after")
    values (:command, :position, :type, :handle, :last_handle, :before, :after)
"""
"""The audit row of one change: the record's image before and after it."""

NEXT_NUMBER = """
    insert into "counter" ("type", "last")
    values (:type, :n)
    on conflict ("type") do update set "last" = "counter"."last" + :n
    returning "last"
"""
"""Numbers are never given twice, not even after a removal: a handle on paper keeps its meaning."""


@per_type
def selected(kind: Any) -> str:
    """Return the select that `rows.of_row` reads, up to its where."""
    names = ", ".join(f'"{name}"' for name in columns(kind))
    return f'select "handle", "version", {names} from "{kind.TYPE}"'


@per_type
def inserted(kind: Any) -> str:
    """Return the insert of one record."""
    extra = ("day", "week") if kind.TYPE == "interaction" else ()
    names = ("handle", *columns(kind), *extra, *HELD)
    quoted, given = ", ".join(f'"{name}"' for name in names), ", ".join(f":{name}" for name in names)
    return f'insert into "{kind.TYPE}" ({quoted}) values ({given})'


@per_type
def updated(kind: Any) -> str:
    """Return the update of one record, which changes no row where somebody else was faster."""
    extra = ("day", "week") if kind.TYPE == "interaction" else ()
    names = (*columns(kind), *extra, "checksum")
    given = ", ".join(f'"{name}" = :{name}' for name in names)
    which = 'where "handle" = :handle and "version" = :version'
    return f'update "{kind.TYPE}" set {given}, "version" = "version" + :versions_on {which}'


def deleted(kind: str) -> str:
    """Return the removal of one record, or of none where somebody else was faster."""
    return f'delete from "{known(kind)}" where "handle" = :handle and "version" = :version'


def deleted_range(kind: str) -> str:
    """Return the removal of records that were added together and not touched since."""
    return f'delete from "{known(kind)}" where "handle" between :first and :last and "version" = 1'


def known(kind: str) -> str:
    """Return a table name, having made sure that it is one."""
    if kind not in LETTERS and kind not in KEPT_LETTERS:
        raise KeyError(kind)
    return kind
