"""What they want, as they said it; what was tried, and how it ended."""

from collections.abc import Iterator

from clienthealth.core.briefing.fact import Fact, Rank
from clienthealth.core.briefing.matter import Matter
from clienthealth.core.kinds import Channel, Direction
from clienthealth.core.moments import text_of
from clienthealth.core.records.contact import Interaction
from clienthealth.core.records.trouble import Complaint, Effort
from clienthealth.core.saying import Saying, say


def wanted(matter: Matter) -> list[Fact]:
    """Return what they ask for with each open complaint, and their last message where no answer is on record."""
    asked = [each for complaint in matter.open_complaints() for each in _asked(complaint, matter)]
    return [*_unanswered(matter), *asked, *_not_asked(matter)]


def _not_asked(matter: Matter) -> Iterator[Fact]:
    """Yield the open complaints of which nobody wrote down what is wanted."""
    unsaid = [matter.handle(each.id) for each in matter.open_complaints() if not each.remedy_sought]
    if unsaid:
        yield Fact(sayings=(say("wanted.not-asked", handles=", ".join(unsaid)),), rank=Rank.NEVER_FIRST)


def _asked(complaint: Complaint, matter: Matter) -> Iterator[Fact]:
    handle, day = matter.handle(complaint.id), matter.day(complaint.at)
    if complaint.remedy_sought:
        yield Fact(
            handle=handle, day=day, sayings=(say("wanted.asked"),), text=complaint.remedy_sought, rank=Rank.NEVER_FIRST
        )
    if complaint.heard:
        yield Fact(handle=handle, day=day, sayings=(say("wanted.heard"),), text=complaint.heard, rank=Rank.OPEN)
    if complaint.summary:
        agreed = {True: "agreed", False: "not-agreed", None: "summary"}[complaint.summary_agreed]
        told = (say(f"wanted.{agreed}"),)
        yield Fact(handle=handle, day=day, sayings=told, text=complaint.summary, rank=Rank.IN_FORCE)


SPOKEN = frozenset({Channel.CALL, Channel.MEETING, Channel.VISIT})
"""Where an answer is usually given on the spot: what waits for one was marked so."""


def _waits(contact: Interaction) -> bool:
    """Whether a contact came from them and waits for a reply: as noted, else where it was written."""
    if contact.direction is not Direction.IN or contact.status:
        return False
    return contact.channel not in SPOKEN if contact.needs_reply is None else contact.needs_reply


def _unanswered(matter: Matter) -> Iterator[Fact]:
    """Yield the last contact where it waits for a reply of ours."""
    for each in matter.contacts[-1:]:
        if _waits(each):
            yield Fact(
                handle=matter.handle(each.id),
                day=matter.day(each.at),
                sayings=(say("wanted.unanswered", day=matter.day(each.at)),),
                text=each.text or each.subject or "",
                rank=Rank.NEVER_FIRST,
            )


def tried(matter: Matter) -> list[Fact]:
    """Return our answers to open complaints and our efforts, in their order; thanks are no attempt at anything."""
    answers = [each for complaint in matter.open_complaints() for each in _answer(complaint, matter)]
    found = [*answers, *(_effort(each, matter) for each in matter.history.efforts if not each.is_thanks)]
    return sorted(found, key=lambda each: (each.day or matter.today, each.moment))


def _answer(complaint: Complaint, matter: Matter) -> Iterator[Fact]:
    """Yield how we responded to a complaint, and what we offered."""
    said: list[Saying] = [say(f"response.{each}") for each in complaint.response]
    if complaint.apology is not None:
        said.append(say(f"apology.{complaint.apology}"))
    if said or complaint.offered:
        at = complaint.answered_at or complaint.acknowledged_at or complaint.at
        offer = (say("tried.offered"),) if complaint.offered else ()
        yield Fact(
            handle=matter.handle(complaint.id),
            day=matter.day(at),
            moment=text_of(at),
            sayings=(*said, *offer),
            text=complaint.offered or "",
            rank=Rank.OPEN,
        )


def _effort(effort: Effort, matter: Matter) -> Fact:
    on = next((each for each in matter.history.complaints if each.id == effort.complaint), None)
    late = Rank.RECENT if matter.recent(effort.at) else Rank.EARLIER
    return Fact(
        handle=matter.handle(effort.id),
        day=matter.day(effort.at),
        moment=text_of(effort.at),
        sayings=(*_what(effort, on, matter), *_outcome(effort, matter)),
        rank=Rank.OPEN if on is not None and matter.open(on) else late,
    )


def _what(effort: Effort, on: Complaint | None, matter: Matter) -> Iterator[Saying]:
    yield say(f"effort.{effort.kind}")
    if on is not None:
        yield say("tried.on", handle=matter.handle(on.id))
    if effort.cost:
        currency = matter.client.currency
        yield say("tried.cost", amount=str(effort.cost), currency=currency or matter.currency)


def _outcome(effort: Effort, matter: Matter) -> Iterator[Saying]:
    """Yield how they took it, and when we heard of it where that was another day."""
    yield say(f"outcome.{effort.taken}")
    if effort.outcome_at is not None and matter.day(effort.outcome_at) != matter.day(effort.at):
        yield say("tried.told", day=matter.day(effort.outcome_at))
