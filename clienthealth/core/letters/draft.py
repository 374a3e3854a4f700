"""What every kind of letter but the ending one is made from."""

from datetime import date, tzinfo

from clienthealth.core.frozen import Frozen
from clienthealth.core.letters.letter import Filling, Missing, Sender, known
from clienthealth.core.letters.matter import Concern, Matter
from clienthealth.core.letters.parties import contact_of
from clienthealth.core.records.client import Client


class Typed(Frozen, kw_only=True):
    """What the user adds to the record, each in its marked place; what is empty was not said."""

    what: str = ""
    summary: str = ""
    policy: str = ""
    higher: str = ""
    """Who can decide more, and how to reach them."""
    facts: tuple[str, ...] = ()
    expect: str = ""
    consequence: str = ""
    change: str = ""
    gift: str = ""
    link: str = ""
    final: bool = False
    legal_ok: bool = False
    at_stake: float | None = None
    """What the mistake could cost at most, in our currency."""


class Draft(Frozen, kw_only=True):
    """A letter before it has blocks.

    `clock_zone` is the IANA name of the zone whose clock a call is told by; `agreed` are the lines of the first sheet
    by part, in words.
    """

    client: Client
    sender: Sender
    today: date
    zone: tzinfo
    clock_zone: str
    matter: Matter
    typed: Typed
    own_up_to: int | None = None
    """The most that may be at stake where a mistake is owned in writing, in our currency; None for none."""
    agreed: tuple[tuple[str, tuple[str, ...]], ...] = ()

    @property
    def contact(self) -> Filling:
        """The one way to reach us."""
        return contact_of(self.sender)

    @property
    def concern(self) -> Concern:
        """The complaint it is about, which `matter_of` has found for the kinds that are about one."""
        if self.matter.concern is None:
            message = "this kind of letter is about no complaint"
            raise LookupError(message)
        return self.matter.concern

    def said(self, *texts: str, what: str) -> str | Missing:
        """Return the first text that has something to show, else the note that it is missing."""
        return next((each for each in (known(text, what) for text in texts) if isinstance(each, str)), Missing(what))
