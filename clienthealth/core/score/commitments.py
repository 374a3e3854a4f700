"""What keeps us from ending: what we owe the client, read off dates; whatever they owe us."""

from clienthealth.core.frozen import Frozen
from clienthealth.core.kinds import Cause
from clienthealth.core.moments import undoes
from clienthealth.core.records.trouble import Complaint
from clienthealth.core.score.confirmed import confirmed_by
from clienthealth.core.score.dated import Case
from clienthealth.core.score.reading import Reading

OURS = frozenset({Cause.OURS, Cause.SHARED})


class Commitments(Frozen):
    """Ids of open promises of ours, of complaints we caused and have not settled; numbers of prepayments."""

    promises: tuple[str, ...]
    complaints: tuple[str, ...]
    prepayments: tuple[str, ...]

    def __len__(self) -> int:
        """How many things we owe."""
        return len(self.promises) + len(self.complaints) + len(self.prepayments)


def commitments(reading: Reading) -> Commitments:
    """List what we owe, the oldest first."""
    case = reading.case
    return Commitments(
        promises=tuple(each.promise.id for each in reading.fates if each.promise.ours and each.open),
        complaints=tuple(each.id for _, each in case.complaints if owed_on(each, case)),
        prepayments=tuple(bill.invoice.number for bill in reading.bills if bill.surplus > 0),
    )


def owed_on(complaint: Complaint, case: Case) -> bool:
    """Whether it is of our cause and neither resolved nor confirmed; a reopening undoes both."""
    if complaint.caused_by not in OURS or confirmed_by(complaint, case.today, case) is not None:
        return False
    if complaint.resolved_at is None:
        return True
    return any(undoes(each, complaint.resolved_at, case.zone) for each in complaint.reopened)
