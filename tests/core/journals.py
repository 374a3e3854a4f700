"""Random journals over every type of record, as plain lines, for the laws of the score."""

from datetime import timedelta

from build import DAY, ZONE
from hypothesis import strategies as st

from clienthealth.core.journal import record_of
from clienthealth.core.kinds import (
    BoundaryStep,
    Cause,
    Conduct,
    Confirmed,
    EffortKind,
    EffortOutcome,
    Response,
    SignalKind,
)

OLDEST = 420
TOPICS = ["scope", "price", "quality", "deadline", "process"]

ages = st.integers(1, OLDEST)
later = st.integers(0, 150)
severities = st.sampled_from([None, 1, 2, 3])
projects = st.sampled_from([None, "p", "q"])
colleagues = st.sampled_from([None, "anna", "ben"])


def words(kind):
    return st.sampled_from([None, *map(str, kind)])


def moment(age, clock):
    """A day, or a moment on it, `age` days back; the clock is an hour, or none."""
    day = DAY - timedelta(days=age)
    return day.isoformat() if clock is None else f"{day}T{clock:02d}:30:00Z"


@st.composite
def complaints(draw):
    age = draw(ages)
    given = {
        "topic": draw(st.sampled_from([None, *TOPICS])),
        "severity": draw(severities),
        "cause": draw(words(Cause)),
        "conduct": draw(words(Conduct)),
        "public": draw(st.sampled_from([None, True])),
        "project": draw(projects),
        "staff": draw(colleagues),
        "incident": draw(st.sampled_from([None, None, None, "outage"])),
        "response": draw(st.lists(st.sampled_from(list(map(str, Response))), max_size=2)),
    }
    if draw(st.booleans()):
        given["confirmed"] = str(draw(st.sampled_from(Confirmed)))
        given["confirmed_at"] = moment(age - draw(later), None)
    if draw(st.integers(0, 4)) == 0:
        given["reopened"] = [moment(age - draw(later), None)]
        given["closings"] = [{"at": moment(age - draw(later), None), "confirmed": "accepted"}]
    if draw(st.booleans()):
        given["resolved_at"] = moment(age - draw(later), None)
    return {"type": "complaint", "age": age, **given}


@st.composite
def promises(draw):
    age = draw(ages)
    given = {"party": draw(st.sampled_from(["us", "them"])), "topic": draw(st.sampled_from([None, *TOPICS]))}
    given["due"] = draw(st.one_of(st.none(), later.map(lambda days: moment(age - days, None))))
    status = draw(st.sampled_from(["open", "kept", "broken", "released"]))
    given["status"] = status
    if status != "open" and draw(st.booleans()):
        given["closed_at"] = moment(age - draw(later), None)
    if draw(st.integers(0, 3)) == 0:
        given["moved"] = [{"at": moment(age - draw(later), None), "due": moment(age - draw(later), None)}]
    if draw(st.integers(0, 3)) == 0:
        start = draw(later)
        given["paused"] = [{"from": moment(age - start, None), "until": moment(age - start - 9, None)}]
    return {"type": "promise", "age": age, "text": "Part.", **given}


@st.composite
def invoices(draw):
    age = draw(ages)
    given = {
        "kind": draw(st.sampled_from([None, "invoice", "prepayment", "credit"])),
        "due": draw(st.one_of(st.none(), later.map(lambda days: moment(age - days, None)))),
        "paid": draw(st.one_of(st.none(), later.map(lambda days: moment(age - days, None)))),
        "disputed_at": draw(st.one_of(st.none(), later.map(lambda days: moment(age - days, None)))),
    }
    return {"type": "invoice", "age": age, "amount": 100, **given}


@st.composite
def timed(draw, kind, /, **given):
    """A record with one date that may lie ahead of it."""
    age = draw(ages)
    field = {"expectation": "until", "hardship": "until", "boundary": "until"}[kind]
    made = {name: draw(strategy) for name, strategy in given.items()}
    made[field] = draw(st.one_of(st.none(), later.map(lambda days: moment(age - days, None))))
    if kind == "expectation":
        made["acknowledged_at"] = draw(st.one_of(st.none(), later.map(lambda d: moment(age - d, None))))
    return {"type": kind, "age": age, **made}


