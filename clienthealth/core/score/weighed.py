"""One client, weighed on both axes: what gates, rules and verdict look at."""

from clienthealth.core.assessment import Evidence, Likelihood
from clienthealth.core.frozen import Frozen
from clienthealth.core.kinds import Confidence, SignalKind
from clienthealth.core.records.trouble import GRAVEST, Signal
from clienthealth.core.score.axis_a import axis_a
from clienthealth.core.score.axis_b import axis_b
from clienthealth.core.score.commitments import Commitments, commitments
from clienthealth.core.score.dated import Dated
from clienthealth.core.score.episodes import Tried
from clienthealth.core.score.evidence import likelihood
from clienthealth.core.score.policy import Policy
from clienthealth.core.score.reading import Reading

UNSAFE = frozenset({SignalKind.THREAT, SignalKind.ABUSIVE})


class Weighed(Frozen, kw_only=True):
    """A reading with the evidence on both axes, summed once."""

    reading: Reading
    policy: Policy
    conduct_items: tuple[Evidence, ...]
    problem_items: tuple[Evidence, ...]
    a: Likelihood
    b: Likelihood
    owed: Commitments

    @property
    def warned(self) -> int | None:
        """The day of the first boundary stronger than a reminder, if there was one."""
        return next((each.day for each in self.reading.case.boundaries if each.record.firm), None)

    @property
    def remedies(self) -> tuple[Tried, ...]:
        """The real remedies of complaints whose outcome is known."""
        level = self.policy.bar.remedy_level
        known = {each.id for _, each in self.reading.case.complaints}
        return tuple(
            each
            for each in self.reading.efforts
            if each.known and each.effort.reach >= level and each.effort.complaint in known
        )

    @property
    def unsafe(self) -> tuple[Dated[Signal], ...]:
        """The acts against a person's safety within a year, whether they are weighed or not."""
        reading = self.reading
        return tuple(
            each
            for each in reading.case.signals
            if each.record.kind in UNSAFE
            and each.record.gravity == GRAVEST
            and reading.age(each.day) <= self.policy.window.safety
        )

    @property
    def confidence(self) -> Confidence:
        """How much the record can carry (scoring model, section 8)."""
        case, bar = self.reading.case, self.policy.bar
        thin = self.reading.mass < bar.least_mass and self.a.probability > bar.suspicion
        if case.first is None or case.count < bar.least_records or thin:
            return Confidence.INSUFFICIENT
        if case.today - case.first < self.policy.window.young_record:
            return Confidence.INSUFFICIENT
        return Confidence.WIDE if self.a.high - self.a.low > bar.wide else Confidence.OK


def weigh(reading: Reading, usual: float, policy: Policy) -> Weighed:
    """Weigh a reading; `usual` is the other clients' strain a month (m)."""
    conduct, problem = axis_a(reading, usual, policy), axis_b(reading, policy)
    return Weighed(
        reading=reading,
        policy=policy,
        conduct_items=conduct,
        problem_items=problem,
        a=likelihood(conduct, policy.prior.problem_client, policy.sum.discount, policy.sum.item_spread, policy),
        b=likelihood(problem, policy.prior.client_problem, 1.0, policy.problem.item_spread, policy),
        owed=commitments(reading),
    )
