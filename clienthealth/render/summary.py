"""A record in one line of plain words: the same in a timeline, in `show` and after writing it."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from clienthealth.core.moments import When
from clienthealth.render.words import clipped, money

LONGEST = 160


def summary(record: Any, now: datetime) -> str:
    """Return what a record says, in one line of at most `LONGEST` columns."""
    parts = [str(part) for part in SAYS.get(record.TYPE, _plain)(record, now) if part]
    return clipped(" · ".join(parts), LONGEST)


def due_text(when: When | None, now: datetime) -> str:
    """Return a due date as people read it, or nothing."""
    from clienthealth.core.moments import said

    return f"due {said(when, now)}" if when else ""


def _of(record: Any, *names: str) -> list[str]:
    return [str(value) for name in names if (value := getattr(record, name)) is not None]


def _plain(record: Any, _: datetime) -> list[str]:
    return [*_of(record, *[name for name in ("kind", "text") if hasattr(record, name)]), record.note or ""]


def _client(record: Any, _: datetime) -> list[str]:
    return _of(record, "name", "status", "language", "country")


def _interaction(record: Any, _: datetime) -> list[str]:
    moods = [f"{name} {value:+d}" for name in ("tone", "energy") if (value := getattr(record, name)) is not None]
    minutes = record.minutes
    spent = f"{minutes:g} min" if minutes is not None else ""
    unbilled = "unbilled" if record.billable is False else ""
    where = f"{record.channel}, {record.direction}"
    about = [f"{name} {value}" for name in ("project", "staff", "contact") if (value := getattr(record, name))]
    return [where, *_of(record, "status"), spent, unbilled, *moods, *about, *_of(record, "subject", "text")]


def _time(record: Any, _: datetime) -> list[str]:
    unbilled = "unbilled" if record.billable is False else ""
    return [f"{record.minutes:g} min", unbilled, *_of(record, "project", "text")]


def _expectation(record: Any, now: datetime) -> list[str]:
    told = "confirmed" if record.acknowledged_at else "told, not confirmed"
    over = "retired" if record.until else ""
    return [*_of(record, "topic", "text"), told, over, due_text(record.due, now)]


def _promise(record: Any, now: datetime) -> list[str]:
    whose = "we owe" if record.ours else "they owe"
    state = str(record.state)
    text = f"{whose}: {record.text}"
    return [text, due_text(record.due, now), state if state != "open" else ""]


def _complaint(record: Any, now: datetime) -> list[str]:
    how = str(record.voiced) if record.conduct else ""
    public = "in public" if record.public else ""
    cause = f"cause: {record.caused_by}"
    return [
        *_of(record, "text", "topic"),
        f"severity {record.gravity}",
        cause,
        how,
        public,
        "a repeat" if record.repeat_of else "",
        complaint_state(record, now),
        pause_text(record, now),
    ]


def complaint_state(record: Any, now: datetime) -> str:
    """Return how far a complaint has come, by the stages of ISO 10002."""
    if record.reopened and _is_open(record, now):
        return ", ".join(["reopened", *_stages_since(record, now)])
    for name, stage in STAGES:
        if getattr(record, name):
            return f"{stage} {getattr(record, name)}" if name == "confirmed" else stage
    return "received"


def pause_text(record: Any, now: datetime) -> str:
    """Return until when the clock of an open record stands still today, and why; or nothing."""
    if not record.paused:
        return ""
    from clienthealth.core.changes.commitments import zone_of
    from clienthealth.core.changes.standing import running
    from clienthealth.core.moments import day_of

    pause = running(record.paused, now) if _is_open(record, now) else None
    if pause is None:
        return ""
    until = f" until {day_of(pause.until, zone_of(now)).isoformat()}" if pause.until else ""
    return f"paused{until}{f': {pause.reason}' if pause.reason else ''}"


def _is_open(record: Any, now: datetime) -> bool:
    from clienthealth.core.changes.commitments import is_open

    return is_open(record, now)


def _stages_since(record: Any, now: datetime) -> list[str]:
    """Return the furthest stage that was reached again since a complaint was reopened, if any was."""
    from clienthealth.core.changes.commitments import zone_of
    from clienthealth.core.changes.complaints import is_done

    reached = (stage for name, stage in STAGES[1:] if is_done(record, getattr(record, name), zone_of(now)))
    return list(reached)[:1]


STAGES = (
    ("confirmed", "closed:"),
    ("resolved_at", "resolved, not confirmed"),
    ("answered_at", "answered"),
    ("acknowledged_at", "acknowledged"),
)


def _effort(record: Any, _: datetime) -> list[str]:
    from clienthealth.core.records.trouble import THANKS

    if record.is_thanks:
        return [THANKS, record.note or ""]
    about = "on a complaint" if record.complaint else "an extra"
    return [str(record.kind), about, f"they were: {record.taken}", record.note or ""]


def _signal(record: Any, _: datetime) -> list[str]:
    quote = f"“{record.quote}”" if record.quote else ""
    severity = f"severity {record.severity}" if record.severity else ""
    return [str(record.kind), severity, quote]


def _boundary(record: Any, _: datetime) -> list[str]:
    return [str(record.step), *_of(record, "text"), "ended" if record.until else ""]


def _hardship(record: Any, now: datetime) -> list[str]:
    return ["a hard time", _until(record, now), *_of(record, "text")]


def _invoice(record: Any, now: datetime) -> list[str]:
    amount = f"{money(record.amount)} {record.currency or ''}".strip()
    state = "paid" if record.paid else due_text(record.due, now)
    disputed = "disputed" if record.disputed or record.disputed_at else ""
    return [f"{record.sort} {record.number}", amount, state, disputed]


def _payment(record: Any, _: datetime) -> list[str]:
    return [f"{record.sort} on {record.invoice}", money(record.amount)]


def _survey(record: Any, _: datetime) -> list[str]:
    from clienthealth.core.records.judged import SCALES

    highest = record.scale_max or SCALES[record.instrument][1]
    told = "asked" if record.score is None else f"{record.score:g} of {highest:g}"
    return [str(record.instrument), told, *_of(record, "text")]


def _next(record: Any, now: datetime) -> list[str]:
    done = "done" if record.closed_at else due_text(record.due, now)
    return [record.text, done]


def _away(record: Any, now: datetime) -> list[str]:
    return ["away", _until(record, now), *_of(record, "staff")]


def _until(record: Any, now: datetime) -> str:
    from clienthealth.core.moments import said

    return f"until {said(record.until, now)}" if record.until else ""


def _decision(record: Any, now: datetime) -> list[str]:
    return [f"{record.recommendation}: {record.choice}", _until(record, now), *_of(record, "reason")]


SAYS: dict[str, Callable[[Any, datetime], list[str]]] = {
    "client": _client,
    "interaction": _interaction,
    "time": _time,
    "expectation": _expectation,
    "promise": _promise,
    "complaint": _complaint,
    "effort": _effort,
    "signal": _signal,
    "boundary": _boundary,
    "hardship": _hardship,
    "invoice": _invoice,
    "payment": _payment,
    "survey": _survey,
    "next": _next,
    "pulse": lambda record, _: [f"observed: {record.state}"],
    "away": _away,
    "decision": _decision,
    "outcome": lambda record, _: _of(record, "result"),
}
