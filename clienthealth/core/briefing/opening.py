"""How the relationship stands, in a few sentences before all else."""

from collections.abc import Iterator

from clienthealth.core.briefing.fact import Sayings
from clienthealth.core.briefing.matter import Matter
from clienthealth.core.goodbye.plan import plan_of
from clienthealth.core.saying import Saying, say


def opening(matter: Matter) -> tuple[Sayings, ...]:
    """Return sentences: since when and whose, what was signed, what is open, a hard time, an ending that was begun."""
    said = [tuple(_stands(matter)), tuple(_signed(matter)), tuple(_open(matter)), *_circumstances(matter)]
    return tuple(each for each in said if each)


def _stands(matter: Matter) -> Iterator[Saying]:
    client = matter.client
    yield say("opening.since", day=matter.day(client.at))
    yield say(f"status.{client.stands}")
    yield say("opening.owner", who=client.owner) if client.owner else say("opening.no-owner")


def _signed(matter: Matter) -> Iterator[Saying]:
    client = matter.client
    if client.contract:
        yield say("opening.contract", contract=client.contract)
    if client.contract_date is not None:
        yield say("opening.contract-date", day=matter.day(client.contract_date))
    if client.payment_terms_days is not None:
        yield say("opening.terms", n=client.payment_terms_days)
    if client.notice_days is not None:
        yield say("opening.notice", n=client.notice_days)


def _open(matter: Matter) -> Iterator[Saying]:
    """Yield how much is open of what, or that nothing is."""
    owed = matter.owed
    counts = {
        "complaints": len(matter.open_complaints()),
        "ours": len(owed.promises),
        "late": sum(each.overdue > 0 for each in owed.promises),
        "theirs": len(owed.asked),
        "bills": len(owed.invoices),
        "unpaid": len(owed.overdue),
    }
    if not any(counts.values()):
        yield say("open.nothing")
    for name, n in counts.items():
        if n:
            yield say(f"open.{name}", n=n)


def _circumstances(matter: Matter) -> Iterator[Sayings]:
    """Yield that they go through something hard, without saying what, and an ending with its day."""
    hard = [each for each in matter.history.hardships if matter.open(each)]
    if hard:
        yield (say("opening.hardship", day=matter.day(hard[-1].at)),)
    plan = plan_of(matter.history.nexts)
    if plan is not None and plan.end.due is not None:
        yield (say("opening.ending", day=matter.day(plan.end.due)),)
