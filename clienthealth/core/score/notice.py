"""Which acts count: what was never made clear is no misconduct, and one act is one act."""

from clienthealth.core.assessment import NotCounted
from clienthealth.core.frozen import Frozen
from clienthealth.core.kinds import Conduct, SignalKind, Topic
from clienthealth.core.records.trouble import Signal
from clienthealth.core.saying import Saying, say
from clienthealth.core.score.agreed_before import AgreedBefore
from clienthealth.core.score.dated import Case, Dated
from clienthealth.core.score.elsewhere import Elsewhere
from clienthealth.core.score.matters import Heard, public_trifle
from clienthealth.core.score.policy import Policy
from clienthealth.core.score.spans import Cover, cover

NEEDS: dict[SignalKind, tuple[Topic, ...] | None] = {
    SignalKind.UNPAID_CHANGE: (Topic.SCOPE, Topic.PRICE, Topic.PROCESS),
    SignalKind.TIME_DISRESPECT: (Topic.PROCESS, Topic.COMMUNICATION, Topic.DEADLINE),
    SignalKind.EXCESS_CONTACT: (Topic.COMMUNICATION, Topic.PROCESS),
    SignalKind.WITHHELD_INPUT: (Topic.PROCESS, Topic.DEADLINE),
    SignalKind.DENIES_AGREEMENT: None,
}
"""The topics of which one (or everything) must have been made clear before; None = any topic."""

UNTOLD = "not_counted.untold"
"""How the reason begins of an act that nothing had been made clear about."""

LENT = frozenset({"not_counted.voiced-in-complaint", "not_counted.public-in-complaint"})
"""The reasons by which an act is told of by a complaint as well."""

VOICES = {SignalKind.RUDE: Conduct.RUDE, SignalKind.ABUSIVE: Conduct.ABUSIVE}
"""The signals that a complaint's own conduct already tells of."""


class Acts(Frozen):
    """The signals of a client: what counts, what speaks for them, and what does not count, with reasons."""

    counted: tuple[Dated[Signal], ...]
    lent: tuple[Dated[Signal], ...]
    """What a complaint tells of as well: not counted beside it, but it may say how grave that was."""
    goodwill: tuple[Dated[Signal], ...]
    not_counted: tuple[NotCounted, ...]
    untold: tuple[int, ...]
    """The days of acts that did not count because nothing matching had been made clear; breaches apart."""


class _Told(Frozen):
    """What complaints already tell of, as days."""

    voiced: dict[Conduct, frozenset[int]]
    public: frozenset[int]
    ours: frozenset[int]
    """Of the public ones, the days of those that are at least half ours: what was said beside them is excused."""
    trifles: Cover


def acts(case: Case, agreed: AgreedBefore, heard: tuple[Heard, ...], elsewhere: Elsewhere, policy: Policy) -> Acts:
    """Sort the signals of a client."""
    told = _told(heard, policy)
    counted, lent, goodwill, refused, untold = [], [], [], [], []
    for dated in case.signals:
        if dated.record.goodwill:
            goodwill.append(dated)
            continue
        because = _told_already(dated, told) or _shared(dated, case, elsewhere) or never_told(dated, agreed)
        if because is None:
            counted.append(dated)
            continue
        refused.append(NotCounted(dated.record.id, because))
        if because.key.startswith(UNTOLD):
            untold.append(dated.day)
        if _lends(dated, because, told):
            lent.append(dated)
    return Acts(tuple(counted), tuple(lent), tuple(goodwill), tuple(refused), tuple(untold))


def _told(heard: tuple[Heard, ...], policy: Policy) -> _Told:
    near = policy.window.same_act
    public = [each for each in heard if each.complaint.public]
    return _Told(
        voiced={
            conduct: frozenset(each.day for each in heard if each.complaint.voiced is conduct)
            for conduct in VOICES.values()
        },
        public=frozenset(each.day for each in public),
        ours=frozenset(each.day for each in public if each.fault >= policy.fault.theirs),
        trifles=cover((each.day - near, each.day + near) for each in public if public_trifle(each, policy)),
    )


def _lends(dated: Dated[Signal], because: Saying, told: _Told) -> bool:
    """Whether a complaint of theirs tells of the act as well."""
    return because.key in LENT and (dated.record.kind in VOICES or dated.day not in told.ours)


def _told_already(dated: Dated[Signal], told: _Told) -> Saying | None:
    """Return why an act is told already: one act is one act."""
    day, signal = dated
    if signal.complaint is not None and signal.kind is not SignalKind.REOPENED:
        return say("not_counted.within-complaint")
    if signal.kind in VOICES and day in told.voiced[VOICES[signal.kind]]:
        return say("not_counted.voiced-in-complaint")
    if signal.kind is not SignalKind.PUBLIC_CRITICISM:
        return None
    trifle = signal.gravity == 1 and day in told.trifles
    return say("not_counted.public-in-complaint") if trifle or day in told.public else None


def _shared(dated: Dated[Signal], case: Case, elsewhere: Elsewhere) -> Saying | None:
    """Return why criticism of a colleague does not count: another client criticises the same one."""
    if (case.client, dated.record.id) in elsewhere.same_colleague:
        return say("not_counted.same-colleague", staff=dated.record.staff or "")
    return None


def never_told(dated: Dated[Signal], agreed: AgreedBefore) -> Saying | None:
    """Return why an act against an agreement does not count: nothing matching was in force before it."""
    day, signal = dated
    if signal.kind is SignalKind.BREACH:
        return None if day in agreed.bounded else say("not_counted.no-boundary")
    if signal.kind not in NEEDS or day in agreed.bounded or agreed.clear_before(NEEDS[signal.kind], day):
        return None
    return say(f"{UNTOLD}.{signal.kind}")
