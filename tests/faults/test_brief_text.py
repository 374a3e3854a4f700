"""A page that goes to other people carries what was typed as text, whatever stands in it, and stays one page."""

import re

import pytest
from crowd import PAGE, crowd
from test_text import ACTING, NASTY

LONG = {"a megabyte", "long"}
EVERY = [pytest.param(name, marks=[pytest.mark.slow] if name in LONG else []) for name in NASTY]


@pytest.mark.parametrize("name", EVERY)
def test_hostile_text_stays_text_in_every_form_and_the_page_a_page(run, tmp_path, name):
    crowd(run, tmp_path, NASTY[name][:3000])

    shown = {form: run.ok(f"brief acme --format {form}").out for form in ("table", "md", "txt")}
    moved = run.ok("handover acme --to", "anna\x1b[31m").out

    assert not ACTING.search("".join([*shown.values(), moved]))
    assert len(shown["txt"].splitlines()) <= PAGE
    assert not re.search(r"(?<!\\)<\w|(?<!\\)\[\w+\]\(", shown["md"])
