"""What one client's record says before anything is weighed: episodes, acts that count, situation, exposure."""

from collections.abc import Iterable
from itertools import chain

from clienthealth.core.frozen import Frozen
from clienthealth.core.kinds import EffortOutcome
from clienthealth.core.score import conduct
from clienthealth.core.score.agreed_before import AgreedBefore, agreed_before
from clienthealth.core.score.billing import Bill, bills
from clienthealth.core.score.dated import Case
from clienthealth.core.score.decay import decay
from clienthealth.core.score.elsewhere import Elsewhere
from clienthealth.core.score.episodes import Episode, Tried, efforts, episodes
from clienthealth.core.score.lateness import Fate, fates
from clienthealth.core.score.matters import Heard, grievance, hear
from clienthealth.core.score.notice import Acts, acts
from clienthealth.core.score.observed import Observed
from clienthealth.core.score.own_fault import own_lateness, told
from clienthealth.core.score.policy import Policy
from clienthealth.core.score.remedies import Taken, remedies
from clienthealth.core.score.situation import Situation, situation
from clienthealth.core.score.spans import Cover


class Reading(Frozen, kw_only=True):
    """A client's record, read: the facts that every item, gate and rule is made of."""

    case: Case
    agreed: AgreedBefore
    fates: tuple[Fate, ...]
    bills: tuple[Bill, ...]
    episodes: tuple[Episode, ...]
    efforts: tuple[Tried, ...]
    heard: tuple[Heard, ...]
    """The complaints as axis A takes them."""
    remedies: tuple[Taken, ...]
    """How real remedies were taken, by complaint."""
    acts: Acts
    situation: Situation
    tally: conduct.Tally
    grievance: float
    """What complaints add to the strain: the share that is not ours."""
    strain: float
    """y: decayed strain of their conduct, 0 or more."""
    months: float
    """E: observed time in months, decayed."""
    observed_days: int
    """T: observed days since the first record."""
    own_fault_share: float
    """F: how much of what they complained of was ours, 0 to 1."""
    strains: tuple[int, ...]
    """The days of all strains: episodes, and acts that count; unordered."""
    mass: float
    """n_eff: the strains, decayed."""

    def age(self, day: int) -> int:
        """Return how many days ago a day was."""
        return self.case.today - day

    @property
    def unsettled(self) -> tuple[Episode, ...]:
        """The complaints that are open as the decision table means it."""
        return tuple(each for each in self.episodes if each.unsettled)

    @property
    def hardship(self) -> bool:
        """Whether a hardship is in force."""
        return bool(self.situation.in_force)

    def failed(self, within: int) -> tuple[Tried, ...]:
        """Return the efforts of the last days that did not satisfy."""
        return tuple(
            each for each in self.efforts if each.taken is EffortOutcome.UNSATISFIED and self.age(each.day) <= within
        )


def read(case: Case, away: Cover, observed: Observed, elsewhere: Elsewhere, policy: Policy) -> Reading:
    """Read a client's record as of its day."""
    agreed = agreed_before(case)
    promises = fates(case, away)
    invoices = bills(case)
    complaints = told(case, agreed, own_lateness(promises), elsewhere, policy)
    joined = episodes(case, complaints, policy)
    heard = hear(complaints, policy)
    explained = situation(case, complaints, promises, policy)
    signals = acts(case, agreed, heard, elsewhere, policy)
    observable = chain(
        conduct.from_signals((*signals.counted, *signals.lent), agreed, case, explained, policy),
        conduct.from_complaints(heard, case, explained, policy),
        conduct.novelties(heard, case, explained, policy),
        conduct.from_dates(promises, invoices, case, explained, policy),
    )
    tally = conduct.tally(conduct.once(observable, policy.window.episode))
    complained = grievance(heard, explained, case, policy)
    strains = (*(each.day for each in joined), *(each.day for each in signals.counted))
    first = case.today if case.first is None else case.first
    return Reading(
        case=case,
        agreed=agreed,
        fates=promises,
        bills=invoices,
        episodes=joined,
        efforts=efforts(case),
        heard=heard,
        remedies=remedies(heard, explained, case, policy),
        acts=signals,
        situation=explained,
        tally=tally,
        grievance=complained,
        strain=complained + tally.weighed(policy),
        months=observed.months_since(first),
        observed_days=observed.days_since(first),
        own_fault_share=_own_fault_share(joined, case, policy),
        strains=strains,
        mass=sum(decay(case.today - day, policy.halflife.conduct) for day in strains),
    )


def _own_fault_share(joined: Iterable[Episode], case: Case, policy: Policy) -> float:
    """Return F = (1 + sum f d)/(2 + sum d) over episodes (scoring model, section 3)."""
    prior = policy.prior
    ours, mass = prior.own_fault * prior.own_fault_mass, prior.own_fault_mass
    for each in joined:
        weight = decay(case.today - each.day, policy.halflife.conduct)
        ours += each.fault * weight
        mass += weight
    return ours / mass