def plain(kind, /, **given):
    return st.fixed_dictionaries({"type": st.just(kind), "age": ages, **given})


signals = plain(
    "signal",
    kind=st.sampled_from(list(map(str, SignalKind))),
    severity=severities,
    staff=colleagues,
    project=projects,
)
efforts = plain(
    "effort",
    kind=st.sampled_from(list(map(str, EffortKind))),
    on=st.integers(0, 5),
    level=st.sampled_from([None, 1, 2, 3]),
    outcome=words(EffortOutcome),
    response_hours=st.sampled_from([None, 5, 100]),
)
payments = plain(
    "payment",
    on=st.integers(0, 3),
    amount=st.sampled_from([50, 100]),
    kind=st.sampled_from([None, "refund", "chargeback", "write-off"]),
)
expectations = timed("expectation", text=st.just("So."), topic=st.sampled_from([None, "all", *TOPICS]))
boundaries = timed("boundary", step=st.sampled_from(list(map(str, BoundaryStep))))
hardships = timed("hardship")
surveys = plain(
    "survey",
    instrument=st.sampled_from(["nps", "csat", "ces"]),
    score=st.sampled_from([None, 1, 3, 5]),
)
interactions = plain(
    "interaction",
    channel=st.just("call"),
    direction=st.sampled_from(["in", "out", "both"]),
    tone=st.sampled_from([None, -2, 0, 2]),
)
others = st.one_of(
    plain("pulse", state=st.just("fine")),
    plain("time", minutes=st.just(30)),
    plain("next", text=st.just("Call.")),
    plain("decision", recommendation=st.just("appreciate"), choice=st.just("followed")),
)
whatever = st.one_of(
    signals, signals, complaints(), complaints(), efforts, promises(), invoices(), payments, expectations,
    boundaries, hardships, surveys, interactions, others,
)  # fmt: skip


@st.composite
def histories(draw, client="acme", most=18):
    """The lines of one client; efforts and payments refer to what there is.

    Half of them are full: left alone, Hypothesis draws short lists, in which hardly any advice but praise comes up.
    """
    least = draw(st.sampled_from([0, most // 2]))
    drawn = draw(st.lists(st.tuples(whatever, st.sampled_from([None, None, 8, 23])), min_size=least, max_size=most))
    lines = [{"type": "client", "client": client, "at": moment(OLDEST, None), "id": client, "name": client}]
    for number, (each, clock) in enumerate(drawn):
        line = {"client": client, "id": f"{client}-{number:03d}", "at": moment(each["age"], clock)}
        lines.append(line | {name: value for name, value in each.items() if name not in ("age", "on")})
        line = lines[-1]
        if line["type"] == "invoice":
            line["number"] = line["id"]
        refer(line, each.get("on", 0), lines)
    return [tidy(line) for line in lines if line["type"] != "payment" or "invoice" in line]


def refer(line, on, lines):
    """Let an effort or a payment refer to one of the complaints or invoices before it."""
    wanted = {"effort": "complaint", "payment": "invoice"}.get(line["type"])
    held = [each["id"] for each in lines if each["type"] == wanted]
    if held:
        line[wanted] = held[on % len(held)]
    if line["type"] == "complaint" and line.get("response") == ["listened"]:
        earlier = [each["id"] for each in lines[:-1] if each["type"] == "complaint"]
        line |= {"repeat_of": earlier[-1]} if earlier else {}


def tidy(line):
    """Leave out what is absent, and later dates that lie before the record's own day."""
    return {name: value for name, value in line.items() if value is not None and value != []}


@st.composite
def journals(draw, clients=("acme", "beta"), most=18):
    """The lines of a small portfolio, with an absence now and then."""
    lines = [line for client in clients for line in draw(histories(client, most))]
    if draw(st.integers(0, 3)) == 0:
        age = draw(ages)
        lines.append({"type": "away", "id": "away", "at": moment(age, None), "until": moment(age - 9, None)})
    return lines


def records(lines):
    return [record_of(line, ZONE) for line in lines]
