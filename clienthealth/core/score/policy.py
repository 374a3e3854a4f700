"""Every number of the model with its published range and its basis; what the user may override.

Basis marks: P published, K common knowledge of the field, S measured in simulation, J judgement.
"""

from collections.abc import Iterator, Mapping
from math import isfinite
from typing import Any

from clienthealth.core.frozen import Frozen, replace
from clienthealth.core.score.decay import Curve
from clienthealth.core.score.numbers import Group, Number, curve, days, number, numbers_of, weight
from clienthealth.errors import UsageError

MODEL = "2026.2"


class Prior(Group):
    """What is believed of a client before anything is on record; the portfolio never raises it."""

    problem_client: float = number(0.05, 0.01, 0.15, "K: true cases are a small minority, 1 to 5 %")
    client_problem: float = number(0.15, 0.05, 0.40, "J: every client has a problem now and then")
    own_fault: float = number(0.50, 0.30, 0.70, "P: reviews uphold about half of escalated complaints")
    own_fault_mass: float = number(2.0, 0.5, 6.0, "J: the own-fault prior weighs as much as two episodes")
    mood: float = number(0.72, 0.50, 0.90, "J: an unremarkable relationship is a fairly good one")


class HalfLife(Group):
    """After how many days a record weighs half."""

    conduct: int = number(180, 60, 720, "J: half a year, axis A")
    goodwill: int = number(365, 90, 1460, "S: a favour is remembered longer than a quarrel")
    breach: int = number(365, 90, 1460, "J: conduct against a clear boundary is remembered longer")
    problem: int = number(60, 20, 180, "J: whether they have a problem is a question of now, axis B")
    mood: int = number(90, 30, 360, "J: a season, health")


class Window(Group):
    """Stretches of days, both ends included."""

    episode: int = days(14, "J: complaints of one topic and project this close are one episode")
    empty_run: int = days(42, "J: six whole weeks without an entry of anybody are not observed")
    unsettled: int = days(60, "J: a complaint not ended well is open for this long")
    consensus: int = days(21, "P: Kelley 1973; J: other clients, same topic, before or after")
    least_observed: int = days(60, "J: the base rate of a topic needs at least so many days")
    own_lateness: int = days(45, "J: a late promise of ours explains a complaint for this long")
    hardship_before: int = days(7, "P: stress shows before it is told; size J")
    hardship: int = days(120, "J: a hardship without an end date")
    after_fault: int = days(21, "P: Jackson & Kroenke 1999; size J: conduct after a fault of ours")
    colleague: int = days(180, "P: Kelley 1973; J: another client criticised the same colleague")
    same_act: int = days(7, "J: one public act is one act")
    young_record: int = days(21, "J: before that nobody can be judged")
    young_client: int = days(180, "J: a client without recorded expectations is new for this long")
    recent: int = days(180, "J: efforts and acts that still matter to what to do")
    firm_boundary: int = days(60, "J: a boundary set this recently needs time to work")
    overdue: int = days(30, "K: most are paid late some day; beyond this it counts")
    long_overdue: int = days(45, "J: a money rule of its own")
    in_time: int = days(7, "J: paid within a week of due is paid in time")
    safety: int = days(365, "J: an act against a person's safety")
    memory: int = days(7, "J: written down later is from memory")
    strain_span: int = days(45, "J: first to last strain before an ending")
    sudden: int = days(45, "P: Kelley 1973 (consistency); J: trouble that began only now")
    sudden_observed: int = days(150, "J: and a long calm time before")
    survey: int = days(90, "J: how long an answer speaks of now")
    stale: int = days(60, "J: without a record the health band widens")
    mirror: int = days(60, "J: complaints of several clients about one topic or colleague")


