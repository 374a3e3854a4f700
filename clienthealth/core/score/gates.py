"""The seven gates before the advice to end it: what each found, and what would open it."""

from collections.abc import Callable
from datetime import date
from shlex import quote

from clienthealth.core.assessment import Gate
from clienthealth.core.records.base import Record
from clienthealth.core.saying import Value, say
from clienthealth.core.score.axis_a import speaking
from clienthealth.core.score.dated import Case
from clienthealth.core.score.decay import decay
from clienthealth.core.score.weighed import Weighed

Handle = Callable[[str], str]
"""From the id of a record of the client to its short handle."""

GATES = (
    "no-open-commitments",
    "expectations-set",
    "own-fault-low",
    "real-remedies-tried",
    "enough-evidence",
    "no-hardship",
    "warned-and-continued",
)


def gates(weighed: Weighed, handle: Handle) -> tuple[Gate, ...]:
    """Return all gates, in order."""
    return (
        no_open_commitments(weighed, handle),
        expectations_set(weighed),
        own_fault_low(weighed, handle),
        real_remedies_tried(weighed, handle),
        enough_evidence(weighed),
        no_hardship(weighed),
        warned_and_continued(weighed),
    )


def no_open_commitments(weighed: Weighed, handle: Handle) -> Gate:
    """Require that we owe nothing."""
    owed = weighed.owed
    if owed.promises:
        command = f"clienthealth promise keep {handle(owed.promises[0])}"
    elif owed.complaints:
        command = f"clienthealth complaint resolve {handle(owed.complaints[0])}"
    else:
        command = "".join(f"clienthealth invoice refund {quote(each)}" for each in owed.prepayments[:1])
    return _gate("no-open-commitments", not len(owed), command, n=len(owed))


def expectations_set(weighed: Weighed) -> Gate:
    """Require expectations on record before at least three of the strains."""
    reading = weighed.reading
    told = reading.case.expectations[0].day if reading.case.expectations else None
    after = 0 if told is None else sum(1 for day in reading.strains if day > told)
    passed = after >= weighed.policy.bar.strains_after
    if told is None:
        return _gate("expectations-set", passed, f"clienthealth expect sheet {reading.case.client}", n=0)
    return _gate("expectations-set", passed, _log(weighed), "counts-now", n=after)


def own_fault_low(weighed: Weighed, handle: Handle) -> Gate:
    """Require that most of what they complained of was not ours."""
    share = weighed.reading.own_fault_share
    command = f"clienthealth complaint list {weighed.reading.case.client}"
    if weighed.reading.unsettled:
        command = f"clienthealth complaint resolve {handle(weighed.reading.unsettled[-1].last.complaint.id)}"
    return _gate("own-fault-low", share <= weighed.policy.bar.own_share, command, percent=round(100 * share))


def real_remedies_tried(weighed: Weighed, handle: Handle) -> Gate:
    """Require at least two real remedies with a known outcome."""
    reading = weighed.reading
    unknown = [each.effort.id for each in reading.efforts if not each.known and each.effort.complaint]
    command = f"clienthealth effort add {reading.case.client} fix --complaint … --outcome …"
    if unknown:
        command = f"clienthealth effort outcome {handle(unknown[-1])} …"
    tried = len(weighed.remedies)
    return _gate("real-remedies-tried", tried >= weighed.policy.bar.remedies, command, n=tried)


def enough_evidence(weighed: Weighed) -> Gate:
    """Require strains that are not ours, of several kinds, over time, written down when they happened."""
    reading, bar = weighed.reading, weighed.policy.bar
    span = max(reading.strains) - min(reading.strains) if reading.strains else 0
    fresh = _fresh(weighed)
    conditions = (
        reading.mass >= bar.mass,
        _their_mass(weighed) >= bar.their_mass,
        speaking(weighed.conduct_items, weighed.policy) >= bar.items,
        span >= weighed.policy.window.strain_span,
        fresh >= bar.fresh_strains,
    )
    return _gate("enough-evidence", all(conditions), _log(weighed), n=len(reading.strains), days=span, fresh=fresh)


def no_hardship(weighed: Weighed) -> Gate:
    """Require that no hardship is in force."""
    client = weighed.reading.case.client
    return _gate("no-hardship", not weighed.reading.hardship, f"clienthealth hardship end {client}")


def warned_and_continued(weighed: Weighed) -> Gate:
    """Require a reset talk or stronger, and a strain on a later day."""
    reading, warned = weighed.reading, weighed.warned
    if warned is None:
        command = f'clienthealth boundary add {reading.case.client} reset-talk "…"'
        return _gate("warned-and-continued", passed=False, command=command, n=0)
    later = sum(1 for day in reading.strains if day > warned)
    return _gate("warned-and-continued", later > 0, _log(weighed), n=later, since=date.fromordinal(warned))


def _gate(name: str, passed: bool, command: str, opens: str = "opens", **values: Value) -> Gate:
    because = say(f"gate.{name}.{'passed' if passed else 'failed'}", **values)
    return Gate(name, passed, because, None if passed else say(f"gate.{name}.{opens}", command=command))


def _log(weighed: Weighed) -> str:
    return f"clienthealth log {weighed.reading.case.client} …"


def _their_mass(weighed: Weighed) -> float:
    """Return sum (1-f) d over episodes and half of sum d over acts that count."""
    reading, half_life = weighed.reading, weighed.policy.halflife.conduct
    episodes = sum((1 - each.fault) * decay(reading.age(each.day), half_life) for each in reading.episodes)
    return episodes + sum(decay(reading.age(each.day), half_life) for each in reading.acts.counted) / 2


def _fresh(weighed: Weighed) -> int:
    """Return how many strains were written down within a week of happening."""
    reading, memory = weighed.reading, weighed.policy.window.memory
    told: list[tuple[int, Record]] = [(each.day, each.first.complaint) for each in reading.episodes]
    told += [(each.day, each.record) for each in reading.acts.counted]
    return sum(1 for day, record in told if not from_memory(record, day, reading.case, memory))


def from_memory(record: Record, day: int, case: Case, memory: int) -> bool:
    """Whether it was written down more than a week after it happened."""
    return record.recorded_at is not None and case.day(record.recorded_at) - day > memory
