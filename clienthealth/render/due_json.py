"""What is due as JSON, and `today`: the schema is that of the review."""

import json
from typing import Any

from clienthealth.core.commitments.clocks import Absent
from clienthealth.core.weekly.due import Due
from clienthealth.core.weekly.today import Today

SCHEMA = 1


def today_json(today: Today) -> str:
    """Return what is due as one JSON object: `schema`, `day`, `mine`, `away`, `due` with items as in the review."""
    plain = {
        "schema": SCHEMA,
        "day": today.day.isoformat(),
        "mine": today.mine,
        "away": [plain_absent(each) for each in today.absent],
        "due": [plain_due(each) for each in today.due],
    }
    return json.dumps(plain, ensure_ascii=False)


def plain_absent(absent: Absent) -> dict[str, Any]:
    """Return who is away (null: nobody works), from and until when, both days included."""
    return {"who": absent.who, "from": absent.first.isoformat(), "until": absent.last.isoformat()}


def plain_due(due: Due) -> dict[str, Any]:
    """Return one due thing as plain values."""
    return {
        "client": due.client,
        "what": due.what,
        "day": due.day.isoformat(),
        "days_overdue": due.days,
        "past": due.past,
        "minutes_left": due.minutes,
        "time": due.moment.isoformat() if due.moment else None,
        "text": due.text,
        "record": due.record,
        "handle": due.handle,
        "owner": due.owner,
        "count": due.many,
        "command": due.command,
    }
