"""What happened: complaints with their life, what they said, and the latest contacts."""

from collections.abc import Iterator
from datetime import date

from clienthealth.core.briefing.fact import Fact, Rank, Sayings
from clienthealth.core.briefing.matter import Matter
from clienthealth.core.kinds import InteractionStatus, SignalKind
from clienthealth.core.moments import text_of
from clienthealth.core.records.trouble import Complaint
from clienthealth.core.saying import Saying, say
from clienthealth.core.score.complaint_stage import stage_of

AGAINST_SAFETY = frozenset({SignalKind.THREAT, SignalKind.ABUSIVE})
"""Acts that whoever steps in has to know of, quoted or not."""

MOST_CONTACTS = 6
"""How many of the latest contacts are told."""


def happened(matter: Matter) -> list[Fact]:
    """Return what happened, in its order."""
    found = [*_complaints(matter), *_said(matter), *_contacts(matter)]
    return sorted(found, key=lambda each: (each.day or matter.today, each.moment))


def _complaints(matter: Matter) -> Iterator[Fact]:
    for each in matter.history.complaints:
        late = Rank.RECENT if matter.recent(each.confirmed_at or each.at) else Rank.EARLIER
        yield Fact(
            handle=matter.handle(each.id),
            day=matter.day(each.at),
            moment=text_of(each.at),
            sayings=tuple(_received(each)),
            text=each.text or "",
            more=tuple(_life(each, matter)),
            rank=Rank.NEVER_FIRST if matter.open(each) else late,
        )


def _received(complaint: Complaint) -> Iterator[Saying]:
    yield say("happened.complaint")
    if complaint.contact:
        yield say("happened.by", who=complaint.contact)
    if complaint.project:
        yield say("happened.project", project=complaint.project)


def _life(complaint: Complaint, matter: Matter) -> Iterator[Saying]:
    """Yield the stages it has come through with their days, and the one it waits for."""
    if complaint.repeat_of:
        yield say("life.repeat", handle=matter.handle(complaint.repeat_of))
    yield from (saying for _, saying in sorted(_stages(complaint, matter), key=lambda stage: stage[0]))
    if matter.open(complaint):
        yield from _waits(complaint, matter)
    elif complaint.confirmed is not None:
        yield say(f"life.{complaint.confirmed}", day=matter.day(complaint.confirmed_at or complaint.at))


def _stages(complaint: Complaint, matter: Matter) -> Iterator[tuple[date, Saying]]:
    """Yield the days of a life with their words: what was done, and the last reopening."""
    for name, when in (
        ("acknowledged", complaint.acknowledged_at),
        ("answered", complaint.answered_at),
        ("resolved", complaint.resolved_at),
    ):
        if when is not None:
            yield matter.day(when), say(f"life.{name}", day=matter.day(when))
    if complaint.reopened:
        last = matter.day(complaint.reopened[-1])
        yield last, say("life.reopened", n=len(complaint.reopened), day=last)


def _waits(complaint: Complaint, matter: Matter) -> Iterator[Saying]:
    stage = stage_of(complaint, matter.case)
    if stage is not None:
        yield say(f"waits.{stage}")
    ends = [each.until for each in complaint.paused if each.until is not None and matter.is_ahead(each.until)]
    if ends:
        yield say("life.paused", day=max(map(matter.day, ends)))


def _said(matter: Matter) -> Iterator[Fact]:
    """Yield what they said, as it was written down; an act without their words only where safety asks for it."""
    for each in matter.history.signals:
        safety = each.kind in AGAINST_SAFETY
        if not (each.quote or safety):
            continue
        what: Sayings = (say(f"happened.{each.kind}" if safety else "happened.said"),)
        by: Sayings = (say("happened.by", who=each.contact),) if each.contact else ()
        late = Rank.RECENT if matter.recent(each.at) and not each.goodwill else Rank.EARLIER
        yield Fact(
            handle=matter.handle(each.id),
            day=matter.day(each.at),
            moment=text_of(each.at),
            sayings=(*what, *by),
            text=each.quote or "",
            rank=Rank.NEVER_FIRST if safety else late,
        )


def _contacts(matter: Matter) -> Iterator[Fact]:
    latest = matter.contacts[-MOST_CONTACTS:]
    for each in latest:
        gone: Sayings = ()
        if each.status not in {None, InteractionStatus.HELD}:
            gone = (say(f"happened.{each.status}"),)
        yield Fact(
            handle=matter.handle(each.id),
            day=matter.day(each.at),
            moment=text_of(each.at),
            sayings=(say(f"channel.{each.channel}"), say(f"direction.{each.direction}"), *gone),
            text=each.text or each.subject or "",
            rank=Rank.OPEN if each is latest[-1] else Rank.EARLIER,
        )
