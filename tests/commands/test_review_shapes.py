"""`review` for a mail and for a calendar, and its exit code as a shell sees it."""

import os
import subprocess
import sys

import pytest
from icalendar import Calendar


@pytest.fixture
def acme(run):
    run.ok('add Acme --agreed "Fixed price"')
    return run


def tasks(run, *more):
    found = Calendar.from_ical(run.ok("review --format ics", *more).out.encode())
    assert found.errors == []
    return {str(each["UID"]): each for each in found.subcomponents}


def process(run, *arguments):
    command = [sys.executable, "-m", "clienthealth", "--db", str(run.db), "review", *arguments]
    return subprocess.run(command, capture_output=True, env=os.environ, check=False)


def test_the_mail_reads_as_kept(agency, golden):
    golden.matches("review-mail.txt", agency.ok("review --format txt").out)


@pytest.mark.parametrize("language", ["en", "de"])
def test_a_mail_begins_with_its_subject_and_fits_72_columns(agency, monkeypatch, language):
    monkeypatch.setenv("LANG", f"{language}_XX.UTF-8")

    subject, *lines = agency.ok("review --format txt").lines

    assert "2026: 4 " in subject
    wide = [line for line in [subject, *lines] if len(line) > 72 and "clienthealth " not in line]
    assert (wide, [line for line in lines if line != line.rstrip()]) == ([], [])


def test_the_subject_of_a_calm_week_says_so(acme):
    acme.ok("log acme A good call")

    assert acme.ok("review --format txt").lines[0] == "Review of Mon 23 Nov 2026: nothing needs attention"


def test_no_escape_reaches_a_mail(acme):
    acme.ok("promise add acme --due 2026-11-20", "Send \x1b[31m it")

    assert set(acme.ok("review --format txt").out) & {"\x1b", "\r"} == set()


def test_the_calendar_reads_as_kept(agency, golden):
    golden.matches("review.ics", agency.ok("review --format ics").out.replace("\r\n", "\n"))


def test_everything_due_stands_once_in_the_calendar(agency):
    found = Calendar.from_ical(agency.ok("review --format ics").out.encode())

    uids = [str(each["UID"]) for each in found.subcomponents]
    assert len(uids) == len(set(uids)) == 5


def test_read_again_a_task_is_the_same_one_with_its_new_day(acme):
    acme.ok("promise add acme Send the draft --due 2026-11-30")
    ((uid, before),) = tasks(acme).items()

    acme.ok("promise move p1 --due 2026-12-02")

    ((same, after),) = tasks(acme).items()
    assert same == uid
    assert (str(before.decoded("DUE")), str(after.decoded("DUE"))) == ("2026-11-30", "2026-12-02")


def test_a_client_with_another_slug_keeps_its_tasks(agency):
    before = set(tasks(agency))

    agency.ok("edit acme --slug zenith")

    assert set(tasks(agency)) == before


def test_what_is_done_leaves_the_calendar(acme):
    acme.ok("promise add acme Send the draft --due 2026-11-30")
    acme.ok("promise keep p1")

    assert tasks(acme) == {}


def test_the_calendar_of_mine_leaves_out_what_is_others(agency):
    assert 0 < len(tasks(agency, "--mine")) < len(tasks(agency))


def test_a_calendar_in_a_file_has_the_line_ends_of_the_standard_and_is_private(agency, tmp_path):
    out = tmp_path / "due.ics"

    agency.ok(f"review --format ics --out {out}")

    written = out.read_bytes()
    assert written.count(b"\n") == written.count(b"\r\n")
    assert written.endswith(b"END:VCALENDAR\r\n")
    assert out.stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize("form", ["table", "txt", "md", "json", "ics"])
def test_a_shell_sees_ten_when_something_needs_attention(agency, form):
    asked, unasked = process(agency, "--exit-code", "--format", form), process(agency, "--format", form)

    assert (asked.returncode, unasked.returncode) == (10, 0)
    assert (asked.stdout, asked.stderr) == (unasked.stdout, b"")


def test_a_shell_sees_zero_in_a_calm_week(acme):
    acme.ok("log acme A good call")

    assert process(acme, "--exit-code").returncode == 0


@pytest.mark.parametrize("form", ["table", "txt"])
def test_what_goes_through_a_pipe_has_no_colour(agency, monkeypatch, form):
    monkeypatch.delenv("NO_COLOR")

    assert b"\x1b" not in process(agency, "--format", form).stdout
