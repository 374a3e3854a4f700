"""A user's own template for the body of a letter: Jinja2, cut down until nothing is left that could act.

A sandbox stops tricks with attributes; it does not stop a template from taking all the time and memory there is.
So three fences stand one behind the other: the source is read as a tree in which only harmless nodes may occur and
loops nest no deeper than `DEEPEST`; a name looks nothing up but the keys of the values it is given; and what comes
out is counted while it comes. Values are never templates: a client called `{{ 7*7 }}` is printed as that.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from clienthealth.core.frozen import Frozen
from clienthealth.errors import BadData
from clienthealth.render.letter_forms.missing import not_installed

LONGEST_SOURCE = 20_000
LONGEST_BODY = 20_000
"""Characters; ten times a letter of one page."""

LONGEST_LIST = 200
"""Entries of a list that a loop sees: more than a letter could hold."""

DEEPEST = 2
"""Loops within each other: a list of things that have a list each. 200 x 200 turns take milliseconds."""

ALLOWED = frozenset(
    [
        "And", "Compare", "Const", "Filter", "For", "Getattr", "If", "Name", "Not", "Operand", "Or", "Output",
        "Template", "TemplateData", "Test",
    ]
)  # fmt: skip
"""What a template may consist of; no call, no arithmetic, no import, no block, nothing that is set."""

FILTERS = frozenset(["default", "join", "lower", "trim", "upper"])
"""Beside `date`, which is ours."""

TESTS = frozenset(["defined", "undefined"])
LOOP = frozenset(["first", "last", "index"])


class Written(Frozen, kw_only=True):
    """How a template's values are written: a date in the words of the letter's language."""

    date: Callable[[Any], str]


def body(source: str, values: Mapping[str, Any], written: Written, *, file: str) -> str:
    """Return the body of a letter that a template makes of the values.

    `values` holds strings, dates, and lists and mappings of these; `file` is named in errors. Raises BadData
    for a template that cannot be read, uses what is not allowed, names a value that there is not, or grows too long.
    """
    try:
        from jinja2 import TemplateError
    except ImportError as error:
        raise not_installed("a template of your own") from error
    if len(source) > LONGEST_SOURCE:
        raise _bad(file, f"longer than {LONGEST_SOURCE} characters")
    try:
        environment = _fenced(written)
        _check(environment.parse(source), file)
        return _counted(environment.from_string(source).generate(_capped(values)), file)
    except TemplateError as error:
        line = getattr(error, "lineno", None)
        raise _bad(f"{file}, line {line}" if line else file, error.message or type(error).__name__) from error
    except (ArithmeticError, LookupError, RecursionError, SyntaxError, TypeError, ValueError) as error:
        raise _bad(file, f"cannot be worked out ({type(error).__name__})") from error


def parted(text: str) -> list[tuple[str, tuple[str, ...]]]:
    """Return the paragraphs of a body, each with its list: parted by empty lines; `- ` begins an entry."""
    found = []
    for part in re.split(r"\n\s*\n", text.strip()):
        lines = [line.strip() for line in part.splitlines() if line.strip()]
        said = " ".join(line for line in lines if not line.startswith("- "))
        entries = tuple(line[2:].strip() for line in lines if line.startswith("- "))
        if said or entries:
            found.append((said, entries))
    return found


def _bad(place: str, what: str) -> BadData:
    return BadData(f"{place}: {what}", "docs/letters.md says what a template may hold")


def _fenced(written: Written) -> Any:
    from jinja2 import StrictUndefined
    from jinja2.runtime import LoopContext
    from jinja2.sandbox import ImmutableSandboxedEnvironment

    class Fenced(ImmutableSandboxedEnvironment):
        """Looks up the keys of mappings, and where a loop stands; no attribute of anything else."""

        def getattr(self, obj: Any, attribute: str) -> Any:
            if isinstance(obj, Mapping) and attribute in obj:
                return obj[attribute]
            if isinstance(obj, LoopContext) and attribute in LOOP:
                return super().getattr(obj, attribute)
            return self.undefined(obj=obj, name=attribute)

    fenced = Fenced(undefined=StrictUndefined, autoescape=False, trim_blocks=True, lstrip_blocks=True)
    fenced.globals.clear()
    fenced.filters = {name: fenced.filters[name] for name in FILTERS} | {"date": written.date}
    fenced.tests = {name: fenced.tests[name] for name in TESTS}
    return fenced


def _check(tree: Any, file: str, depth: int = 0) -> None:
    """Refuse what is not on the list, wherever in the tree it stands."""
    kind = type(tree).__name__
    if kind not in ALLOWED:
        raise _bad(f"{file}, line {tree.lineno}", f"{kind} has no place in a letter")
    depth += kind == "For"
    if depth > DEEPEST:
        raise _bad(f"{file}, line {tree.lineno}", f"loops nest deeper than {DEEPEST}")
    for child in tree.iter_child_nodes():
        _check(child, file, depth)


def _counted(pieces: Iterable[str], file: str) -> str:
    """Return what comes out, as long as it is not too much."""
    made, length = [], 0
    for piece in pieces:
        length += len(piece)
        if length > LONGEST_BODY:
            raise _bad(file, f"makes more than {LONGEST_BODY} characters")
        made.append(piece)
    return "".join(made)


def _capped(values: Any) -> Any:
    """Return values with lists no longer than a loop may be."""
    if isinstance(values, Mapping):
        return {key: _capped(value) for key, value in values.items()}
    if isinstance(values, list | tuple):
        return [_capped(value) for value in values[:LONGEST_LIST]]
    return values
