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


class Core:
    """The core of a checkout; what is imported first is what is measured."""

    def __init__(self):
        from clienthealth.core.gather import portfolio
        from clienthealth.core.journal import record_of
        from clienthealth.core.score.judge import judge
        from clienthealth.core.score.policy import DEFAULT

        self.policy = DEFAULT
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


def observe(lab, core, drawn, number, days):
    """Look at one drawn portfolio on all days; yield what was seen of each client."""
    lines = [json.loads(line) for line in lab.simulate.lines(drawn.records).splitlines()]
    records = core.records(lines)
    found = [core.judge(records, day) for day in days]
    by_client = {slug: [] for slug in drawn.truth}
    for line in lines:
        by_client[line["client"]].append(line)
    for slug, truth in sorted(drawn.truth.items()):
        ever = [(day, each.of(slug)) for day, each in zip(days, found, strict=True) if each.of(slug) is not None]
        since = date.fromisoformat(truth["onset"] or truth["start"])
        last = ever[-1][1]
        yield Seen(
            portfolio=number,
            client=slug,
            problem=truth["problem"],
            distress=truth["distress"],
            p=last.problem_client.probability,
            b=last.client_problem.probability,
            ended=_first(ever, since, lambda each: each.recommendation in ENDING),
            watched=_first(ever, since, lambda each: each.problem_client.probability >= WATCH),
            recommendation=str(last.recommendation),
            insufficient=last.confidence == ENOUGH,
            baselines=tuple(map(float, lab.evaluate.baselines(by_client[slug], days[-1].toordinal()))),
            closed=tuple(gate.gate for gate in last.gates if not gate.passed),
        )


def _first(ever, since, test):
    """The days from the onset (or the start) to the first look that passes a test."""
    return next(((day - since).days for day, each in ever if test(each)), None)
