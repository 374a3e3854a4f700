"""`privacy export`: a page and a journal of what is somebody's own, in their language, with everybody else masked."""

import html
import json
import re
from pathlib import Path

import pytest

from clienthealth.core.codec import fields_of
from clienthealth.core.frozen import Frozen
from clienthealth.core.kinds import OF_NOBODY, PrivacyKind, SignalKind
from clienthealth.core.records import agreed, trouble
from clienthealth.core.records.client import Contact
from clienthealth.core.records.held import HELD
from clienthealth.render.phrases import book

USE = [
    'add "Grünfink GmbH" --slug gruenfink --lang {lang} --email ida@gruenfink.example --contact "Ida Vogelsang"',
    'contact add gruenfink "Kim Nord" --email kim@gruenfink.example --role Buchhaltung',
    'add "Beta Bau" --slug beta --contact "Otto Fremd" --email otto@beta.example',
    (
        'log gruenfink "Kick-off mit Ida Vogelsang und Kim Nord; Otto Fremd von Beta Bau empfahl uns" '
        '--contact "Ida Vogelsang" --via call --staff anna --when 60d -t 1 -e 1'
    ),
    'log gruenfink "Ida rief an, Anna ging hin, Kim (kim@gruenfink.example) war da" --contact ida@gruenfink.example',
    'complaint add gruenfink "Zu spät" --contact "Ida Vogelsang" --cause ours --when 30d --topic deadline',
    "effort add gruenfink discount --complaint c1 --cost 100 --outcome satisfied --when 28d",
    'log gruenfink "Rechnung geklärt" --contact "Kim Nord" --when 9d',
    "invoice add gruenfink GF-1 --amount 2400 --due 2026-12-01 --when 20d",
    'signal add gruenfink praise --quote "Wunderbar" --contact "Kim Nord"',
    'edit i3 --text "Rechnung mit Kim geklärt"',
    'log gruenfink "Irrtum <script>alert(1)</script>"',
    "rm i4",
    "review --done",
]


@pytest.fixture
def used(run):
    return use(run, "de")


def use(run, language):
    for line in USE:
        run.ok(line.format(lang=language))
    return run


def seen(page):
    """The text of a page without its markup."""
    return html.unescape(re.sub(r"<[^>]*>", "", page))


def exported(run, folder, more=""):
    told = json.loads(run.ok(f"privacy export gruenfink --out {folder} {more} --json").out)
    lines = Path(told["journal"]).read_text().splitlines()
    return Path(told["page"]).read_text(), [json.loads(line) for line in lines], told


def test_of_a_person_only_what_names_them_and_hangs_on_it_is_in_the_copy(used, tmp_path):
    page, lines, told = exported(used, tmp_path, "--contact ida")

    (client,) = [each for each in lines if each["type"] == "client"]
    rest = sorted(each["type"] for each in lines if each is not client)
    assert rest == ["complaint", "effort", "interaction", "interaction"]
    assert client.keys() == {"type", "client", "id", "at", "name", "contacts"}
    assert [each["name"] for each in client["contacts"]] == ["Ida Vogelsang"]
    assert told["left_out"] == 4
    assert "GF-1" not in page
    assert "Wunderbar" not in page


def test_everybody_else_is_masked_in_both_files(used, tmp_path):
    page, lines, told = exported(used, tmp_path, "--contact ida")

    for word in ("Kim", "Nord", "kim@", "Otto", "Fremd", "Beta Bau", "anna", "Anna", "robin", "Robin"):
        assert word not in page
        assert word not in json.dumps(lines, ensure_ascii=False)
    assert "Ida Vogelsang und [andere Kontaktperson]; [eine dritte Person] von [ein anderer Kunde] empfahl uns" in page
    assert told["masked"] > 5


