"""What of the record a letter is about, as of the end of a day: the complaint, what was promised and done for it.

A letter names nothing that is not here, and is compared with it again when it is checked.
"""

from collections.abc import Callable, Iterable
from datetime import date, datetime, timedelta, tzinfo

from clienthealth.core.appreciation.asking import last_asked
from clienthealth.core.changes.commitments import is_open
from clienthealth.core.frozen import Frozen
from clienthealth.core.goodbye.owed import OpenPromise, Owed
from clienthealth.core.history import History, Portfolio
from clienthealth.core.kinds import (
    Apology,
    BoundaryStep,
    Cause,
    EffortKind,
    LetterKind,
    PromiseKind,
    SignalKind,
    Topic,
)
from clienthealth.core.moments import day_of
from clienthealth.core.records.agreed import Boundary, Promise
from clienthealth.core.records.trouble import Complaint
from clienthealth.core.score.as_of import as_of
from clienthealth.core.score.complaint_stage import Stage, stage_of
from clienthealth.core.score.dated import Case, case_of
from clienthealth.errors import NotFound, Refused

BAD_DAY = timedelta(days=14)
"""How long a bad day is felt: within it nobody wants to be thanked for their business."""

GOODWILL_FOR = timedelta(days=180)
"""How long what a client did for us is something to thank for."""

REMEDIES = frozenset(
    {EffortKind.FIX, EffortKind.REDO, EffortKind.REFUND, EffortKind.CREDIT, EffortKind.DISCOUNT},
)
"""What was done about a complaint that can be told as done."""

THANKED = frozenset({SignalKind.PRAISE, SignalKind.REFERRAL, SignalKind.FLEXIBLE, SignalKind.PAYS_EARLY})
"""What a client did for us that a letter can thank for."""

SHARP = frozenset(
    {
        SignalKind.RUDE,
        SignalKind.ABUSIVE,
        SignalKind.THREAT,
        SignalKind.PUBLIC_CRITICISM,
        SignalKind.STAFF_CRITICISM,
    }
)
"""Acts that show an upset client."""

ABOUT_COMPLAINT = frozenset({LetterKind.APOLOGY, LetterKind.ACKNOWLEDGEMENT, LetterKind.FOLLOW_UP})


class Concern(Frozen, kw_only=True):
    """A complaint as a letter needs it; `ours` is whether we said that the mistake was ours."""

    id: str
    handle: str
    day: date
    summary: str = ""
    offered: str = ""
    sought: bool = False
    ours: bool = False
    acknowledged: bool = False
    open: bool = True
    resolved: bool = False


class Remedy(Frozen):
    """What was done about a complaint, and when."""

    kind: EffortKind
    day: date
    id: str


class Call(Frozen):
    """A promised call: its record and its moment."""

    id: str
    at: datetime


class Limit(Frozen):
    """A boundary that holds: its record, when it was set, and how firm it was."""

    id: str
    handle: str
    day: date
    step: BoundaryStep


class Matter(Frozen, kw_only=True):
    """What a letter other than an ending one stands on.

    `promised` are our open promises that answer the complaint, earliest first; `call` is the next promised call that
    has a time, `calls` are those promised by a day.
    """

    today: date
    concern: Concern | None = None
    open_concerns: tuple[Concern, ...] = ()
    promised: tuple[OpenPromise, ...] = ()
    call: Call | None = None
    calls: tuple[OpenPromise, ...] = ()
    done: tuple[Remedy, ...] = ()
    limits: tuple[Limit, ...] = ()
    limit: Limit | None = None
    goodwill: SignalKind | None = None
    upset: bool = False
    hardship: bool = False
    waiting: bool = False
    """Whether they still owe us something other than money."""
    asked_on: date | None = None
    """The day of the last survey."""

    @property
    def final(self) -> Limit | None:
        """The final notice that holds, if there is one."""
        return next((each for each in self.limits if each.step is BoundaryStep.FINAL_NOTICE), None)

    @property
    def settled(self) -> bool:
        """Whether no complaint is open."""
        return not self.open_concerns


