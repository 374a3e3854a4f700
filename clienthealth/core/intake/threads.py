"""Which messages belong to one conversation: by what they answer, else by what they are about.

Union and find over numbers, without recursion: references may run in circles or lead nowhere.
"""

from datetime import datetime, timedelta

SAME_SUBJECT = timedelta(days=30)
"""Two messages with one subject and no reference belong together if they lie no further apart (imports.md)."""


class Threads:
    """Conversations that grow together as messages come in; about 150 bytes a message."""

    def __init__(self) -> None:
        self._above: dict[int, int] = {}
        self._names: dict[int, str] = {}
        self._subjects: dict[tuple[str, str], tuple[datetime, int]] = {}

    def answer(self, key: str, parents: tuple[str, ...]) -> None:
        """Take in a message by its digest and the digests of what it refers to."""
        mine = self._root(_number(key))
        for parent in parents:
            other = self._root(_number(parent))
            if other != mine:
                self._join(other, mine)
                mine = other

    def known(self, key: str, name: str) -> None:
        """Say what the conversation of a message is called already, because another import named it."""
        self._names.setdefault(self._root(_number(key)), name)

    def same_subject(self, key: str, client: str, subject: str, at: datetime) -> None:
        """Take in, in the order of time, a message that is in no conversation but by its subject."""
        mine = self._root(_number(key))
        last = self._subjects.get((client, subject))
        if last and at - last[0] <= SAME_SUBJECT:
            above = self._root(last[1])
            if above != mine:
                self._join(above, mine)
                mine = above
        self._subjects[client, subject] = (at, mine)

    def name(self, key: str) -> str:
        """Return what the conversation of a message is called."""
        root = self._root(_number(key))
        return self._names.get(root) or f"{root:012x}"

    def _join(self, above: int, below: int) -> None:
        self._above[below] = above
        if below in self._names:
            self._names.setdefault(above, self._names.pop(below))

    def _root(self, number: int) -> int:
        path = []
        while (above := self._above.setdefault(number, number)) != number:
            path.append(number)
            number = above
        for each in path:
            self._above[each] = number
        return number


def _number(key: str) -> int:
    return int(key[:12], 16)
