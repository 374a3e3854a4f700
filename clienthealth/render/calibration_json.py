"""Advice beside outcomes as JSON: one schema, keys only added within it, never renamed."""

import json
from typing import Any

from clienthealth.core.calibration import ENOUGH, LOOKS, Calibration, Closed, Look, Row, Share, View
from clienthealth.core.kinds import Result

SCHEMA = 1
PLACES = 4


def as_json(found: Calibration) -> str:
    """Return the comparison as one JSON object.

    `schema` 1 · `as_of` · `model` · `closed` cases, `needed` for a conclusion, `enough` whether there are ·
    `views`: one a look back, {days_before, agreement, agrees, disagrees, neither, advice, bands} ·
    `advice`: {recommendation (null = too little to say), n, results} · `bands`: {band, n, results, said (mean
    likelihood, higher = worse), ended} · `decisions`: {followed, choices: {choice (null = none noted), n, results}} ·
    `cases`: {client, record, handle, day, result, decision, decided, looks}. A share is {hits, n, share, low,
    high} with its 95 % interval, null without cases.
    """
    plain = {
        "schema": SCHEMA,
        "as_of": found.as_of.isoformat(),
        "model": found.model,
        "closed": len(found.cases),
        "needed": ENOUGH,
        "enough": found.enough,
        "views": [_view(each) for each in found.views],
        "decisions": {
            "followed": _share(found.followed),
            "choices": [_row("choice", each) for each in found.choices],
        },
        "cases": [_case(each) for each in found.cases],
    }
    return json.dumps(plain, ensure_ascii=False)


def _view(view: View) -> dict[str, Any]:
    return {
        "days_before": view.days,
        "agreement": _share(view.agreement),
        **{str(name): count for name, count in view.fits.items()},
        "advice": [_row("recommendation", each) for each in view.advice],
        "bands": [_band(each) for each in view.bands],
    }


def _band(row: Row) -> dict[str, Any]:
    return {**_row("band", row), "said": _round(row.said), "ended": _share(row.ended)}


def _row(name: str, row: Row) -> dict[str, Any]:
    return {name: row.key, "n": row.n, "results": {str(each): row.results.get(each, 0) for each in Result}}


def _case(case: Closed) -> dict[str, Any]:
    return {
        "client": case.client,
        "record": case.record,
        "handle": case.handle,
        "day": case.day.isoformat(),
        "result": case.result,
        "decision": case.choice,
        "decided": case.decided.isoformat() if case.decided else None,
        "looks": [_look(look, days) for look, days in zip(case.looks, LOOKS, strict=True)],
    }


def _look(look: Look | None, days: int) -> dict[str, Any] | None:
    if look is None:
        return None
    return {
        "days_before": days,
        "as_of": look.day.isoformat(),
        "recommendation": look.recommendation,
        "enough_on_record": look.advice is not None,
        "band": look.band,
        "probability": _round(look.likelihood.probability),
        "low": _round(look.likelihood.low),
        "high": _round(look.likelihood.high),
        "fit": look.fit,
    }


def _share(share: Share) -> dict[str, Any] | None:
    if share.interval is None:
        return None
    low, high = share.interval
    return {"hits": share.hits, "n": share.n, "share": _round(share.share), "low": _round(low), "high": _round(high)}


def _round(value: float | None) -> float | None:
    return None if value is None else round(value, PLACES)
