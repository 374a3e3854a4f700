"""Which invoice the words of a transfer name: people write its number, and what they like around it."""

import re
from collections.abc import Iterable

SHORTEST = 4
"""Signs of a number that is looked for among other words: a shorter one may be anything."""

LONGEST = 400
"""Signs of a text that are looked at: purposes of transfers have 140."""

BEGIN = re.compile(r"(?<!\w)(?<!\w[-./])(?=\S)")
END = re.compile(r"(?<=\S)(?!\w)(?![-./]\w)")
"""Where a number may begin and end, so that it is none inside a longer one."""


class Numbers:
    """Invoice numbers, of one client or of all; a text is read in a time that does not depend on how many they are."""

    def __init__(self, numbers: Iterable[str]) -> None:
        self._known = set(numbers)
        self._telling: dict[str, set[str]] = {}
        for each in self._known:
            if len(each) >= SHORTEST and any(map(str.isdigit, each)):
                self._telling.setdefault(each.casefold(), set()).add(each)
        self._most = max(map(len, self._telling), default=0)

    def named(self, text: str) -> str:
        """Return the number that a text is, or names among other words; the text where it names none.

        Nothing is guessed: two numbers in one text name neither; one inside a longer one, or inside a date, is none.
        """
        if text in self._known or not self._telling:
            return text
        line = text[:LONGEST].casefold()
        ends = [each.start() for each in END.finditer(line)]
        found: set[str] = set()
        for begin in (each.start() for each in BEGIN.finditer(line)):
            for end in ends:
                if SHORTEST <= end - begin <= self._most:
                    found |= self._telling.get(line[begin:end], set())
        return found.pop() if len(found) == 1 else text
