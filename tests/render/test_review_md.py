"""The review as Markdown, read by a parser that did not write it: what people wrote is text and nothing acts."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from clienthealth.render.review_md import markdown
from clienthealth.render.sheet import Line, Section, Sheet

PARSERS = [MarkdownIt("commonmark"), MarkdownIt("gfm-like")]
OURS = {"heading", "paragraph", "bullet_list", "list_item", "strong"}

HOSTILE = [
    "<script>alert(1)</script>",
    "![x](https://evil.example/p.png)",
    "[click](javascript:alert)",
    "<https://evil.example>",
    "https://evil.example/path",
    "see www.evil.example now",
    "mail kim@evil.example",
    "mailto:kim@evil.example",
    "ftp://evil.example",
    "# heading",
    "===",
    "---",
    "- - -",
    "***",
    "1. one",
    "10) ten",
    "+ plus",
    "> quote",
    "| a | b |",
    "~~gone~~",
    "**bold** __bold__ `code`",
    "```",
    "~~~",
    "&lt;b&gt; &#35;",
    "[ref]: https://evil.example",
    "[^1]: note",
    "trailing \\",
    "$x^2$ and $$y$$",
    "<!-- comment",
    "<details>",
]


def sheet(text):
    line = Line(text, text, (text, text), "clienthealth why `x`")
    return Sheet(text, (text,), (Section(text, (line, Line("", text)), intro=(text,)),), (text,), "clienthealth")


def flat(tokens):
    for token in tokens:
        yield token
        yield from flat(token.children or [])


def kinds(made, parser):
    plain = {"text", "inline", "softbreak", "hardbreak", "code_inline"}
    return {token.type.removesuffix("_open").removesuffix("_close") for token in flat(parser.parse(made))} - plain


def read(made, parser):
    return [
        "".join(each.content for each in token.children if each.type in {"text", "text_special"})
        for token in parser.parse(made)
        if token.type == "inline"
    ]


@pytest.mark.parametrize("parser", PARSERS, ids=["commonmark", "gfm"])
@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_makes_no_markup_and_is_read_as_it_was_written(text, parser):
    made = markdown(sheet(text))

    assert kinds(made, parser) == OURS
    shown = read(made, parser)
    assert shown[:4] == [text] * 4
    assert shown[4] == f"{text}: {text}{text}{text}"


WRITTEN = st.text(st.characters(exclude_categories=["C", "Z"]), min_size=1, max_size=40)


@pytest.mark.parametrize("parser", PARSERS, ids=["commonmark", "gfm"])
@given(text=WRITTEN)
def test_any_text_is_read_as_it_was_written(text, parser):
    made = markdown(sheet(text))

    assert kinds(made, parser) == OURS
    assert read(made, parser)[:4] == [text] * 4


def test_notebooks_find_no_formula():
    assert r"\$x\$" in markdown(sheet("$x$"))
