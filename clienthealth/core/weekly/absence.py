"""What is missing with a client: nothing made clear, no contact, no next step, no survey, no thank-you for long."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import NamedTuple

from clienthealth.core.appreciation.asking import asking
from clienthealth.core.appreciation.thanks import LONG_DAYS, last_kindness
from clienthealth.core.assessment import Assessment
from clienthealth.core.changes.commitments import is_open
from clienthealth.core.history import History
from clienthealth.core.kinds import ClientStatus, Recommendation, Verdict
from clienthealth.core.weekly.desk import Desk
from clienthealth.core.weekly.rhythm import Touch, last_contact, limits
from clienthealth.core.weekly.risk import at_risk


class Absence(NamedTuple):
    """What is missing, for how many days and beyond which limit where that says something, and since when it is.

    `what` is no-expectation, not-told, no-contact, silence, no-next-step, no-survey or no-thanks.
    """

    client: str
    what: str
    days: int | None
    limit: int | None
    command: str
    since: date


class Looker(NamedTuple):
    """From where absences are looked for: the desk, what silence is too long, and whether surveys are used at all."""

    desk: Desk
    touch: Touch
    surveys: bool

    def day_of_first(self, history: History) -> date:
        """Return the day a client began."""
        return self.desk.day(history.client.at)


def absences(shown: Iterable[History], judged: Iterable[Assessment], desk: Desk, touch: Touch) -> Iterator[Absence]:
    """Yield what is missing: first what was never made clear, then steps, then silence, surveys and thanks."""
    held = tuple(shown)
    looker = Looker(desk, touch, surveys=any(each.surveys for each in held))
    assessed = {each.client: each for each in judged}
    found = [
        each
        for history in held
        if (assessment := assessed.get(history.client.client)) is not None
        for each in _of(history, assessment, looker)
    ]
    yield from sorted(found, key=lambda each: (ORDER.index(each.what), -(each.days or 0), each.client))


ORDER = ("no-expectation", "not-told", "no-next-step", "silence", "no-contact", "no-survey", "no-thanks")
"""In which order they are told."""


def _of(history: History, found: Assessment, looker: Looker) -> Iterator[Absence]:
    status = history.client.stands
    if status in (ClientStatus.ACTIVE, ClientStatus.PROSPECT):
        yield from _untold(history, found, looker)
    if status is ClientStatus.ACTIVE:
        yield from _silence(history, looker)
        yield from _no_step(history, found, looker)
        yield from _no_survey(history, found, looker)
        yield from _no_thanks(history, found, looker)


def _untold(history: History, found: Assessment, looker: Looker) -> Iterator[Absence]:
    """Yield where nothing was made clear, unless the client is at risk for that very reason."""
    if at_risk(found) and found.recommendation is Recommendation.SET_EXPECTATIONS:
        return
    if found.counts.expectations == 0:
        command = f"clienthealth expect sheet {found.client}"
        yield Absence(found.client, "no-expectation", None, None, command, looker.day_of_first(history))
    elif found.because.key == "because.acts-untold":
        command = f'clienthealth expect add {found.client} "…" --topic all'
        untold = {each.record for each in found.not_counted}
        days = [looker.desk.day(each.at) for each in history.counted() if each.id in untold]
        yield Absence(found.client, "not-told", None, None, command, max(days, default=looker.desk.today))


def _silence(history: History, looker: Looker) -> Iterator[Absence]:
    desk, slug = looker.desk, history.client.client
    usual, longest = limits(history, desk.today, looker.touch)
    last = last_contact(history, desk.today, desk.zone) or looker.day_of_first(history)
    days = (desk.today - last).days
    if days > usual:
        what, limit = ("silence", longest) if days > longest else ("no-contact", usual)
        yield Absence(slug, what, days, limit, f"clienthealth log {slug} …", last + timedelta(days=limit + 1))


def _no_step(history: History, found: Assessment, looker: Looker) -> Iterator[Absence]:
    """Yield where a client is at risk and nothing is noted that anybody will do next."""
    desk, slug = looker.desk, history.client.client
    ours = [each for each in history.promises if each.ours and is_open(each, desk.now)]
    noted = [each for each in history.nexts if each.closed_at is None]
    held = [each for each in history.decisions if each.until is not None and desk.day(each.until) >= desk.today]
    waiting = [each for each in history.complaints if is_open(each, desk.now)]
    safe = found.recommendation is not Recommendation.SAFETY  # else the step is said, and first of all
    if safe and at_risk(found) and not (ours or noted or held or waiting):
        since = last_contact(history, desk.today, desk.zone) or looker.day_of_first(history)
        command = f'clienthealth next add {slug} "…" --due fri'
        yield Absence(slug, "no-next-step", None, None, command, since)


def _no_survey(history: History, found: Assessment, looker: Looker) -> Iterator[Absence]:
    """Yield whom nobody has asked for long, where surveys are used; never one at risk, or who is not to be asked."""
    if looker.surveys and not at_risk(found):
        ask = asking(history, looker.desk.now, found.recommendation)
        if ask.due:
            yield from _for_long(history, "no-survey", ask.asked, "survey due", looker)


def _no_thanks(history: History, found: Assessment, looker: Looker) -> Iterator[Absence]:
    """Yield who is well and has had neither thanks nor a little extra from us for long."""
    if found.verdict is Verdict.HEALTHY and not found.counts.open_complaints:
        last = last_kindness(history.efforts, looker.desk.now)
        yield from _for_long(history, "no-thanks", last, "effort thanks {}", looker)


def _for_long(history: History, what: str, last: date | None, command: str, looker: Looker) -> Iterator[Absence]:
    begun, slug = last or looker.day_of_first(history), history.client.client
    days = (looker.desk.today - begun).days
    if days > LONG_DAYS:
        since = begun + timedelta(days=LONG_DAYS + 1)
        yield Absence(slug, what, days, LONG_DAYS, f"clienthealth {command.format(slug)}", since)
