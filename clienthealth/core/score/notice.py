"""Which acts count: what was never made clear is no misconduct, and one act is one act."""

from collections.abc import Iterable

from clienthealth.core.assessment import NotCounted
from clienthealth.core.frozen import Frozen
from clienthealth.core.kinds import Conduct, SignalKind, Topic
from clienthealth.core.records.trouble import Signal
from clienthealth.core.saying import Saying, say
from clienthealth.core.score.agreed_before import AgreedBefore
from clienthealth.core.score.dated import Case, Dated
from clienthealth.core.score.elsewhere import Elsewhere
from clienthealth.core.score.episodes import Episode
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

VOICES = {SignalKind.RUDE: Conduct.RUDE, SignalKind.ABUSIVE: Conduct.ABUSIVE}
"""The signals that a complaint's own conduct already tells of."""


class Acts(Frozen):
    """The signals of a client: what counts, what speaks for them, and what does not count, with reasons."""

    counted: tuple[Dated[Signal], ...]
    goodwill: tuple[Dated[Signal], ...]
    not_counted: tuple[NotCounted, ...]
    untold: tuple[int, ...]
    """The days of acts that did not count because nothing matching had been made clear; breaches apart."""


class _Told(Frozen):
    """What complaints already tell of, as days."""

    voiced: dict[Conduct, frozenset[int]]
    public: frozenset[int]
    trifles: Cover


def acts(case: Case, agreed: AgreedBefore, episodes: Iterable[Episode], elsewhere: Elsewhere, policy: Policy) -> Acts:
    """Sort the signals of a client."""
    told = _told(case, episodes, policy)
    counted, goodwill, refused, untold = [], [], [], []
    for dated in case.signals:
        if dated.record.goodwill:
            goodwill.append(dated)
            continue
        because = _told_already(dated, told) or _shared(dated, case, elsewhere) or _untold(dated, agreed)
        if because is None:
            counted.append(dated)
            continue
        refused.append(NotCounted(dated.record.id, because))
        if because.key.startswith(UNTOLD):
            untold.append(dated.day)
    return Acts(tuple(counted), tuple(goodwill), tuple(refused), tuple(untold))


def _told(case: Case, episodes: Iterable[Episode], policy: Policy) -> _Told:
    near = policy.window.same_act
    return _Told(
        voiced={
            conduct: frozenset(day for day, each in case.complaints if each.voiced is conduct)
            for conduct in VOICES.values()
        },
        public=frozenset(day for day, each in case.complaints if each.public),
        trifles=cover((each.day - near, each.day + near) for each in episodes if public_trifle(each, policy)),
    )


def public_trifle(episode: Episode, policy: Policy) -> bool:
    """Whether a trifle that is not mainly ours was complained of in public."""
    return episode.severity == 1 and episode.fault < policy.fault.own and episode.public


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


def _untold(dated: Dated[Signal], agreed: AgreedBefore) -> Saying | None:
    """Return why an act against an agreement does not count: nothing matching was in force before it."""
    day, signal = dated
    if signal.kind is SignalKind.BREACH:
        return None if day in agreed.bounded else say("not_counted.no-boundary")
    if signal.kind not in NEEDS or day in agreed.bounded or agreed.clear_before(NEEDS[signal.kind], day):
        return None
    return say(f"{UNTOLD}.{signal.kind}")
