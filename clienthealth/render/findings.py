"""What a look at the store found, a line a finding; and the schema as it can be read."""

from collections.abc import Iterable, Iterator
from typing import Any

from clienthealth.render.words import visible

STATE, CHECK = 8, 13
"""Columns of the state and of what was looked at."""


def lines(found: Iterable[Any]) -> Iterator[str]:
    """Yield a line a finding: its state, what was looked at, what was found, the way out."""
    for each in found:
        hint = f" → {each.hint}" if each.hint else ""
        yield visible(f"{each.state:<{STATE}} {each.check:<{CHECK}} {each.says}{hint}")


def as_json(found: Iterable[Any]) -> Iterator[str]:
    """Yield a JSON object a finding."""
    from json import dumps

    for each in found:
        plain = {"state": each.state, "check": each.check, "says": each.says} | (
            {"hint": each.hint} if each.hint else {}
        )
        yield dumps(plain, ensure_ascii=False, sort_keys=True)


def schema(statements: Iterable[str]) -> str:
    """Return the statements that make the tables, a column a line."""
    return "\n\n".join(f"{_broken(statement)};" for statement in statements)


def _broken(statement: str) -> str:
    """Break a statement at the commas of its outermost brackets."""
    depth, lines = 0, [""]
    for letter in " ".join(statement.split()):
        depth += (letter == "(") - (letter == ")")
        if letter == ")" and depth == 0:
            lines.append("")
        lines[-1] += letter
        if depth == 1 and letter in "(,":
            lines.append("    ")
    return "\n".join(f"    {line.strip()}" if line.startswith(" ") else line for line in lines)
