"""The page for a browser: nothing in it acts, every word comes from a catalogue, every drawing has its text."""

import json
import re
from base64 import b64encode
from datetime import date
from hashlib import sha256
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from page_reading import Read
from test_judgement_words import flat, placeholders

from clienthealth.render.page.blocks import of_sheet
from clienthealth.render.page.element import BARRED, style, tag, written
from clienthealth.render.page.wording import Wording
from clienthealth.render.phrases import LANGUAGES, book
from clienthealth.render.sheet import Line, Section
from clienthealth.render.voice import Voice

DAY = date(2026, 11, 20)
HOSTILE = (
    "<script>alert(1)</script>",
    "</style><img src=x onerror=alert(1)>",
    'javascript:alert(1)" onload="alert(2)',
    "]]><!-- &lt;b&gt; -->",
    "\u202egpj.exe\u2066 \x1b[31m",
)


@pytest.fixture
def german(monkeypatch):
    monkeypatch.setenv("LANG", "de_DE.UTF-8")


def page(run, *more):
    return run.ok("review --format html", *more).out


def body(read):
    """The text that is seen, on one line."""
    return " ".join(read.text.split())


def test_the_page_of_the_demo_reads_as_kept(demo, golden):
    golden.matches("review.html", page(demo))


def test_the_page_of_the_demo_reads_as_kept_in_german(demo, golden, german):
    golden.matches("review-de.html", page(demo))


def test_the_page_says_what_the_terminal_says_in_the_same_order(demo):
    seen = body(Read(page(demo)))
    place = 0
    for line in json_lines(demo):
        assert line in seen[place:], line
        place = seen.index(line, place)


def json_lines(run):
    """The sentences of the Markdown, whose lines are not broken, without its marks."""
    plain = re.sub(r"\\(.)", r"\1", run.ok("review --format md").out)
    for line in plain.splitlines():
        text = re.sub(r"^(# |## |- (\*\*.*?\*\*: )?|\s+)", "", line).strip().strip("`")
        if text:
            yield " ".join(text.split())


def test_the_policy_lets_in_this_one_style_and_nothing_else(demo):
    read = Read(page(demo))

    (policy,) = [each["content"] for each in read.of("meta") if each.get("http-equiv") == "Content-Security-Policy"]
    digest = b64encode(sha256(read.css.encode()).digest()).decode()
    assert policy == f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    assert len(read.of("style")) == 1


def test_the_page_holds_no_script_no_handler_and_no_address(demo):
    read = Read(page(demo))

    assert {name for name, _ in read.elements} & BARRED == set()
    assert [name for name, _ in read.attributes() if name.startswith("on") or name in {"src", "style"}] == []
    assert all(value.startswith("#") for name, value in read.attributes() if name == "href")
    assert "http" not in read.css + "".join(value for name, value in read.attributes() if name != "http-equiv")


def test_every_drawing_has_words_for_those_who_do_not_see_it(demo):
    read = Read(page(demo))
    names = {each["id"] for _, each in read.elements if "id" in each}

    drawings = [each for each in read.of("svg") if each.get("aria-hidden") != "true"]
    assert len(drawings) >= 10
    for each in drawings:
        assert each["role"] == "img"
        assert set(each["aria-labelledby"].split()) <= names


def test_what_a_terminal_draws_in_characters_is_left_to_the_drawings():
    section = Section("Mood", (Line("acme", "68 of 100"),), drawn=("▁▂▃",))

    assert "▁" not in written(of_sheet("part-1", section))
    assert "68 of 100" in written(of_sheet("part-1", section))


def test_every_id_is_there_once_and_every_link_has_its_target(demo):
    read = Read(page(demo))
    names = [value for name, value in read.attributes() if name == "id"]

    assert len(names) == len(set(names))
    assert {value[1:] for name, value in read.attributes() if name == "href"} <= set(names)


def test_the_language_is_that_of_its_words(demo, monkeypatch):
    assert Read(page(demo)).of("html")[0]["lang"] == "en"
    monkeypatch.setenv("LANG", "de_DE.UTF-8")
    assert Read(page(demo)).of("html")[0]["lang"] == "de"


def test_what_people_wrote_is_shown_and_never_acts(run):
    for number, text in enumerate(HOSTILE):
        run.ok(f"add --slug client-{number}", text)
        run.ok(f"promise add client-{number} --due 2026-11-20", text)
        run.ok(f"complaint add client-{number} --cause ours", text)

    read = Read(page(run))

    assert {name for name, _ in read.elements} & BARRED == set()
    assert [name for name, _ in read.attributes() if name.startswith("on")] == []
    for text in HOSTILE[:4]:
        assert text in body(read)
    assert "\\u202egpj.exe\\u2066 \\x1b[31m" in read.text
    assert not set("\u202e\u2066\x1b") & set(read.text)


def test_before_any_client_there_is_a_page_without_drawings(run):
    read = Read(page(run))

    assert "There is no client yet." in read.text
    assert read.of("svg") == []


def test_a_calm_week_is_a_page_too(run):
    run.ok('add Acme --agreed "Fixed price"')
    run.ok("log acme A good call")

    seen = body(Read(page(run)))

    assert "A calm week: nothing needs attention." in seen
    assert "This review names nobody whose mood would have to be drawn." in seen
    assert "In these weeks neither a complaint nor a remedy is on record." in seen


