"""`edit`: any field of any record is corrected, through the options of its `add`."""

import json
import stat
import sys

import pytest


@pytest.fixture
def acme(run):
    run.ok("add Acme")
    run.ok('log acme Called -m 25 --promise "send it" fri --complaint "Empty export" -s rude --quote "useless"')
    return run


def shown(run, handle):
    return json.loads(run.ok(f"show {handle} --json").out)


def test_what_it_did_is_echoed_field_by_field(acme):
    ran = acme.ok("edit c1 --severity 3 --cause ours")

    assert ran.lines == ["c1    acme · complaint corrected", "  severity: nothing → 3", "  cause: nothing → ours"]


def test_a_client_takes_the_options_of_its_add(acme):
    acme.ok("edit acme --notice 30 --lang de --rate 95 --terms 14 --owner sam --since 2026-01-02")

    card = shown(acme, "k1")

    assert (card["notice_days"], card["language"], card["hourly_rate"]) == (30, "de", 95)
    assert (card["payment_terms_days"], card["owner"], card["at"]) == (14, "sam", "2026-01-02")


def test_a_new_status_holds_from_today_unless_it_is_said_since_when(acme):
    acme.ok("edit acme --status paused")
    today = shown(acme, "k1")["status_at"]
    acme.ok("edit acme --status ended --status-at 2026-11-20")

    assert (today, shown(acme, "k1")["status_at"]) == ("2026-11-23", "2026-11-20")


def test_an_entry_takes_the_options_of_log(acme):
    acme.ok("edit i1 -v call --in -m 1h30 -t -2 --unbilled -w yesterday --text 'Called twice'")

    entry = shown(acme, "i1")

    assert (entry["channel"], entry["direction"], entry["minutes"], entry["tone"]) == ("call", "in", 90, -2)
    assert (entry["billable"], entry["at"], entry["text"]) == (False, "2026-11-22", "Called twice")


def test_set_takes_a_field_by_its_name_in_the_journal(acme):
    acme.ok("edit c1 --set remedy_sought='a new export' --set severity=1")

    assert (shown(acme, "c1")["remedy_sought"], shown(acme, "c1")["severity"]) == ("a new export", 1)


def test_an_empty_value_takes_out_what_is_optional(acme):
    acme.ok("edit", "p1", "--due", "")

    assert "due" not in shown(acme, "p1")


def test_an_empty_value_of_what_is_required_is_refused(acme):
    ran = acme("edit", "p1", "--text", "")

    assert ran.code == 2
    assert "text" in ran.err


def test_yes_and_no_need_no_value(acme):
    acme.ok("edit c1 --public --severity 2")
    was = shown(acme, "c1")["public"]
    acme.ok("edit c1 --no-public")

    assert (was, shown(acme, "c1")["public"]) == (True, False)


def test_a_due_date_looks_ahead_and_what_happened_looks_back(acme):
    acme.ok("edit p1 --due mon --when mon")

    assert (shown(acme, "p1")["due"], shown(acme, "p1")["at"]) == ("2026-11-30", "2026-11-23")


def test_what_happened_cannot_lie_ahead(acme):
    assert acme("edit c1 --when 2026-12-24").code == 2
    assert acme("edit c1 --resolved-at 2026-12-24").code == 2


def test_a_wrong_option_names_the_nearest_and_writes_nothing(acme):
    before = acme.db.read_bytes()

    ran = acme("edit c1 --severty 3")

    assert ran.code == 2
    assert "did you mean --severity?" in ran.err
    assert acme.db.read_bytes() == before


def test_a_wrong_word_names_the_nearest(acme):
    ran = acme("edit c1 --cause our")

    assert ran.code == 2
    assert "did you mean ours?" in ran.err


def test_a_value_the_record_cannot_have_is_refused(acme):
    assert acme("edit c1 --severity 4").code == 2
    assert acme("edit c1 --severity much").code == 2


def test_an_option_without_its_value_says_how_to_empty_it(acme):
    ran = acme("edit p1 --due")

    assert ran.code == 2
    assert "--due ''" in ran.err


def test_words_that_belong_to_no_option_are_refused(acme):
    assert acme("edit c1 --text two words").code == 2


def test_off_a_terminal_nothing_to_correct_lists_the_options(acme):
    ran = acme("edit c1")

    assert ran.code == 2
    assert "--severity" in ran.err
    assert "--wants" in ran.err


def test_what_is_so_already_writes_no_command(acme):
    acme.ok("edit c1 --severity 3")

    ran = acme.ok("edit c1 --severity 3")

    assert "so already" in ran.err
    assert shown(acme, "c1")["version"] == 2