class Fault(Group):
    """Our share f of a complaint: by its recorded cause, then the highest floor that applies (0 to 1)."""

    ours: float = number(1.0, 0.8, 1.0, "J: we said so ourselves")
    shared: float = number(0.6, 0.4, 0.8, "J: a little more ours, as faults are attributed outwards")
    unknown: float = number(0.5, 0.3, 0.7, "P: independent review upholds about half")
    client: float = number(0.3, 0.2, 0.5, "P: P(ours | we wrote client) = .31 by Bayes; sizes J")
    late: float = number(0.85, 0.6, 1.0, "J: a late promise of ours, by the dates")
    consensus: float = number(0.65, 0.5, 0.9, "P: Kelley 1973; S")
    consensus_strong: float = number(0.80, 0.6, 1.0, "P: Kelley 1973; S")
    untold: float = number(0.60, 0.4, 0.8, "J: it had never been made clear")
    denied: float = number(0.60, 0.4, 0.8, "J: we denied it or quoted policy")
    denied_client: float = number(0.45, 0.3, 0.7, "J: the same, where the cause was the client's")
    repair: float = number(0.60, 0.4, 0.8, "J: it came back before it was confirmed")
    own: float = number(0.60, 0.5, 0.8, "J: from here on an episode is an own fault")
    theirs: float = number(0.50, 0.3, 0.6, "J: below this an episode is not mainly ours")
    chance: float = number(0.10, 0.02, 0.20, "S: naive consensus fires for 69 % by coincidence")
    chance_strong: float = number(0.02, 0.005, 0.10, "S: the same, for the higher floor")
    others: int = number(2, 2, 5, "S: so many other clients")
    others_strong: int = number(3, 2, 6, "S: so many for the higher floor")


class Mitigation(Group):
    """What an act weighs in a situation that explains it (factor, 1 = fully)."""

    hardship: float = number(0.35, 0.0, 1.0, "P: Hinchey & Jackson 2011; size J")
    own_fault: float = number(0.40, 0.0, 1.0, "P: Jackson & Kroenke 1999; size J")
    again: float = number(0.5, 0.0, 1.0, "J: what a complaint of the same matter weighs, a fortnight and more later")
    severity_1: float = number(0.6, 0.2, 1.0, "J: a mild act")
    severity_2: float = number(1.0, 0.5, 1.5, "J: an act of usual weight")
    severity_3: float = number(1.4, 1.0, 2.0, "J: a grave act")


class Weight(Group):
    """What a unit of each kind adds to the strain y of axis A."""

    unpaid_change: float = weight(0.7, "P: NSW Ombudsman, unreasonable demands; size J")
    overdue: float = weight(0.5, "P: the same; J")
    exorbitant_demand: float = weight(0.6, "J")
    false_urgency: float = weight(0.3, "J: common under ordinary stress")
    reopened: float = weight(0.8, "P: NSW Ombudsman, unreasonable persistence; J")
    excess_contact: float = weight(0.4, "J")
    time_disrespect: float = weight(0.5, "P: NSW Ombudsman, lack of co-operation; J")
    withheld_input: float = weight(0.5, "P: the same; J")
    breach: float = weight(1.0, "P: warn, then repeat; J")
    breach_reminded: float = weight(0.5, "J: after reminders only")
    their_promise: float = weight(0.4, "J")
    overrules_expert: float = weight(0.7, "P: NSW Ombudsman, unreasonable arguments; J")
    false_claim: float = weight(1.0, "P: NSW Ombudsman, dishonesty; J")
    denies_agreement: float = weight(0.8, "J: something they had confirmed")
    denies_told: float = weight(0.3, "J: something they were told and had not confirmed")
    rude: float = weight(0.5, "S: weak on purpose; blunt cultures, disability")
    abusive: float = weight(1.0, "S: the same")
    public_criticism: float = weight(0.3, "J: public is not unjust")
    staff_criticism: float = weight(0.4, "J")


class Item(Group):
    """The curves of axis A, in decibans."""

    breach: Curve = curve(4, 8, "P: warn, then repeat; J")
    false_claim: Curve = curve(4, 8, "P: dishonesty; J")
    denied: Curve = curve(3, 6, "J")
    public_trifle: Curve = curve(3, 6, "J: a trifle made public")
    breadth: Curve = curve(5.5, 20, "J: trouble of many sorts, against the halo of one; size S")
    praise: Curve = curve(-3, 9, "S; J after the cooperation literature")
    accepts_no: Curve = curve(-5, 9, "S; J after the cooperation literature")
    own_apology: Curve = curve(-5, 9, "S; J after the cooperation literature")
    referral: Curve = curve(-2, 4, "J")
    flexible: Curve = curve(-1.5, 4, "J")
    paid_in_time: Curve = curve(-0.5, 2, "J")
    pays_early: Curve = curve(-0.5, 1, "J")