class _Facts(Frozen, kw_only=True):
    """The record as of the day, and what of it was worked out already."""

    case: Case
    owed: Owed
    now: datetime
    zone: tzinfo
    handle: Callable[[str], str]

    @property
    def history(self) -> History:
        """The history as of the day."""
        return self.case.history

    def day(self, ordinal: int) -> date:
        """Return a day of the case."""
        return date.fromordinal(ordinal)


def matter_of(  # noqa: PLR0913 - all by name
    history: History,
    owed: Owed,
    *,
    kind: LetterKind,
    now: datetime,
    zone: tzinfo,
    about: str | None = None,
    handle: Callable[[str], str] = str,
) -> Matter:
    """Return what a letter of a kind is about: `about` is a record's id, else it is the one that is open.

    Raises NotFound where there is none or it is one of several, Refused where that letter cannot be written yet.
    """
    today = now.date()
    cut = as_of(Portfolio(histories=(history,)), today, zone).histories
    facts = _Facts(case=case_of((cut or (history,))[0], today, zone), owed=owed, now=now, zone=zone, handle=handle)
    concerns = {each.record.id: _concern(each.record, facts) for each in facts.case.complaints}
    concern = _chosen(kind, concerns, about, history.client.client) if kind in ABOUT_COMPLAINT else None
    complaint = next((each.record for each in facts.case.complaints if concern and each.record.id == concern.id), None)
    limits = tuple(_limits(facts))
    return Matter(
        today=today,
        concern=concern,
        open_concerns=tuple(each for each in concerns.values() if each.open),
        promised=_promised(complaint, facts) if complaint else (),
        call=_call(facts) if complaint else None,
        calls=tuple(_calls(facts)) if complaint else (),
        done=tuple(_done(complaint, facts)) if complaint else (),
        limits=limits,
        limit=_limit(limits, about),
        goodwill=_goodwill(facts),
        upset=_upset(facts, concerns.values()),
        hardship=any(is_open(each.record, now) for each in facts.case.hardships),
        waiting=any(each.kind is not PromiseKind.PAYMENT for each in owed.asked),
        asked_on=last_asked(facts.history.surveys, now),
    )


def _chosen(kind: LetterKind, concerns: dict[str, Concern], about: str | None, client: str) -> Concern:
    """Return the complaint that is meant: the one named, else the only one a letter of the kind can be about."""
    if about is not None:
        if about not in concerns:
            raise NotFound(f"{about} is no complaint of {client}", f"`clienthealth complaint list {client}` lists them")
        found = concerns[about]
        if kind is LetterKind.FOLLOW_UP and found.open and not found.resolved:
            hint = f"`clienthealth complaint resolve {found.handle}` once it is put right"
            raise Refused(f"{found.handle} is not resolved: a follow-up asks whether the solution works", hint)
        return found
    follow_up = kind is LetterKind.FOLLOW_UP
    fit = [each for each in concerns.values() if each.open and (each.resolved or not follow_up)]
    if follow_up and not any(each.open for each in concerns.values()):
        # Nothing is open, so it asks once more about what was settled last.
        fit = sorted(concerns.values(), key=lambda each: (each.day, each.id))[-1:]
    if len(fit) == 1:
        return fit[0]
    if fit:
        raise NotFound(
            f"{client} has {len(fit)} complaints that this letter could be about",
            "say which with --about: " + ", ".join(each.handle for each in fit),
        )
    what = "resolved and waiting for their word" if follow_up else "open"
    how = "resolve ID` once it is put right" if follow_up else f"add {client} …` records one"
    hint = f"`clienthealth complaint {how}; one that is over is named with --about"
    raise NotFound(f"no complaint of {client} is {what}", hint)


def _concern(complaint: Complaint, facts: _Facts) -> Concern:
    stage = stage_of(complaint, facts.case)
    return Concern(
        id=complaint.id,
        handle=facts.handle(complaint.id),
        day=day_of(complaint.at, facts.zone),
        summary=complaint.summary or "",
        offered=complaint.offered or "",
        sought=bool(complaint.remedy_sought),
        ours=complaint.apology is Apology.OURS or complaint.caused_by is Cause.OURS,
        acknowledged=complaint.acknowledged_at is not None,
        open=stage is not None,
        resolved=stage is Stage.FOLLOW_UP,
    )


