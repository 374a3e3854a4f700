"""What waits for a decision of whoever steps in, each with the command that records it."""

from collections.abc import Iterator
from shlex import quote
from typing import TYPE_CHECKING

from clienthealth.core.briefing.fact import Fact, Rank
from clienthealth.core.briefing.matter import Matter
from clienthealth.core.goodbye.balances import Holding
from clienthealth.core.kinds import ClientStatus
from clienthealth.core.saying import say
from clienthealth.core.score.complaint_stage import Stage, stage_of

if TYPE_CHECKING:
    from clienthealth.core.records.trouble import Complaint

COMMANDS = {
    Stage.ACKNOWLEDGE: "complaint ack {}",
    Stage.ANSWER: "complaint answer {}",
    Stage.RESOLVE: "complaint resolve {}",
    Stage.FOLLOW_UP: "complaint confirm {} …",
}
"""What records that a stage of a complaint is done."""


def deciding(matter: Matter) -> list[Fact]:
    """Return what is open to a decision: complaints first, then promises, money, and an ending that was begun."""
    return [*_complaints(matter), *_promises(matter), *_money(matter), *_ending(matter)]


def _complaints(matter: Matter) -> Iterator[Fact]:
    """Yield a line for each stage that open complaints wait for, with the newest of them first."""
    waiting: dict[Stage, list[Complaint]] = {}
    for each in reversed(matter.open_complaints()):
        waiting.setdefault(stage_of(each, matter.case) or Stage.RESOLVE, []).append(each)
    for stage, (newest, *others) in waiting.items():
        handle, more = matter.handle(newest.id), ", ".join(matter.handle(each.id) for each in others)
        yield Fact(
            handle=handle,
            day=matter.day(newest.at),
            sayings=(say(f"decide.{stage}"),),
            more=(say("decide.also", handles=more),) if more else (),
            command=f"clienthealth {COMMANDS[stage].format(handle)}",
            rank=Rank.NEVER_FIRST,
        )


def _promises(matter: Matter) -> Iterator[Fact]:
    """Yield promises of ours that are late or have no day."""
    for each in matter.owed.promises:
        if each.due is None or each.overdue > 0:
            yield Fact(
                handle=each.handle,
                day=each.due,
                sayings=(say("decide.promise" if each.due else "decide.undated"),),
                command=f"clienthealth promise move {each.handle} --due …",
                rank=Rank.OPEN,
            )


def _money(matter: Matter) -> Iterator[Fact]:
    for bill in matter.owed.invoices:
        if bill.disputed:
            command = f"clienthealth invoice credit {quote(bill.number)} --amount …"
            told = (say("decide.disputed"),)
            yield Fact(handle=bill.handle, day=bill.issued, sayings=told, command=command, rank=Rank.OPEN)
    for held in matter.owed.held:
        if held.why is not Holding.CREDIT:
            command = f"clienthealth invoice refund {quote(held.number)}"
            told = (say("decide.held"),)
            yield Fact(handle=held.handle, day=held.issued, sayings=told, command=command, rank=Rank.IN_FORCE)


def _ending(matter: Matter) -> Iterator[Fact]:
    if matter.client.stands is ClientStatus.OFFBOARDING:
        command = f"clienthealth offboard {matter.client.client}"
        yield Fact(sayings=(say("decide.ending"),), command=command, rank=Rank.OPEN)
