"""Invented clients told in days before today; everybody in here is made up.

Each story is a tuple of scenes (days ago, type, fields); a number in a field of time is days ago, too.
"""

from collections.abc import Iterable
from typing import Any

Scene = tuple[int, str, dict[str, Any]]
Story = tuple[Scene, ...]

AGREED = "How we work, what arrives by when, how to reach us, what is not included, how changes work"


def told(days: int, *, confirmed: bool = True) -> Scene:
    """Say that everything was made clear at the start."""
    said: dict[str, Any] = {"text": AGREED, "topic": "all", "party": "both", "via": "email"}
    return days, "expectation", {**said, "acknowledged_at": days - 1} if confirmed else said


def calls(*days: int, tone: int = 0, text: str = "Weekly call, nothing special") -> Iterable[Scene]:
    """Yield ordinary contact."""
    for number, day in enumerate(days):
        channel, direction = (("call", "both"), ("email", "in"), ("email", "out"))[number % 3]
        fields = {"channel": channel, "direction": direction, "minutes": 15 + 5 * (number % 4), "text": text}
        yield day, "interaction", {**fields, "tone": tone, "energy": tone, "needs_reply": False}


def wrote(day: int, text: str, *, after: int | None = 0, clock: str = "09:40") -> Iterable[Scene]:
    """Yield a mail of theirs, and our answer so many days after it, or none."""
    mail = {"channel": "email", "minutes": 5}
    yield day, "interaction", {**mail, "direction": "in", "text": text, "clock": clock}
    if after is not None:
        yield day - after, "interaction", {**mail, "direction": "out", "text": "Answered", "clock": "16:10"}


def kept(*days: int, text: str = "Deliver the next part") -> Iterable[Scene]:
    """Yield promises of ours, made three weeks before their day and kept on the day before it."""
    for day in days:
        fields = {"text": text, "kind": "deliverable", "topic": "deadline", "due": day, "status": "kept"}
        yield day + 21, "promise", {**fields, "closed_at": day + 1}


def paid(prefix: str, amount: int, *days: int, after: int = 12, hourly: int = 75) -> Iterable[Scene]:
    """Yield invoices with two weeks to pay, paid `after` so many days, and the work they are for."""
    for number, day in enumerate(days, start=1):
        yield day + 3, "time", {"minutes": 60 * amount // hourly, "text": "Work on the next part", "billable": True}
        fields = {"number": f"{prefix}-{number:02d}", "amount": amount, "currency": "EUR", "due": day - 14}
        yield day, "invoice", {**fields, "issued": day, "paid": day - after}


def praised(*days: int) -> Iterable[Scene]:
    """Yield thanks that were said."""
    for day in days:
        yield day, "signal", {"kind": "praise", "quote": "Lovely, exactly what we needed"}


def acted(kind: str, *days: int, **fields: Any) -> Iterable[Scene]:
    """Yield the same observed act on several days."""
    for day in days:
        yield day, "signal", {"kind": kind, **fields}


def complained(day: int, name: str, text: str, **fields: Any) -> Scene:
    """Tell of a complaint, acknowledged on the day after."""
    return day, "complaint", {"id": name, "text": text, "acknowledged_at": max(day - 1, 0), **fields}


def mended(day: int, name: str, kind: str, outcome: str, hours: int = 12) -> Scene:
    """Tell of an effort on a complaint, and how it was taken."""
    fields = {"kind": kind, "complaint": name, "outcome": outcome, "outcome_at": day, "response_hours": hours}
    return day, "effort", fields


GRIEVANCES = {
    "design": "The blue is not our blue",
    "quality": "Sloppy work, and everybody shall know it",
    "communication": "Nobody ever calls",
    "process": "Why are there steps at all?",
    "price": "Far too dear for what it is",
    "billing": "The invoice has the wrong font",
    "access": "I want to log in from the boat",
}


def never_right(first: int, *topics: str) -> Story:
    """Tell of a relationship in which whatever is done, something new is found: five topics in a row."""
    one, two, three, four, five = topics

    def grievance(day: int, name: str, topic: str, **fields: Any) -> Scene:
        said: dict[str, Any] = {"topic": topic, "cause": "client", "severity": 1, "staff": "robin", "project": "site"}
        return complained(day, name, GRIEVANCES[topic], **(said | fields))

    return (
        told(first),
        *kept(first - 60),
        grievance(first - 50, "c1", one),
        mended(first - 51, "c1", "fix", "unsatisfied"),
        *acted("unpaid-change", first - 60, first - 110, first - 185, first - 235, quote="It's only a tiny thing"),
        *acted("overrules-expert", first - 72, first - 150, quote="My nephew does this for a living"),
        grievance(first - 95, "c2", two, staff="anna", conduct="rude", public=True),
        mended(first - 96, "c2", "extra", "unsatisfied"),
        grievance(first - 140, "c3", three, staff="ben", project="shop", conduct="rude", public=True),
        mended(first - 141, "c3", "extra", "partly"),
        *acted("time-disrespect", first - 160, first - 300, quote="Drop everything, I am on the train in ten minutes"),
        grievance(first - 205, "c4", four, project="shop", conduct="rude", severity=2),
        mended(first - 206, "c4", "extra", "unsatisfied"),
        (first - 215, "boundary", {"step": "written-warning", "text": "Changes outside the scope are quoted first"}),
        *acted("breach", first - 240, first - 285, quote="I don't need a quote for two lines"),
        grievance(first - 262, "c5", five, staff="anna", project="print", conduct="rude", public=True, severity=2),
        mended(first - 263, "c5", "fix", "unsatisfied"),
    )
