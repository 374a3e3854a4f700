"""What the report of an import says of what was left out on purpose, and how to take it after all."""

import pytest

LONG_AGO = (
    "BEGIN:VEVENT\nUID:old\nDTSTART:20120402T090000Z\nSUMMARY:Kick-off\nATTENDEE:mailto:anna@acme.example\nEND:VEVENT\n"
)
OF_NOBODY = "BEGIN:VEVENT\nUID:own\nDTSTART:20260105T090000Z\nRRULE:FREQ=WEEKLY;COUNT=5\nSUMMARY:Books\nEND:VEVENT\n"


@pytest.fixture
def take(run, tmp_path):
    def taken(*events, more="--dry-run"):
        path = tmp_path / "own.ics"
        path.write_text("BEGIN:VCALENDAR\n" + "".join(events) + "END:VCALENDAR\n")
        return run.ok(f"import '{path}' --me me@studio.example {more}").out

    run.ok("add Acme")
    run.ok('contact add acme "Anna Berg" --email anna@acme.example')
    return taken


def test_what_is_too_old_is_read_with_another_day(take):
    assert "`--since DAY`" in take(LONG_AGO)
    told = take(LONG_AGO, more="--dry-run --since 2012-01-01")

    assert ("1 new" in told, "--since DAY" in told) == (True, False)


def test_a_series_with_nobody_is_named_once(take):
    told = take(OF_NOBODY)

    assert ("yours to decide 5" in told, told.count("Books")) == (True, 1)


def test_a_card_with_the_number_of_another_one_is_named(run, tmp_path):
    cards = "".join(f"BEGIN:VCARD\nFN:{name}\nTEL:+45 12345678\nEND:VCARD\n" for name in ("Bo Lund", "Eva Lund"))
    (tmp_path / "own.vcf").write_text(cards)
    told = " ".join(run.ok(f"import {tmp_path / 'own.vcf'} --create-clients --dry-run").out.split())

    assert ("said twice 1" in told, "line 5: Eva Lund" in told) == (True, True)


def test_a_question_about_a_zone_is_answered_as_it_stands_there(run, tmp_path):
    event = 'BEGIN:VEVENT\nUID:1\nDTSTART;TZID="(UTC-07:00) Mountain (US & Canada)":20260105T090000\nEND:VEVENT\n'
    (tmp_path / "own.ics").write_text(f"BEGIN:VCALENDAR\n{event}END:VCALENDAR\n")
    asked = f"import {tmp_path / 'own.ics'} --me me@studio.example --dry-run"
    ran = run(asked)
    hint = next(line for line in ran.err.splitlines() if line.startswith("answer with "))

    assert (ran.code, hint) == (2, "answer with --answer 'zone:(UTC-07:00) Mountain (US & Canada)=VALUE'")
    assert run.ok(f"{asked} {hint.removeprefix('answer with ').replace('VALUE', 'America/Denver')}").out
