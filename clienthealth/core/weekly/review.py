"""The weekly review: who needs attention first and why, what to do before the client notices, what is missing.

`weekly_review` decides what is said; how it is said stands in `render`.
"""

from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from functools import partial
from typing import NamedTuple

from clienthealth.core.assessment import Assessment, Judgement, Mirror, NextStep
from clienthealth.core.commitments.clocks import Absent
from clienthealth.core.commitments.clocks import absences as absences_of
from clienthealth.core.history import History, Portfolio
from clienthealth.core.kinds import ClientStatus, Recommendation, Verdict
from clienthealth.core.moments import day_of
from clienthealth.core.ownership import is_for, owner_of
from clienthealth.core.records.reviewed import Said
from clienthealth.core.records.trouble import GRAVEST
from clienthealth.core.reflection.colleagues import Colleague
from clienthealth.core.reflection.reflect import Reflection
from clienthealth.core.responses.message import Message
from clienthealth.core.score.policy import DEFAULT, Policy
from clienthealth.core.score.weighed import UNSAFE
from clienthealth.core.weekly.absence import Absence, absences
from clienthealth.core.weekly.alarms import Alarm, Standing, judged
from clienthealth.core.weekly.decisions import Decided, decisions, last_decision
from clienthealth.core.weekly.desk import Desk
from clienthealth.core.weekly.due import Due, What, due_on
from clienthealth.core.weekly.good_news import GoodNews, good_news, mended
from clienthealth.core.weekly.kept import Kept
from clienthealth.core.weekly.leaving import Leaving, leaving
from clienthealth.core.weekly.lookback import Glimpse, Looked, look, nothing
from clienthealth.core.weekly.putting_off import Past, PutOff, put_off
from clienthealth.core.weekly.replies import Reply, replies
from clienthealth.core.weekly.rhythm import Touch, last_noted
from clienthealth.core.weekly.risk import at_risk, first_step, worst_first
from clienthealth.core.weekly.since import Change, Memory, Rules, Then, rules_of, verdicts
from clienthealth.core.weekly.tired import awake, heard_enough
from clienthealth.core.weekly.today import urgency

AHEAD = timedelta(days=7)
"""How far ahead the review looks."""


class Scope(NamedTuple):
    """What is asked of the review: since when and why, whose (`me`, or everybody's), and what silence is too long."""

    since: date
    past: Past
    touch: Touch = Touch()
    me: str | None = None
    memory: Memory = Memory()
    policy: Policy = DEFAULT
    glimpse: Glimpse = nothing
    team: bool = False
    unanswered: tuple[Message, ...] = ()
    """Messages without a word of ours, of all clients."""

    def covers(self, history: History) -> bool:
        """Whether a client is looked at: not ended, and mine or nobody's where only mine are asked for."""
        return history.client.stands is not ClientStatus.ENDED and self.owns(history)

    def owns(self, history: History) -> bool:
        """Whether a client is mine or nobody's where only mine are asked for."""
        return is_for(history.client.owner, self.me)

    def has(self, due: Due) -> bool:
        """Whether a due thing is asked for: by its own owner, else its client's."""
        return is_for(due.owner, self.me)


class Review(NamedTuple):
    """All that the weekly review says, section by section, the worst first."""

    as_of: date
    since: date
    memory: Memory
    policy: Policy
    mine: str | None
    clients: int
    noted: date | None
    """The last day of which anything is on record."""
    mirror: Mirror | None
    reflection: Reflection | None
    decided: tuple[Decided, ...]
    act_now: tuple[Due, ...]
    replies: tuple[Reply, ...]
    """Who waits for our answer past our target."""
    at_risk: tuple[Assessment, ...]
    resting: tuple[Assessment, ...]
    """Who is at risk as the reader's last reviews said already, without anything pressing."""
    coming_up: tuple[Due, ...]
    absences: tuple[Absence, ...]
    tired: tuple[Absence, ...]
    """What was told in the reader's last reviews already and may wait."""
    endings: tuple[PutOff, ...]
    leaving: tuple[Leaving, ...]
    """Endings that were begun, and those that are over with a step left."""
    alarms: tuple[Alarm, ...]
    changed: tuple[Change, ...]
    good_news: tuple[GoodNews, ...]
    quiet: int
    judged: tuple[Assessment, ...]
    standing: Mapping[str, Standing]
    absent: tuple[Absent, ...] = ()
    owners: Mapping[str, str | None] | None = None
    """Who takes care of each client; None where nobody beside the reader takes care of anything."""
    colleagues: tuple[Colleague, ...] | None = None
    """Complaints by named colleague; None unless the user wants them counted so."""
    kept: Kept | None = None
    """What there is to say of the copies of the record; None where no folder for them is configured."""

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
        """Whether something is to be done now or was raised, somebody is at risk, or an ending is being put off.

        That a message waits is something to do only where it was noted to need a reply.
        """
        waits = any(each.overdue and not each.ended for each in self.leaving)
        waits = waits or any(each.needs_reply for each in self.replies)
        return waits or bool(self.alarms or self.act_now or self.at_risk or self.resting or self.endings)


