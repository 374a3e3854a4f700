"""How a complaint ended by the client's own word, as of a day."""

from clienthealth.core.kinds import Confirmed
from clienthealth.core.records.trouble import Complaint
from clienthealth.core.score.dated import Case


def confirmed_by(complaint: Complaint, day: int, case: Case) -> tuple[Confirmed, int] | None:
    """Return what the client had last confirmed by a day, and when; a reopening since undoes it.

    On one day, reopening is later (scoring model, section 2).
    """
    stages = [(case.day(each.at), each.confirmed) for each in complaint.closings]
    if complaint.confirmed is not None:
        stages.append((case.day(complaint.confirmed_at or complaint.at), complaint.confirmed))
    known = [stage for stage in stages if stage[0] <= day]
    if not known:
        return None
    when, what = max(reversed(known), key=lambda stage: stage[0])
    if any(when <= case.day(each) <= day for each in complaint.reopened):
        return None
    return what, when
