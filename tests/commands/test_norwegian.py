"""The review, the mirror, `today`, `score`, `why` and `whatif` in Norwegian Bokmål, as people read them."""

import pytest


@pytest.fixture(autouse=True)
def norwegian(monkeypatch):
    monkeypatch.setenv("LANG", "nb_NO.UTF-8")


def too_wide(ran, columns):
    return [each for each in ran.lines if len(each) > columns and "clienthealth " not in each]


def test_the_review_reads_as_kept(agency, golden):
    ran = agency.ok("review")

    golden.matches("review-nb.txt", ran.out)
    assert too_wide(ran, 80) == []


def test_a_mail_begins_with_its_subject_and_fits_72_columns(agency):
    ran = agency.ok("review --format txt")

    assert ran.lines[0] == "Gjennomgang man. 23. nov. 2026: 4 kunder trenger oppmerksomhet"
    assert too_wide(ran, 72) == []


def test_why_reads_as_kept_where_we_let_a_client_down(let_down, golden):
    golden.matches("why-let-down-nb.txt", let_down.ok("why good").out)


def test_why_reads_as_kept_where_the_record_points_at_conduct(harsh, golden):
    golden.matches("why-harsh-nb.txt", harsh.ok("why nothing").out)


def test_the_mirror_reads_as_kept(agency, golden):
    golden.matches("mirror-nb.txt", agency.ok("score --mirror").out)


def test_the_scores_fit_eighty_columns(agency, golden):
    ran = agency.ok("score")

    golden.matches("score-nb.txt", ran.out)
    assert too_wide(ran, 80) == []


def test_what_would_be_reads_as_kept(agency, golden):
    golden.matches("whatif-nb.txt", agency.ok("whatif bolt --keep p2 --resolve c1").out)


def test_today_says_by_when_and_what(agency):
    first = " ".join(agency.ok("today").lines[0].split())

    assert first.startswith("acme robin fristen var kl. 10:00, for 2 timer siden p4 ring")


def test_nothing_due_is_one_line(run):
    run.ok("add Acme")

    assert run.ok("today").lines == ["man. 23. nov. 2026: ingenting har frist."]
