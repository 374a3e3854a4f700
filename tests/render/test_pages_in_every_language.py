"""Sheets, briefs and walks of all clients of the demo, in all languages: no template, no other language, one form."""

import json
import re
import unicodedata
from pathlib import Path

import pytest
from test_languages import forms, said

from clienthealth.commands.session import Session
from clienthealth.commands.walking import Walking
from clienthealth.core.handling.walk import Step
from clienthealth.core.kinds import Language

SUBJECTS = ("brief", "handling", "sheet")
TEMPLATE = set("${}<>|")
TELLING = {Step.CALM, Step.FACTS, Step.ACKNOWLEDGED}
"""The steps at which a page depends on the client."""


def pieces(language):
    """The fixed parts of all phrases that are long enough to be known again among what people wrote."""
    phrases = [str(form) for subject in SUBJECTS for value in said(language, subject).values() for form in forms(value)]
    parts = [part.strip(" :;,.") for phrase in phrases for part in re.split(r"\$[a-z]+|<.*?>|{.*?}", phrase)]
    return {part for part in parts if len(part.split()) > 1 and len(part) > 9}


def as_words(part, page):
    return re.search(rf"\b{re.escape(part)}\b", page)


def sheets(demo, slugs, language):
    for slug in slugs:
        yield demo.ok(f"expect sheet {slug} --lang {language}").out
        yield demo.ok(f"expect sheet {slug} --lang {language} --usual").out


def briefs(demo, slugs, language):
    for slug in slugs:
        yield demo.ok(f"brief {slug} --lang {language}").out


def walks(demo, slugs, language):
    """The pages of a walk through a complaint of each client; of the first client all of them."""
    config = Path(demo.db).with_name(f"{language}.toml")
    config.write_text(f'language = "{language}"\n')
    session = Session(db=demo.db, config=config)
    for slug in slugs:
        open_ = [json.loads(each) for each in demo.ok(f"complaint list {slug} --open --json").lines]
        walking = Walking(session, open_[0]["handle"] if open_ else slug, None)
        # The draft of the letter is in the client's language, whoever reads the rest.
        foreign = session.store.client(slug).record.language != language
        for place, step in enumerate(walking.walk.steps):
            if (slug == slugs[0] or step in TELLING) and not (foreign and step is Step.ACKNOWLEDGED):
                walking.walk = walking.walk._replace(place=place)
                walking.draw()
                yield demo.capsys.readouterr().out
    session.close()


@pytest.mark.parametrize("pages", [sheets, briefs, walks])
@pytest.mark.parametrize("language", [*Language])
def test_no_page_shows_a_template_or_another_language(demo, language, pages):
    slugs = [json.loads(each)["client"] for each in demo.ok("clients --json").lines]
    own = pieces(language)
    strange = {part for each in Language if each is not language for part in pieces(each)} - own
    strange = {part for part in strange if not any(part in each for each in own)}

    seen = [" ".join(page.split()) for page in pages(demo, slugs, language)]

    assert len(seen) >= len(slugs) > 10
    assert [page for page in seen if set(page) & TEMPLATE] == []
    assert [page for page in seen if page != unicodedata.normalize("NFC", page)] == []
    assert [(part, page) for page in seen for part in strange if part in page and as_words(part, page)] == []
