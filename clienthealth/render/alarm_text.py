"""Alarms in words, and since when a review says that things are new, and why since then."""

from clienthealth.core.kinds import AlarmKind
from clienthealth.core.weekly.alarms import Alarm
from clienthealth.core.weekly.review import Review
from clienthealth.core.weekly.since import Basis, Rules
from clienthealth.render.voice import Voice
from clienthealth.render.words import visible


def alarm_words(alarm: Alarm, level: float, voice: Voice) -> str:
    """Return what was raised, with both ends and their direction; `level` is that of being on watch (0 to 1)."""
    shown = round if alarm.kind is AlarmKind.FALL else voice.percent
    now = shown(alarm.now)
    if alarm.before is None or alarm.since is None:
        return voice.word(f"alarm.{alarm.kind}", now=now, level=round(100 * level))
    before, day = shown(alarm.before), voice.day(alarm.since)
    if alarm.kind is AlarmKind.WATCH:
        return voice.word("alarm.watch-from", before=before, now=now, day=day, level=round(100 * level))
    return voice.word(f"alarm.{alarm.kind}", before=before, now=now, day=day, points=abs(now - before))


def since_when(review: Review, voice: Voice) -> str:
    """Return with which day today was compared, and why; and that the rules are others, where they are."""
    sentence = voice.word(f"since.{review.memory.why}", day=voice.day(review.since))
    was = review.memory.last_rules
    if review.memory.why is not Basis.LAST_REVIEW or was is None or was == review.rules:
        return sentence
    return f"{sentence} {voice.word('since.other-rules', before=ruled(was), now=ruled(review.rules))}"


def ruled(rules: Rules) -> str:
    """Return a model, with what was changed of its numbers."""
    model, policy = rules
    return f"{visible(model)} ({visible(policy)})" if policy else visible(model)
