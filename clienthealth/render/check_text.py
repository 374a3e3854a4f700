"""What a look at the wording of a text found, for people and for programs."""

from collections.abc import Iterable, Iterator
from typing import Any

from clienthealth.core.saying import say
from clienthealth.core.wording.finding import Finding, places as placed
from clienthealth.core.wording.look import Looked
from clienthealth.render.lexicons import lexicon
from clienthealth.render.phrases import said
from clienthealth.render.words import clipped, visible

WIDTH, INDENT, QUOTED = 78, 9, 48
"""Columns of a line, of what stands before a reason, of the words shown."""


def lines(source: str, looked: Looked, language: str, reader: str) -> str:
    """Return each finding with its place, its words, the reason and a better wording; then how many, and the limits."""
    written = [
        line for each in _with_places(source, looked.findings) for line in _finding(source, *each, language, reader)
    ]
    if looked.masked:
        names = ", ".join(visible(each) for each in looked.masked)
        written += _wrapped(said(say("masked", names=names), "check", reader), "")
    count = len(looked.blocks)
    if count:
        written.append(said(say("stands_in_the_way", n=count), "check", reader))
    elif not looked.findings:
        written.append(said(say("nothing_found"), "check", reader))
    return "\n".join([*written, *_wrapped(said(say("limits"), "check", reader), "")])


def as_json(source: str, looked: Looked, language: str, reader: str) -> str:
    """Return all of it as one JSON object."""
    from json import dumps

    found = [_plain(source, *each, language, reader) for each in _with_places(source, looked.findings)]
    plain = {
        "language": str(language),
        "blocks": len(looked.blocks),
        "findings": found,
        "names": list(looked.masked),
        "limits": said(say("limits"), "check", reader),
    }
    return dumps(plain, ensure_ascii=False, sort_keys=True)


def places(source: str, findings: Iterable[Finding]) -> Iterator[str]:
    """Yield a line a finding: where it stands, what it is, the words."""
    for each, line, column in _with_places(source, findings):
        yield f"{line}:{column}  {each.category}: “{_words(source, each)}”"


def guessed(language: str, reader: str) -> str:
    """Say which language a text was taken to be in."""
    return said(say("guessed", language=said(say(f"language.{language}"), "check", reader)), "check", reader)


def several(clients: Iterable[str], reader: str) -> str:
    """Say that several clients are named in a text that is for none in particular."""
    return said(say("several", clients=", ".join(clients)), "check", reader)


def _with_places(source: str, findings: Iterable[Finding]) -> list[tuple[Finding, int, int]]:
    listed = list(findings)
    return [(each, *place) for each, place in zip(listed, placed(source, (one.start for one in listed)), strict=True)]


def _finding(source: str, found: Finding, line: int, column: int, language: str, reader: str) -> Iterator[str]:
    severity = said(say(f"severity.{found.severity}"), "check", reader)
    category = said(say(f"category.{found.category}"), "check", reader)
    words = said(say("words", words=_words(source, found)), "check", reader)
    yield f"{severity:<{INDENT}}{line}:{column}  {category}: {words}"
    yield from _wrapped(_reason(found, reader), " " * INDENT)
    better = _better(found, language, reader)
    if better:
        yield from _wrapped(said(say("better_is", better=better), "check", reader), " " * INDENT)


def _wrapped(text: str, before: str) -> list[str]:
    from textwrap import wrap

    return wrap(text, WIDTH, initial_indent=before, subsequent_indent=before, break_long_words=False)


def _words(source: str, found: Finding) -> str:
    """Return the words of a finding; of a secret only the beginning."""
    words = found.text(source)
    shown = f"{words[:4]}…" if found.category == "secret" else clipped(words, QUOTED)
    return visible(shown)


def _reason(found: Finding, reader: str) -> str:
    return found.reason or said(say(f"reason.{found.category}"), "check", reader)


def _better(found: Finding, language: str, reader: str) -> str:
    """Return what to write instead, in the language of the text where its patterns say so, else the reader's."""
    written: str = found.better or lexicon(language).better.get(found.category, "")
    return written or said(say(f"better.{found.category}"), "check", reader)


def _plain(source: str, found: Finding, line: int, column: int, language: str, reader: str) -> dict[str, Any]:
    return {
        "id": found.id,
        "category": str(found.category),
        "severity": str(found.severity),
        "line": line,
        "column": column,
        "text": _words(source, found),
        "reason": _reason(found, reader),
        "better": _better(found, language, reader),
    }
