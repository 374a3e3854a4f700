"""What people asked about their data, by when, and whose record was to be kept no longer, in words."""

import json
from collections.abc import Iterator

from clienthealth.core.kinds import PrivacyKind
from clienthealth.core.privacy.duties import Duties
from clienthealth.core.saying import Value, say
from clienthealth.core.weekly.due import Due
from clienthealth.render.due_json import plain_due
from clienthealth.render.phrases import said
from clienthealth.render.sheet import LEAD, WIDTH, wrapped
from clienthealth.render.voice import Voice
from clienthealth.render.words import clipped, columns, table

SUBJECT = "privacy"
SCHEMA = 1


def word(key: str, language: str, **values: Value) -> str:
    """Return a phrase of what is said about people's data."""
    return said(say(key, **values), SUBJECT, language)


def asked(kind: PrivacyKind, who: str, language: str) -> str:
    """Return what somebody asked, as the text of its reminder."""
    return word(f"asked.{kind}", language, who=who)


def duties(found: Duties, voice: Voice) -> str:
    """Return who waits for an answer, with the days left, and whose record is to go."""
    return "\n".join([*_requests(found, voice), "", *_over(found, voice)])


def duties_json(found: Duties) -> str:
    """Return the same as one JSON object: `schema`, `requests` and `over` as in the review, `months_after_end`."""
    plain = {
        "schema": SCHEMA,
        "requests": [{**plain_due(each), "days_left": -each.days} for each in found.requests],
        "over": [plain_due(each) for each in found.over],
        "months_after_end": found.retention,
    }
    return json.dumps(plain, ensure_ascii=False)


def _requests(found: Duties, voice: Voice) -> Iterator[str]:
    if not found.requests:
        yield word("due.no-requests", voice.language)
        return
    yield word("due.requests", voice.language, n=len(found.requests))
    yield from _listed([(each, _left(each, voice)) for each in found.requests])


def _over(found: Duties, voice: Voice) -> Iterator[str]:
    language = voice.language
    if found.retention is None:
        yield from wrapped(word("due.no-retention", language, n=found.ended), WIDTH)
        return
    kept = word("due.retention", language, n=found.retention)
    if not found.over:
        yield from wrapped(f"{kept} {word('due.none-over', language)}", WIDTH)
        return
    yield from wrapped(f"{kept} {word('due.over', language, n=len(found.over))}", WIDTH)
    yield from _listed([(each, word("due.since", language, day=voice.long_day(each.day))) for each in found.over])


def _listed(rows: list[tuple[Due, str]]) -> Iterator[str]:
    """Yield a line for each, and below it what to type."""
    beside = max(columns(clipped(each.client, LEAD)) + columns(when) for each, when in rows)
    room = max(WIDTH - beside - len("  ") * 3, LEAD)
    told = table([[clipped(each.client, LEAD), when, clipped(each.text, room)] for each, when in rows])
    for line, (each, _) in zip(told.splitlines(), rows, strict=True):
        yield f"  {line}"
        yield f"    {each.command}"


def _left(due: Due, voice: Voice) -> str:
    """Return how many days are left, and the last of them."""
    if due.days > 0:
        return voice.word("when.overdue", n=due.days)
    return word("due.left", voice.language, n=-due.days, day=voice.day(due.day))
