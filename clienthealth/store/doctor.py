"""A look into the database file: is all there that was written, and does the rest agree with it."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import tzinfo
from pathlib import Path
from typing import Any, NamedTuple

from clienthealth.core.kinds import KEPT_LETTERS, LETTERS
from clienthealth.core.moments import day_of, parse
from clienthealth.errors import StoreError
from clienthealth.store import indexed
from clienthealth.store.findings import Finding, State, note, ok, problem
from clienthealth.store.intake import REFERENCES
from clienthealth.store.opening import MAGIC, SCHEMA, examined
from clienthealth.store.rows import DAYS_A_WEEK
from clienthealth.store.search import rebuild
from clienthealth.store.sqlite import connect, explained, write
from clienthealth.store.verifying import Step, pages_wrong, references_wrong, rows_wrong

RESTORE = "`clienthealth restore FILE` puts a backup in its place and keeps this file beside it"
FIX = "`clienthealth doctor --fix` mends it"
SAFE_WAL = (3, 51, 3)
"""Before this release, several short writers could damage a database in WAL mode."""

HIGHEST = """
    select max("n") from (
        select max("handle") as "n" from "{kind}"
        union all
        select max(coalesce("last_handle", "handle")) from "change" where "type" = '{kind}'
    )
"""
"""The highest number that was ever given to a record of a type."""


class Patient(NamedTuple):
    """An open database that is looked at."""

    connection: sqlite3.Connection
    path: Path
    zone: tzinfo
    step: Step | None


def inside(path: Path, zone: tzinfo, *, fix: bool, step: Step | None = None) -> Iterator[Finding]:
    """Yield what a look into the file finds, and with `fix` what was mended."""
    try:
        with path.open("rb") as file:
            start = file.read(len(MAGIC))
    except OSError as error:
        yield problem("file", f"{path} cannot be read: {error.strerror}", "check the path and the rights of its folder")
        return
    if start and start != MAGIC:
        yield problem("file", "it does not begin as a database does", RESTORE)
        return
    try:
        with closing(connect(path)) as connection:
            yield from _opened(Patient(connection, path, zone, step), fix=fix)
    except sqlite3.DatabaseError as error:
        said = explained(error, path)
        yield problem("file", said.message, said.hint)


def _opened(patient: Patient, *, fix: bool) -> Iterator[Finding]:
    """Look at a file that opens: whose it is first, then everything in it."""
    try:
        schema = examined(patient.connection, patient.path)
    except StoreError as error:
        yield problem("schema", error.message, error.hint)
        return
    yield _engine(patient)
    pages = _asked("pages", _pages, patient)
    yield from pages
    if schema < SCHEMA:
        yield note("schema", f"{schema} of {SCHEMA}", "the next command brings it up to date, after a copy")
        return
    yield ok("schema", str(schema))
    sound = all(each.state is State.OK for each in pages)
    for name, check in CHECKS.items():
        found = _asked(name, check, patient)
        yield from _mended(name, check, patient, found) if fix and sound else found


def _asked(name: str, check: Callable[[Patient], Iterator[Finding]], patient: Patient) -> list[Finding]:
    """Return what a check finds; that it cannot be made is a finding too."""
    try:
        return list(check(patient))
    except sqlite3.DatabaseError as error:
        return [problem(name, f"cannot be read: {error}", RESTORE)]


def _mended(
    name: str, check: Callable[[Patient], Iterator[Finding]], patient: Patient, found: list[Finding]
) -> list[Finding]:
    """Mend what can be mended in one transaction, look again, and say what was done."""
    mends = [each for each in found if each.mend]
    if not mends:
        return found
    with write(patient.connection, patient.path):
        for each in mends:
            if each.mend:
                each.mend()
    still = [each for each in _asked(name, check, patient) if each.state is State.PROBLEM]
    return still or [Finding(State.MENDED, name, each.says) for each in mends]


def _engine(patient: Patient) -> Finding:
    """Say which SQLite this is, and whether its journal can be relied on."""
    mode = patient.connection.execute("pragma journal_mode").fetchone()[0]
    says = f"SQLite {sqlite3.sqlite_version}, journal mode {mode}"
    if mode == "wal" and sqlite3.sqlite_version_info < SAFE_WAL:
        hint = "close all other programs that use it, then: sqlite3 FILE 'pragma journal_mode = delete'"
        return problem("engine", f"{says}, which this release can damage", hint)
    return ok("engine", says)


def _pages(patient: Patient) -> Iterator[Finding]:
    wrong = pages_wrong(patient.connection)
    if wrong:
        yield problem("pages", f"damaged: {'; '.join(wrong[:3])}", RESTORE)
    else:
        yield ok("pages", "in order")


def _references(patient: Patient) -> Iterator[Finding]:
    broken = references_wrong(patient.connection)
    if broken:
        yield problem("references", f"{broken} lead nowhere", RESTORE)
    else:
        yield ok("references", "all lead somewhere")


def _rows(patient: Patient) -> Iterator[Finding]:
    wrong = list(rows_wrong(patient.connection, patient.step))
    if wrong:
        yield problem("rows", f"{len(wrong)} not as they were written: {', '.join(wrong[:8])}", RESTORE)
    else:
        yield ok("rows", "every one as it was written")


def _counters(patient: Patient) -> Iterator[Finding]:
    """Find numbers that would be given a second time."""
    behind = {}
    for kind in (*LETTERS, *KEPT_LETTERS):
        highest = patient.connection.execute(HIGHEST.format(kind=kind)).fetchone()[0] or 0
        row = patient.connection.execute('select "last" from "counter" where "type" = ?', (kind,)).fetchone()
        if highest > (row[0] if row else 0):
            behind[kind] = highest
    if behind:
        yield problem("counters", f"behind for {', '.join(behind)}", FIX, lambda: _count_up(patient, behind))
    else:
        yield ok("counters", "no number is given twice")


def _count_up(patient: Patient, behind: dict[str, int]) -> None:
    patient.connection.executemany(
        'insert into "counter" ("type", "last") values (?, ?) '
        'on conflict ("type") do update set "last" = max("counter"."last", excluded."last")',
        behind.items(),
    )


def _days(patient: Patient) -> Iterator[Finding]:
    """Find interactions whose day is not that of the configured zone."""
    wrong = list(_other_days(patient))
    if wrong:
        says = f"{len(wrong)} interactions are filed under another day than that of {patient.zone}"
        yield problem("days", says, FIX, lambda: _file_again(patient, wrong))
    else:
        yield ok("days", f"those of {patient.zone}")


def _other_days(patient: Patient) -> Iterator[tuple[int, int, int]]:
    """Yield day, week and handle of each interaction as they should be, where they are not."""
    rows = patient.connection.execute('select "handle", "at", "day", "week" from "interaction"')
    for handle, at, day, week in rows:
        right = day_of(parse(at, patient.zone), patient.zone).toordinal()
        if (day, week) != (right, (right - 1) // DAYS_A_WEEK):
            yield right, (right - 1) // DAYS_A_WEEK, handle


def _file_again(patient: Patient, right: list[tuple[int, int, int]]) -> None:
    patient.connection.executemany('update "interaction" set "day" = ?, "week" = ? where "handle" = ?', right)


def _index(patient: Patient) -> Iterator[Finding]:
    wrong = indexed.wrong(patient.connection, patient.step)
    if wrong:
        says = f"out of step with the records: {', '.join(wrong)}"
        yield problem("search", says, FIX, lambda: rebuild(patient.connection, wrong))
    else:
        yield ok("search", "the index has every word and no other")


def _against(patient: Patient) -> Iterator[Finding]:
    """Find the references that the database itself does not hold, and that lead nowhere."""
    lost = [each for (kind, field), targets in REFERENCES.items() for each in _lost(patient, kind, field, targets)]
    for handle, field in lost[:8]:
        yield problem("against", f"{handle} refers to what is not there", f"clienthealth edit {handle} --{field} ''")
    if not lost:
        yield ok("against", "all lead somewhere")


def _lost(patient: Patient, kind: str, field: str, targets: Any) -> list[tuple[str, str]]:
    if field != "against":
        return []
    missing = " and ".join(
        f'not exists (select 1 from "{other}" as o where o."client" = t."client" and o."{key}" = t."{field}")'
        for other, key in targets
    )
    rows = patient.connection.execute(
        f'select t."handle" from "{kind}" as t where t."{field}" is not null and {missing}'
    )
    return [(f"{LETTERS[kind]}{row[0]}", field) for row in rows]


CHECKS: dict[str, Callable[[Patient], Iterator[Finding]]] = {
    "references": _references,
    "rows": _rows,
    "counters": _counters,
    "days": _days,
    "search": _index,
    "against": _against,
}
