"""Compact builders: a test names only what matters; days are counted back from one Friday.

`build("complaint", 30, cause="ours", confirmed="satisfied", confirmed_at=20)` is a complaint of thirty days
ago, confirmed twenty days ago; negative days lie ahead. Ids rise in the order of building.
"""

from datetime import date, timedelta
from itertools import count
from zoneinfo import ZoneInfo

from clienthealth.core.gather import portfolio
from clienthealth.core.journal import record_of
from clienthealth.core.score.judge import judge, panel
from clienthealth.core.score.policy import DEFAULT

DAY = date(2026, 11, 20)
ZONE = ZoneInfo("Europe/Berlin")
IDS = count(1)

USUAL = {
    "client": {"name": "Acme"},
    "expectation": {"text": "How we work.", "topic": "all"},
    "promise": {"text": "Deliver the next part."},
    "interaction": {"channel": "call", "direction": "both"},
    "invoice": {"amount": 900},
    "pulse": {"state": "fine"},
    "time": {"minutes": 30},
    "next": {"text": "Call."},
    "survey": {"instrument": "nps"},
}


def ago(days):
    return DAY - timedelta(days=days)


def build(kind, days, client="acme", /, **given):
    plain = {"type": kind, "client": client, "at": day_text(days), **USUAL.get(kind, {})}
    plain["id"] = f"{kind[:3]}{next(IDS):06d}"
    if kind == "invoice":
        plain["number"] = plain["id"]
    plain |= {name.rstrip("_"): worded(name, value) for name, value in given.items()}
    if kind == "away":
        del plain["client"]
    return record_of(plain, ZONE)


def day_text(value):
    return value if isinstance(value, str) else ago(value).isoformat()


def worded(name, value):
    if name in ("moved", "paused", "closings"):
        return [{part: worded(part, held) for part, held in each.items()} for each in value]
    if name == "reopened":
        return [day_text(each) for each in value]
    dated = name.endswith(("_at", "due", "until", "issued", "paid", "from")) or name == "at"
    return day_text(value) if dated and isinstance(value, int) else value


def known(days=400, client="acme", *, told=True, pulses=True):
    """A client that is well documented: expectations from the start and a look every month."""
    records = [build("client", days, client)]
    records += [build("expectation", days, client, acknowledged_at=days)] if told else []
    records += [build("pulse", day, client) for day in range(days, -1, -20)] if pulses else []
    return records


def signals(kind, *days, **given):
    return [build("signal", day, kind=kind, **given) for day in days]


def judged(*records, day=DAY, policy=DEFAULT, client="acme", zone=ZONE):
    return judgement(*records, day=day, policy=policy, zone=zone).of(client)


def judgement(*records, day=DAY, policy=DEFAULT, zone=ZONE):
    return judge(portfolio(flat(records), zone, until=day), day, zone, policy)


def flat(records):
    """The records of lists in lists."""
    for each in records:
        yield from flat(each) if isinstance(each, list | tuple) else [each]


def reading(*records, day=DAY, client="acme", zone=ZONE):
    """What the record of one client says, before anything is weighed."""
    return next(each for each in readings(*records, day=day, zone=zone) if each.case.client == client)


def readings(*records, day=DAY, zone=ZONE):
    """What the records of all clients say, before anything is weighed."""
    return panel(portfolio(flat(records), zone, until=day), day, zone).readings


def items(assessment, axis="problem_client"):
    return {each.item: each.decibans for each in assessment.evidence if each.axis == axis}


def closed(assessment):
    return {each.gate for each in assessment.gates if not each.passed}
