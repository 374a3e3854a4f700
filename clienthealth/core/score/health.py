"""Health, 0 to 100, higher = better: the mood of the relationship; it never decides an ending."""

from collections.abc import Iterable
from math import log

from clienthealth.core.assessment import Health
from clienthealth.core.history import Week
from clienthealth.core.kinds import Conduct, EffortOutcome, SignalKind
from clienthealth.core.score.answers import latest_answer
from clienthealth.core.score.conduct import overdue
from clienthealth.core.score.decay import decay, logit, sigmoid
from clienthealth.core.score.policy import Policy
from clienthealth.core.score.reading import Reading

WARM = frozenset({SignalKind.PRAISE, SignalKind.REFERRAL})


def health(reading: Reading, policy: Policy) -> Health:
    """Return the mood with its band, which silence widens and never fills in (scoring model, section 7)."""
    numbers = policy.mood
    score = 100 * sigmoid(logit(policy.prior.mood) + sum(_items(reading, policy)))
    last = reading.case.last
    stale = last is None or reading.age(last) >= policy.window.stale
    width = numbers.width / (1 + _records(reading, policy)) ** 0.5 + (numbers.stale if stale else 0)
    band = min(numbers.widest, width)
    return Health(score, max(0.0, score - band), min(100.0, score + band), stale=stale)


def _items(reading: Reading, policy: Policy) -> tuple[float, ...]:
    """Return what moves the mood, in nats."""
    mood = policy.mood
    return (
        mood.episodes.at(sum(_decay(reading, each.day, policy) * each.severity / 2 for each in reading.episodes)),
        mood.unsatisfied.at(
            _efforts(reading, EffortOutcome.UNSATISFIED, policy)
            + mood.partly * _efforts(reading, EffortOutcome.PARTLY, policy)
        ),
        mood.satisfied.at(_efforts(reading, EffortOutcome.SATISFIED, policy)),
        mood.praise.at(_sum(reading, (each.day for each in reading.acts.goodwill if each.record.kind in WARM), policy)),
        mood.our_lateness.at(_sum(reading, _our_late(reading), policy)),
        mood.kept.at(_sum(reading, _our_kept(reading), policy)),
        mood.conduct.at(_sum(reading, _conduct(reading), policy)),
        mood.overdue.at(_sum(reading, _overdue(reading, policy), policy)),
        mood.tone.at(sum(_tone(week, reading, policy) for week in reading.case.history.weeks)),
        mood.survey.at(_survey(reading, policy)),
    )


def _decay(reading: Reading, day: int, policy: Policy) -> float:
    return decay(reading.age(day), policy.halflife.mood)


def _sum(reading: Reading, days: Iterable[int], policy: Policy) -> float:
    return sum(_decay(reading, day, policy) for day in days)


def _efforts(reading: Reading, taken: EffortOutcome, policy: Policy) -> float:
    return _sum(reading, (each.day for each in reading.efforts if each.taken is taken), policy)


def _our_late(reading: Reading) -> Iterable[int]:
    return (each.due for each in reading.fates if each.promise.ours and each.late and each.due is not None)


def _our_kept(reading: Reading) -> Iterable[int]:
    return (each.closed for each in reading.fates if each.promise.ours and each.in_time and each.closed is not None)


def _conduct(reading: Reading) -> Iterable[int]:
    """Yield the days of acts that count and of complaints that were voiced rudely."""
    yield from (each.day for each in reading.acts.counted)
    for day, complaint in reading.case.complaints:
        if complaint.voiced is not Conduct.CIVIL:
            yield day


def _overdue(reading: Reading, policy: Policy) -> Iterable[int]:
    return ((bill.due or 0) + policy.window.overdue for bill in overdue(reading.bills, reading.case, policy))


def _tone(week: Week, reading: Reading, policy: Policy) -> float:
    """Return a week's tones, halved and decayed; by first moments around its middle, exact to 1e-3."""
    half_life = policy.halflife.mood
    middle = week.day_sum / week.count
    slope = log(2) / half_life
    moved = week.tone_day_sum - week.tone_sum * middle
    return (week.tone_sum + slope * moved) / 2 * decay(reading.case.today - middle, half_life)


def _survey(reading: Reading, policy: Policy) -> float:
    answer = latest_answer(reading.case)
    return 0.0 if answer is None else answer.score * _decay(reading, answer.day, policy)


def _records(reading: Reading, policy: Policy) -> float:
    """Return all records, decayed."""
    half_life, today = policy.halflife.mood, reading.case.today
    weeks = (week.count * decay(today - week.day_sum / week.count, half_life) for week in reading.case.history.weeks)
    return _sum(reading, reading.case.days, policy) + sum(weeks)
