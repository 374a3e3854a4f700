"""Every sample through the whole command: what is read, taken, left out and asked, and nothing more the second time.

The samples are kept beside a checkout, not in it; what the readers need for themselves is tested in their own files.
"""

import json
import shlex

import pytest
from reading import SAMPLES, sample

WHO = """--me me@studio.example --me kontakt@studio.example --me Ida --client @acme.example=acme
    --client @thalassa.example=thalassa --client nora-fixture@gmail.com=nora --client per-fixture@gmail.com=per
    --client 'Anna Acme'=acme --client Anna=acme --client Ελένη=thalassa --zone Europe/Berlin"""
CLIENTS = ("Acme", "Thalassa", "Nora", "Per")
GUESS = "--answer columns=guess"
WORK = "--answer work=yes"
ASKED, REFUSED = 2, 5


def taken(records, /, **others):
    """What a file yields: records by type, and what became of the rest; all that is not named is nothing."""
    return {"records": {name: n for name, n in records.items() if n}, **others}


FACTS = {
    # Contacts
    "crm_csv/atomic-crm__contacts.csv": ("--create-clients", taken({"client": 55}, changed=445)),
    "crm_csv/own__contacts-dirty.csv": ("--create-clients", taken({"client": 2}, changed=2, skipped=1)),
    "crm_csv/own__contacts-utf16-tab.csv": ("", taken({}, changed=2)),
    "crm_csv/own__kontakte-cp1252-semicolon.csv": ("--create-clients", taken({"client": 2}, changed=1)),
    "vcf/ezvcard__John_Doe_ANDROID.vcf": ("--create-clients", taken({"client": 6})),
    "vcf/ezvcard__John_Doe_EVOLUTION.vcf": ("--create-clients", taken({"client": 1})),
    "vcf/ezvcard__John_Doe_MAC_ADDRESS_BOOK.vcf": ("--create-clients", taken({"client": 1})),
    "vcf/ezvcard__fullcontact.vcf": ("--create-clients", taken({"client": 1})),
    "vcf/ezvcard__gmail-single2.vcf": ("--create-clients", taken({"client": 1})),
    "vcf/ezvcard__outlook-2003.vcf": ("--create-clients", taken({"client": 1})),
    "vcf/own__21-bare-qp-agent.vcf": ("", taken({}, changed=1)),
    "vcf/own__utf16le-two-cards.vcf": ("", taken({}, changed=2)),
    "vcf/vobject__radicale-1587.vcf": ("--create-clients", taken({"client": 1})),
    # Mail
    "eml/cpython__msg_14.eml": ("", taken({}, undecided=1)),
    "eml/cpython__msg_26.eml": ("", taken({}, undecided=1)),
    "eml/cpython__msg_35.eml": ("", taken({}, bad=1)),
    "eml/cpython__msg_42.eml": ("", taken({}, bad=1)),
    "eml/mail-parser__mail_test_18.eml": ("", taken({}, undecided=1)),
    "eml/mail-parser__mail_test_19.eml": ("", taken({}, undecided=1)),
    "eml/mailparser__delivery-status.eml": ("", taken({}, skipped=1)),
    "eml/own__html-only.eml": ("", taken({"interaction": 1})),
    "eml/own__invitation.eml": ("", taken({"interaction": 1})),
    "eml/own__ole.msg": ("", REFUSED),
    "eml/ruby-mail__error_emails__encoding_madness.eml": ("", taken({}, skipped=1)),
    "eml/ruby-mail__error_emails__missing_body.eml": ("", taken({}, undecided=1)),
    "eml/ruby-mail__error_emails__multiple_references_with_one_invalid.eml": ("", taken({}, bad=1)),
    "eml/ruby-mail__multi_charset__japanese_shift_jis.eml": ("", taken({}, undecided=1)),
    "eml/ruby-mail__multi_charset__ks_c_5601-1987.eml": ("", taken({}, undecided=1)),
    "eml/ruby-mail__plain_emails__raw_email_incorrect_header.eml": ("", taken({}, skipped=1)),
    "eml/ruby-mail__rfc6532__utf8_headers.eml": ("", taken({}, bad=1)),
    "eml/stalwart-malformed__020.eml": ("", taken({}, undecided=1)),
    "eml/talon__outlook.eml": ("", taken({}, bad=1)),
    "maildir/own__box": ("", taken({"interaction": 4}, skipped=3)),
    "mbox/no_date.mbox": ("", taken({}, skipped=1)),
    "mbox/own__archive-a.mbox": ("", taken({"interaction": 8})),
    "mbox/own__archive-b.mbox": ("", taken({"interaction": 10})),
    "mbox/own__broken-headers.mbox": ("", taken({"interaction": 7}, bad=4, undecided=1, skipped=1)),
    "mbox/own__from-in-body.mbox": ("", taken({"interaction": 4}, bad=1)),
    "mbox/own__pipermail-twice.mbox": ("", taken({"interaction": 4}, skipped=4)),
    "mbox/own__takeout-da.mbox": ("", taken({"interaction": 5}, skipped=4)),
    "mbox/own__two-clients.mbox": ("", taken({"interaction": 20}, bad=1, undecided=1, skipped=7)),
    # Calendars
    "ics/icalendar__bom_calendar.ics": ("", taken({})),
    "ics/icalendar__broken_dtstart.ics": ("", taken({}, bad=1)),
    "ics/icalendar__issue_104_broken_calendar.ics": ("", REFUSED),
    "ics/icalendar__issue_722_missing_timezones.ics": ("", taken({}, bad=2, skipped=2)),
    "ics/icalendar__issue_722_timezone_transition_ambiguity.ics": ("", taken({}, skipped=4)),
    "ics/icalendar__multiple_calendar_components.ics": ("", taken({}, skipped=3)),
    "ics/khal__event_dt_floating.ics": ("", taken({}, skipped=1)),
    "ics/khal__event_dt_partstat.ics": ("", taken({}, skipped=1)),
    "ics/khal__event_dt_rrule_invalid_until.ics": ("", taken({}, skipped=1)),
    "ics/khal__event_rrule_recuid_cancelled.ics": ("", taken({}, skipped=3)),
    "ics/khal__tz_windows_format.ics": ("", taken({}, skipped=1)),
    "ics/khal__without_uid.ics": ("", taken({}, skipped=1)),
    "ics/own__client-year.ics": ("", taken({"interaction": 7}, skipped=5)),
    # Invoices and payments
    "invoices/fivetran-stripe__charge_data.csv": ("", taken({}, skipped=16)),
    "invoices/fivetran-stripe__invoice_data.csv": ("", REFUSED),
    "invoices/own__banner-invoices.csv": ("", taken({"invoice": 1}, bad=3, skipped=2)),
    "invoices/own__banner-payments.csv": ("", taken({}, bad=5)),
    "invoices/own__harvest-invoices.csv": ("--answer written-off=leave-out", taken({"invoice": 2}, skipped=1)),
    "invoices/own__line-items.csv": ("", taken({"invoice": 3}, skipped=2)),
    "invoices/own__no-due-date.csv": ("", taken({"invoice": 2})),
    "invoices/own__rechnungen-de.csv": ("--create-clients", taken({"invoice": 3}, skipped=2)),
    "invoices/own__stripe-payments-semicolon.csv": ("", taken({}, undecided=1, bad=2, skipped=2)),
    # Time
    "time/own__clockify-ambiguous.csv": ("", ASKED),
    "time/own__clockify-dmy-proven.csv": ("", taken({"time": 2}, bad=1)),
    "time/own__harvest-decimal-comma.csv": ("", taken({"time": 3})),
    "time/own__kimai-de.csv": ("", taken({"time": 1}, skipped=2)),
    "time/own__timewarrior-2026-01.data": ("", taken({"time": 3}, undecided=1, skipped=1)),
    "time/own__timewarrior-export.json": ("", taken({"time": 1}, skipped=1)),
    "time/own__toggl-bom.csv": ("", taken({"time": 5}, undecided=1)),
    "time/own__watson-frames-conflict.json": ("", REFUSED),
    "time/watson__frames": ("", taken({}, undecided=10)),
    "time/watson__frames-with-conflict": ("", taken({}, undecided=3)),
    # Customers and tickets
    "crm_csv/fivetran-hubspot__engagement_meeting_data.csv": (
        f"{GUESS} --answer no-outcome=skip",
        taken({}, skipped=100),
    ),
    "crm_csv/fivetran-hubspot__ticket_data.csv": ("", taken({}, skipped=25)),
    "crm_csv/own__activities.csv": (GUESS, taken({"interaction": 6}, skipped=3)),
    "helpdesk/fivetran-zendesk__ticket_comment_data.csv": (
        f"{GUESS} --answer agents=423362500353",
        taken({}, undecided=20),
    ),
    "helpdesk/fivetran-zendesk__ticket_data.csv": (GUESS, taken({}, skipped=10)),
    "helpdesk/own__comments.csv": (GUESS, taken({"interaction": 9}, skipped=2)),
    "helpdesk/own__status-history.csv": (GUESS, taken({}, skipped=7)),
    "helpdesk/own__tickets.csv": (GUESS, taken({}, skipped=5)),
    # Any table
    "generic/own__empty.csv": ("", REFUSED),
    "generic/own__log-mixed.csv": (
        (
            "--as interaction --map 'when=at,who=client,what=text,how long=minutes,their mood=tone'"
            " --set direction=both,channel=call"
            " --answer judgement=yes"
        ),
        taken({"interaction": 2}, bad=4),
    ),
    "generic/own__no-header.csv": ("", ASKED),
    "generic/own__nul-and-junk.csv": (
        "--as interaction --map when=at,who=client,what=channel --set direction=both",
        taken({"interaction": 1}, bad=1),
    ),
    # Chats
    "signal/chat-miner__test_export.txt": (WORK, ASKED),
    "signal/own__empty-and-quote.txt": (f"{WORK} --answer me=none", taken({"interaction": 1}, bad=1)),
    "signal/own__markdown-log.txt": (f"{WORK} --answer sender:Anna=Anna --me You", taken({"interaction": 3})),
    "slack/own__export.zip": (WORK, taken({"interaction": 4}, undecided=1, skipped=5)),
    "slack/own__no-users-and-traversal.zip": (WORK, ASKED),
    "telegram/chat-miner__test_single_export.json": (WORK, ASKED),
    "telegram/own__single-chat.json": (WORK, taken({"interaction": 4}, skipped=2)),
    "telegram/own__truncated.json": (WORK, REFUSED),
    "whatsapp/chat-miner__test_ddmmyy_24hrs.txt": (f"{WORK} --me 'John Doe'", taken({}, undecided=7, skipped=2)),
    "whatsapp/chat-miner__test_mmddyyyy_12hrs.txt": (f"{WORK} --me 'John Doe'", taken({}, undecided=7, skipped=2)),
    "whatsapp/chat-miner__test_yyyymmdd_24hrs.txt": (f"{WORK} --me 'John Doe'", taken({}, undecided=7, skipped=2)),
    "whatsapp/own__ambiguous-order.txt": (WORK, ASKED),
    "whatsapp/own__android-de-twins.txt": (WORK, taken({"interaction": 4}, skipped=2)),
    "whatsapp/own__buddhist-year.txt": (WORK, REFUSED),
    "whatsapp/own__ios-el-marks.txt": (WORK, taken({"interaction": 3}, skipped=1)),
    "whatsapp/own__monotone-order.txt": (WORK, taken({"interaction": 4})),
    "whatsapp/own__us-12h-nnbsp.txt": (WORK, taken({"interaction": 2}, undecided=1)),
}
BECAME = ("changed", "undecided", "bad", "skipped")


