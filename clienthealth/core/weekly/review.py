"""The weekly review: who needs attention first and why, what to do before the client notices, what is missing.

`weekly_review` decides what is said; how it is said stands in `render`.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from clienthealth.core.assessment import Assessment, Judgement, Mirror, NextStep
from clienthealth.core.history import History, Portfolio
from clienthealth.core.kinds import (
    ENDINGS,
    Choice,
    ClientStatus,
    Confirmed,
    EffortOutcome,
    Recommendation,
    SignalKind,
    Verdict,
)
from clienthealth.core.moments import When, day_of
from clienthealth.core.records.base import Record
from clienthealth.core.reflection.reflect import Reflection
from clienthealth.core.score.policy import DEFAULT, Policy
from clienthealth.core.weekly.alarms import Alarm, Standing, judged
from clienthealth.core.weekly.desk import Desk
from clienthealth.core.weekly.due import Due, What, due_on
from clienthealth.core.weekly.lookback import Glimpse, Looked, look, nothing
from clienthealth.core.weekly.rhythm import Touch, last_contact, limits
from clienthealth.core.weekly.since import Memory, Rules, Then, rules_of, verdicts
from clienthealth.core.weekly.today import urgency

AHEAD = timedelta(days=7)
"""How far ahead the review looks."""

LOOKS = (1, 2, 4, 8, 13, 26)
"""Weeks back at which the review looks for how long an ending has been advised."""

WORST_FIRST = (
    Verdict.BOTH,
    Verdict.PROBLEM_CLIENT,
    Verdict.CLIENT_WITH_A_PROBLEM,
    Verdict.WATCH,
    Verdict.NOT_ENOUGH_EVIDENCE,
    Verdict.HEALTHY,
)
CALM = frozenset({Recommendation.APPRECIATE, Recommendation.SET_EXPECTATIONS})
UNSAFE = frozenset({SignalKind.THREAT, SignalKind.ABUSIVE})
GRAVEST = 3

Past = Callable[[date], Judgement]
"""How the record was judged at the end of an earlier day."""


class Scope(NamedTuple):
    """What is asked of the review: since when and why, whose (`me`, or everybody's), and what silence is too long."""

    since: date
    past: Past
    touch: Touch = Touch()
    me: str | None = None
    memory: Memory = Memory()
    policy: Policy = DEFAULT
    glimpse: Glimpse = nothing

    def covers(self, history: History) -> bool:
        """Whether a client is looked at: not ended, and mine or nobody's where only mine are asked for."""
        client = history.client
        return client.stands is not ClientStatus.ENDED and (self.me is None or client.owner in {None, self.me})

    def has(self, due: Due) -> bool:
        """Whether a due thing is asked for: by its own owner, else its client's."""
        return self.me is None or due.owner in {None, self.me}


class Absence(NamedTuple):
    """What is missing with a client: `no-expectation`, `not-told`, `no-contact` or `silence`, and for how long."""

    client: str
    what: str
    days: int | None
    limit: int | None
    command: str


class PutOff(NamedTuple):
    """An ending that is advised and was not begun: since when at least, and until when it was postponed."""

    client: str
    recommendation: Recommendation
    since: date
    or_longer: bool
    postponed: date | None
    until: date | None
    command: str


class Change(NamedTuple):
    """A verdict that has changed since an earlier day."""

    client: str
    before: Verdict
    now: Verdict


class GoodNews(NamedTuple):
    """Something good that happened: a signal of goodwill, or `satisfied`."""

    client: str
    what: str
    text: str
    day: date
    record: str
    handle: str


class Review(NamedTuple):
    """All that the weekly review says, section by section, the worst first."""

    as_of: date
    since: date
    memory: Memory
    policy: Policy
    mine: str | None
    clients: int
    mirror: Mirror | None
    reflection: Reflection | None
    act_now: tuple[Due, ...]
    at_risk: tuple[Assessment, ...]
    coming_up: tuple[Due, ...]
    absences: tuple[Absence, ...]
    endings: tuple[PutOff, ...]
    alarms: tuple[Alarm, ...]
    changed: tuple[Change, ...]
    good_news: tuple[GoodNews, ...]
    quiet: int
    judged: tuple[Assessment, ...]
    standing: Mapping[str, Standing]

    @property
    def model(self) -> str:
        """The name of the model, with its mark where numbers were changed."""
        return self.policy.model

    @property
    def rules(self) -> Rules:
        """The model, and what was changed of its numbers."""
        return rules_of(self.policy)

    @property
    def needs_attention(self) -> bool:
        """Whether something is to be done now or was raised, somebody is at risk, or an ending is being put off."""
        return bool(self.alarms or self.act_now or self.at_risk or self.endings)


def weekly_review(
    portfolio: Portfolio, judgement: Judgement, desk: Desk, scope: Scope, reflection: Reflection | None = None
) -> Review:
    """Return the review as of the desk's day; of the mirror, only clients that are looked at ask something of us."""
    shown = [each for each in portfolio.histories if scope.covers(each)]
    slugs = {each.client.client for each in shown}
    found = [each for each in judgement.assessments if each.client in slugs]
    at_risk = tuple(sorted((each for each in found if needs_us(each)), key=_worst_first))
    due = [each for each in due_on(portfolio, desk) if scope.has(each)]
    dangers = _dangers(found, portfolio, desk)
    act_now = (*dangers, *sorted((each for each in due if each.ours and each.past), key=urgency))
    coming = tuple(each for each in due if _coming(each, desk.today))
    absences = tuple(_absences(shown, found, desk, scope.touch))
    endings = tuple(_put_off(shown, found, desk, scope.past))
    begun = {each.client.client: day_of(each.client.at, desk.zone) for each in shown}
    then = Then(desk.today, scope.since, scope.memory, begun, desk.zone, scope.policy)
    changed, looked = _since_then(found, then, scope)
    mentioned = {each.client for each in (*act_now, *coming)} | {each.client for each in looked.raised}
    mentioned |= {each.client for each in absences} | {each.client for each in at_risk}
    return Review(
        as_of=desk.today,
        since=scope.since,
        memory=scope.memory,
        policy=scope.policy,
        mine=scope.me,
        clients=len(slugs | {each.client for each in due}),
        mirror=judgement.mirror if judgement.mirror.common_factor_may_be_us else None,
        reflection=reflection.asking_of(slugs) if reflection is not None else None,
        act_now=act_now,
        at_risk=at_risk,
        coming_up=coming,
        absences=absences,
        endings=endings,
        alarms=looked.raised,
        changed=changed,
        good_news=tuple(_good_news(shown, portfolio, desk, then)),
        quiet=len(slugs - mentioned),
        judged=tuple(found),
        standing=looked.standing,
    )


def needs_us(assessment: Assessment) -> bool:
    """Whether a client is at risk; too little evidence is no risk, unless there is something to do."""
    if assessment.verdict is Verdict.NOT_ENOUGH_EVIDENCE:
        return assessment.recommendation not in CALM or assessment.because.key == "because.nothing-agreed"
    return assessment.verdict is not Verdict.HEALTHY or assessment.recommendation is Recommendation.SAFETY


def first_step(assessment: Assessment) -> NextStep | None:
    """Return the one next step, if there is one."""
    return next(iter(assessment.next_steps), None)


def _worst_first(assessment: Assessment) -> tuple[bool, int, float, str]:
    theirs, ours = assessment.problem_client.probability, assessment.client_problem.probability
    worst = ours if assessment.verdict is Verdict.CLIENT_WITH_A_PROBLEM else theirs
    is_safe = assessment.recommendation is not Recommendation.SAFETY
    return is_safe, WORST_FIRST.index(assessment.verdict), -worst, assessment.client


def _coming(due: Due, today: date) -> bool:
    """Whether it belongs to the coming week; what is theirs, and our own reminders, also when it has passed."""
    return due.day <= today + AHEAD and not (due.ours and due.past)


def _dangers(judged: Iterable[Assessment], portfolio: Portfolio, desk: Desk) -> Iterator[Due]:
    """Yield a line for each client with an act against a person's safety."""
    histories = {each.client.client: each for each in portfolio.histories}
    for each in judged:
        step = first_step(each)
        if each.recommendation is Recommendation.SAFETY and step is not None:
            yield _danger(histories[each.client], step, portfolio, desk)


def _danger(history: History, step: NextStep, portfolio: Portfolio, desk: Desk) -> Due:
    acts = [each for each in history.signals if each.kind in UNSAFE and each.gravity == GRAVEST]
    act = max(acts, key=lambda each: day_of(each.at, desk.zone))
    slug = history.client.client
    return Due(
        client=slug,
        what=What.SAFETY,
        day=desk.today,
        days=0,
        past=True,
        text=act.quote or act.kind,
        record=act.id,
        handle=portfolio.handle(slug, act.id),
        owner=act.owner or history.client.owner,
        command=step.command,
    )


def _absences(shown: Iterable[History], judged: Iterable[Assessment], desk: Desk, touch: Touch) -> Iterator[Absence]:
    """Yield what is missing: first what was never made clear, then whom we have not heard for long."""
    assessed = {each.client: each for each in judged}
    silent: list[Absence] = []
    for history in shown:
        slug, status = history.client.client, history.client.stands
        found = assessed.get(slug)
        if found is not None and status in (ClientStatus.ACTIVE, ClientStatus.PROSPECT):
            yield from _untold(found)
        if status is ClientStatus.ACTIVE:
            silent += _silence(history, desk, touch)
    yield from sorted(silent, key=lambda each: (each.what != "silence", -(each.days or 0), each.client))


def _untold(found: Assessment) -> Iterator[Absence]:
    """Yield a line where nothing was made clear, unless the client is at risk for that very reason."""
    if needs_us(found) and found.recommendation is Recommendation.SET_EXPECTATIONS:
        return
    command = f'clienthealth expect add {found.client} "…" --topic all'
    if found.counts.expectations == 0:
        yield Absence(found.client, "no-expectation", None, None, command)
    elif found.because.key == "because.acts-untold":
        yield Absence(found.client, "not-told", None, None, command)


def _silence(history: History, desk: Desk, touch: Touch) -> Iterator[Absence]:
    usual, longest = limits(history, desk.today, touch)
    begun = day_of(history.client.at, desk.zone)
    last = last_contact(history, desk.today, desk.zone) or begun
    days, slug = (desk.today - last).days, history.client.client
    if days > usual:
        what, limit = ("silence", longest) if days > longest else ("no-contact", usual)
        yield Absence(slug, what, days, limit, f"clienthealth log {slug} …")


def _put_off(shown: Iterable[History], judged: Iterable[Assessment], desk: Desk, past: Past) -> Iterator[PutOff]:
    histories = {each.client.client: each for each in shown}
    for each in judged:
        step = next((step for step in each.next_steps if "offboard" in step.command), first_step(each))
        if each.recommendation in ENDINGS and step is not None and not _overridden(each):
            since, or_longer = _stands_since(each.client, desk.today, past)
            day, until = _postponed(histories[each.client], desk)
            yield PutOff(each.client, each.recommendation, since, or_longer, day, until, step.command)


def _overridden(found: Assessment) -> bool:
    """Whether the user decided otherwise, and that still holds: then nothing is being put off."""
    return found.decided is not None and found.decided.choice is Choice.OVERRIDDEN


def _stands_since(client: str, today: date, past: Past) -> tuple[date, bool]:
    """Return the earliest of the looks back at which the ending already stood, and whether it is the last of all.

    Found by halving, since each look judges the whole record; a gap in between is not looked for.
    """
    days = [today - timedelta(weeks=weeks) for weeks in (0, *LOOKS)]
    stood, not_yet = 0, len(days)
    while not_yet - stood > 1:
        look = (stood + not_yet) // 2
        earlier = past(days[look]).of(client)
        if earlier is not None and earlier.recommendation in ENDINGS:
            stood = look
        else:
            not_yet = look
    return days[stood], stood == len(LOOKS)


def _postponed(history: History, desk: Desk) -> tuple[date | None, date | None]:
    """Return when the ending was last postponed, and until when, unless something else was decided since."""
    about = [each for each in history.decisions if each.recommendation in ENDINGS]
    last = max(about, key=lambda each: day_of(each.at, desk.zone), default=None)
    if last is None or last.choice is not Choice.POSTPONED:
        return None, None
    return day_of(last.at, desk.zone), day_of(last.until, desk.zone) if last.until is not None else None


def _since_then(found: Sequence[Assessment], then: Then, scope: Scope) -> tuple[tuple[Change, ...], Looked]:
    """Return the changed verdicts and the alarms; the day since when is judged anew only where nothing was kept."""
    shown, lacking = verdicts(found, then)
    anew = scope.past(then.since).assessments if lacking else ()
    known = {each.client: judged(each, then.since) for each in anew}
    changes = _changes(found, {each.client: each.verdict for each in anew} | shown)
    return tuple(changes), look(found, then, known, scope.glimpse)


def _changes(found: Iterable[Assessment], before: Mapping[str, Verdict]) -> Iterator[Change]:
    """Yield changed verdicts; that a new client turned out well is no change."""
    for each in found:
        earlier = before.get(each.client)
        if earlier is None or earlier is each.verdict:
            continue
        if {earlier, each.verdict} != {Verdict.NOT_ENOUGH_EVIDENCE, Verdict.HEALTHY}:
            yield Change(each.client, earlier, each.verdict)


def _good_news(shown: Iterable[History], portfolio: Portfolio, desk: Desk, then: Then) -> Iterator[GoodNews]:
    for history in shown:
        slug = history.client.client
        told: set[str] = set()
        for record, what, when, text in _good(history):
            day = day_of(when, desk.zone)
            story = getattr(record, "complaint", None) or record.id
            if day <= desk.today and then.is_new(when, record.recorded_at, day) and story not in told:
                told.add(story)
                yield GoodNews(slug, what, text, day, record.id, portfolio.handle(slug, record.id))


def _good(history: History) -> Iterator[tuple[Record, str, When, str]]:
    """Yield goodwill, and whom we satisfied; an effort on a complaint tells the complaint's story."""
    complaints = {each.id: each.text or each.about for each in history.complaints}
    for signal in history.signals:
        if signal.goodwill:
            yield signal, signal.kind, signal.at, signal.quote or ""
    for effort in history.efforts:
        if effort.taken is EffortOutcome.SATISFIED:
            text = complaints.get(effort.complaint or "", "") or effort.note or effort.kind
            yield effort, "satisfied", effort.outcome_at or effort.at, text
    for complaint in history.complaints:
        if complaint.confirmed is Confirmed.SATISFIED:
            yield complaint, "satisfied", complaint.confirmed_at or complaint.at, complaint.text or complaint.about
