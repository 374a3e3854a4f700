"""Whom to ask, what was answered, and words that fit, as JSON: an object a line."""

import json
from collections.abc import Sequence
from typing import Any

from clienthealth.core.appreciation.answers import Answer
from clienthealth.core.appreciation.asking import Asking
from clienthealth.render.appreciation_text import Advice, ask_command, greeted, ideas, record_command, said_words


def asking(found: Sequence[Asking]) -> str:
    """Return a line a client: `client`, `due`, `holds`, `asked`, `again`, and of who is due `command`."""
    return "\n".join(
        _line(
            {
                "client": each.client,
                "due": each.due,
                "holds": list(each.holds),
                "asked": each.asked.isoformat() if each.asked else None,
                "again": each.again.isoformat() if each.again else None,
                "command": ask_command(each) if each.due else None,
            }
        )
        for each in found
    )


def answers(found: Sequence[tuple[Answer, ...]]) -> str:
    """Return a line an answer, of each client the oldest first; `score` from `lowest` to `highest`, higher = better."""
    return "\n".join(_line(plain_answer(each)) for client in found for each in client)


def plain_answer(answer: Answer) -> dict[str, Any]:
    """Return one answer as plain values."""
    return {**answer._asdict(), "day": answer.day.isoformat(), "low": answer.low}


def advice(told: Advice, language: str) -> str:
    """Return the words that fit a client as one object; `ideas` are in the user's language, the words in theirs."""
    found = told.occasion
    return _line(
        {
            "client": found.client,
            "state": found.state,
            "record": found.record or None,
            "handle": told.handle or None,
            "language": told.language,
            "greeting": greeted(told),
            "words": said_words(told) or None,
            "ideas": ideas(found.state, language),
            "last": found.last.isoformat() if found.last else None,
            "recent": found.recent,
            "command": record_command(told),
        }
    )


def _line(plain: dict[str, Any]) -> str:
    return json.dumps(plain, ensure_ascii=False, sort_keys=True)
