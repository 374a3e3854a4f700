"""Endings that were begun: which step comes next and by when, since when it is put off, and what is still owed."""

from collections.abc import Iterable, Iterator
from datetime import date
from functools import partial
from typing import NamedTuple

from clienthealth.core.goodbye.owed import owed
from clienthealth.core.goodbye.plan import END, Plan, plan_of, taken_on
from clienthealth.core.goodbye.steps import BEGIN, TOO_LONG, Step, item_of, next_step, step_command
from clienthealth.core.history import History, Portfolio
from clienthealth.core.kinds import ClientStatus, Party, Situation
from clienthealth.core.weekly.desk import Desk


class Leaving(NamedTuple):
    """An ending in progress; `overdue` is for how many days its next step is put off, 0 where it is not.

    `owed` counts what we owe them; `steps` what is not ticked; `taken_on` are the handles
    of what we let ourselves in for since it was begun; `record` is the reminder of the next step, if it has one.
    """

    client: str
    begun: date
    end: date | None
    """None where no steps were set up, so that no day is known."""
    by: Party
    situation: Situation | None
    ended: bool
    step: str
    due: date
    overdue: int
    steps: int
    owed: int
    taken_on: tuple[str, ...]
    record: str
    command: str

    @property
    def too_long(self) -> bool:
        """Whether the next step is put off for so long that it has to be said; once it is over nothing presses."""
        return self.overdue > TOO_LONG and not self.ended


def leaving(histories: Iterable[History], portfolio: Portfolio, desk: Desk) -> Iterator[Leaving]:
    """Yield the endings in progress, the longest put off first; of clients that have ended while a step is open."""
    found = [each for history in histories for each in _of_client(history, portfolio, desk)]
    yield from sorted(found, key=lambda each: (each.due, each.client))


def _of_client(history: History, portfolio: Portfolio, desk: Desk) -> Iterator[Leaving]:
    ended = history.client.stands is ClientStatus.ENDED
    has_one = any((each.ref or "").startswith(END) for each in history.nexts)
    plan = plan_of(history.nexts, ended=ended) if has_one else None
    if plan is not None:
        yield from _under_way(plan, history, portfolio, desk)
    elif history.client.stands is ClientStatus.OFFBOARDING:
        yield _without_steps(history, portfolio, desk)


def _under_way(plan: Plan, history: History, portfolio: Portfolio, desk: Desk) -> Iterator[Leaving]:
    """Yield an ending whose steps were set up, while one of them is open."""
    slug, ended = history.client.client, history.client.stands is ClientStatus.ENDED
    begun, owes = desk.day(plan.end.at), _owes(history, portfolio, desk)
    end = plan.day(desk.zone) or begun
    step = next_step(plan.checklist(desk.zone), plan.done, end, owes=owes > 0, ended=ended)
    if step is None:
        return
    yield Leaving(
        client=slug,
        begun=begun,
        end=end,
        by=plan.by,
        situation=plan.situation,
        ended=ended,
        step=step.item,
        due=step.due,
        overdue=max(0, (desk.today - step.due).days),
        steps=len([each for each in plan.steps if each.closed_at is None]),
        owed=owes,
        taken_on=() if ended else taken_on(plan, history, desk.zone, partial(portfolio.handle, slug)),
        record=_record(plan, step),
        command=step_command(step.item, slug, f"clienthealth letter {slug} offboarding"),
    )


def _without_steps(history: History, portfolio: Portfolio, desk: Desk) -> Leaving:
    """Return an ending that is known by the client's status alone: a letter went out, or somebody noted it so."""
    client = history.client
    begun = min(desk.today, desk.day(client.status_at or client.at))
    return Leaving(
        client=client.client,
        begun=begun,
        end=None,
        by=Party.US,
        situation=None,
        ended=False,
        step=BEGIN,
        due=begun,
        overdue=(desk.today - begun).days,
        steps=0,
        owed=_owes(history, portfolio, desk),
        taken_on=(),
        record="",
        command=step_command(BEGIN, client.client, ""),
    )


def _record(plan: Plan, step: Step) -> str:
    return next((each.id for each in plan.steps if item_of(each) == step.item and each.closed_at is None), "")


def _owes(history: History, portfolio: Portfolio, desk: Desk) -> int:
    """Count what we owe a client today: promises, complaints, money that is theirs."""
    found = owed(history, today=desk.today, zone=desk.zone, aways=portfolio.aways)
    return len(found.promises) + len(found.complaints) + len(found.held)