def test_a_reference_takes_a_handle(acme):
    acme.ok("edit", "s1", "--complaint", "")
    ran = acme.ok("edit s1 --complaint c1")

    assert "  complaint: nothing → c1" in ran.lines
    assert shown(acme, "s1")["refers_to"] == {"complaint": "c1"}


def test_a_reference_to_another_type_or_client_is_refused(acme):
    acme.ok("add Borg")
    acme.ok("log borg Called --complaint Late")

    assert acme("edit s1 --complaint p1").code == 2
    assert acme("edit s1 --complaint c2").code == 2
    assert acme("edit s1 --complaint c9").code == 3


def test_a_near_miss_never_writes(acme):
    ran = acme("edit acne --notice 30")

    assert ran.code == 3
    assert "acme" in ran.err


def test_a_new_slug_takes_all_records_along_and_undo_brings_it_back(acme):
    before = acme.ok("export").out

    acme.ok("edit acme --slug acme-gmbh")

    assert {json.loads(line)["client"] for line in acme.ok("export").lines} == {"acme-gmbh"}
    acme.ok("undo")
    assert acme.ok("export").out == before


@pytest.mark.parametrize("slug", ["show", "c12", "Über", "borg"])
def test_a_slug_that_is_none_or_taken_is_refused(acme, slug):
    acme.ok("add Borg")

    assert acme("edit acme --slug", slug).code in {2, 4}


def test_an_id_is_never_changed(acme):
    assert acme("edit i1 --id other").code == 2


def test_a_record_moves_to_another_client(acme):
    acme.ok("add Borg")

    acme.ok("edit p1 --client borg")

    assert shown(acme, "p1")["client"] == "borg"


def test_a_record_that_others_refer_to_stays_with_its_client(acme):
    acme.ok("add Borg")

    ran = acme("edit c1 --client borg")

    assert ran.code == 4
    assert "s1" in ran.err


def test_people_and_aliases_are_added_not_replaced(acme):
    acme.ok("edit acme --contact Anna --email anna@acme.example --alias 'Acme Germany'")
    acme.ok("edit acme --email a@acme.example --alias AG")

    card = shown(acme, "k1")

    assert card["contacts"] == [{"name": "Anna", "email": ["anna@acme.example", "a@acme.example"]}]
    assert card["aliases"] == ["Acme Germany", "AG"]


def test_a_new_invoice_number_takes_its_payments_along(acme, tmp_path):
    journal = tmp_path / "money.jsonl"
    journal.write_text(
        '{"type":"invoice","client":"acme","at":"2026-11-01","number":"R-1","amount":100}\n'
        '{"type":"payment","client":"acme","at":"2026-11-10","invoice":"R-1","amount":40}\n',
        encoding="utf-8",
    )
    acme.ok(f"import {journal}")
    before = acme.ok("export").out

    acme.ok("edit v1 --number R-2")

    assert shown(acme, "y1")["invoice"] == "R-2"
    assert shown(acme, "y1")["version"] == 2
    acme.ok("undo")
    assert acme.ok("export").out == before


def test_a_correction_is_undone(acme):
    before = acme.ok("export").out
    acme.ok("edit c1 --severity 3 --heard 'They lost a day'")

    acme.ok("undo")

    assert acme.ok("export").out == before


def test_a_corrected_text_is_found_and_the_old_one_is_not(acme):
    acme.ok("edit c1 --text 'Broken printer'")

    assert "c1" in acme.ok("search printer").out
    assert "c1" not in acme.ok("search export").out


def test_the_editor_opens_the_words_of_a_record(acme, monkeypatch, tmp_path):
    script = tmp_path / "editor"
    script.write_text(
        f"#!{sys.executable}\nimport sys, pathlib\np = pathlib.Path(sys.argv[1])\n"
        "p.write_text(p.read_text().replace('Empty', '# kept\\nFull'))\n"
    )
    script.chmod(stat.S_IRWXU)
    monkeypatch.setenv("EDITOR", str(script))
    monkeypatch.setattr("sys.stdin.isatty", lambda: True, raising=False)
    monkeypatch.setattr("sys.stdout.isatty", lambda: True, raising=False)

    acme.ok("edit c1")

    assert shown(acme, "c1")["text"] == "# kept\nFull export"


def test_json_is_the_journal_record_with_its_handle(acme):
    made = json.loads(acme.ok("edit c1 --severity 3 --json").out)

    assert (made["type"], made["handle"], made["severity"]) == ("complaint", "c1", 3)