class Rate(Group):
    """The rate of strain against the portfolio's own, and how often real remedies satisfied them."""

    usual: float = number(0.20, 0.05, 0.60, "S: strain a month of observed time, before others are known")
    usual_months: float = number(20, 5, 60, "S: months that this prior weighs")
    least_months: float = number(0.5, 0.1, 2, "J: shorter records are not compared by their rate")
    times: float = number(3.5, 2, 6, "S: the rate that axis A asks about, in usual rates")
    shape: float = number(2, 1, 6, "S: spread of the rates among ordinary clients (gamma shape)")
    floor: float = number(-5, -10, 0, "J: decibans; quiet alone clears nobody")
    cap: float = number(5, 3, 12, "S: decibans; a single sort of trouble, however much, clears this and no more")
    part: float = number(0.25, 0.1, 1.0, "S: how much the mere amount counts; breadth weighs what it is made of")
    full: float = number(1.5, 0.5, 3, "S: how soon an area of trouble counts in full (per unit, saturating)")
    usual_part: float = number(0.8, 0.3, 1.2, "S: of the areas that the usual strain would touch, spread evenly")
    first_area: float = number(1.0, 0.5, 2.0, "J: so much trouble everybody may be; against the halo of one")
    most_areas: float = number(3.0, 2.0, 7.0, "J: beyond so many areas trouble is never usual, whoever else has it")
    calm_months: float = number(2.0, 0.5, 6.0, "J: observed months after which little trouble speaks half")
    satisfied_problem: float = number(1.2, 0.5, 3, "P: Lester 2004, 23 %, shrunk (beta)")
    unsatisfied_problem: float = number(3.8, 2, 8, "P: Lester 2004, 77 %, shrunk (beta)")
    satisfied_usual: float = number(4.3, 2, 9, "P: Lester 2004, 87 %, shrunk (beta)")
    unsatisfied_usual: float = number(0.7, 0.3, 2, "P: Lester 2004, 13 %, shrunk (beta)")
    recovery_floor: float = number(-10, -16, 0, "J: decibans; extreme cases, small n")
    recovery_cap: float = number(12.2, 3, 16, "J: decibans; extreme cases, small n")
    words_satisfied: float = number(0.5, 0.0, 1.0, "S: a client whom words alone satisfied, beside a real remedy")
    words_failed: float = number(0.4, 0.0, 0.5, "S: words alone that failed: words are no remedy")
    slow_hours: float = number(72, 24, 336, "J: hours after which a remedy came late")
    slow: float = number(0.5, 0.0, 1.0, "J: what a failed remedy weighs that came late")
    excuse: float = number(1.0, 0.0, 1.0, "J: how far our own fault excuses a failed remedy")


class Sum(Group):
    """How items become a probability."""

    discount: float = number(1.0, 0.5, 1.0, "S: breadth already counts what depends on each other once")
    hold: float = number(0.59, 0.30, 0.59, "J: one kind of evidence is never enough")
    hold_item: float = number(0.2, 0.1, 1.0, "J: nats an item needs to speak")
    hold_items: int = number(2, 2, 4, "J: so many items have to speak")
    hold_kinds: int = number(2, 2, 4, "J: so many kinds of record have to weigh")
    hold_weight: float = number(0.5, 0.25, 1.5, "J: what makes a kind of record weigh")
    spread: float = number(0.5, 0.2, 1.0, "J: nats of doubt that no item takes away")
    item_spread: float = number(0.3, 0.1, 0.8, "S: doubt of each item of axis A, relative to its size")
    interval: float = number(1.28, 0.67, 1.96, "K: standard deviations of an 80 % interval")