def _promised(complaint: Complaint, facts: _Facts) -> tuple[OpenPromise, ...]:
    """Return our open promises that answer a complaint, calls apart: what was offered, broken, or promised since.

    What was promised on another topic answers something else. What was late on its topic is what it is about, and so
    is anything that was late where it is about a deadline.
    """
    mine = {each.record.id for each in facts.case.promises if _answers(each.record, complaint, facts)}
    found = [each for each in facts.owed.promises if each.id in mine and each.kind is not PromiseKind.CALLBACK]
    return tuple(sorted(found, key=lambda each: (each.due is None, each.due or facts.owed.as_of, each.id)))


def _answers(promise: Promise, complaint: Complaint, facts: _Facts) -> bool:
    if promise.text == complaint.offered or promise.id == complaint.against:
        return True
    told, topics = day_of(complaint.at, facts.zone), {None, complaint.topic}
    if day_of(promise.at, facts.zone) >= told:
        return promise.topic in topics
    was_due = promise.moved[0].due if promise.moved else promise.due
    alike = promise.topic == complaint.topic or (promise.topic is None and complaint.about == Topic.DEADLINE)
    return alike and was_due is not None and day_of(was_due, facts.zone) <= told


def _calls(facts: _Facts) -> Iterable[OpenPromise]:
    """Yield the calls that are promised by a day, whatever the time."""
    timed = {each.record.id for each in facts.case.promises if isinstance(each.record.due, datetime)}
    yield from (each for each in facts.owed.promises if each.kind is PromiseKind.CALLBACK and each.id not in timed)


def _call(facts: _Facts) -> Call | None:
    """Return the next call that we promised and whose time is still to come."""
    open_ones = {each.id for each in facts.owed.promises if each.kind is PromiseKind.CALLBACK}
    ahead = [
        Call(each.record.id, each.record.due)
        for each in facts.case.promises
        if each.record.id in open_ones and isinstance(each.record.due, datetime) and each.record.due > facts.now
    ]
    return min(ahead, key=lambda call: (call.at, call.id), default=None)


def _done(complaint: Complaint, facts: _Facts) -> Iterable[Remedy]:
    for dated in facts.case.efforts:
        if dated.record.complaint == complaint.id and dated.record.kind in REMEDIES:
            yield Remedy(dated.record.kind, facts.day(dated.day), dated.record.id)


def _limits(facts: _Facts) -> Iterable[Limit]:
    for dated in facts.case.boundaries:
        held: Boundary = dated.record
        if is_open(held, facts.now):
            yield Limit(held.id, facts.handle(held.id), facts.day(dated.day), held.step)


def _limit(limits: tuple[Limit, ...], about: str | None) -> Limit | None:
    """Return the boundary a warning comes back to: the one named, else the only one that holds."""
    if about is not None:
        return next((each for each in limits if each.id == about), None)
    return limits[0] if len(limits) == 1 else None


def _goodwill(facts: _Facts) -> SignalKind | None:
    """Return the latest thing they did for us that is recent enough to thank for."""
    since = (facts.now.date() - GOODWILL_FOR).toordinal()
    found = [each.record.kind for each in facts.case.signals if each.day >= since and each.record.kind in THANKED]
    return found[-1] if found else None


def _upset(facts: _Facts, concerns: Iterable[Concern]) -> bool:
    """Whether a complaint is open, or a bad day was within the last fortnight: a harsh tone, a sharp act."""
    since = (facts.now.date() - BAD_DAY).toordinal()
    harsh = any(week.tone_sum < 0 for week in facts.history.weeks if week.last_day >= since)
    sharp = any(each.record.kind in SHARP for each in facts.case.signals if each.day >= since)
    return harsh or sharp or any(each.open for each in concerns)
