"""What the record suggests to do: one ordered table of rules, of which the first match decides; the verdict."""

from collections.abc import Callable
from typing import NamedTuple

from clienthealth.core.assessment import Gate
from clienthealth.core.kinds import Confidence, Recommendation, Verdict
from clienthealth.core.saying import Saying, Value, say
from clienthealth.core.score.conduct import Strain
from clienthealth.core.score.weighed import Weighed

COMMITMENTS = "no-open-commitments"
REMEDIES = "real-remedies-tried"
PATTERNS = (
    Strain.UNPAID_CHANGE,
    Strain.OVERRULES_EXPERT,
    Strain.TIME_DISRESPECT,
    Strain.WITHHELD_INPUT,
    Strain.REOPENED,
)
"""The kinds of conduct that a boundary can be about before the record points anywhere."""

URGENT = frozenset({Recommendation.EXTRA_EFFORT, Recommendation.ESCALATE, Recommendation.SET_EXPECTATIONS})
"""The recommendations by which the next move is ours."""


class Advice(NamedTuple):
    """A recommendation and why."""

    recommendation: Recommendation
    because: Saying


Rule = Callable[[Weighed, frozenset[str]], Advice | None]
"""A row of the table: from a client and the names of the gates that fail, to advice where it matches."""


def decide(weighed: Weighed, gates: tuple[Gate, ...]) -> Advice:
    """Return the advice of the first row that matches (scoring model, section 9)."""
    closed = frozenset(each.gate for each in gates if not each.passed)
    return next(advice for rule in RULES if (advice := rule(weighed, closed)) is not None)


def verdict(weighed: Weighed, recommendation: Recommendation) -> Verdict:
    """Return what the record says of the relationship; first match."""
    bar, a, b = weighed.policy.bar, weighed.a, weighed.b
    if weighed.confidence is Confidence.INSUFFICIENT:
        return Verdict.NOT_ENOUGH_EVIDENCE
    if a.probability >= bar.likely and a.low >= bar.likely_low:
        ours = recommendation in URGENT or b.probability >= bar.problem_now
        return Verdict.BOTH if ours else Verdict.PROBLEM_CLIENT
    mending = recommendation in (Recommendation.EXTRA_EFFORT, Recommendation.ESCALATE)
    if b.probability >= bar.problem_maybe or weighed.reading.unsettled or mending:
        return Verdict.CLIENT_WITH_A_PROBLEM
    calm = recommendation in (Recommendation.APPRECIATE, Recommendation.SET_EXPECTATIONS)
    return Verdict.HEALTHY if calm and a.probability < bar.watch else Verdict.WATCH


def _advise(recommendation: Recommendation, reason: str, **values: Value) -> Advice:
    return Advice(recommendation, say(f"because.{reason}", **values))


def _safety(weighed: Weighed, _: frozenset[str]) -> Advice | None:
    """0: an act against a person's safety; it rests on the act, never on the score."""
    unsafe = weighed.unsafe
    return _advise(Recommendation.SAFETY, "safety", n=len(unsafe)) if unsafe else None


def _ending(weighed: Weighed, closed: frozenset[str]) -> Advice | None:
    """1 and 1b: the record points clearly at their conduct; what is still owed comes first."""
    bar, a = weighed.policy.bar, weighed.a
    clear = a.probability >= bar.offboard and a.low >= bar.offboard_low
    if not clear or weighed.b.probability >= bar.problem_now or closed - {COMMITMENTS}:
        return None
    if closed:
        return _advise(Recommendation.FINISH_COMMITMENTS, "still-owed", n=len(weighed.owed))
    return _advise(Recommendation.OFFBOARD, "all-gates-pass")


def _nothing_agreed(weighed: Weighed, _: frozenset[str]) -> Advice | None:
    """2: trouble, and nothing had been made clear."""
    case = weighed.reading.case
    trouble = case.complaints or weighed.a.probability > weighed.policy.bar.watch
    if case.expectations or not trouble:
        return None
    return _advise(Recommendation.SET_EXPECTATIONS, "nothing-agreed")


def _in_hardship(weighed: Weighed, _: frozenset[str]) -> Advice | None:
    """3: a hardship in force."""
    mild = weighed.reading.unsettled or weighed.a.probability < weighed.policy.bar.hardship_below
    return _advise(Recommendation.EXTRA_EFFORT, "hardship") if weighed.reading.hardship and mild else None


def _remedies_failed(weighed: Weighed, _: frozenset[str]) -> Advice | None:
    """4: honest remedies failed twice on what is still open, and no boundary was set."""
    bar = weighed.policy.bar
    unsettled = {record for each in weighed.reading.unsettled for record in each.records}
    failed = [
        each for each in weighed.reading.failed(weighed.policy.window.recent) if each.effort.complaint in unsettled
    ]
    if len(failed) < bar.failed_efforts or weighed.warned is not None or weighed.a.probability >= bar.offboard:
        return None
    return _advise(Recommendation.ESCALATE, "remedies-failed", n=len(failed))


def _open_and_ours(weighed: Weighed, _: frozenset[str]) -> Advice | None:
    """5: an open complaint that is at least mostly ours."""
    unsettled, policy = weighed.reading.unsettled, weighed.policy
    ours = any(each.fault >= policy.fault.own for each in unsettled)
    if not unsettled or weighed.a.probability >= policy.bar.offboard:
        return None
    if not ours and weighed.reading.own_fault_share <= policy.bar.own_share:
        return None
    return _advise(Recommendation.EXTRA_EFFORT, "open-and-ours", n=len(unsettled))