class Problem(Group):
    """Axis B, does the client have a problem now: steps and curves in nats."""

    item_spread: float = number(0.4, 0.1, 0.8, "J: doubt of each item, relative to its size")
    hardship: float = weight(2.2, "P: Hinchey & Jackson 2011; size J")
    our_fault: Curve = curve(1.1, 2.5, "J: what went wrong on our side and did not end well")
    our_overdue: Curve = curve(0.7, 1.8, "J: our promises open past their due date")
    no_expectation: Curve = curve(0.6, 1.2, "P: unmet expectations, Jackson & Kroenke 1999; size J")
    sudden_change: float = weight(0.8, "P: Kelley 1973 (consistency); size J")
    sudden_rate: float = number(0.1, 0.02, 0.4, "J: episodes a month that were usual before")
    denied: Curve = curve(0.4, 0.8, "J: we denied it or quoted policy, and it is open")
    survey: float = weight(0.5, "J")
    survey_below: float = number(-1 / 3, -0.8, 0.2, "J: a bad answer, on -1 to 1")
    satisfied_efforts: Curve = curve(-0.6, 1.2, "J")
    praise: Curve = curve(-0.3, 0.9, "J")


class Mood(Group):
    """Health: curves in nats, and the width of its band in points."""

    episodes: Curve = curve(-0.35, 1.6, "J")
    unsatisfied: Curve = curve(-0.6, 1.8, "J")
    partly: float = number(0.4, 0.0, 1.0, "J: what a half-satisfying effort weighs as unsatisfied")
    satisfied: Curve = curve(0.5, 1.2, "J")
    praise: Curve = curve(0.4, 1.2, "J")
    our_lateness: Curve = curve(-0.4, 1.2, "J")
    kept: Curve = curve(0.08, 0.4, "J")
    conduct: Curve = curve(-0.25, 1.4, "J")
    overdue: Curve = curve(-0.4, 1.2, "J")
    tone: Curve = curve(0.15, 0.6, "J")
    survey: Curve = curve(0.5, 1.2, "J")
    widest: float = number(35, 20, 50, "J: points either way")
    width: float = number(60, 30, 120, "J: points either way with nothing on record")
    stale: float = number(10, 0, 30, "J: more points after a long silence")


class Bar(Group):
    """Thresholds of the decision table, the gates and the verdict."""

    offboard: float = number(0.83, 0.83, 0.99, "J: 5/(1+5), firing a good client costs five times as much")
    offboard_low: float = number(0.60, 0.50, 0.95, "J: the lower end decides")
    likely: float = number(0.60, 0.60, 0.90, "J: the record points at their conduct")
    likely_low: float = number(0.30, 0.20, 0.60, "J: its lower end")
    hardship_below: float = number(0.80, 0.60, 0.95, "J: a hardship comes first below this")
    watch: float = number(0.30, 0.15, 0.60, "J: a boundary is cheap and reversible")
    problem_now: float = number(0.50, 0.30, 0.70, "J: more likely than not a client with a problem")
    problem_maybe: float = number(0.40, 0.20, 0.60, "J: worth an effort")
    own_share: float = number(0.65, 0.40, 0.65, "J: most of what they complained of was ours")
    failed_efforts: int = number(2, 1, 4, "J: honest remedies that failed before somebody senior steps in")
    pattern: float = number(2.5, 1.0, 6.0, "J: one kind of conduct that became a pattern")
    breaches: float = number(1.0, 0.5, 3.0, "J: conduct against a boundary")
    untold_acts: int = number(2, 1, 6, "J: acts that did not count because nothing had been made clear")
    strains_after: int = number(3, 3, 9, "J: strains after expectations were on record")
    remedies: int = number(2, 2, 6, "J: real remedies with a known outcome")
    remedy_level: int = number(2, 2, 3, "J: words alone are no remedy")
    mass: float = number(4.0, 4.0, 12.0, "J: strains, decayed")
    their_mass: float = number(1.5, 1.5, 6.0, "J: strains that are not ours, decayed")
    items: int = number(3, 3, 6, "J: items that speak")
    fresh_strains: int = number(3, 3, 9, "J: strains written down when they happened")
    least_records: int = number(3, 3, 20, "J: fewer say nothing")
    least_mass: float = number(1.5, 0.5, 4.0, "J: strains, decayed, behind a suspicion")
    suspicion: float = number(0.15, 0.05, 0.30, "J: above this a suspicion needs that mass")
    wide: float = number(0.40, 0.20, 0.60, "J: an interval this wide is said to be wide")
    mirror_share: float = number(0.15, 0.05, 0.50, "P: Jackson & Kroenke 1999; threshold J")
    mirror_clients: int = number(3, 2, 10, "J: so many clients before the common factor may be us")
    mirror_fault: float = number(0.60, 0.40, 0.80, "J: median own-fault share")
    concentration: float = number(0.25, 0.10, 0.60, "J: beyond this share of income, replace it before an ending")


