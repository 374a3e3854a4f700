"""How a complaint ended by the client's own word, as of a day."""

from clienthealth.core.kinds import Confirmed
from clienthealth.core.moments import undoes
from clienthealth.core.records.trouble import Complaint
from clienthealth.core.score.dated import Case


def confirmed_by(complaint: Complaint, day: int, case: Case) -> tuple[Confirmed, int] | None:
    """Return what the client had last confirmed by a day, and when; a reopening since undoes it.

    On one day, reopening is later (scoring model, section 2), unless the hours of both say otherwise.
    """
    end = complaint.confirmed_at or complaint.at
    stages = [(case.day(each.at), each.confirmed) for each in complaint.closings]
    if complaint.confirmed is not None:
        stages.append((case.day(end), complaint.confirmed))
    known = [stage for stage in stages if stage[0] <= day]
    if not known:
        return None
    last = max(reversed(known), key=lambda stage: stage[0])
    when, what = last
    # A closing is one because it was reopened: its hour tells nothing more.
    present = complaint.confirmed is not None and last is stages[-1]
    reopened = (each for each in complaint.reopened if when <= case.day(each) <= day)
    if any(not present or undoes(each, end, case.zone) for each in reopened):
        return None
    return what, when