def _likely(weighed: Weighed, closed: frozenset[str]) -> Advice | None:
    """6: the record points at their conduct; a limit first, unless it is unclear whose it is."""
    bar, reading = weighed.policy.bar, weighed.reading
    if weighed.a.probability < bar.likely:
        return None
    if reading.own_fault_share > bar.own_share:
        return _advise(Recommendation.ESCALATE, "unclear-whose")
    untried = weighed.warned is not None or not reading.failed(weighed.policy.window.recent)
    wanted = _remedies_wanted(weighed, closed) if untried else None
    return wanted or _advise(Recommendation.SET_BOUNDARIES, "conduct-likely", n=len(closed))


def _remedies_wanted(weighed: Weighed, closed: frozenset[str]) -> Advice | None:
    """Ask for real remedies, where too few were tried to tell whether help would change anything.

    After a firm boundary this is what the record waits for; another boundary would not tell.
    """
    if REMEDIES not in closed:
        return None
    if weighed.reading.unsettled:
        return _advise(Recommendation.ESCALATE, "nothing-tried")
    return None if weighed.warned is None else _advise(Recommendation.ESCALATE, "remedies-wanted")


def _long_overdue(weighed: Weighed, _: frozenset[str]) -> Advice | None:
    """7: money long overdue, a rule of its own."""
    today, limit = weighed.reading.case.today, weighed.policy.window.long_overdue
    late = [bill for bill in weighed.reading.bills if bill.plain and bill.running and bill.overdue(today) > limit]
    return _advise(Recommendation.SET_BOUNDARIES, "long-overdue", n=len(late)) if late else None


def _effort_failed(weighed: Weighed, _: frozenset[str]) -> Advice | None:
    """8: an effort failed, and a complaint is open."""
    failed = weighed.reading.failed(weighed.policy.window.recent)
    if not failed or not weighed.reading.unsettled:
        return None
    return _advise(Recommendation.ESCALATE, "effort-failed", n=len(failed))


def _watch(weighed: Weighed, closed: frozenset[str]) -> Advice | None:
    """9: worth watching, or one kind of conduct that became a pattern and was not spoken of yet."""
    if weighed.a.probability >= weighed.policy.bar.watch:
        wanted = None if weighed.warned is None else _remedies_wanted(weighed, closed)
        return wanted or _advise(Recommendation.SET_BOUNDARIES, "watch")
    pattern = _pattern(weighed)
    recently = weighed.policy.window.firm_boundary
    spoken = any(
        each.record.firm and weighed.reading.age(each.day) <= recently for each in weighed.reading.case.boundaries
    )
    if pattern is None or spoken or not weighed.reading.case.expectations:
        return None
    n = len(weighed.reading.tally.records(pattern))
    return _advise(Recommendation.SET_BOUNDARIES, f"pattern.{pattern.replace('_', '-')}", n=n)


def _pattern(weighed: Weighed) -> Strain | None:
    """Return the kind of conduct that became a pattern, the strongest first."""
    tally, bar = weighed.reading.tally, weighed.policy.bar
    if tally.n(Strain.BREACH, Strain.BREACH_REMINDED) >= bar.breaches:
        return max(Strain.BREACH, Strain.BREACH_REMINDED, key=tally.n)
    strongest = max(PATTERNS, key=tally.n)
    return strongest if tally.n(strongest) >= bar.pattern else None


def _open_or_troubled(weighed: Weighed, _: frozenset[str]) -> Advice | None:
    """10: a complaint is open, or they probably have a problem."""
    if weighed.reading.unsettled:
        return _advise(Recommendation.EXTRA_EFFORT, "open", n=len(weighed.reading.unsettled))
    if weighed.b.probability >= weighed.policy.bar.problem_maybe:
        return _advise(Recommendation.EXTRA_EFFORT, "troubled")
    return None


def _not_told(weighed: Weighed, _: frozenset[str]) -> Advice | None:
    """11: a new client with nothing made clear, or acts that could not count because of it."""
    reading, window = weighed.reading, weighed.policy.window
    if not reading.case.expectations and reading.age(_begun(weighed)) < window.young_client:
        return _advise(Recommendation.SET_EXPECTATIONS, "new-client")
    untold = sum(1 for day in reading.acts.untold if reading.age(day) <= window.recent)
    if untold < weighed.policy.bar.untold_acts:
        return None
    return _advise(Recommendation.SET_EXPECTATIONS, "acts-untold", n=untold)


def _begun(weighed: Weighed) -> int:
    """Return the day the relationship began: as recorded, or with an earlier record."""
    case = weighed.reading.case
    begun = case.day(case.history.client.at)
    return begun if case.first is None else min(begun, case.first)


def _nothing_to_mend(weighed: Weighed, _: frozenset[str]) -> Advice | None:
    """12: nothing to mend."""
    if not weighed.reading.case.expectations:
        return _advise(Recommendation.APPRECIATE, "calm-without-expectations")
    return _advise(Recommendation.APPRECIATE, "nothing-to-mend")


RULES: tuple[Rule, ...] = (
    _safety,
    _ending,
    _nothing_agreed,
    _in_hardship,
    _remedies_failed,
    _open_and_ours,
    _likely,
    _long_overdue,
    _effort_failed,
    _watch,
    _open_or_troubled,
    _not_told,
    _nothing_to_mend,
)
"""The decision table in order."""
