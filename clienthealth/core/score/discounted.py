"""What counted for less than it otherwise would, or opens no gate, and why: for people, weighing nothing itself."""

from collections.abc import Iterator
from math import floor

from clienthealth.core.assessment import NotCounted
from clienthealth.core.kinds import EffortOutcome
from clienthealth.core.saying import Saying, say
from clienthealth.core.score.gates import from_memory
from clienthealth.core.score.policy import Policy
from clienthealth.core.score.reading import Reading
from clienthealth.core.score.situation import Situation


def discounted(reading: Reading, policy: Policy) -> tuple[NotCounted, ...]:
    """Return the acts, complaints and failed remedies that a hardship or a failure of ours explains, in order.

    What was written down long after comes with them: it weighs, and opens no gate. A record may have both reasons.
    """
    return tuple(NotCounted(record, because) for _, record, because in sorted(_reasons(reading, policy), key=_place))


def _reasons(reading: Reading, policy: Policy) -> Iterator[tuple[int, str, Saying]]:
    case, explained, memory = reading.case, reading.situation, policy.window.memory
    acts = [(day, each.id) for day, each in reading.acts.counted]
    beside = [(day, each.id) for day, each in case.complaints]
    beside += [(each.day, each.effort.id) for each in reading.efforts if each.taken is EffortOutcome.UNSATISFIED]
    for factor, held in ((explained.conduct, acts), (explained.hard, beside)):
        for day, record in held:
            if factor(day) < 1:
                yield day, record, _because(day, factor(day), explained)
    for day, told in (*case.complaints, *reading.acts.counted):
        if from_memory(told, day, case, memory):
            yield day, told.id, say("discounted.memory", days=memory)


def _because(day: int, factor: float, explained: Situation) -> Saying:
    """Return what explains something on a day; a failure of ours explains conduct alone."""
    hard = explained.hard(day)
    reason = "own-fault" if hard == 1 else "hardship" if factor == hard else "both"
    return say(f"discounted.{reason}", percent=floor(100 * factor + 0.5))


def _place(found: tuple[int, str, Saying]) -> tuple[str, tuple[object, ...], int, str]:
    day, record, because = found
    return because.key, because.values, -day, record