class Alarm(Group):
    """When a change is announced by itself, and when it has to be over before it is announced again."""

    rise: float = number(0.15, 0.10, 0.40, "J: half of the way to watch, so that it is seen before it is there")
    rise_days: int = days(60, "J: a project's length; slower than this is no alarm")
    fall: float = number(15, 8, 40, "J: points of mood; more than one bad week moves it")
    fall_days: int = days(45, "J: half of the mood's half-life")
    leave: float = number(0.05, 0.01, 0.09, "J: so far below the level before it is left, lest it flap")
    leave_mood: float = number(5, 1, 7, "J: the same for a fall, in points of mood")


class Policy(Frozen):
    """The numbers of one model; the default is the reference model of 2026."""

    model: str = MODEL
    prior: Prior = Prior()
    halflife: HalfLife = HalfLife()
    window: Window = Window()
    fault: Fault = Fault()
    mitigation: Mitigation = Mitigation()
    weight: Weight = Weight()
    item: Item = Item()
    rate: Rate = Rate()
    sum: Sum = Sum()
    problem: Problem = Problem()
    mood: Mood = Mood()
    bar: Bar = Bar()
    alarm: Alarm = Alarm()

    def __post_init__(self) -> None:
        """Refuse a number out of its published range."""
        for each in self.numbers():
            if not each.low <= each.value <= each.high:
                raise UsageError(
                    f"policy: {each.name} = {each.value:g} is out of range",
                    f"{each.name} goes from {each.low:g} to {each.high:g}",
                )

    def numbers(self) -> Iterator[Number]:
        """Yield every number by name, as `config policy` lists them."""
        for group in self.__fields__[1:]:
            held: Group = getattr(self, group)
            for name, declared in held.declared.items():
                yield from numbers_of(f"{group}_{name}", getattr(held, name), declared)

    def changed(self, overrides: Mapping[str, float]) -> "Policy":
        """Return this policy with some numbers set; raises UsageError for what is unknown or out of range.

        The model name then carries a `*`, so that nobody takes the result for the published model.
        """
        if not overrides:
            return self
        known = {each.name: each for each in self.numbers()}
        for name in overrides:
            _check_name(name, known)
        groups = {name: _set(name, getattr(self, name), overrides) for name in self.__fields__[1:]}
        return replace(self, model=self.model.rstrip("*") + "*", **groups)


def _check_name(name: str, known: Mapping[str, Number]) -> None:
    if name not in known:
        from difflib import get_close_matches

        close = get_close_matches(name, known, n=1)
        hint = f"did you mean {close[0]}?" if close else "clienthealth config policy lists them"
        raise UsageError(f"policy: no number is called {name}", hint)


def _set(group: str, held: "Group", overrides: Mapping[str, float]) -> Any:
    changes: dict[str, float | Curve] = {}
    for own, declared in held.declared.items():
        name, value = f"{group}_{own}", getattr(held, own)
        if isinstance(value, Curve):
            changes[own] = Curve(*(overrides.get(f"{name}_{part}", getattr(value, part)) for part in ("slope", "cap")))
        elif name in overrides:
            whole = isinstance(declared.value, int)
            changes[own] = _whole(name, overrides[name]) if whole else float(overrides[name])
    return replace(held, **changes)


def _whole(name: str, value: float) -> int:
    if not isfinite(value) or value != int(value):
        raise UsageError(f"policy: {name} = {value:g} is no whole number")
    return int(value)


DEFAULT = Policy()
