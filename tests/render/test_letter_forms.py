"""Letters as files: read back by programs that share no line with the writers, each says what the page says."""

import email
import re
from email.policy import SMTP
from io import BytesIO
from zipfile import ZipFile

import pytest
from docx import Document
from hypothesis import given
from hypothesis import strategies as st
from pypdf import PdfReader
from test_letter_golden import CASES, letter_of

from clienthealth.core.frozen import replace
from clienthealth.errors import UsageError
from clienthealth.render.letter_forms.docx import docx
from clienthealth.render.letter_forms.eml import eml
from clienthealth.render.letter_forms.pdf import FACES, FONTS, pdf
from clienthealth.render.letter_page import HARD, Marks, Paper, page


def shown(language, situation):
    return page(letter_of(language, situation), Marks(whole=lambda value: value.replace(" ", HARD)))


def words(text):
    return " ".join(text.split())


def body(held):
    """What every format must say, in its order."""
    yield held.salutation
    for paragraph in held.paragraphs:
        yield from (paragraph.text, *paragraph.entries)
    yield from (held.closing, *held.signature)


def mail_of(held):
    return email.message_from_bytes(eml(held), policy=SMTP)


@pytest.mark.parametrize(("language", "situation"), CASES)
def test_a_mail_opens_unsent_and_reads_back_equal(language, situation):
    held = replace(shown(language, situation), addressee_mail="kim@parker.example")

    mail = mail_of(held)

    assert (mail["X-Unsent"], mail["Date"], mail["Message-ID"]) == ("1", None, None)
    assert mail["Subject"] == held.title.replace(HARD, " ")
    assert mail["To"].addresses[0].addr_spec == "kim@parker.example"
    assert mail["To"].addresses[0].display_name == held.addressee_name
    assert mail["From"].addresses[0].addr_spec == held.sender_mail
    assert mail["Content-Language"] == held.language
    assert mail.get_content_charset() == "utf-8"
    said = mail.get_content()
    assert [line.removeprefix("- ") for line in said.splitlines() if line] == list(body(held))
    assert max(map(len, eml(held).split(b"\r\n"))) <= 78


@pytest.mark.parametrize(("language", "situation"), CASES)
def test_a_document_reads_back_equal_in_real_styles(language, situation):
    held = shown(language, situation)

    document = Document(BytesIO(docx(held)))

    lines = [paragraph.text for paragraph in document.paragraphs if paragraph.text]
    assert lines == [*held.sender, *held.addressee, held.day, held.subject, *body(held)]
    styles = {paragraph.text: paragraph.style.name for paragraph in document.paragraphs}
    assert styles[held.subject] == "Letter Subject"
    assert {styles[entry] for each in held.paragraphs for entry in each.entries} <= {"List Bullet"}


def test_a_document_knows_its_language_its_paper_and_nothing_of_a_template():
    held = shown("de", "fit")
    parts = ZipFile(BytesIO(docx(held)))
    document = Document(BytesIO(docx(held)))
    about = document.core_properties

    assert 'w:val="de-DE"' in re.search(r"<w:lang [^>]*>", parts.read("word/styles.xml").decode())[0]
    assert (round(document.sections[0].page_width.mm), round(document.sections[0].page_height.mm)) == (210, 297)
    assert (about.title, about.author, about.content_status) == (held.title.replace(HARD, HARD), "Studio Holm", "draft")
    assert about.created.date() == held.date
    assert about.comments == ""
    assert not [name for name in parts.namelist() if "thumbnail" in name or "customXml" in name or "app.xml" in name]
    assert "python-docx" not in b"".join(parts.read(name) for name in parts.namelist()).decode(errors="ignore")