@pytest.fixture
def known(run, monkeypatch):
    """A record with the clients of the samples."""
    for name in CLIENTS:
        run.ok(f"add {name}")
    return run


def imported(run, name, options):
    return run(f"import {WHO} {options} --yes --skip-bad --json", str(sample(name)))


@pytest.mark.parametrize("name", FACTS)
def test_what_is_in_a_sample_comes_out_once(known, name):
    options, wanted = FACTS[name]
    ran = imported(known, name, options)

    if isinstance(wanted, int):
        assert ran.code == wanted, ran.err
        assert known.ok("imports").out == ""
        return
    assert ran.code == 0, ran.err
    told = json.loads(ran.out)
    found = {"records": told["records"], **{each: told[each] for each in BECAME if told[each]}}
    assert found == {key: value for key, value in wanted.items() if value or key == "records"}, told
    assert told["found"] == told["new"] + told["known"] + sum(told[each] for each in BECAME)
    once = known.ok("export").out

    again = json.loads(imported(known, name, options).out)

    assert (again["new"], again["changed"], again["suggestions"], again["batch"]) == (0, 0, 0, None)
    assert known.ok("export").out == once
    if told["batch"]:
        known.ok(f"imports undo {told['batch']}")
        assert known.ok("doctor --json").out.count('"problem"') == 0


def test_every_sample_has_its_facts():
    if not SAMPLES.is_dir():
        pytest.skip("the samples are not beside this checkout")
    listed = [line.split("\t")[0] for line in (SAMPLES / "MANIFEST.tsv").read_text().splitlines()[1:]]

    assert set(listed) == set(FACTS)
    assert shlex.split(WHO)
