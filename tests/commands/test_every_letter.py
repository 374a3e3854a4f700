"""Every letter of the demo in every language and format: whole, in one language, on one page, on any machine."""

import email
import re
from email.policy import SMTP
from itertools import product
from pathlib import Path

import pytest
from docx import Document
from pypdf import PdfReader

from clienthealth.core.kinds import Language, LetterKind, Situation

APOLOGY = "--what 'The import was late' --change 'Dates are checked twice'"
LETTERS = {
    "apology-regret": f"kjaergaard apology {APOLOGY}",
    "apology-own": f"kjaergaard apology {APOLOGY} --legal-ok",
    "acknowledgement": "kjaergaard acknowledgement --summary 'The catalogue came late' --policy '14 days' --higher Kim",
    "expectations": "kjaergaard expectations",
    "boundary": "elaia boundary --fact 'Calls after 22:00' --expect 'Calls from 9 to 17' --consequence 'Calls wait'",
    "boundary-final": "elaia boundary --fact 'Calls' --expect 'Calls from 9 to 17' --consequence 'It ends' --final",
    "thanks": "mapleloaf thanks --what 'The quick answers' --gift 'A page of hints'",
    "thanks-upset": "kjaergaard thanks",
    "follow-up": "brightwater follow-up --link https://example.org/q",
    "survey": "lindquist survey --link https://example.org/q",
    "hardship": "harbour-lane hardship",
    "offboarding": "copperkettle offboarding",
    **{f"offboarding-{each}": f"copperkettle offboarding --situation {each} --end 2027-01-31" for each in Situation},
}
FORMS = ("txt", "md", "eml", "docx", "pdf")
CASES = [*product(LETTERS, Language)]
LEFT_OVER = re.compile(r"[${}<>|]|TODO|XXX")

CLOSINGS = {
    "en": ("Kind regards", "Yours "),
    "de": ("Mit freundlichen Grüßen", "Freundliche Grüße", "Viele Grüße"),
    "da": ("Med venlig hilsen",),
    "nb": ("Med vennlig hilsen",),
    "el": ("Με εκτίμηση", "Με φιλικούς χαιρετισμούς"),
}


@pytest.fixture(scope="module")
def demo(tmp_path_factory):
    from clienthealth.cli import main

    made = tmp_path_factory.mktemp("letters") / "demo"
    with pytest.MonkeyPatch.context() as patched:
        patched.setenv("CLIENTHEALTH_TODAY", "2026-11-23")
        patched.setenv("CLIENTHEALTH_USER", "robin")
        assert main(["--quiet", "demo", str(made)]) == 0
    return made


@pytest.fixture
def letter(run, demo, tmp_path, monkeypatch):
    """Return what a letter becomes in a format."""
    monkeypatch.chdir(tmp_path)
    run.db = demo / "clients.db"

    def written(name, language, form):
        file = Path(f"letter.{form}")
        file.unlink(missing_ok=True)
        run.ok(f"--config {demo / 'config.toml'} letter {LETTERS[name]} --lang {language} --format {form} --out {file}")
        return file

    return written


def words(text):
    return " ".join(text.split())


def text_of(file):
    """Read a file back as the words it says."""
    if file.suffix == ".pdf":
        return words(" ".join(page.extract_text() for page in PdfReader(file).pages))
    if file.suffix == ".docx":
        return words(" ".join(paragraph.text for paragraph in Document(file).paragraphs))
    if file.suffix == ".eml":
        return words(email.message_from_bytes(file.read_bytes(), policy=SMTP).get_content())
    return words(file.read_text())


def body(text):
    """Yield what a letter says from its greeting on, an entry of a list for itself."""
    for part in text.split("\n\n")[4:]:
        first, *entries = f"\n{part}".split("\n- ")
        yield from (words(each) for each in (first, *entries) if each.strip())


@pytest.mark.slow
@pytest.mark.parametrize(("name", "language"), CASES)
def test_a_letter_is_whole_in_one_language_and_says_the_same_in_every_format(letter, name, language):
    files = {form: letter(name, language, form) for form in FORMS}
    text = text_of(files["txt"])

    assert not LEFT_OVER.search(text.replace("https://example.org/q", ""))
    assert [each for each, closings in CLOSINGS.items() if any(closing in text for closing in closings)] == [language]
    assert len(PdfReader(files["pdf"]).pages) == 1
    for form in ("eml", "docx", "pdf"):
        shown = text_of(files[form])
        assert [part for part in body(files["txt"].read_text()) if part not in shown] == [], form


def test_there_are_that_many():
    assert {name.partition("-")[0] for name in LETTERS} >= {str(kind).partition("-")[0] for kind in LetterKind}
    assert len(CASES) * len(FORMS) == 475
