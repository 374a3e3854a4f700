"""Advice, decisions and outcomes as JSON: one schema, keys only added within it, never renamed."""

import json
from typing import Any

from clienthealth.core.calibration import ENOUGH, LOOK, Calibration, Choices, Closed, Fit, Group, Look, Share, Taken
from clienthealth.core.kinds import Result

SCHEMA = 1
PLACES = 4


def as_json(found: Calibration) -> str:
    """Return the comparison as one JSON object.

    `schema` 1 · `as_of` · `model` · `days_before` the outcome as of which each case is judged again · `closed`
    cases, `needed` for a conclusion, `enough` whether there are · `together` and `advice` {ending, going-on,
    safety, unsaid}: {n, results, hit, miss, apart, neither, hits} with hits {hits, n, share, low, high} (95 %,
    Wilson; null without cases) · `decisions`: {advice, choice, n, results, open} · `cases`: {client, record,
    handle, day, result, fit, advised {day, recommendation, advice, probability, low, high} or null, decided {day,
    choice, recommendation, reason} or null}.
    """
    plain = {
        "schema": SCHEMA,
        "as_of": found.as_of.isoformat(),
        "model": found.model,
        "days_before": LOOK.days,
        "closed": len(found.together.cases),
        "needed": ENOUGH,
        "enough": found.enough,
        "together": _group(found.together),
        "advice": {str(advice): _group(group) for advice, group in found.groups.items()},
        "decisions": [_choices(each) for each in found.choices],
        "cases": [_case(each) for each in found.together.cases],
    }
    return json.dumps(plain, ensure_ascii=False)


def _group(group: Group) -> dict[str, Any]:
    return {
        "n": len(group.cases),
        "results": {str(each): group.results.get(each, 0) for each in Result},
        **{str(each): group.fits.get(each, 0) for each in Fit},
        "hits": _share(group.share),
    }


def _choices(each: Choices) -> dict[str, Any]:
    results = {str(result): each.results.get(result, 0) for result in Result}
    n = sum(each.results.values())
    return {"advice": each.advice, "choice": each.choice, "n": n, "results": results, "open": each.results.get(None, 0)}


def _case(case: Closed) -> dict[str, Any]:
    return {
        "client": case.client,
        "record": case.record,
        "handle": case.handle,
        "day": case.day.isoformat(),
        "result": case.result,
        "fit": case.fit,
        "advised": case.look and _look(case.look),
        "decided": case.taken and _taken(case.taken),
    }


def _look(look: Look) -> dict[str, Any]:
    likely = look.likelihood
    return {
        "day": look.day.isoformat(),
        "recommendation": look.recommendation,
        "advice": look.advice,
        "probability": round(likely.probability, PLACES),
        "low": round(likely.low, PLACES),
        "high": round(likely.high, PLACES),
    }


def _taken(taken: Taken) -> dict[str, Any]:
    return {
        "day": taken.day.isoformat(),
        "choice": taken.choice,
        "recommendation": taken.recommendation,
        "reason": taken.reason,
    }


def _share(share: Share) -> dict[str, Any] | None:
    part, interval = share.share, share.interval
    if part is None or interval is None:
        return None
    low, high = (round(each, PLACES) for each in interval)
    return {"hits": share.hits, "n": share.n, "share": round(part, PLACES), "low": low, "high": high}
