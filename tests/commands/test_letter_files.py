"""`letter --format eml|docx|pdf`: files that say they are drafts, and never over what is there."""

import sys

import pytest


@pytest.fixture
def acme(run, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    run.ok("add Acme --lang de --contact 'Kim Muster' --email kim@acme.example")
    return run


@pytest.mark.parametrize(("form", "begins"), [("eml", b"X-Unsent: 1"), ("docx", b"PK"), ("pdf", b"%PDF")])
def test_without_a_name_the_file_says_that_it_is_a_draft(acme, tmp_path, form, begins):
    ran = acme.ok(f"letter acme offboarding --format {form}")

    file = tmp_path / f"draft-acme-offboarding-2026-11-23.{form}"
    assert file.read_bytes().startswith(begins)
    assert file.stat().st_mode & 0o777 == 0o600
    assert ran.out == ""
    assert f"written to {file.name}" in ran.err


def test_a_mail_is_addressed_to_the_person_on_record(acme, tmp_path):
    acme.ok("letter acme offboarding --format eml --out mail.eml")

    assert b"To: Kim Muster <kim@acme.example>" in (tmp_path / "mail.eml").read_bytes()


def test_what_is_there_is_never_overwritten(acme, tmp_path):
    (tmp_path / "mine.pdf").write_text("mine")

    assert acme("letter acme offboarding --format pdf --out mine.pdf").code == 4
    assert (tmp_path / "mine.pdf").read_text() == "mine"


def test_a_file_is_not_for_the_editor(acme):
    ran = acme("letter acme offboarding --format docx --edit")

    assert ran.code == 2
    assert "--format txt" in ran.err


@pytest.mark.parametrize(("form", "library"), [("docx", "docx"), ("pdf", "fpdf")])
def test_where_a_library_is_missing_the_extra_is_named(acme, tmp_path, monkeypatch, form, library):
    monkeypatch.setitem(sys.modules, library, None)

    ran = acme(f"letter acme offboarding --format {form}")

    assert ran.code == 2
    assert "clienthealth[documents]" in ran.err
    assert list(tmp_path.glob("draft-*")) == []


@pytest.mark.parametrize("form", ["eml", "docx", "pdf", "md", "txt"])
def test_a_hostile_name_leaves_no_folder_no_header_and_no_document(run, tmp_path, monkeypatch, form):
    home = tmp_path / "work"
    home.mkdir()
    monkeypatch.chdir(home)
    run.ok("add", "../../etc/x <b>&amp; {{ 7*7 }}\r\nBcc: all@acme.example\x1b[31m", "--slug", "x", "--lang", "en")
    run.ok("contact add x '../../Kim <script>' --email kim@acme.example")

    ran = run.ok(
        "letter x offboarding", "--format", form, *([] if form in {"eml", "docx", "pdf"} else ["--out", f"x.{form}"])
    )

    assert [each for each in tmp_path.rglob("*") if each.is_file() and each.parent != home] == [run.db]
    (made,) = home.iterdir()
    assert made.suffix == f".{form}"
    raw = made.read_bytes()
    assert b"\x1b" not in raw or form in {"docx", "pdf"}
    assert b"\nBcc:" not in raw
    assert ran.out == ""
