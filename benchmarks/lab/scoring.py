"""The project's own core, in process: simulated journals in, judgements out."""

import json
from datetime import UTC, date, timedelta
from typing import NamedTuple

WEEKS = 4
ENDING = ("offboard", "finish-commitments")
WATCH = 0.30
ENOUGH = "insufficient"


class Seen(NamedTuple):
    """What was said of one simulated client: on the last day, and ever."""

    portfolio: int
    client: str
    problem: bool
    distress: bool
    p: float
    b: float
    ended: int | None
    watched: int | None
    recommendation: str
    insufficient: bool
    baselines: tuple[float, ...]
    closed: tuple[str, ...] = ()


class Held(NamedTuple):
    """One drawn portfolio, read: its records, what was really the case, and what simple rules make of it."""

    number: int
    records: list
    truth: dict
    baselines: dict


class Core:
    """The core of a checkout; what is imported first is what is measured."""

    def __init__(self, changes=None, *, beyond=False):
        from clienthealth.core.gather import portfolio
        from clienthealth.core.journal import record_of
        from clienthealth.core.score.judge import judge
        from clienthealth.core.score.policy import DEFAULT, Policy

        if beyond:  # what was tried and refused may lie out of the range that users have
            Policy.__post_init__ = lambda _: None
        self.policy = DEFAULT.changed(changes or {})
        self._gather, self._record, self._judge = portfolio, record_of, judge

    def records(self, lines):
        return [self._record(line, UTC) for line in lines]

    def judge(self, records, day):
        return self._judge(self._gather(records, UTC, until=day), day, UTC, self.policy)

    def advise(self, lines, as_of):
        """Answer the closed loop: {client: (recommendation, probability)}."""
        found = self.judge(self.records(lines), date.fromisoformat(as_of))
        return {each.client: (str(each.recommendation), each.problem_client.probability) for each in found.assessments}


def days_of(lab, world, every=WEEKS):
    """The days on which a portfolio is looked at: every few weeks up to the last."""
    end = lab.simulate.END
    first, days = end - timedelta(days=world["T"]), [end]
    while every and days[-1] - timedelta(weeks=every) > first:
        days.append(days[-1] - timedelta(weeks=every))
    return days[::-1]


def hold(lab, core, drawn, number):
    """Read one drawn portfolio."""
    lines = [json.loads(line) for line in lab.simulate.lines(drawn.records).splitlines()]
    by_client = {slug: [] for slug in drawn.truth}
    for line in lines:
        by_client[line["client"]].append(line)
    last = lab.simulate.END.toordinal()
    simple = {slug: tuple(map(float, lab.evaluate.baselines(held, last))) for slug, held in by_client.items()}
    return Held(number, core.records(lines), drawn.truth, simple)


def observe(core, held, days):
    """Look at one portfolio on all days; yield what was seen of each client."""
    found = [core.judge(held.records, day) for day in days]
    for slug, truth in sorted(held.truth.items()):
        ever = [(day, each.of(slug)) for day, each in zip(days, found, strict=True) if each.of(slug) is not None]
        since = date.fromisoformat(truth["onset"] or truth["start"])
        last = ever[-1][1]
        yield Seen(
            portfolio=held.number,
            client=slug,
            problem=truth["problem"],
            distress=truth["distress"],
            p=last.problem_client.probability,
            b=last.client_problem.probability,
            ended=_first(ever, since, lambda each: each.recommendation in ENDING),
            watched=_first(ever, since, lambda each: each.problem_client.probability >= WATCH),
            recommendation=str(last.recommendation),
            insufficient=last.confidence == ENOUGH,
            baselines=held.baselines[slug],
            closed=tuple(gate.gate for gate in last.gates if not gate.passed),
        )


def _first(ever, since, test):
    """The days from the onset (or the start) to the first look that passes a test."""
    return next(((day - since).days for day, each in ever if test(each)), None)
