"""Promises of both sides as JSON: the record of each with how it stands, how many were kept, who is away."""

import json
from datetime import date
from typing import Any

from clienthealth.core.commitments.account import Account
from clienthealth.core.commitments.book import Promised
from clienthealth.core.commitments.rates import Kept, Rates
from clienthealth.core.lines import line_of
from clienthealth.render.due_json import SCHEMA, plain_absent

SHARE_PLACES = 3


def as_json(told: Account) -> str:
    """Return the list as one JSON object.

    `day` · `mine`: whose is asked for, or null · `away`: [{who (null: everybody), from, until}] · `kept`: as below ·
    `promises`, the most urgent first: the journal record, its `handle`, and `stands`: `as` (overdue, soon, later,
    undated, still, closed), `owner` in force, `due` (day), `time` (moment), `days_overdue` (less than 0 ahead),
    `minutes_left`, `promised_for` (where a standstill moved it on), `moved` and `moved_late` (how often, in time and
    after its day), `late` (as the score sees it), `pause` {since, until, reason}, `away_until`.
    """
    plain = {
        "schema": SCHEMA,
        "day": told.day.isoformat(),
        "mine": told.wanted.me,
        "away": [plain_absent(each) for each in told.absent],
        "kept": plain_rates(told.rates),
        "promises": [{**line_of(each.promise), "handle": each.handle, "stands": _stands(each)} for each in told.shown],
    }
    return json.dumps(plain, ensure_ascii=False)


def plain_rates(rates: Rates) -> dict[str, Any]:
    """Return both sides: `since`, and for `ours` and `theirs` `kept` of `due`, and `share` (0 to 1, higher = better).

    The share is null where fewer than ten came due.
    """
    return {"since": rates.since.isoformat(), "ours": _kept(rates.ours), "theirs": _kept(rates.theirs)}


def _kept(kept: Kept) -> dict[str, Any]:
    share = kept.share
    return {"kept": kept.kept, "due": kept.of, "share": None if share is None else round(share, SHARE_PLACES)}


def _stands(promised: Promised) -> dict[str, Any]:
    due, pausing = promised.due, promised.pausing
    return {
        "as": promised.stand,
        "owner": promised.owner,
        "due": _day(due.day) if due else None,
        "time": due.moment.isoformat() if due and due.moment else None,
        "days_overdue": due.days if due else None,
        "minutes_left": due.minutes if due else None,
        "promised_for": _day(promised.first),
        "moved": promised.fate.moved,
        "moved_late": promised.fate.missed,
        "late": promised.fate.late,
        "pause": {"since": _day(pausing.since), "until": _day(pausing.until), "reason": pausing.reason}
        if pausing
        else None,
        "away_until": _day(promised.away),
    }


def _day(day: date | None) -> str | None:
    return day.isoformat() if day is not None else None