@pytest.mark.slow
def test_three_hundred_clients_stay_under_one_and_a_half_megabytes(run, tmp_path):
    journal = tmp_path / "many.jsonl"
    journal.write_text("".join(json.dumps(each) + "\n" for each in many(300)), encoding="utf-8")
    run.ok(f"import {journal}")

    written = page(run)

    assert len(written.encode()) < 1_500_000
    assert all(f"Client {number} & Daughters" in Read(written).text for number in (0, 150, 299))


def many(clients):
    """Clients with trouble of every sort, so that the review has a line or more for each."""
    for number in range(clients):
        slug, month = f"a-rather-long-name-{number}", 1 + number % 10
        shared = {"client": slug}
        yield {"type": "client", **shared, "id": slug, "at": "2025-09-01", "name": f"Client {number} & Daughters"}
        for part in range(4):
            day = f"2026-{month:02d}-{3 + 5 * part:02d}"
            yield {"type": "complaint", **shared, "id": f"c{number}-{part}", "at": day, "text": "Not what we agreed"}
            tried = {"kind": "fix", "complaint": f"c{number}-{part}", "outcome": "unsatisfied"}
            yield {"type": "effort", **shared, "id": f"e{number}-{part}", "at": day, **tried}
            yield {"type": "signal", **shared, "id": f"s{number}-{part}", "at": day, "kind": "unpaid-change"}
        due = {"due": "2026-11-02", "text": "The next part"}
        yield {"type": "promise", **shared, "id": f"p{number}", "at": "2026-10-01", **due}
        bill = {"number": f"n{number}", "amount": 100 + number, "due": "2026-05-01", "paid": "2026-05-02"}
        yield {"type": "invoice", **shared, "id": f"v{number}", "at": "2026-04-01", **bill}


def test_a_page_is_written_privately_and_never_over_another(demo, tmp_path):
    out = tmp_path / "week.html"
    demo.ok(f"review --format html --out {out}")

    assert out.stat().st_mode & 0o777 == 0o600
    assert out.read_text(encoding="utf-8").startswith("<!doctype html>\n<html")
    assert demo(f"review --format html --out {out}").code == 4


def test_the_name_of_a_file_says_nothing_about_its_format(demo, tmp_path):
    out = tmp_path / "week.html"
    demo.ok(f"review --out {out}")

    assert out.read_text(encoding="utf-8").startswith("Review of ")


def test_mine_draws_nobody_elses(demo):
    demo.ok("edit kjaergaard --owner somebody-else")

    drawn = [drawings(body(Read(page(demo, *more)))) for more in ((), ("--mine",))]
    assert ["Kjærgård" in each for each in drawn] == [True, False]
    assert ["kjaergaard" in each for each in drawn] == [True, False]


def drawings(seen):
    """From the heading of the quadrant to that of the answers; both stand among the contents as well."""
    before_answers = seen.split("Answer times on both sides")[1]
    return before_answers.partition("Who stands where")[2]


@pytest.mark.parametrize("language", sorted(each.name for each in Path(LANGUAGES).iterdir() if each.name != "en"))
def test_each_language_says_all_of_the_page_with_the_same_values(language):
    english, other = (dict(flat(book("page", each))) for each in ("en", language))

    assert other.keys() == english.keys()
    assert {key: placeholders(other[key]) for key in english} == {key: placeholders(english[key]) for key in english}


def test_days_and_numbers_are_written_as_the_language_has_them():
    english, german = Wording(Voice("en", DAY)), Wording(Voice("de", DAY))

    assert (english.day(DAY), german.day(DAY)) == ("20\u00a0Nov", "20.\u00a0Nov.")
    assert (english.number(1234.5, 1), german.number(1234.5, 1)) == ("1,234.5", "1.234,5")
    assert english.number(-0.2) == "0"


def test_a_language_without_words_for_the_page_is_english_throughout():
    words = Wording(Voice("fi", DAY))

    assert (words.language, words.locale, words.month(DAY)) == ("en", "en_GB", "Nov")


@pytest.mark.parametrize("name", sorted(BARRED))
def test_no_element_can_be_made_that_acts(name):
    with pytest.raises(ValueError, match="no place"):
        tag(name)


@pytest.mark.parametrize(
    "attributes",
    [{"onclick": "alert(1)"}, {"style": "color: red"}, {"src": "x.png"}, {"href": "javascript:alert(1)"}, {"href": ""}],
)
def test_no_attribute_can_be_set_that_acts(attributes):
    with pytest.raises(ValueError, match="no place"):
        tag("a", "here", **attributes)


@pytest.mark.parametrize("css", ["</style><b>", "@import 'x';", "a { background: url(x) }"])
def test_a_style_sheet_holds_neither_markup_nor_addresses(css):
    with pytest.raises(ValueError, match="style sheet"):
        style(css)


@given(st.text(), st.text())
def test_any_text_is_read_again_as_text_and_value(text, value):
    read = Read(written(tag("p", tag("bdi", text), class_=value)))

    assert [name for name, _ in read.elements] == ["p", "bdi"]
    assert all(each.isprintable() or each in "\n\t\xa0\u202f\xad\u2009" for each in read.text)
    assert "<" not in written(tag("p", text)).replace("<p>", "").replace("</p>", "")


def test_a_number_has_one_decimal_at_most():
    assert written(tag("circle", cx=12.04, cy=-0.01, r=3.0)) == '<circle cx="12" cy="0" r="3"/>\n'
