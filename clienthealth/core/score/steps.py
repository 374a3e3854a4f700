"""What to do next: for each recommendation one to three steps, each with a day and the command to type."""

from collections.abc import Callable
from datetime import date, timedelta
from shlex import quote

from clienthealth.core.assessment import NextStep
from clienthealth.core.kinds import Confidence, Recommendation
from clienthealth.core.records.trouble import Complaint
from clienthealth.core.score.complaint_stage import Stage, stage_of
from clienthealth.core.score.dated import Case
from clienthealth.core.score.gates import Handle
from clienthealth.core.score.weighed import Weighed

MOST = 3
SATURDAY = 5

Steps = list[NextStep]


class Planner:
    """Plans steps for one client: days counted from its as-of day, commands with its slug and handles."""

    def __init__(self, weighed: Weighed, handle: Handle) -> None:
        self.weighed = weighed
        self.handle = handle
        self.client = weighed.reading.case.client
        self.today = date.fromordinal(weighed.reading.case.today)

    def step(self, action: str, days: int, command: str) -> NextStep:
        """Return a step due in so many working days."""
        return NextStep(action, working_day(self.today, days), f"clienthealth {command}")


def working_day(today: date, days: int) -> date:
    """Return the day so many working days (Monday to Friday) after today; 0 = today."""
    day = today
    while days > 0:
        day += timedelta(days=1)
        days -= day.weekday() < SATURDAY
    return day


def next_steps(weighed: Weighed, recommendation: Recommendation, handle: Handle) -> tuple[NextStep, ...]:
    """Return one to three steps, the first thing first."""
    planner = Planner(weighed, handle)
    steps = PLANS[recommendation](planner)
    if weighed.confidence is Confidence.INSUFFICIENT:
        steps = [*steps[: MOST - 1], planner.step("log-more", 5, f"log {planner.client} …")]
    return tuple(steps[:MOST])


def _safety(plan: Planner) -> Steps:
    return [
        plan.step("nobody-alone", 0, f"edit {plan.client} --owner …"),
        plan.step("keep-the-evidence", 0, f"show {plan.client}"),
        plan.step("decide", 1, f"decide {plan.client} followed"),
    ]


def _offboard(plan: Planner) -> Steps:
    return [
        plan.step("prepare-ending", 2, f"offboard {plan.client} --situation conduct"),
        plan.step("write-ending", 3, f"letter {plan.client} offboarding --situation conduct"),
        plan.step("decide", 5, f"decide {plan.client} followed"),
    ]


def _finish(plan: Planner) -> Steps:
    owed = plan.weighed.owed
    steps = [plan.step("keep-promise", 5, f"promise keep {plan.handle(each)}") for each in owed.promises]
    steps += [plan.step("resolve-complaint", 5, f"complaint resolve {plan.handle(each)}") for each in owed.complaints]
    steps += [plan.step("refund-prepayment", 5, f"invoice refund {quote(each)}") for each in owed.prepayments]
    return [*steps[: MOST - 1], plan.step("prepare-ending", 10, f"offboard {plan.client} --situation conduct")]


def _expectations(plan: Planner) -> Steps:
    case, steps = plan.weighed.reading.case, _of_open_complaint(plan)[:1]
    command = f'expect add {plan.client} "…" --topic all' if case.expectations else f"expect sheet {plan.client}"
    return [*steps, plan.step("tell-expectations", 2, command)]


def _effort(plan: Planner) -> Steps:
    steps = [*_of_open_complaint(plan), *_overdue(plan)]
    if plan.weighed.reading.hardship or not steps:
        steps.insert(0, plan.step("write-kindly", 1, f"effort thanks {plan.client}"))
    return [*steps[: MOST - 1], plan.step("do-something-useful", 5, f"effort add {plan.client} extra")]


def _escalate(plan: Planner) -> Steps:
    steps = [plan.step("brief-somebody-senior", 1, f"brief {plan.client}")]
    unsettled = plan.weighed.reading.unsettled
    if unsettled:
        complaint = plan.handle(unsettled[-1].last.complaint.id)
        steps.append(plan.step("escalate", 2, f"effort add {plan.client} escalation --complaint {complaint}"))
    return [*steps, plan.step("hand-over", 3, f"handover {plan.client} --to …")]


def _boundaries(plan: Planner) -> Steps:
    boundary = plan.step("set-boundary", 2, f'boundary add {plan.client} reset-talk "…"')
    if plan.weighed.warned is not None:
        boundary = plan.step("warn-in-writing", 2, f'boundary add {plan.client} written-warning "…"')
    steps = [*_overdue(plan)[:1], boundary]
    today, limit = plan.weighed.reading.case.today, plan.weighed.policy.window.long_overdue
    late = [bill for bill in plan.weighed.reading.bills if bill.plain and bill.running]
    if any(bill.overdue(today) > limit for bill in late):
        steps.append(plan.step("ask-for-payment", 1, "invoice list --overdue"))
    return steps


def _appreciate(plan: Planner) -> Steps:
    steps = _overdue(plan)[:1]
    if not plan.weighed.reading.case.expectations:
        steps.append(plan.step("tell-expectations", 10, f"expect sheet {plan.client}"))
    steps.append(plan.step("thank", 10, f"effort thanks {plan.client}"))
    return steps


def _of_open_complaint(plan: Planner) -> Steps:
    """Plan the newest open complaint: ask whether the solution holds, or take it a stage further."""
    case = plan.weighed.reading.case
    complaints = [each.last.complaint for each in plan.weighed.reading.unsettled]
    waiting = [each for each in complaints if not _paused(each, case)]
    if not waiting:
        return []
    complaint = waiting[-1]
    handle, stage = plan.handle(complaint.id), stage_of(complaint, case)
    if stage is Stage.FOLLOW_UP:
        return [plan.step("confirm-satisfaction", 2, f"complaint confirm {handle} …")]
    if stage is Stage.RESOLVE:
        return [plan.step("resolve-complaint", 1, f"complaint resolve {handle}")]
    return [plan.step("handle-complaint", 1, f"complaint {STAGES[stage]} {handle}")]


def _paused(complaint: Complaint, case: Case) -> bool:
    """Whether its clock stands still as of the day."""
    return any(
        case.day(each.from_) <= case.today and (each.until is None or case.today <= case.day(each.until))
        for each in complaint.paused
    )


def _overdue(plan: Planner) -> Steps:
    """Plan our promises that are late, the oldest first."""
    late = [each for each in plan.weighed.reading.fates if each.promise.ours and each.open and each.late]
    return [plan.step("keep-promise", 2, f"promise keep {plan.handle(each.promise.id)}") for each in late]


STAGES = {Stage.ACKNOWLEDGE: "handle", Stage.ANSWER: "handle", None: "reopen"}
"""The command of each stage before an answer; what is confirmed and unsettled all the same was not put right."""

PLANS: dict[Recommendation, Callable[[Planner], Steps]] = {
    Recommendation.SAFETY: _safety,
    Recommendation.OFFBOARD: _offboard,
    Recommendation.FINISH_COMMITMENTS: _finish,
    Recommendation.SET_EXPECTATIONS: _expectations,
    Recommendation.EXTRA_EFFORT: _effort,
    Recommendation.ESCALATE: _escalate,
    Recommendation.SET_BOUNDARIES: _boundaries,
    Recommendation.APPRECIATE: _appreciate,
}
"""The steps of each recommendation."""
