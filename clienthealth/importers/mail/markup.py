"""The text of an HTML mail, without the mail it answers: tags are found one after the other, nothing is read twice."""

import html
import re
from collections.abc import Iterator
from typing import NamedTuple

NAME = re.compile(r"[a-z][a-z0-9]*")
UNSEEN = frozenset({"style", "script", "title"})
BREAKING = frozenset(
    (
        *("br", "p", "div", "tr", "td", "th", "li", "ul", "ol", "table", "blockquote", "hr", "pre", "section"),
        *("h1", "h2", "h3", "h4", "h5", "h6"),
    )
)
"""Tags that end a line or a word."""

QUOTES = ("gmail_quote", "moz-cite-prefix", "yahoo_quoted", "protonmail_quote", "tutanota_quote", 'type="cite"')
"""What an element that holds an older mail says of itself, in several programs."""

ENDS = ("divrplyfwdmsg", "appendonsend", "outlookmessageheader", "border-top:solid #e1e1e1", "border-top:solid #b5c4df")
"""After an element that says this, all that follows is an older mail."""

ENTITY = re.compile(r"&(?:#[0-9]{1,7}(?![0-9])|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});?")


class Tag(NamedTuple):
    """A tag in small letters, whether it closes its element, and the text that stands before it."""

    before: str
    name: str
    closes: bool
    said: str


def text_of_html(markup: str) -> str:
    """Return what a reader would see, as lines; a quoted mail is left out where the program marked it."""
    shown: list[str] = []
    quote, depth = "", 0
    for tag in _tags(markup):
        if quote:
            depth += (-1 if tag.closes else 1) if tag.name == quote else 0
            quote = quote if depth else ""
            continue
        shown.append(tag.before)
        if tag.name in BREAKING:
            shown.append("\n")
        if tag.closes:
            continue
        if any(each in tag.said for each in ENDS):
            break
        if tag.name in {"div", "blockquote"} and any(each in tag.said for each in QUOTES):
            quote, depth = tag.name, 1
    text = "".join(shown)
    return ENTITY.sub(lambda found: html.unescape(found.group()), text) if "&" in text else text


def _tags(markup: str) -> Iterator[Tag]:
    """Yield the tags; the text after the last one comes with a tag without a name.

    What begins and never ends (a comment, a tag, a script) goes to the end of all, as in a browser.
    """
    small = markup.lower()
    if len(small) != len(markup):  # a few letters grow longer in small; places would not agree
        markup = small
    begin = place = 0
    while (opening := small.find("<", place)) >= 0:
        name, closes, end = _tag_at(small, opening)
        if end == opening:
            place = opening + 1  # a sign of the text
            continue
        yield Tag(markup[begin:opening], name, closes, small[opening:end])
        begin = place = end
    yield Tag(markup[begin:], "", closes=True, said="")


def _tag_at(small: str, opening: int) -> tuple[str, bool, int]:
    """Return the name of a tag, whether it closes, and where what it hides ends; its own place if it is no tag."""
    closes = small.startswith("/", opening + 1)
    found = NAME.match(small, opening + 1 + closes)
    name = found.group() if found else ""
    if small.startswith("!--", opening + 1):
        return "", True, _after(small, "-->", opening)
    if not found and small[opening + 1 : opening + 2] not in {"!", "?", "/"}:
        return "", True, opening
    end = _after(small, ">", opening)
    if name in UNSEEN and not closes:
        end = _after(small, f"</{name}", end)
    return name, closes, end


def _after(small: str, what: str, place: int) -> int:
    found = small.find(what, place)
    return found + len(what) if found >= 0 else len(small)
