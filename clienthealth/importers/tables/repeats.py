"""What a file says twice: repeats of one thing, and twins that only look alike."""

from collections import Counter
from hashlib import blake2b

from clienthealth.importers.items import Problem, Skipped


class Repeats:
    """What was seen of one file so far, in a few bytes each."""

    def __init__(self) -> None:
        self._known: dict[bytes, bytes] = {}
        self._twins: Counter[bytes] = Counter()

    def of(self, spot: str, name: str, content: object, *, versions: bool = False) -> Problem | Skipped | None:
        """Say that an id was there before: with the same content a repeat, with another one a problem.

        Where the source numbers its `versions` the later one wins, and that is decided elsewhere.
        """
        key, digest = _digest(name), _digest(repr(content))
        known = self._known.setdefault(key, digest)
        if known is digest:
            return None
        if known == digest:
            return Skipped(spot, "duplicate", name)
        return None if versions else Problem(spot, "id", f"{name} is there twice, with different contents")

    def twin(self, *marks: str) -> str:
        """Return a key for what has no id: what tells it apart, and how many such there were with it."""
        key = "\x1f".join(marks)
        digest = _digest(key)
        self._twins[digest] += 1
        return f"{key}\x1f{self._twins[digest]}"


def _digest(text: str) -> bytes:
    return blake2b(text.encode(), digest_size=12).digest()
