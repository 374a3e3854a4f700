"""Which column of a table holds what: known by its name, or said by the user (`Kunde=client,Datum=at`)."""

import re
from collections.abc import Mapping
from itertools import islice

from clienthealth.errors import BadData
from clienthealth.importers.answers import Answers
from clienthealth.importers.items import Question
from clienthealth.importers.table import Table, fold_name

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

    It is a question where a needed role is nowhere, and always with `confirm`: then what was understood is offered as
    the answer. Raises BadData where an answer names no column or role of these.
    """
    if answer := answers.get("columns"):
        return _answered(answer, table, names, needed)
    roles = Roles((role, column) for role, known in names.items() if (column := table.column(*known)))
    missing = [role for role in needed if role not in roles]
    if not missing and not confirm:
        return roles
    text = "which column holds what? written Column=field, of " + ", ".join(names)
    guess = ",".join(f"{column}={role}" for role, column in roles.items())
    return Question("columns", text, shown=_shown(table, roles), guess="" if missing else guess)


def _answered(answer: str, table: Table, names: Names, needed: tuple[str, ...]) -> Roles:
    # The name of a column may hold a comma and an equals sign; a role never does.
    pair = re.compile(rf"\s*(.+?)\s*=\s*({'|'.join(map(re.escape, names))})\s*(?:,|$)")
    roles, place = Roles(), 0
    columns = {fold_name(column): column for column in table.header}
    while place < len(answer):
        found = pair.match(answer, place)
        if found is None or fold_name(found[1]) not in columns:
            wrong = found[1] if found else answer[place:]
            hint = f"written Column=field; columns: {', '.join(table.header)}; fields: {', '.join(names)}"
            raise BadData(f"{table.source.name}: {wrong!r} is no column with a field", hint)
        roles[found[2]] = columns[fold_name(found[1])]
        place = found.end()
    if missing := [role for role in needed if role not in roles]:
        raise BadData(
            f"{table.source.name}: no column was named for {', '.join(missing)}", "name one with Column=field"
        )
    return roles


def _shown(table: Table, roles: Roles) -> tuple[str, ...]:
    rows = list(islice(table.good_rows(), _EXAMPLES))
    fields = {column: role for role, column in roles.items()}
    return tuple(
        f"{column} -> {fields.get(column, '(not used)')}: "
        + ", ".join(row[column][:_LONGEST] or "(empty)" for row in rows)
        for column in table.header
    )
