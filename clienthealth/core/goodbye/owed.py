"""What is open between both sides as of the end of a day: what we owe, and what the client owes us."""

from collections.abc import Callable
from datetime import date, tzinfo

from clienthealth.core.frozen import Frozen
from clienthealth.core.goodbye.balances import Held, Holding, OpenInvoice, Standpoint, balances
from clienthealth.core.history import History, Portfolio
from clienthealth.core.kinds import PromiseKind, PromiseStatus
from clienthealth.core.records.agreed import Promise
from clienthealth.core.records.trouble import Complaint
from clienthealth.core.score.as_of import as_of
from clienthealth.core.score.commitments import OURS as OUR_CAUSES
from clienthealth.core.score.dated import Case, case_of
from clienthealth.core.score.own_fault import confirmed_by
from clienthealth.core.score.spans import cover


class OpenPromise(Frozen, kw_only=True):
    """An open promise of either side: `due` as it stood that day, `overdue` in days outside pauses."""

    id: str
    handle: str
    text: str
    due: date | None
    overdue: int
    kind: PromiseKind | None = None


class OpenComplaint(Frozen, kw_only=True):
    """A complaint of cause ours or shared, neither resolved nor confirmed; `day` is when it was told."""

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


def owed(
    history: History,
    *,
    today: date,
    zone: tzinfo,
    currency: str = "EUR",
    handle: Callable[[str], str] = str,
) -> Owed:
    """Return what is open at the end of `today`; `currency` is the base one, `handle` gives short names."""
    at = Standpoint(today, zone, currency, handle)
    standing = as_of(Portfolio(histories=(history,)), today, zone).histories
    return _owed(standing[0], at) if standing else Owed(as_of=today)


def _owed(history: History, at: Standpoint) -> Owed:
    """List what is open of a history that was cut as of the day."""
    money = balances(history, at)
    case = case_of(history, at.today, at.zone)
    promised = [each for _, each in case.promises if each.state is PromiseStatus.OPEN]
    return Owed(
        as_of=at.today,
        promises=tuple(_open_promise(each, at) for each in promised if each.ours),
        complaints=tuple(_open_complaint(each, at) for _, each in case.complaints if _is_owed_on(each, case)),
        held=money.held,
        invoices=money.invoices,
        asked=tuple(_open_promise(each, at) for each in promised if not each.ours),
    )


def _open_promise(promise: Promise, at: Standpoint) -> OpenPromise:
    due = None if promise.due is None else at.day(promise.due)
    return OpenPromise(
        id=promise.id,
        handle=at.handle(promise.id),
        text=promise.text,
        due=due,
        overdue=_days_late(promise, due, at) if due else 0,
        kind=promise.kind,
    )


def _days_late(promise: Promise, due: date, at: Standpoint) -> int:
    """Return the days past the present due date, on which no pause ran."""
    pauses = cover(
        (at.day(each.from_).toordinal(), (at.day(each.until) if each.until else at.today).toordinal())
        for each in promise.paused
    )
    last = pauses.later_by(at.day(promise.at).toordinal(), due.toordinal())
    return max(0, at.today.toordinal() - last)


def _is_owed_on(complaint: Complaint, case: Case) -> bool:
    """Whether it is of our cause and neither resolved nor confirmed; a reopening that day or later undoes both."""
    if complaint.caused_by not in OUR_CAUSES or confirmed_by(complaint, case.today, case):
        return False
    if complaint.resolved_at is None:
        return True
    return any(case.day(each) >= case.day(complaint.resolved_at) for each in complaint.reopened)


def _open_complaint(complaint: Complaint, at: Standpoint) -> OpenComplaint:
    return OpenComplaint(
        id=complaint.id,
        handle=at.handle(complaint.id),
        text=complaint.text or "",
        day=at.day(complaint.at),
        unanswered=not (complaint.acknowledged_at or complaint.answered_at or complaint.response),
    )