@pytest.mark.parametrize(("language", "situation"), CASES)
def test_a_page_to_print_is_one_page_whose_text_can_be_read(language, situation):
    held = shown(language, situation)

    read = PdfReader(BytesIO(pdf(held)))

    assert len(read.pages) == 1
    text = words(read.pages[0].extract_text())
    assert [each for each in (*held.sender, *held.addressee, held.day, *body(held)) if words(each) not in text] == []
    assert read.metadata.title == held.title
    assert read.metadata.author == held.sender_name
    assert read.trailer["/Root"]["/Lang"] == held.language
    fonts = {font.get_object()["/BaseFont"] for font in read.pages[0]["/Resources"]["/Font"].values()}
    assert all("DejaVu" in font for font in fonts)
    assert len(fonts) == len(FACES)


def test_the_paper_is_that_of_the_country_it_is_printed_in():
    draft = letter_of("en", "none")
    american = replace(draft, sender=replace(draft.sender, country="US"))

    assert (page(draft).paper, page(american).paper) == (Paper.A4, Paper.LETTER)
    box = PdfReader(BytesIO(pdf(page(american)))).pages[0].mediabox
    assert (round(box.width), round(box.height)) == (612, 792)


@pytest.mark.parametrize("make", [eml, docx, pdf])
def test_the_same_letter_is_the_same_file(make):
    held = shown("de", "non-payment")

    assert make(held) == make(held)


def test_what_the_font_cannot_show_is_refused_and_never_left_out():
    held = replace(shown("en", "none"), addressee=("漢字 Ltd",))

    with pytest.raises(UsageError, match="漢") as refused:
        pdf(held)
    assert "docx" in refused.value.hint


def test_greek_and_nordic_letters_are_in_the_font():
    held = replace(shown("en", "none"), addressee=("Ελαία Τρόφιμα, Αθήνα", "Kjærgård & Søn", "ΰ ΐ Ώ «…» – “”"))

    text = words(PdfReader(BytesIO(pdf(held))).pages[0].extract_text())

    assert "Ελαία Τρόφιμα, Αθήνα Kjærgård & Søn ΰ ΐ Ώ «…» – “”" in text


def test_the_fonts_have_their_licence_beside_them():
    assert "Bitstream" in (FONTS / "LICENSE.txt").read_text()
    assert sum((FONTS / file).stat().st_size for file in FACES.values()) < 300_000


def test_a_letter_too_long_for_a_page_goes_on_on_the_next_with_its_signature_whole():
    held = shown("en", "none")
    long = replace(held, paragraphs=held.paragraphs * 6)

    read = PdfReader(BytesIO(pdf(long)))

    assert len(read.pages) > 1
    last = words(read.pages[-1].extract_text())
    assert held.closing in last
    assert held.signature[-1] in last


@pytest.mark.parametrize("mail", ["kim@", "no address", "kim@exämple.example", "a@b.example\nBcc: c@d.example"])
def test_an_address_that_is_none_is_named(mail):
    with pytest.raises(UsageError, match="mail address"):
        eml(replace(shown("en", "none"), addressee_mail=mail))


HOSTILE = st.text(
    st.characters(codec="utf-8", exclude_categories=["Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"]),
    min_size=1,
    max_size=120,
)


@given(HOSTILE)
def test_no_name_makes_a_header_or_is_lost(name):
    held = replace(shown("en", "none"), addressee_name=name.strip() or "x", addressee_mail="kim@parker.example")

    mail = mail_of(held)

    assert sorted(mail.keys()) == sorted(
        [
            "X-Unsent",
            "Subject",
            "From",
            "To",
            "Content-Type",
            "Content-Transfer-Encoding",
            "MIME-Version",
            "Content-Language",
        ]
    )
    assert mail["To"].addresses[0].addr_spec == "kim@parker.example"


@pytest.mark.slow
@given(HOSTILE)
def test_no_text_acts_in_a_document(name):
    held = replace(shown("en", "none"), addressee=(name,))

    document = Document(BytesIO(docx(held)))

    assert name in [paragraph.text for paragraph in document.paragraphs]
