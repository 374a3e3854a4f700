"""A letter as text to paste, and as Markdown."""

import re
from collections.abc import Iterable
from textwrap import fill

from clienthealth.core.letters.letter import Letter
from clienthealth.core.letters.own import Own, required
from clienthealth.render.letter_page import Marks, Page, Paragraph, page, spoken

WIDTH = 72
GLUE = "\ue000"
"""Stands for a space that no line may break at; `core.letter.one_line` keeps it out of values."""

SIGNATURE_LINES = 3
"""Empty lines for the signature by hand (DIN 5008)."""

MARKUP = re.compile(r"([\\`*_{}\[\]<>#|~$!]|&(?=#?\w+;))")
LINE_START = re.compile(r"^(?:([-+=])|(\d{1,9})([.)]))")


WRAPPED = Marks(whole=lambda value: value.replace(" ", GLUE))
"""What lines are broken around: dates stay on one line."""


def text(letter: Letter, own: Own | None = None) -> str:
    """Return a letter as plain text: wrapped at 72 between words, dates and hard spaces kept together."""
    held = page(letter, WRAPPED, own)
    sections = [
        *(_wrapped_lines(lines) for lines in (held.sender, held.addressee, (held.day,))),
        *_body(held),
        held.closing + "\n" * (SIGNATURE_LINES + 1) + _wrapped_lines(held.signature),
    ]
    return _joined(sections)


def gloss(letter: Letter) -> str:
    """Return what a letter says, from its subject to its closing, for somebody who reads it beside another one."""
    held = page(letter, WRAPPED)
    return _joined([*_body(held), held.closing])


def difference(letter: Letter, own: Own) -> tuple[str, ...]:
    """Return how the user's own letter differs from the standard one, line by line; empty where it lacks nothing."""
    standard, theirs = page(letter), page(letter, own=own)
    said = " ".join(_sentences(theirs))
    blocks = dict(zip((each.id for each in letter.blocks), spoken(letter, own), strict=True))
    needed = [blocks[name] for name in required(letter)]
    lacking = [each for each in needed if not all(part in said for part in (each.text, *each.entries))]
    if not lacking or not own.template:
        return ()
    from difflib import unified_diff

    lines = unified_diff(list(_sentences(standard)), list(_sentences(theirs)), "standard", "yours", n=0, lineterm="")
    return tuple(lines)


def _sentences(held: Page) -> Iterable[str]:
    """Yield what a letter says, an entry of a list for itself."""
    yield held.subject
    for paragraph in held.paragraphs:
        yield paragraph.text
        yield from (f"- {entry}" for entry in paragraph.entries)


def markdown(letter: Letter, own: Own | None = None) -> str:
    """Return a letter as Markdown; what people typed is escaped, lines are not wrapped."""
    held = page(letter, Marks(typed=lambda typed: MARKUP.sub(r"\\\1", typed)), own)
    return "\n\n".join(_markdown_sections(held)) + "\n"


def _body(held: Page) -> Iterable[str]:
    yield _wrapped(held.subject)
    yield _wrapped(held.salutation)
    yield from map(_wrapped_paragraph, held.paragraphs)


def _joined(sections: Iterable[str]) -> str:
    return "\n\n".join(sections).replace(GLUE, " ") + "\n"


def _markdown_sections(held: Page) -> Iterable[str]:
    yield _markdown_lines(held.sender)
    yield _markdown_lines(held.addressee)
    yield _literal_start(held.day)
    yield f"**{held.subject}**"
    yield _literal_start(held.salutation)
    for paragraph in held.paragraphs:
        yield _literal_start(paragraph.text)
        if paragraph.entries:
            yield "\n".join(f"- {_literal_start(entry)}" for entry in paragraph.entries)
    yield _literal_start(held.closing)
    yield _markdown_lines(held.signature)


def _markdown_lines(lines: Iterable[str]) -> str:
    """Return lines that stay lines."""
    return "\\\n".join(map(_literal_start, lines))


def _literal_start(line: str) -> str:
    """Escape what would make a list, a rule or a heading at the beginning of a line."""
    return LINE_START.sub(lambda found: f"{found[2] or ''}\\{found[1] or found[3]}", line)


def _wrapped_lines(lines: Iterable[str]) -> str:
    return "\n".join(map(_wrapped, lines))


def _wrapped_paragraph(paragraph: Paragraph) -> str:
    return "\n".join([_wrapped(paragraph.text), *(_wrapped(entry, "- ") for entry in paragraph.entries)])


def _wrapped(line: str, bullet: str = "") -> str:
    return fill(
        line,
        WIDTH,
        initial_indent=bullet,
        subsequent_indent=" " * len(bullet),
        break_long_words=False,
        break_on_hyphens=False,
    )
