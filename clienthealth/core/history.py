"""The record as judging needs it: one history a client, interactions as weekly sums.

Interactions are many and count little one by one, so they arrive as sums that the store makes in SQL;
everything else arrives whole. The sums carry first moments, which keeps their decay exact to 1e-3.
"""

from collections.abc import Iterable, Mapping
from types import MappingProxyType

from clienthealth.core.frozen import Frozen
from clienthealth.core.records.agreed import Boundary, Expectation, Next, Promise
from clienthealth.core.records.base import Record
from clienthealth.core.records.client import Client
from clienthealth.core.records.judged import Decision, Outcome, Survey
from clienthealth.core.records.money import Invoice, Payment
from clienthealth.core.records.spent import Away, Pulse, Time
from clienthealth.core.records.trouble import Complaint, Effort, Hardship, Signal


class Week(Frozen):
    """The interactions of one client in one ISO week.

    Days are proleptic ordinals (`date.toordinal`) in the configured zone; `day_sum` is the sum of the
    days of all of them, `tone_sum` the sum of the tones noted, `tone_day_sum` the sum of tone x day.
    """

    first_day: int
    last_day: int
    count: int
    day_sum: int
    tone_sum: int = 0
    tone_day_sum: int = 0
    minutes: float = 0
    unbilled: float = 0
    energy_sum: int = 0
    energy_count: int = 0
    last_in: int | None = None
    last_out: int | None = None
    minutes_count: int = 0


class History(Frozen, kw_only=True):
    """Everything on record for one client, each type in the order of `moments.text_of` and id."""

    client: Client
    weeks: tuple[Week, ...] = ()
    times: tuple[Time, ...] = ()
    expectations: tuple[Expectation, ...] = ()
    promises: tuple[Promise, ...] = ()
    complaints: tuple[Complaint, ...] = ()
    efforts: tuple[Effort, ...] = ()
    signals: tuple[Signal, ...] = ()
    boundaries: tuple[Boundary, ...] = ()
    hardships: tuple[Hardship, ...] = ()
    invoices: tuple[Invoice, ...] = ()
    payments: tuple[Payment, ...] = ()
    surveys: tuple[Survey, ...] = ()
    nexts: tuple[Next, ...] = ()
    pulses: tuple[Pulse, ...] = ()
    decisions: tuple[Decision, ...] = ()
    outcomes: tuple[Outcome, ...] = ()

    def counted(self) -> Iterable[Record]:
        """Yield the records that count as the client's observed time, interactions apart."""
        for records in (
            self.times,
            self.expectations,
            self.promises,
            self.complaints,
            self.efforts,
            self.signals,
            self.boundaries,
            self.hardships,
            self.invoices,
            self.payments,
            self.surveys,
            self.pulses,
        ):
            yield from records


NO_HANDLES: Mapping[tuple[str, str], str] = MappingProxyType({})


class Portfolio(Frozen, kw_only=True):
    """All clients of one store, the absences, and the short handle of each record by (client, id)."""

    histories: tuple[History, ...] = ()
    aways: tuple[Away, ...] = ()
    handles: Mapping[tuple[str, str], str] = NO_HANDLES

    def handle(self, client: str, record: str) -> str:
        """Return the short handle of a record, or its id where it has none yet."""
        return self.handles.get((client, record), record)