def weekly_review(
    portfolio: Portfolio, judgement: Judgement, desk: Desk, scope: Scope, reflection: Reflection | None = None
) -> Review:
    """Return the review as of the desk's day; of the mirror, only clients that are looked at ask something of us."""
    shown = [each for each in portfolio.histories if scope.covers(each)]
    slugs = {each.client.client for each in shown}
    found = [each for each in judgement.assessments if each.client in slugs]
    due = [each for each in due_on(portfolio, desk) if scope.has(each)]
    dangers = _dangers(found, portfolio, desk)
    act_now = (*dangers, *sorted((each for each in due if each.ours and each.past), key=urgency))
    going = tuple(leaving((each for each in portfolio.histories if scope.owns(each)), portfolio, desk))
    named = {each.record for each in going}
    coming = tuple(each for each in due if _coming(each, desk.today) and each.record not in named)
    table = Table(desk, scope.memory)
    missing, tired = awake(absences(shown, found, desk, scope.touch), table.closed, desk.today)
    begun = {each.client.client: day_of(each.client.at, desk.zone) for each in shown}
    then = Then(desk.today, scope.since, scope.memory, begun, desk.zone, scope.policy)
    changed, looked = _since_then(found, then, scope)
    pressing = {each.client for each in act_now} | {each.client for each in looked.raised}
    pressing |= {each.client for each in changed}
    risky, resting = _risks(shown, found, pressing, table)
    mentioned = pressing | {each.client for each in coming} | {each.client for each in (*missing, *tired)}
    mentioned |= {each.client for each in (*risky, *resting)} | {each.client for each in going}
    waiting = tuple(replies(shown, scope.unanswered, portfolio, desk)) if scope.unanswered else ()
    mentioned |= {each.client for each in waiting}
    return Review(
        as_of=desk.today,
        since=scope.since,
        memory=scope.memory,
        policy=scope.policy,
        mine=scope.me,
        clients=len(slugs | {each.client for each in due}),
        noted=_last_noted(shown, desk),
        mirror=judgement.mirror if judgement.mirror.common_factor_may_be_us else None,
        reflection=reflection.asking_of(slugs) if reflection is not None else None,
        decided=tuple(_decisions(shown, found, portfolio, then, desk)),
        act_now=act_now,
        replies=waiting,
        at_risk=risky,
        resting=resting,
        coming_up=coming,
        absences=tuple(missing),
        tired=tuple(tired),
        endings=tuple(put_off(shown, found, desk, scope.past)),
        leaving=going,
        alarms=looked.raised,
        changed=changed,
        good_news=(*mended(changed, desk.today), *good_news(shown, portfolio, desk, then)),
        quiet=len(slugs - mentioned),
        judged=tuple(found),
        standing=looked.standing,
        absent=absences_of(portfolio.aways, desk),
        owners={each.client.client: each.client.owner for each in shown} if scope.team else None,
    )


class Table(NamedTuple):
    """At which a review is read: the desk, and what its reader remembers."""

    desk: Desk
    memory: Memory

    @property
    def closed(self) -> tuple[date, ...]:
        """The days on which the reader closed a review lately, in order."""
        return tuple(sorted({day for client in self.memory.said for day, _ in self.told(client)}))

    def told(self, client: str) -> Iterator[tuple[date, Said]]:
        """Yield what the reader's own closed reviews said of a client, the newest first, with its day."""
        by = self.memory.last.by if self.memory.last is not None else None
        for each in reversed(self.memory.said.get(client, ())):
            if by is not None and each.by == by:
                yield self.desk.day(each.at), each


def _risks(
    shown: Iterable[History], found: Iterable[Assessment], pressing: Container[str], table: Table
) -> tuple[tuple[Assessment, ...], tuple[Assessment, ...]]:
    """Return who is at risk, the worst first, and of whom the same was said for so long that it rests."""
    decided = {each.client.client: last_decision(each, table.desk) for each in shown}
    risky: list[Assessment] = []
    resting: list[Assessment] = []
    for each in sorted(filter(at_risk, found), key=worst_first):
        slug = each.client
        rests = slug not in pressing and heard_enough(each, table.told(slug), decided[slug], table.desk.today)
        (resting if rests else risky).append(each)
    return tuple(risky), tuple(resting)


def _decisions(
    shown: Iterable[History], found: Iterable[Assessment], portfolio: Portfolio, then: Then, desk: Desk
) -> Iterator[Decided]:
    """Yield what was decided since then, client by client; all of a round that took several days."""
    since = then.memory.round_began or then.since
    now = {each.client: each for each in found}
    for history in shown:
        slug = history.client.client
        if slug in now:
            yield from decisions(history, now[slug], since, desk, partial(portfolio.handle, slug))


def _last_noted(shown: Iterable[History], desk: Desk) -> date | None:
    """Return the last day of which anything is on record."""
    days = (last_noted(each, desk.today, desk.zone) for each in shown)
    return max((day for day in days if day is not None), default=None)


def _coming(due: Due, today: date) -> bool:
    """Whether it belongs to the coming week; what is theirs, and our own reminders, also when it has passed.

    To answer what people asked about their data takes longer than a week: it is told from the first day on.
    """
    return (due.day <= today + AHEAD or due.what is What.REQUEST) and not (due.ours and due.past)


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
        owner=owner_of(act, history.client),
        command=step.command,
    )


def _since_then(found: Sequence[Assessment], then: Then, scope: Scope) -> tuple[tuple[Change, ...], Looked]:
    """Return the changed verdicts and the alarms; the day since when is judged anew only where nothing was kept."""
    shown, lacking = verdicts(found, then)
    anew = tuple(scope.past(then.since).assessments) if lacking else ()
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
