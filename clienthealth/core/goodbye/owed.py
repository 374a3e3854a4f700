"""What is open between both sides as of the end of a day: what we owe, and what the client owes us."""

from collections.abc import Callable, Iterable
from datetime import date, tzinfo

from clienthealth.core.frozen import Frozen
from clienthealth.core.goodbye.balances import Held, Holding, OpenInvoice, Standpoint, balances
from clienthealth.core.history import History, Portfolio
from clienthealth.core.kinds import PromiseKind
from clienthealth.core.records.spent import Away
from clienthealth.core.records.trouble import Complaint
from clienthealth.core.score.as_of import as_of
from clienthealth.core.score.away import away_days
from clienthealth.core.score.commitments import owed_on
from clienthealth.core.score.complaint_stage import UNANSWERED, stage_of
from clienthealth.core.score.dated import Case, case_of
from clienthealth.core.score.lateness import Fate, fates


class OpenPromise(Frozen, kw_only=True):
    """An open promise of either side: `due` as it stood that day, `overdue` in days outside pauses.

    `moved` is how often its day was moved in time; `paused` whether its clock stands still that day.
    """

    id: str
    handle: str
    text: str
    due: date | None
    overdue: int
    kind: PromiseKind | None = None
    moved: int = 0
    paused: bool = False


class OpenComplaint(Frozen, kw_only=True):
    """A complaint of cause ours or shared, neither resolved nor confirmed; `day` is when it was told.

    To have acknowledged it is not to have answered it; reopened, it waits for an answer anew.
    """

    id: str
    handle: str
    text: str
    day: date
    unanswered: bool


class Owed(Frozen, kw_only=True):
    """What is open at the end of `as_of`; amounts are gross, exact, in units of their currency.

    Ours, as spec/journal.md defines "we owe the client": `promises`, `complaints`, and `held`, money that
    is theirs (unearned prepayments; also credits and overpayments). Theirs: `invoices`, and `asked`, what
    they promised us.
    """

    as_of: date
    promises: tuple[OpenPromise, ...] = ()
    complaints: tuple[OpenComplaint, ...] = ()
    held: tuple[Held, ...] = ()
    invoices: tuple[OpenInvoice, ...] = ()
    asked: tuple[OpenPromise, ...] = ()

    @property
    def by_us(self) -> bool:
        """Whether we owe anything."""
        return bool(self.promises or self.complaints or self.held)

    @property
    def by_them(self) -> bool:
        """Whether they owe anything."""
        return bool(self.invoices or self.asked)

    @property
    def prepayments(self) -> tuple[Held, ...]:
        """What they paid ahead beyond what was earned."""
        return tuple(each for each in self.held if each.why is Holding.UNEARNED)

    @property
    def credits(self) -> tuple[Held, ...]:
        """Credits and overpayments that were not paid out."""
        return tuple(each for each in self.held if each.why is not Holding.UNEARNED)

    @property
    def overdue(self) -> tuple[OpenInvoice, ...]:
        """Invoices past their due date that nobody disputes."""
        return tuple(each for each in self.invoices if each.overdue and not each.disputed)

    @property
    def payments(self) -> tuple[OpenPromise, ...]:
        """Promises to pay, of either side."""
        return tuple(each for each in (*self.promises, *self.asked) if each.kind is PromiseKind.PAYMENT)

    @property
    def money(self) -> bool:
        """Whether any money is open on either side."""
        return bool(self.invoices or self.held or self.payments)


def owed(  # noqa: PLR0913 - all by name, most with a default
    history: History,
    *,
    today: date,
    zone: tzinfo,
    aways: Iterable[Away] = (),
    currency: str = "EUR",
    handle: Callable[[str], str] = str,
) -> Owed:
    """Return what is open at the end of `today`; `currency` is the base one, `handle` gives short names."""
    at = Standpoint(today, zone, currency, handle)
    cut = as_of(Portfolio(histories=(history,), aways=tuple(aways)), today, zone)
    return _owed(cut.histories[0], cut.aways, at) if cut.histories else Owed(as_of=today)


def _owed(history: History, aways: Iterable[Away], at: Standpoint) -> Owed:
    """List what is open of a history that was cut as of the day."""
    money = balances(history, at)
    case = case_of(history, at.today, at.zone)
    promised = [each for each in fates(case, away_days(aways, at.zone)) if each.open]
    return Owed(
        as_of=at.today,
        promises=tuple(_open_promise(each, at) for each in promised if each.promise.ours),
        complaints=tuple(_open_complaint(each, case, at) for _, each in case.complaints if owed_on(each, case)),
        held=money.held,
        invoices=money.invoices,
        asked=tuple(_open_promise(each, at) for each in promised if not each.promise.ours),
    )


def _open_promise(fate: Fate, at: Standpoint) -> OpenPromise:
    promise = fate.promise
    return OpenPromise(
        id=promise.id,
        handle=at.handle(promise.id),
        text=promise.text,
        due=None if promise.due is None else at.day(promise.due),
        overdue=fate.overdue(at.today.toordinal()),
        kind=promise.kind,
        moved=fate.moved,
        paused=any(
            at.day(each.from_) <= at.today and (each.until is None or at.today <= at.day(each.until))
            for each in promise.paused
        ),
    )


def _open_complaint(complaint: Complaint, case: Case, at: Standpoint) -> OpenComplaint:
    return OpenComplaint(
        id=complaint.id,
        handle=at.handle(complaint.id),
        text=complaint.text or "",
        day=at.day(complaint.at),
        unanswered=stage_of(complaint, case) in UNANSWERED,
    )