def test_of_a_client_everything_is_in_it_with_its_own_people(used, tmp_path):
    page, lines, told = exported(used, tmp_path)

    whole = [json.loads(line) for line in used.ok("export --client gruenfink").lines]
    assert [each["id"] for each in lines] == [each["id"] for each in whole]
    assert told["left_out"] == 0
    assert "Kim Nord" in page
    assert "kim@gruenfink.example" in page
    assert "Otto Fremd" not in page
    assert "anna" not in page


def test_the_journal_can_be_read_again(used, run, tmp_path):
    exported(used, tmp_path, "--contact ida")
    (journal,) = tmp_path.glob("*.jsonl")
    run.db = tmp_path / "other.db"

    run.ok(f"import {journal} --yes")

    assert "Ida Vogelsang" in run.ok("show gruenfink").out


def test_the_page_tells_who_wrote_what_what_was_before_and_what_the_program_said(used, tmp_path):
    page, _, _ = exported(used, tmp_path)
    text = " ".join(seen(page).split())

    assert "geändert 23. Nov. 2026, 12:00 von [unsere Seite 2] (edit)" in text
    assert "Rechnung geklärt" in text  # as it was before it was corrected
    assert "dann entfernt von [unsere Seite 2] (rm)" in text
    assert "Entschieden wird damit nichts" in text
    assert "höher = schlechter" in text
    assert "was es uns riet" in text


def test_of_a_person_no_judgement_is_told(used, tmp_path):
    page, _, _ = exported(used, tmp_path, "--contact ida")

    assert "Über einzelne Personen bildet es kein Urteil" in seen(page)
    assert "höher = schlechter" not in page


@pytest.mark.parametrize("language", ["en", "de", "da", "nb", "el"])
def test_the_page_is_in_the_language_of_the_client_and_can_do_nothing(run, tmp_path, language):
    page, _, _ = exported(use(run, language), tmp_path)

    assert f'<html lang="{language}">' in page
    assert book("privacy", language)["told"]["title"] in page
    assert "<script" not in page
    assert "&lt;script&gt;" in page
    assert "default-src &#x27;none&#x27;" in page
    assert not re.findall(r"(?:src|href)=\"(?!#)", page)


def test_the_files_are_private_named_after_no_person_and_never_overwritten(used, tmp_path):
    _, _, told = exported(used, tmp_path, "--contact ida")

    assert Path(told["page"]).name == "privacy-gruenfink-contact-1-20261123.html"
    assert all(path.stat().st_mode & 0o777 == 0o600 for path in tmp_path.glob("privacy-*"))
    assert used(f"privacy export gruenfink --contact ida --out {tmp_path}").code == 4
    used.ok(f"privacy export gruenfink --contact ida --out {tmp_path} --force")
    assert used(f"privacy export gruenfink --out {tmp_path / 'nowhere'}").code == 2


def test_what_masking_cannot_see_is_said_on_the_page_and_to_whoever_hands_it_over(used, tmp_path):
    ran = used.ok(f"privacy export gruenfink --contact ida --out {tmp_path}")

    assert "not masked" in ran.out
    (page,) = tmp_path.glob("*.html")
    assert "Wer beschrieben ist, ohne genannt zu sein" in seen(page.read_text())


def test_an_open_request_of_theirs_is_named(used, tmp_path):
    used.ok("privacy request gruenfink --contact kim")
    used.ok("privacy request gruenfink --contact ida")

    ran = used.ok(f"privacy export gruenfink --contact ida --out {tmp_path}")

    assert "next done n2" in ran.out
    assert "next done n1" not in ran.out


def test_a_client_that_is_one_person_gets_everything(used, tmp_path):
    used.ok('add "Lo Solo" --slug solo --contact "Lo Solo"')
    used.ok("edit solo --recipient person")
    used.ok("log solo 'Kein Name darin'")

    told = json.loads(used.ok(f"privacy export solo --contact lo --out {tmp_path} --json").out)

    assert told["left_out"] == 0
    assert told["records"] == 1


def test_nothing_is_written_into_the_record(used, tmp_path):
    before = used.db.read_bytes()

    exported(used, tmp_path)

    assert used.db.read_bytes() == before


