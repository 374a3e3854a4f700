"""Which column of a table holds what: known by its name, or said by the user (`Kunde=client,Datum=at`)."""

import re
from collections.abc import Mapping
from itertools import islice

from clienthealth.importers.answers import Answers
from clienthealth.importers.items import Question
from clienthealth.importers.tables.table import Table, fold_name

Names = Mapping[str, tuple[str, ...]]
"""Each role with the names of columns that are known to hold it, the best first."""

_EXAMPLES = 3
_LONGEST = 30


class Roles(dict[str, str]):
    """The column of each role that was found; of another role it is the empty text, and so is what it holds."""

    def __missing__(self, role: str) -> str:
        """Return what no table has as the name of a column."""
        return ""


def roles_of(
    table: Table, names: Names, needed: tuple[str, ...], answers: Answers, *, confirm: bool = False
) -> Roles | Question:
    """Say which column holds what: as the user answered, else by name.

    It is a question where a needed role is nowhere, where the answer does not fit the table or leaves a needed role
    out, and always with `confirm`: then what was understood, by name where the answer does not say it, is offered.
    """
    wrong, roles = "", _by_name(table, names)
    if answer := answers.get("columns"):
        wrong, said = _answered(answer, table, names)
        if not wrong and all(role in said for role in needed):
            return said
        roles = Roles({role: column for role, column in roles.items() if column not in said.values()} | said)
    missing = ", ".join(role for role in needed if role not in roles)
    if not (wrong or missing or answer or confirm):
        return roles
    return _question(table, names, roles, wrong, missing)


def _by_name(table: Table, names: Names) -> Roles:
    return Roles((role, column) for role, known in names.items() if (column := table.column(*known)))


def _answered(answer: str, table: Table, names: Names) -> tuple[str, Roles]:
    # The name of a column may hold a comma and an equals sign; a role never does.
    pair = re.compile(rf"\s*(.+?)\s*=\s*({'|'.join(map(re.escape, names))})\s*(?:,|$)")
    roles, place = Roles(), 0
    columns = {fold_name(column): column for column in table.header}
    while place < len(answer):
        found = pair.match(answer, place)
        if found is None or fold_name(found[1]) not in columns:
            return f"{found[1] if found else answer[place:]!r} names no column with a field", roles
        roles[found[2]] = columns[fold_name(found[1])]
        place = found.end()
    return "", roles


def _question(table: Table, names: Names, guess: Roles, wrong: str, missing: str) -> Question:
    text = f"which column holds what? written Column=field, of {', '.join(names)}"
    why = wrong or (f"no column is known to hold {missing}" if missing else "")
    offered = "" if missing else ",".join(f"{column}={role}" for role, column in guess.items())
    return Question(
        "columns", f"{why}: {text}" if why else text, shown=_shown(table, guess, fits=not missing), guess=offered
    )


def _shown(table: Table, roles: Roles, *, fits: bool) -> tuple[str, ...]:
    """Show what the columns hold: those that are used, and where these are not all that is needed the others too."""
    rows = list(islice(table.good_rows(), _EXAMPLES))
    fields = {column: role for role, column in roles.items()}
    used = [
        f"{column} -> {fields.get(column, '(not used)')}: "
        + ", ".join(row[column][:_LONGEST] or "(empty)" for row in rows)
        for column in table.header
        if column in fields or not fits
    ]
    unused = [column for column in table.header if column not in fields]
    return (*used, f"not used: {', '.join(unused)}") if unused and fits else tuple(used)
