"""The latest records in the walk through a complaint: what each is, and what was written, in the reader's words."""

from collections.abc import Iterator
from typing import Any

from clienthealth.core.saying import say
from clienthealth.render.handling_words import word
from clienthealth.render.phrases import said
from clienthealth.render.voice import Voice
from clienthealth.render.words import columns

BRIEF = "brief"
"""Where channels, efforts and outcomes have their words already."""


LEAST = 12
"""Columns of a quote, however little room there is."""


def told(record: Any, day: str, voice: Voice, width: int) -> str:
    """Return a record as one line of so many columns, its day first."""
    line = f"{day} · {', '.join(_what(record, voice))}"
    quote = voice.quote(_written(record), max(LEAST, width - columns(f"{line}: “”")))
    return f"{line}: {quote}" if quote else line


def _what(record: Any, voice: Voice) -> Iterator[str]:
    match record.TYPE:
        case "interaction":
            yield _brief(voice, f"channel.{record.channel}")
            yield _brief(voice, f"direction.{record.direction}")
        case "effort":
            yield _brief(voice, f"effort.{record.kind}")
            yield _brief(voice, f"outcome.{record.taken}")
        case "promise":
            yield word("told.ours" if record.ours else "told.theirs", voice.language)
        case "signal" if not record.quote:
            yield word("told.act", voice.language, kind=str(record.kind))
        case "invoice":
            yield word("told.invoice", voice.language, number=record.number)
        case other:
            yield word(f"told.{other}", voice.language)


def _written(record: Any) -> str:
    """Return what was written down of it, the most telling first."""
    names = ("quote", "text", "subject", "reason", "note")
    return next((str(value) for name in names if (value := getattr(record, name, None))), "")


def _brief(voice: Voice, key: str) -> str:
    return said(say(key), BRIEF, voice.language)
