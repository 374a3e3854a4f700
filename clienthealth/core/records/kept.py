"""What the store keeps of imports, beside the record: never part of a journal, never scored."""

from enum import StrEnum
from typing import ClassVar

from clienthealth.core.moments import When
from clienthealth.core.records.base import Record, check_range, check_text
from clienthealth.errors import InvalidField


class RuleKind(StrEnum):
    """How a rule knows a client."""

    ADDRESS = "address"
    DOMAIN = "domain"
    NAME = "name"
    PHONE = "phone"


class SuggestionState(StrEnum):
    """What became of a suggestion."""

    OPEN = "open"
    ACCEPTED = "accepted"
    DISMISSED = "dismissed"


class _OfNobody(Record, kw_only=True):
    """What is no client's in particular."""

    client: str = ""

    def check(self) -> None:
        """Refuse one that names a client."""
        if self.client:
            raise InvalidField("client", f"a {self.TYPE} is nobody's in particular", "leave it out")


class Batch(_OfNobody, kw_only=True):
    """One import that wrote something: of which format, from which files (names only), how many records.

    `command` is the id of the command that wrote it, which `imports undo` takes back.
    """

    TYPE: ClassVar[str] = "batch"

    form: str
    files: tuple[str, ...] = ()
    new: int = 0
    changed: int = 0
    suggested: int = 0
    command: str

    def check(self) -> None:
        """Refuse counts below nothing."""
        super().check()
        for name in ("new", "changed", "suggested"):
            check_range(name, getattr(self, name), 0, 10**9)


class Profile(_OfNobody, kw_only=True):
    """What was answered about a source, by name: `answers` is a JSON object of texts."""

    TYPE: ClassVar[str] = "profile"

    name: str
    answers: str

    def check(self) -> None:
        """Refuse one without a name."""
        super().check()
        check_text("name", self.name)


class Rule(Record, kw_only=True):
    """What in other people's files means this client: an address, a domain, a name or a telephone number, folded."""

    TYPE: ClassVar[str] = "rule"

    kind: RuleKind
    value: str

    def check(self) -> None:
        """Refuse a rule that matches nothing."""
        check_text("value", self.value)


class Given(Record, kw_only=True):
    """What a source said of a record (same client and id) when it was last imported.

    `key` is a digest of what the source knows it by; `fields` maps each field it gave to a digest of its value, so
    that a later import tells what the source changed from what the user did. It outlives the record: what was
    removed by hand does not come back. `rank` sorts the versions of a source that numbers them.
    """

    TYPE: ClassVar[str] = "given"

    kind: str
    key: str
    fields: str
    rank: str | None = None


class Suggestion(Record, kw_only=True):
    """What an import gives reason to ask; never scored, and never a record until the user says so.

    `reason` names the phrase, `values` (JSON) fill it, `would` (JSON) is the record it may become. `about` is the id
    of the record that it came from. One that was dismissed stays, so that it never returns.
    """

    TYPE: ClassVar[str] = "suggestion"

    reason: str
    values: str | None = None
    would: str | None = None
    about: str | None = None
    state: SuggestionState | None = None
    closed_at: When | None = None
    became: str | None = None

    @property
    def is_open(self) -> bool:
        """Whether nobody has looked at it yet."""
        return self.state in {None, SuggestionState.OPEN}
