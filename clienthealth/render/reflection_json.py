"""The mirror as JSON: keys are only added within one schema, never renamed."""

import json
from collections.abc import Iterable
from typing import Any

from clienthealth.core.assessment import Judgement
from clienthealth.core.reflection.messages import Point, Times, Waiting
from clienthealth.core.reflection.reflect import Promises, Reflection
from clienthealth.render.reflection_words import good_command
from clienthealth.render.score_json import head
from clienthealth.render.voice import Voice

HOUR_PLACES = 2

MOST_IN_REVIEW = 5
"""Of each list of the mirror in the review: who reads on reads `score --mirror`, and a year of a large portfolio is
megabytes."""


def all_json(judgement: Judgement, found: Reflection, voice: Voice) -> str:
    """Return the mirror of all clients as one JSON object: the head of the score with `reflection`."""
    return json.dumps({**head(judgement, voice), "reflection": plain(found)}, ensure_ascii=False)


def clients_json(judgement: Judgement, told: Iterable[tuple[str, Reflection]], voice: Voice) -> str:
    """Return the mirrors of some clients: the head of the score with `clients`: {client, reflection}."""
    clients = [{"client": client, "reflection": plain(found)} for client, found in told]
    return json.dumps({**head(judgement, voice), "clients": clients}, ensure_ascii=False)


def plain(found: Reflection) -> dict[str, Any]:
    """Return a reflection as plain values.

    `since` the first day looked at · `answers`: {ours, theirs} each {median_hours (clock hours, nights and weekends
    included, lower = sooner, null of nothing), n, with_time_of_day}, `unanswered` of theirs that we never answered,
    and `waiting`: {client, record, handle, day, text, kind, messages, days} the oldest first · `promises`: {ours,
    theirs} each {kept (in time), due, late} · `complaints`: {n, acknowledged, answered (as the times above),
    unacknowledged, denied, unsolved, reopened} · `remedies`: {known_outcome, failed} · `only_bad`: {client, entries,
    since, command} · `recurring`: {topic, clients, since, mostly_ours (of so many), is_ours, records}. Where a list
    holds records, the newest first, each is {client, record, handle, day, text, kind}; `kind` of a remedy, and the
    topic of a complaint without words.
    """
    told = found.complaints
    return {
        "since": found.since.isoformat(),
        "answers": {
            "ours": _times(found.words.ours),
            "theirs": _times(found.words.theirs),
            "unanswered": _points(found.words.unanswered),
            "waiting": waiting(found.words.waiting),
        },
        "promises": {"ours": _kept(found.ours), "theirs": _kept(found.theirs)},
        "complaints": {
            "n": told.n,
            "acknowledged": _times(told.acknowledged),
            "answered": _times(told.answered),
            "unacknowledged": _points(told.left),
            "denied": _points(told.denied),
            "unsolved": _points(told.unsolved),
            "reopened": _points(told.reopened),
        },
        "remedies": {"known_outcome": found.remedies.known, "failed": _points(found.remedies.failed)},
        "only_bad": [
            {
                "client": each.client,
                "entries": each.bad,
                "since": each.since.isoformat(),
                "command": good_command(each.client),
            }
            for each in found.only_bad
        ],
        "recurring": [
            {
                "topic": each.topic,
                "clients": list(each.clients),
                "since": each.since.isoformat(),
                "mostly_ours": each.ours,
                "is_ours": each.is_ours,
                "records": _points(each.records),
            }
            for each in found.recurring
        ],
    }


def plain_in_review(found: Reflection) -> dict[str, Any]:
    """Return it for the review, which does not read every message: `answers` holds `waiting` alone.

    Each list is cut after `MOST_IN_REVIEW`, and beside each stands how many more there are, as in `late_left_out`.
    """
    return _shortened({**plain(found), "answers": {"waiting": waiting(found.words.waiting)}})


def _shortened(plain: dict[str, Any]) -> dict[str, Any]:
    made: dict[str, Any] = {}
    for key, value in plain.items():
        made[key] = _shortened(value) if isinstance(value, dict) else value
        if isinstance(value, list):
            kept = value[:MOST_IN_REVIEW]
            made[key] = [_shortened(each) if isinstance(each, dict) else each for each in kept]
            made[f"{key}_left_out"] = len(value) - len(kept)
    return made


def waiting(held: Iterable[Waiting]) -> list[dict[str, Any]]:
    """Return who waits for a word from us."""
    return [{**_point(each.first), "messages": each.messages, "days": each.days} for each in held]


def _times(times: Times) -> dict[str, Any]:
    hours = None if times.median is None else round(times.median, HOUR_PLACES)
    return {"median_hours": hours, "n": times.n, "with_time_of_day": times.exact}


def _kept(kept: Promises) -> dict[str, Any]:
    return {"kept": kept.kept, "due": kept.of, "late": _points(kept.late)}


def _points(held: Iterable[Point]) -> list[dict[str, Any]]:
    return [_point(each) for each in held]


def _point(found: Point) -> dict[str, Any]:
    return {**found._asdict(), "day": found.day.isoformat()}
