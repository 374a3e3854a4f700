"""How an imported thing is known again: by digests, as a Message-ID or an address is other people's data."""

import hashlib

ID_DIGITS = 16
"""64 bits of the id within one client and type: a chance meeting among a million has odds of 1 in 3·10^7."""

KEY_DIGITS = 24
"""96 bits of the key over all clients."""


def record_id(kind: str, key: str, client: str) -> str:
    """Return the id of the record of one type that a source's key becomes with one client.

    One mail to two clients is a record of each, so the client takes part.
    """
    return f"{kind}:{_digest(key + chr(0) + client)[:ID_DIGITS]}"


def suggestion_id(reason: str, key: str) -> str:
    """Return the id of what gives reason to ask, with whatever client: one that was dismissed stays so if renamed."""
    return record_id("suggestion", f"{reason}:{key}", "")


def digest(key: str) -> str:
    """Return what a key is kept as."""
    return _digest(key)[:KEY_DIGITS]


def _digest(text: str) -> str:
    return hashlib.sha1(text.encode(errors="surrogatepass"), usedforsecurity=False).hexdigest()