def test_every_field_type_and_act_has_words():
    values = [kind for module in (agreed, trouble) for kind in vars(module).values() if isinstance(kind, type)]
    nested = [kind for kind in values if issubclass(kind, Frozen) and not hasattr(kind, "TYPE")]
    owned = [kind for name, kind in HELD.items() if name not in {*OF_NOBODY, "said"}]
    fields = {name for kind in (*owned, *nested, Contact) for name in fields_of(kind)}

    words = book("privacy", "en")
    assert fields - {"client", "id", "source", "by", "recorded_at"} == words["field"].keys()
    assert {kind.TYPE for kind in owned} == words["type"].keys()
    assert set(SignalKind) == words["act"].keys()
    assert set(PrivacyKind) == words["asked"].keys()


def test_who_is_who_as_far_as_it_is_theirs_is_in_the_copy(used, tmp_path):
    mail = tmp_path / "in.eml"
    mail.write_text(
        "From: Ida Vogelsang <ida@gruenfink.example>\nTo: me@own.example\nSubject: Hallo\n"
        "Date: Mon, 2 Nov 2026 10:00:00 +0100\nMessage-ID: <1@gruenfink.example>\n\nHallo\n"
    )
    whose = "--client ida@gruenfink.example=gruenfink --client kim@gruenfink.example=gruenfink"
    used.ok(f"import {mail} --me me@own.example {whose} --yes")

    page, _, _ = exported(used, tmp_path, "--contact ida")

    kept = seen(page)[seen(page).index(book("privacy", "de")["beside"]["title"]) :]
    assert "ida@gruenfink.example" in kept
    assert "kim@" not in page


@pytest.mark.parametrize("more", ["", "--contact ida"])
def test_what_is_said_keeps_to_80_columns_and_names_each_file_once(used, tmp_path, monkeypatch, more):
    monkeypatch.chdir(tmp_path)

    ran = used.ok(f"privacy export gruenfink {more}")

    assert max(map(len, ran.lines)) <= 80
    assert [(ran.out + ran.err).count(path.name) for path in tmp_path.glob("privacy-*")] == [1, 1]


def wrote(run, *whom):
    for who in whom:
        run.ok(f"log gruenfink 'Nach den Kosten gefragt' --contact '{who}'")


def test_whoever_stands_in_records_and_is_no_contact_is_told_with_the_way_out(used, tmp_path):
    wrote(used, "priya@gruenfink.example")

    ran = used(f"privacy export gruenfink --contact priya --out {tmp_path}")

    assert ran.code == 3
    assert "in its records stands priya@gruenfink.example" in ran.err
    way_out = 'contact add gruenfink "NAME" --email priya@gruenfink.example'
    assert f"`clienthealth {way_out}` makes a contact of it" in ran.err
    used.ok(way_out.replace("NAME", "Priya Ost"))
    _, lines, _ = exported(used, tmp_path, "--contact priya@gruenfink.example")
    assert [each["contact"] for each in lines if "contact" in each] == ["priya@gruenfink.example"]


@pytest.mark.parametrize(
    ("whom", "wanted", "told"),
    [
        (["Priya Ost"], "Priya", "`clienthealth contact add gruenfink 'Priya Ost'` makes a contact of it"),
        (["Priya Ost", "Priya West"], "Priya", "in its records: Priya Ost, Priya West\n"),
        (["Priya Ost"], "Otto", "contacts: Ida Vogelsang, Kim Nord; no contacts, but in its records: Priya Ost\n"),
        (list("abcdefg"), "Otto", "in its records: a, b, c, d, e, …\n"),
        ([], "Otto", "contacts: Ida Vogelsang, Kim Nord\n"),
    ],
)
def test_where_nobody_is_meant_those_who_are_known_there_are_told(used, tmp_path, whom, wanted, told):
    wrote(used, *whom)

    ran = used(f"privacy export gruenfink --contact {wanted} --out {tmp_path}")

    assert ran.code == 3
    assert told in ran.err
