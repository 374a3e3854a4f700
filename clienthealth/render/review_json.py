"""The review as JSON: one schema, keys only added within it, never renamed."""

import json
from typing import Any

from clienthealth.core.assessment import Assessment
from clienthealth.core.guides.fitting import fitting
from clienthealth.core.kinds import AlarmKind
from clienthealth.core.moments import text_of
from clienthealth.core.weekly.absence import Absence
from clienthealth.core.weekly.alarms import Alarm
from clienthealth.core.weekly.decisions import Decided
from clienthealth.core.weekly.good_news import GoodNews
from clienthealth.core.weekly.kept import Kept
from clienthealth.core.weekly.leaving import Leaving
from clienthealth.core.weekly.putting_off import PutOff
from clienthealth.core.weekly.replies import Reply
from clienthealth.core.weekly.review import Review
from clienthealth.core.weekly.risk import first_step
from clienthealth.core.weekly.since import Change
from clienthealth.render.due_json import SCHEMA, plain_absent, plain_due
from clienthealth.render.reflection_json import plain_in_review
from clienthealth.render.score_json import HEALTH_PLACES, SHARE_PLACES, plain_decided, plain_mirror, plain_step
from clienthealth.render.voice import Voice


def as_json(review: Review, voice: Voice) -> str:
    """Return the review as one JSON object; what each key means stands in docs/review-json.md, and a test reads it."""
    plain = {
        "schema": SCHEMA,
        "as_of": review.as_of.isoformat(),
        "since": review.since.isoformat(),
        "since_because": review.memory.why,
        "last_review": _last(review),
        "model": review.model,
        "mine": review.mine,
        "clients": review.clients,
        "needs_attention": review.needs_attention,
        "mirror": plain_mirror(review.mirror, voice) if review.mirror else None,
        "reflection": plain_in_review(review.reflection) if review.reflection else None,
        "away": [plain_absent(each) for each in review.absent],
        "colleagues": None if review.colleagues is None else [each._asdict() for each in review.colleagues],
        "act_now": [plain_due(each) for each in review.act_now],
        "replies": [_fields(each) for each in review.replies],
        "noted": review.noted.isoformat() if review.noted else None,
        "decided": [_fields(each) for each in review.decided],
        "at_risk": [_risk(each, review, voice) for each in review.at_risk],
        "resting": [_risk(each, review, voice) for each in review.resting],
        "coming_up": [plain_due(each) for each in review.coming_up],
        "absences": [_fields(each) for each in review.absences],
        "tired": [_fields(each) for each in review.tired],
        "endings": [{**_fields(each), "cost": each.cost._asdict()} for each in review.endings],
        "leaving": [_leaving(each) for each in review.leaving],
        "alarms": [plain_alarm(each) for each in review.alarms],
        "changed": [_fields(each) for each in review.changed],
        "good_news": [_fields(each) for each in review.good_news],
        "quiet": review.quiet,
        "copy": _copy(review.kept),
    }
    return json.dumps(plain, ensure_ascii=False)


def plain_alarm(alarm: Alarm) -> dict[str, Any]:
    """Return what was raised."""
    places = HEALTH_PLACES if alarm.kind is AlarmKind.FALL else SHARE_PLACES
    before = None if alarm.before is None else round(alarm.before, places)
    return {**_fields(alarm), "before": before, "now": round(alarm.now, places)}


def _leaving(found: Leaving) -> dict[str, Any]:
    return {**_fields(found), "taken_on": list(found.taken_on), "too_long": found.too_long}


def _copy(kept: Kept | None) -> dict[str, Any] | None:
    if kept is None:
        return None
    return {**kept._asdict(), "day": kept.day.isoformat() if kept.day else None, "problem": kept.problem or None}


def _last(review: Review) -> dict[str, Any] | None:
    last = review.memory.last
    if last is None:
        return None
    model, policy = review.memory.last_rules or (None, None)
    return {
        "at": text_of(last.at),
        "model": model,
        "policy": policy,
        "same_rules": review.memory.last_rules in (None, review.rules),
    }


def _risk(found: Assessment, review: Review, voice: Voice) -> dict[str, Any]:
    step = first_step(found)
    return {
        "client": found.client,
        "owner": (review.owners or {}).get(found.client),
        "verdict": found.verdict,
        "recommendation": found.recommendation,
        "because": voice.say(found.because),
        "next_step": plain_step(step) if step else None,
        "guide": fitting(found),
        "decided": plain_decided(found),
    }


def _fields(item: Alarm | Absence | Leaving | PutOff | Change | Decided | GoodNews | Reply) -> dict[str, Any]:
    return {name: value.isoformat() if hasattr(value, "isoformat") else value for name, value in item._asdict().items()}
