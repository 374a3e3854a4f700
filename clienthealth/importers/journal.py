"""The journal, one record a line: bytes in, drafts and problems out."""

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from datetime import tzinfo
from typing import Any, NamedTuple

from clienthealth.core.journal import record_of
from clienthealth.core.matching import fold, slug_of
from clienthealth.core.records.base import Record
from clienthealth.errors import InvalidField
from clienthealth.importers.source import Source

DIGEST_BYTES = 10
"""80 bits: among a million lines of one client a chance meeting of two ids has odds of 1 in 10^12."""


class Problem(NamedTuple):
    """Bad data, as a value with an address."""

    line: int
    field: str
    what: str
    hint: str = ""


class Draft(NamedTuple):
    """A line that makes sense by itself: what it says, and whether it brought an id of its own."""

    line: int
    plain: dict[str, Any]
    record: Record
    derived: bool


class Names:
    """Which client a line means: by slug, alias or full name, without regard to case."""

    def __init__(self, known: Iterable[tuple[str, Iterable[str]]]) -> None:
        self.slugs: set[str] = set()
        self._meant: dict[str, str] = {}
        for slug, names in known:
            self.learn(slug, names)

    def learn(self, slug: str, names: Iterable[str]) -> None:
        """Add a client with what it is called."""
        self.slugs.add(slug)
        for name in (slug, *names):
            self._meant.setdefault(fold(name), slug)

    def slug(self, wanted: object) -> str | None:
        """Return the slug that is meant, or nothing."""
        if not isinstance(wanted, str):
            return None
        return wanted if wanted in self.slugs else self._meant.get(fold(wanted))

    def invent(self, wanted: str) -> str:
        """Return the slug of a client that is to be made, and know it from now on."""
        slug = slug_of(wanted, self.slugs)
        self.learn(slug, [wanted])
        return slug


def recognises(source: Source) -> bool:
    """Whether the first line that is not blank is an object with a type."""
    for raw in source.head.removeprefix(b"\xef\xbb\xbf").splitlines():
        if raw.strip():
            found = _object(1, raw)
            return not isinstance(found, Problem) and isinstance(found[1].get("type"), str)
    return False


def lines(file: Iterable[bytes]) -> Iterator[tuple[int, dict[str, Any]] | Problem]:
    """Yield the objects of a file with their line numbers; blank lines are passed over."""
    for number, raw in enumerate(file, start=1):
        line = raw.removeprefix(b"\xef\xbb\xbf") if number == 1 else raw
        if line.strip():
            yield _object(number, line)


def _object(number: int, line: bytes) -> tuple[int, dict[str, Any]] | Problem:
    try:
        plain = json.loads(line.decode("utf-8"))
    except UnicodeDecodeError as error:
        return Problem(number, f"byte {error.start + 1}", "is no UTF-8", "save the file as UTF-8")
    except ValueError as error:
        return Problem(number, f"column {getattr(error, 'colno', 1)}", f"is no JSON: {getattr(error, 'msg', error)}")
    except RecursionError:
        return Problem(number, "column 1", "is nested too deeply")
    return (number, plain) if isinstance(plain, dict) else Problem(number, "line", "is no JSON object")


def clients(file: Iterable[bytes]) -> Iterator[tuple[str, list[str]]]:
    """Yield the clients that a file brings, with their names; what is wrong with them is said later."""
    for number, raw in enumerate(file, start=1):
        if b'"client"' not in raw or b'"name"' not in raw:
            continue
        found = _object(number, raw)
        if isinstance(found, tuple) and not isinstance(found, Problem):
            plain = found[1]
            slug, name, aliases = plain.get("client"), plain.get("name"), plain.get("aliases")
            if plain.get("type") == "client" and isinstance(slug, str) and isinstance(name, str):
                yield slug, [name, *(each for each in aliases or () if isinstance(each, str))]


def draft(number: int, plain: dict[str, Any], slug: str | None, zone: tzinfo) -> Draft | Problem:
    """Make a record of a line whose client is known; what it cannot be is a problem with its field."""
    meant = {**plain, "client": slug} if slug is not None else dict(plain)
    derived = meant.get("id") is None
    if derived:
        meant["id"] = derived_id(meant)
    try:
        return Draft(number, meant, record_of(meant, zone), derived)
    except InvalidField as error:
        return Problem(number, error.field, error.reason, error.hint)


def derived_id(plain: Mapping[str, Any]) -> str:
    """Return the id of a line that brings none: a digest of what it says, apart from whose it is."""
    said = {name: value for name, value in plain.items() if name not in {"client", "id"} and value is not None}
    text = json.dumps(said, ensure_ascii=True, sort_keys=True, separators=(",", ":"), default=str)
    return hashlib.blake2b(text.encode(), digest_size=DIGEST_BYTES).hexdigest()
