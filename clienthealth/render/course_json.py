"""The course of a relationship as JSON: one schema, keys only added within it, never renamed."""

import json
from collections.abc import Callable
from typing import Any

from clienthealth.core.assessment import Likelihood
from clienthealth.core.course.course import Course
from clienthealth.core.course.moved import Happening, Moved, Point
from clienthealth.core.course.told import Mark, Told
from clienthealth.core.course.trend import Shift, Trend
from clienthealth.core.moments import text_of
from clienthealth.core.weekly.since import Rules, rules_of
from clienthealth.render.review_json import plain_alarm
from clienthealth.render.score_json import DECIBAN_PLACES, HEALTH_PLACES
from clienthealth.render.voice import Voice

SCHEMA = 1
PROBABILITY_PLACES = 6

Handle = Callable[[str, str], str]
"""From a client and a record of it to the short handle."""


def as_json(course: Course, handle: Handle, voice: Voice) -> str:
    """Return the course as one JSON object.

    `schema` 1 · `client` · `from`, `to` days · `model`, `policy` (what was changed of its numbers, or null) by which
    every day is judged anew · and in lists, in the order of time:
    `points`: {day, verdict, recommendation, confidence, problem_client, client_problem, health} as in the score, the
    likelihoods whatever the confidence · `moved`: {from, to, decibans, health, contacts, happened}, the largest changes
    between two points: decibans > 0 = worse, null where too little was on record; health in points, < 0 = worse;
    happened {day, record, handle, type, what, weighs}, what = the field that has the day, or `weighs` where an older
    record began to · `alarms` as in the review · `said`: {at, by, model, policy, verdict, recommendation, confidence,
    problem_client, client_problem, health, alarms, today, differs}, what was said when a review was closed, and
    `today` the point of that day · `model_changes`: {day, before, now} of {model, policy} ·
    `trend`, where two days were named, else null: {from, to, decibans, health, counts, shifts}, shifts {axis, item,
    decibans, new, gone, because}, the largest first.
    """
    asked = course.asked
    model, policy = rules_of(asked.policy)
    plain = {
        "schema": SCHEMA,
        "client": course.client,
        "from": asked.first.isoformat(),
        "to": asked.last.isoformat(),
        "model": model,
        "policy": policy,
        "points": [_point(each) for each in course.points],
        "moved": [_moved(each, course.client, handle) for each in course.moved],
        "alarms": [plain_alarm(each) for each in course.alarms],
        "said": [_told(each) for each in course.told],
        "model_changes": [_mark(each) for each in course.marks],
        "trend": _trend(course.trend, voice) if course.trend else None,
    }
    return json.dumps(plain, ensure_ascii=False)


def _point(point: Point) -> dict[str, Any]:
    found, health = point.found, point.found.health
    return {
        "day": point.day.isoformat(),
        "verdict": found.verdict,
        "recommendation": found.recommendation,
        "confidence": found.confidence,
        "problem_client": _likelihood(found.problem_client),
        "client_problem": _likelihood(found.client_problem),
        "health": _band(health.score, health.low, health.high),
    }


def _likelihood(likelihood: Likelihood) -> dict[str, float]:
    return _range(likelihood.probability, likelihood.low, likelihood.high)


def _range(probability: float, low: float, high: float) -> dict[str, float]:
    shown = {"probability": probability, "low": low, "high": high}
    return {name: round(value, PROBABILITY_PLACES) for name, value in shown.items()}


def _band(score: float, low: float, high: float) -> dict[str, float]:
    return {name: round(value, HEALTH_PLACES) for name, value in (("score", score), ("low", low), ("high", high))}


def _moved(moved: Moved, client: str, handle: Handle) -> dict[str, Any]:
    return {
        **_ends(moved),
        "contacts": moved.contacts,
        "happened": [_happening(each, client, handle) for each in moved.happened],
    }


def _ends(moved: Moved) -> dict[str, Any]:
    return {
        "from": moved.before.day.isoformat(),
        "to": moved.after.day.isoformat(),
        "decibans": None if moved.conduct is None else round(moved.conduct, DECIBAN_PLACES),
        "health": round(moved.mood, HEALTH_PLACES),
    }


def _happening(happening: Happening, client: str, handle: Handle) -> dict[str, Any]:
    record = happening.record
    return {
        "day": happening.day.isoformat(),
        "record": record.id,
        "handle": handle(client, record.id),
        "type": type(record).TYPE,
        "what": happening.what,
        "weighs": happening.weighs,
    }


def _told(told: Told) -> dict[str, Any]:
    said = told.said
    return {
        "at": text_of(said.at),
        "by": said.by,
        **_rules(said.rules),
        "verdict": said.verdict,
        "recommendation": said.recommendation,
        "confidence": said.confidence,
        "problem_client": _range(said.conduct, said.conduct_low, said.conduct_high),
        "client_problem": _range(said.problem, said.problem_low, said.problem_high),
        "health": _band(said.health, said.health_low, said.health_high),
        "alarms": list(said.alarms),
        "today": _point(told.today),
        "differs": told.differs,
    }


def _mark(mark: Mark) -> dict[str, Any]:
    return {"day": mark.day.isoformat(), "before": _rules(mark.before), "now": _rules(mark.now)}


def _rules(rules: Rules) -> dict[str, str | None]:
    model, policy = rules
    return {"model": model, "policy": policy}


def _trend(trend: Trend, voice: Voice) -> dict[str, Any]:
    shifts = [_shift(each, voice) for each in trend.shifts]
    return {**_ends(trend.between), "counts": trend.counts, "shifts": shifts}


def _shift(shift: Shift, voice: Voice) -> dict[str, Any]:
    return {
        "axis": shift.evidence.axis,
        "item": shift.evidence.item,
        "decibans": round(shift.decibans, DECIBAN_PLACES),
        "new": shift.new,
        "gone": shift.gone,
        "because": voice.say(shift.evidence.because),
    }
