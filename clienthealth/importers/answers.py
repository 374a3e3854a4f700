"""What was answered about a source: once, and kept as a profile; readers ask for it by name."""

from collections.abc import Mapping
from datetime import date, datetime, tzinfo
from types import MappingProxyType
from typing import NamedTuple

from clienthealth.errors import BadData
from clienthealth.importers.items import Who

NOTHING: Mapping[str, str] = MappingProxyType({})


class BadAnswer(BadData):
    """An answer that cannot be understood: the question of that name can be asked again, where anybody is asked."""

    def __init__(self, question: str, message: str, hint: str) -> None:
        super().__init__(message, hint)
        self.question = question


class Answers(NamedTuple):
    """Who we are (folded addresses and names), the zone of times without one, the present, and all the rest.

    `given` maps the name of a question to its answer, as text. Names that several readers share:
    `order` (dmy, mdy, ymd), `decimal` (a comma or a dot), `encoding`, `header` (yes, no), `since` (a day),
    `subjects` (no leaves them out), `preview` (so many characters of a body), `lists` (yes takes mailing lists),
    `status:WORD` (what a tool's word for a status means), `columns` (`Kunde=client,Datum=at`).
    """

    me: frozenset[str]
    zone: tzinfo
    now: datetime
    given: Mapping[str, str] = NOTHING

    @property
    def today(self) -> date:
        """The present day in the zone of the source."""
        return self.now.astimezone(self.zone).date()

    def get(self, name: str, default: str = "") -> str:
        """Return an answer, or the default where nothing was said."""
        return self.given.get(name, default)

    def says(self, name: str, *, default: bool = False) -> bool:
        """Whether the answer is a yes."""
        return self.given[name] == "yes" if name in self.given else default

    def is_me(self, who: Who) -> bool:
        """Whether one of our own addresses or names is meant; an address that is not ours outweighs a name."""
        if who.address:
            return who.address.casefold() in self.me
        return bool(who.name) and " ".join(who.name.casefold().split()) in self.me
