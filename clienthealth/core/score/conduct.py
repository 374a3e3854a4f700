"""The kinds of conduct that strain, by family, and how much of each is on record (n_k).

The five families are those of the NSW Ombudsman, Managing unreasonable conduct by a complainant (2021).
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple

from clienthealth.core.frozen import Frozen
from clienthealth.core.kinds import Conduct, Confirmed, SignalKind
from clienthealth.core.records.trouble import Signal
from clienthealth.core.score.agreed_before import AgreedBefore
from clienthealth.core.score.billing import Bill
from clienthealth.core.score.confirmed import confirmed_by
from clienthealth.core.score.dated import Case, Dated
from clienthealth.core.score.decay import decay
from clienthealth.core.score.lateness import Fate
from clienthealth.core.score.matters import Heard, public_trifle, spaced
from clienthealth.core.score.policy import Policy
from clienthealth.core.score.situation import Situation


class Family(StrEnum):
    """The five families of unreasonable conduct."""

    DEMANDS = "demands"
    PERSISTENCE = "persistence"
    NON_COOPERATION = "non-cooperation"
    ARGUMENTS = "arguments"
    BEHAVIOUR = "behaviour"


class Strain(StrEnum):
    """The kinds of conduct that are weighed; named like their weights in the policy where they have one."""

    UNPAID_CHANGE = "unpaid_change"
    OVERDUE = "overdue"
    EXORBITANT_DEMAND = "exorbitant_demand"
    FALSE_URGENCY = "false_urgency"
    REOPENED = "reopened"
    EXCESS_CONTACT = "excess_contact"
    NOVELTY = "novelty"
    TIME_DISRESPECT = "time_disrespect"
    WITHHELD_INPUT = "withheld_input"
    BREACH = "breach"
    BREACH_REMINDED = "breach_reminded"
    THEIR_PROMISE = "their_promise"
    OVERRULES_EXPERT = "overrules_expert"
    FALSE_CLAIM = "false_claim"
    DENIES_AGREEMENT = "denies_agreement"
    DENIES_TOLD = "denies_told"
    RUDE = "rude"
    ABUSIVE = "abusive"
    PUBLIC_TRIFLE = "public_trifle"
    PUBLIC_CRITICISM = "public_criticism"
    STAFF_CRITICISM = "staff_criticism"


FAMILY = {
    Strain.UNPAID_CHANGE: Family.DEMANDS,
    Strain.OVERDUE: Family.DEMANDS,
    Strain.EXORBITANT_DEMAND: Family.DEMANDS,
    Strain.FALSE_URGENCY: Family.DEMANDS,
    Strain.REOPENED: Family.PERSISTENCE,
    Strain.EXCESS_CONTACT: Family.PERSISTENCE,
    Strain.NOVELTY: Family.PERSISTENCE,
    Strain.TIME_DISRESPECT: Family.NON_COOPERATION,
    Strain.WITHHELD_INPUT: Family.NON_COOPERATION,
    Strain.BREACH: Family.NON_COOPERATION,
    Strain.BREACH_REMINDED: Family.NON_COOPERATION,
    Strain.THEIR_PROMISE: Family.NON_COOPERATION,
    Strain.OVERRULES_EXPERT: Family.ARGUMENTS,
    Strain.FALSE_CLAIM: Family.ARGUMENTS,
    Strain.DENIES_AGREEMENT: Family.ARGUMENTS,
    Strain.DENIES_TOLD: Family.ARGUMENTS,
    Strain.RUDE: Family.BEHAVIOUR,
    Strain.ABUSIVE: Family.BEHAVIOUR,
    Strain.PUBLIC_TRIFLE: Family.BEHAVIOUR,
    Strain.PUBLIC_CRITICISM: Family.BEHAVIOUR,
    Strain.STAFF_CRITICISM: Family.BEHAVIOUR,
}

UNWEIGHED = frozenset({Strain.NOVELTY, Strain.PUBLIC_TRIFLE})
"""Kinds that have an item of their own and add nothing to the strain y."""

SORTED = frozenset({SignalKind.BREACH, SignalKind.DENIES_AGREEMENT, SignalKind.PUBLIC_CRITICISM})
"""The kinds of signal that come in two sorts."""

PLAIN = {
    signal: strain
    for signal in SignalKind
    for strain in Strain
    if signal not in SORTED and signal.replace("-", "_") == strain
}
"""The kinds of signal that are one kind of strain, whatever came before."""

VOICED = {Conduct.RUDE: Strain.RUDE, Conduct.ABUSIVE: Strain.ABUSIVE}
VOICES = frozenset({Strain.RUDE, Strain.ABUSIVE, Strain.PUBLIC_CRITICISM})
"""How something was voiced: a complaint can tell of it as well as a signal."""

TOPICS_EXPECTED = 2
"""So many distinct topics are no novelty."""


class Act(NamedTuple):
    """One act of a kind of strain: what it weighs (d g s), its record and its day."""

    kind: Strain
    amount: float
    record: str
    day: int


@dataclass(slots=True)
class Amount:
    """How much of one kind, n_k, and the records."""

    n: float = 0.0
    records: list[str] = field(default_factory=list)


class Tally(Frozen):
    """How much of each kind of strain is on record."""

    amounts: dict[Strain, Amount]

    def n(self, *kinds: Strain) -> float:
        """Return n_k of some kinds together."""
        return sum(self.amounts[kind].n for kind in kinds if kind in self.amounts)

    def records(self, *kinds: Strain) -> tuple[str, ...]:
        """Return the ids behind some kinds."""
        return tuple(each for kind in kinds if kind in self.amounts for each in self.amounts[kind].records)

    def weighed(self, policy: Policy) -> float:
        """Return what conduct adds to the strain y."""
        weights = policy.weight
        return sum(
            amount.n * float(getattr(weights, kind))
            for kind, amount in sorted(self.amounts.items())
            if kind not in UNWEIGHED
        )

    def families(self) -> dict[Family, float]:
        """Return how much there is of each family."""
        sums = dict.fromkeys(Family, 0.0)
        for kind, amount in sorted(self.amounts.items()):
            sums[FAMILY[kind]] += amount.n
        return sums


def tally(acts: Iterable[Act]) -> Tally:
    """Sum acts by kind."""
    amounts: dict[Strain, Amount] = {}
    for act in acts:
        amount = amounts.setdefault(act.kind, Amount())
        amount.n += act.amount
        amount.records.append(act.record)
    return Tally(amounts)


def from_signals(
    counted: Iterable[Dated[Signal]], agreed: AgreedBefore, case: Case, situation: Situation, policy: Policy
) -> Iterator[Act]:
    """Yield the acts that signals tell of; a threat is never weighed."""
    severity = _severities(policy)
    for day, signal in counted:
        kind = _kind(signal, day, agreed)
        if kind is not None:
            half_life = policy.halflife.breach if signal.kind is SignalKind.BREACH else policy.halflife.conduct
            factor = 1.0 if kind is Strain.PUBLIC_TRIFLE else severity[signal.gravity]
            amount = decay(case.today - day, half_life) * situation.conduct(day) * factor
            yield Act(kind, amount, signal.id, day)


def from_complaints(heard: Iterable[Heard], case: Case, situation: Situation, policy: Policy) -> Iterator[Act]:
    """Yield how complaints were voiced, and those that repeat what had been settled to their satisfaction."""
    by_id = {each.id: each for _, each in case.complaints}
    for each in heard:
        complaint, day = each.complaint, each.day
        amount = decay(case.today - day, policy.halflife.conduct) * situation.conduct(day)
        if complaint.voiced in VOICED:
            yield Act(VOICED[complaint.voiced], amount, complaint.id, day)
        if public_trifle(each, policy):
            yield Act(Strain.PUBLIC_TRIFLE, amount, complaint.id, day)
        elif complaint.public and each.fault < policy.fault.theirs and complaint.gravity > 1:
            yield Act(Strain.PUBLIC_CRITICISM, amount, complaint.id, day)
        earlier = by_id.get(complaint.repeat_of or "")
        confirmed = confirmed_by(earlier, day, case) if earlier is not None else None
        if confirmed is not None and confirmed[0] is Confirmed.SATISFIED:
            yield Act(Strain.REOPENED, amount, complaint.id, day)


def novelties(heard: Iterable[Heard], case: Case, situation: Situation, policy: Policy) -> Iterator[Act]:
    """Yield the weightiest complaint of each topic that is not mainly ours, without the two lightest topics.

    The lightest, and not the first two: an older complaint of theirs must not make a later one less new.
    """
    topics: dict[str, Act] = {}
    for each in heard:
        if each.theirs and not each.repeats:
            amount = decay(case.today - each.day, policy.halflife.conduct) * situation.conduct(each.day)
            act = Act(Strain.NOVELTY, amount, each.complaint.id, each.day)
            topics[each.complaint.about] = max(topics.get(each.complaint.about, act), act)
    yield from sorted(topics.values())[TOPICS_EXPECTED:]


def once(acts: Iterable[Act], window: int) -> Iterator[Act]:
    """Yield acts so that one act is one act, whether a complaint tells of it, a signal, or both.

    One voice of a kind a day, the gravest; of trifles made public one a fortnight: what they can weigh at most.
    """
    voices: dict[tuple[Strain, int], Act] = {}
    trifles: list[Act] = []
    for each in acts:
        if each.kind is Strain.PUBLIC_TRIFLE:
            trifles.append(each)
        elif each.kind in VOICES:
            before = voices.get((each.kind, each.day), each)
            voices[each.kind, each.day] = max(before, each)
        else:
            yield each
    yield from voices.values()
    weight = spaced(((each.day, each.amount) for each in trifles), window)
    for each in sorted(trifles, key=lambda act: (act.day, act.record)):
        yield each._replace(amount=weight)
        weight = 0.0


def from_dates(
    fates: Iterable[Fate], bills: Iterable[Bill], case: Case, situation: Situation, policy: Policy
) -> Iterator[Act]:
    """Yield their late promises, and invoices more than a month overdue."""
    half_life, grace = policy.halflife.conduct, policy.window.overdue
    for fate in fates:
        if fate.late and not fate.promise.ours and fate.due is not None:
            amount = decay(case.today - fate.due, half_life) * situation.conduct(fate.due)
            yield Act(Strain.THEIR_PROMISE, amount, fate.promise.id, fate.due)
    for bill in overdue(bills, case, policy):
        day = (bill.due or 0) + grace
        amount = decay(case.today - day, half_life) * situation.conduct(day)
        yield Act(Strain.OVERDUE, amount, bill.invoice.id, day)


def overdue(bills: Iterable[Bill], case: Case, policy: Policy) -> Iterator[Bill]:
    """Yield the invoices that were more than a month overdue, paid since or not."""
    for bill in bills:
        if bill.plain and bill.overdue(case.today) > policy.window.overdue:
            yield bill


def _severities(policy: Policy) -> tuple[float, float, float, float]:
    mitigation = policy.mitigation
    return 0.0, mitigation.severity_1, mitigation.severity_2, mitigation.severity_3


def _kind(signal: Signal, day: int, agreed: AgreedBefore) -> Strain | None:
    """Return the kind of strain of an act that counts; None for a threat."""
    match signal.kind:
        case SignalKind.BREACH:
            return Strain.BREACH if day in agreed.warned else Strain.BREACH_REMINDED
        case SignalKind.DENIES_AGREEMENT:
            confirmed = agreed.confirmed_before(signal.against, day)
            return Strain.DENIES_AGREEMENT if confirmed else Strain.DENIES_TOLD
        case SignalKind.PUBLIC_CRITICISM:
            return Strain.PUBLIC_TRIFLE if signal.gravity == 1 else Strain.PUBLIC_CRITICISM
        case _:
            return PLAIN.get(signal.kind)
