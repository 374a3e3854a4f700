"""What is said where something new is promised or made clear to a client whose ending was begun; it is no refusal."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from clienthealth.commands.session import Session
from clienthealth.core.kinds import Party

if TYPE_CHECKING:
    from clienthealth.core.goodbye.plan import Plan

BINDING = frozenset({"promise", "expectation"})
"""The types of what binds us; what tells of an ending is loaded for these only, lest `log` be slow."""


def say(session: Session, made: Iterable[Any]) -> None:
    """Say of new promises of ours, and of what was made clear of us, that an ending is under way."""
    new = [held for held in made if held.record.TYPE in BINDING and held.record.party is not Party.THEM]
    plan = _ending(session, new[0].record.client) if new else None
    if plan is not None:
        _say(session, new, plan)


def _ending(session: Session, slug: str) -> "Plan | None":
    """Return the ending of a client that is under way."""
    from clienthealth.core.goodbye.plan import plan_of
    from clienthealth.core.records.agreed import Next

    return plan_of(each.record for each in session.store.of_client(Next, slug))


def _say(session: Session, new: list[Any], plan: "Plan") -> None:
    from clienthealth.commands.judging import voice_of
    from clienthealth.core.moments import day_of
    from clienthealth.render.ending_steps import word
    from clienthealth.render.sheet import WIDTH, wrapped

    voice, zone = voice_of(session, session.today), session.settings.zone
    end = plan.day(zone) or session.today
    handles = ", ".join(held.handle for held in new)
    told = [word("new.remark", voice, client=new[0].record.client, day=end, handle=handles)]
    dated = [(held.handle, day_of(held.record.due, zone)) for held in new if held.record.due]
    told += [word("new.late", voice, handle=handle, due=due, day=end) for handle, due in dated if due > end]
    session.remark("\n".join(part for each in told for part in wrapped(each, WIDTH)))
