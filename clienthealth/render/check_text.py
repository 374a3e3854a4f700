"""What a look at the wording of a text found, for people and for programs."""

from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from clienthealth.core.saying import say
from clienthealth.core.wording.finding import NOWHERE, Finding, Place
from clienthealth.core.wording.finding import places as places_of
from clienthealth.core.wording.lexicon import Category
from clienthealth.core.wording.look import Looked
from clienthealth.render.lexicons import lexicon
from clienthealth.render.phrases import said
from clienthealth.render.words import clipped, visible

WIDTH, INDENT, QUOTED = 78, 9, 48
"""Columns of a line, of what stands before a reason, of the words shown."""

PARTS = (Category.INCOMPLETE, Category.OUT_OF_PLACE)
"""Findings about what a kind of letter has in it."""


class _Page(NamedTuple):
    """What a finding is shown of, and for whom."""

    source: str
    language: str
    """The language of the text."""
    reader: str
    """The language of who reads about it."""

    def say(self, key: str, **values: str | int) -> str:
        return said(say(key, **values), "check", self.reader)


def lines(source: str, looked: Looked, language: str, reader: str, *, kind: str = "") -> str:
    """Return each finding with its place, its words, the reason and a better wording; then how many, and the limits.

    With a kind of letter, what it lacks was looked for as well.
    """
    page, count = _Page(source, language, reader), len(looked.blocks)
    written = list(each(source, looked.findings, language, reader))
    if looked.masked:
        written += _wrapped(page.say("masked", names=", ".join(map(visible, looked.masked))))
    if count:
        written.append(page.say("stands_in_the_way", n=count))
    elif not looked.findings:
        written += _wrapped(page.say("whole" if kind else "nothing_found"))
    return "\n".join([*written, *_wrapped(_limits(page, kind))])


def as_json(source: str, looked: Looked, language: str, reader: str, *, kind: str = "") -> str:
    """Return all of it as one JSON object."""
    from json import dumps

    page = _Page(source, language, reader)
    plain = {
        "language": str(language),
        "blocks": len(looked.blocks),
        "findings": [_plain(page, found, at) for found, at in _placed(source, looked.findings)],
        "names": list(looked.masked),
        "limits": _limits(page, kind),
    }
    return dumps(plain, ensure_ascii=False, sort_keys=True)


def _limits(page: _Page, kind: str) -> str:
    """Say what such a look cannot see."""
    return f"{page.say('cues')} {page.say('limits')}" if kind else page.say("limits")


def each(source: str, findings: Iterable[Finding], language: str, reader: str) -> Iterator[str]:
    """Yield the lines of findings: the place, the words, the reason and a better wording; of what is missing one."""
    page = _Page(source, language, reader)
    for found, at in _placed(source, findings):
        yield from _finding(page, found, at)


def places(source: str, findings: Iterable[Finding]) -> Iterator[str]:
    """Yield a line a finding: where it stands, what it is, the words."""
    for found, at in _placed(source, findings):
        if at:
            yield f"{at.line}:{at.column}  {found.category}: “{_words(source, found)}”"


def guessed(language: str, reader: str) -> str:
    """Say which language a text was taken to be in."""
    return said(say("guessed", language=said(say(f"language.{language}"), "check", reader)), "check", reader)


def several(clients: Iterable[str], reader: str) -> str:
    """Say that several clients are named in a text that is for none in particular."""
    return said(say("several", clients=", ".join(clients)), "check", reader)


def _placed(source: str, findings: Iterable[Finding]) -> list[tuple[Finding, Place | None]]:
    """Return findings with their places; what is missing has none."""
    listed = list(findings)
    at = places_of(source, (max(one.start, 0) for one in listed))
    return [(one, None if one.start == NOWHERE else place) for one, place in zip(listed, at, strict=True)]


def _finding(page: _Page, found: Finding, at: Place | None) -> Iterator[str]:
    severity, category = page.say(f"severity.{found.severity}"), page.say(f"category.{found.category}")
    if at:
        words = page.say("words", words=_words(page.source, found))
        yield f"{severity:<{INDENT}}{at.line}:{at.column}  {category}: {words}"
    else:
        yield from _wrapped(f"{severity:<{INDENT}}{category}: {_reason(page, found)}", " " * INDENT, first="")
        return
    yield from _wrapped(_reason(page, found), " " * INDENT)
    yield from _wrapped(page.say("better_is", better=_better(page, found)), " " * INDENT)


def _wrapped(text: str, before: str = "", first: str | None = None) -> list[str]:
    from textwrap import wrap

    begin = before if first is None else first
    return wrap(text, WIDTH, initial_indent=begin, subsequent_indent=before, break_long_words=False)


def _words(source: str, found: Finding) -> str:
    """Return the words of a finding; of a secret only the beginning."""
    words = found.text(source)
    return visible(f"{words[:4]}…" if found.category == "secret" else clipped(words, QUOTED))


def _reason(page: _Page, found: Finding) -> str:
    """Return the reason of a finding; each part that is missing or has no place has one of its own."""
    own = found.id if found.category in PARTS else f"reason.{found.category}"
    return found.reason or page.say(own)


def _better(page: _Page, found: Finding) -> str:
    """Return what to write instead, in the language of the text where its patterns say so, else the reader's."""
    written = found.better or lexicon(page.language).better.get(found.category, "")
    return written or page.say(f"better.{found.category}")


def _plain(page: _Page, found: Finding, at: Place | None) -> dict[str, Any]:
    return {
        "id": found.id,
        "category": str(found.category),
        "severity": str(found.severity),
        "line": at.line if at else None,
        "column": at.column if at else None,
        "text": _words(page.source, found) if at else "",
        "reason": _reason(page, found),
        "better": _better(page, found),
    }
