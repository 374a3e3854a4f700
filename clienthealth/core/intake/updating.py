"""What a later import may change: what the source says otherwise than last time, and nobody changed by hand.

Of what a source gave only digests are kept (`at:1f2e3d4c subject:…`): enough to tell that something differs, and
nothing of anybody's words.
"""

import zlib
from collections.abc import Mapping
from typing import Any

OF_US = frozenset({"type", "client", "id", "source", "recorded_at", "by", "owner"})
"""Fields of a record that no source gives."""


def digests(plain: Mapping[str, Any]) -> str:
    """Return the digests of the fields a source gave, as the text they are kept as."""
    return " ".join(f"{name}:{_digest(plain[name])}" for name in sorted(plain) if name not in OF_US)


def read(text: str) -> dict[str, str]:
    """Return the digest of each field from the text they are kept as."""
    return dict(part.split(":", 1) for part in text.split())


def merged(held: Mapping[str, Any], now: Mapping[str, Any], last: Mapping[str, str] | None) -> dict[str, Any]:
    """Return a record's plain values after an import; `last` are the digests of what the source gave before.

    Where it never gave anything (the record was typed, or came in a journal) only what is missing is filled in.
    """
    given = {name: value for name, value in now.items() if name not in OF_US and _may_set(name, value, held, last)}
    after = {**held, **given}
    for name in (last or {}).keys() - now.keys():
        if name in held and _digest(held[name]) == (last or {})[name]:
            del after[name]  # the source took it back, and it is as the source left it
    return after


def _may_set(name: str, value: Any, held: Mapping[str, Any], last: Mapping[str, str] | None) -> bool:
    """Whether the source may set a field: it says something new, and the field is as the source left it."""
    if last is None or name not in last:
        return name not in held
    return _digest(value) != last[name] and name in held and _digest(held[name]) == last[name]


def _digest(value: Any) -> str:
    return f"{zlib.crc32(repr(value).encode(errors='surrogatepass')):08x}"
