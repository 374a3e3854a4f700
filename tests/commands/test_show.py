"""`show`: a client's card and timeline, or one record with everything in it."""

import json
import re

import pytest


@pytest.fixture
def acme(run):
    run.ok('add "Acme GmbH" --slug acme --contact "Anna Alt" --email anna@acme.example --rate 95 --terms 30 --lang de')
    return run


def test_a_card_tells_who_they_are_and_what_is_open_on_both_sides(acme):
    acme.ok('log acme Called --promise "send a quote" fri --asked "the logo" fri --complaint "Empty export"')

    ran = acme.ok("show acme")

    assert ran.lines[0] == "Acme GmbH · acme · k1"
    assert "  terms     95 an hour, 30 days to pay" in ran.lines
    assert "  contact   Anna Alt, anna@acme.example" in ran.lines
    assert "  we owe    p1    send a quote · due 2026-11-27" in ran.lines
    assert "            c1    complaint · Empty export · since 2026-11-23" in ran.lines
    assert "  they owe  p2    the logo · due 2026-11-27" in ran.lines


def test_a_timeline_is_grouped_by_day_with_the_newest_last(acme):
    acme.ok("log acme Second --when 'yesterday 09:00'")
    acme.ok("log acme First --when 2026-11-20")
    acme.ok("log acme Third --when 'yesterday 16:30'")

    told = acme.ok("show acme").out.partition("\n\n")[2].splitlines()

    assert told == [
        "Fri 2026-11-20",
        "  i2          interaction other, both · First",
        "",
        "Sun 2026-11-22",
        "  i1    09:00 interaction other, both · Second",
        "  i3    16:30 interaction other, both · Third",
    ]


def test_a_day_is_a_day_of_the_configured_zone(acme):
    acme.ok("log acme Late --when 2026-11-21T23:30Z")

    assert "Sun 2026-11-22" in acme.ok("show acme").lines


def test_a_long_timeline_says_how_much_it_leaves_out_and_the_option(acme):
    for number in range(5):
        acme.ok(f"log acme Entry {number}")

    ran = acme.ok("show acme --limit 2")

    assert "3 earlier records left out; --limit 0" in ran.out
    assert [line.split()[0] for line in ran.lines if "interaction" in line] == ["i4", "i5"]
    assert "left out" not in acme.ok("show acme --limit 0").out


def test_what_is_too_long_for_a_line_goes_on_beside_the_handles(acme):
    acme.ok("log acme " + "word " * 20)
    acme.ok("log acme " + "W" * 90)

    told = acme.ok("show acme").out.partition("\n\n")[2].splitlines()[1:]

    assert max(map(len, told)) <= 80
    assert sum(line.count("word") for line in told) == 20
    assert sum(line.count("W") for line in told) == 90
    assert [line[:26].split()[0] for line in told if line[:26].strip()] == ["i1", "i2"]


def test_since_shows_all_from_a_day_on(acme):
    acme.ok("log acme Old --when 2026-10-01")
    acme.ok("log acme New --when yesterday")

    ran = acme.ok("show acme --since 2026-11-01")

    assert "New" in ran.out
    assert "Old" not in ran.out


def test_a_near_miss_is_taken_for_reading_and_said(acme):
    ran = acme.ok("show acne")

    assert ran.lines[0].startswith("Acme GmbH")
    assert ran.err == "there is no client 'acne'; taking acme\n"


def test_an_ambiguous_beginning_names_the_candidates(acme):
    acme.ok("add Acorn")

    ran = acme("show ac")

    assert ran.code == 3
    assert "acme, acorn" in ran.err


def test_a_record_is_shown_with_all_its_fields_and_who_wrote_it(acme):
    acme.ok('log acme Called --complaint "Empty" -s rude --quote "useless"')

    ran = acme.ok("show s1")

    assert ran.lines[0] == "s1 · signal · acme · Mon 2026-11-23 12:00"
    assert re.search(r"complaint +[0-9a-f-]{36} \(c1\)", ran.out)
    assert "written by robin, Mon 2026-11-23 12:00 (log)" in ran.out
    assert "version 1" in ran.out


def test_the_handle_of_a_client_is_its_record(acme):
    ran = acme.ok("show k1")

    assert ran.lines[0] == "k1 · client · acme · Mon 2026-11-23"
    assert "payment_terms_days" in ran.out


def test_a_record_is_found_by_its_long_id(acme):
    made = json.loads(acme.ok("log acme Hello --json").out)

    assert acme.ok("show", made["id"]).lines[0].startswith("i1 · interaction")


def test_a_client_that_is_called_like_a_handle_comes_before_the_handle(run):
    run.ok("add 'C1' --slug c-one")
    run.ok("log c-one Hello --complaint Broken")

    assert run.ok("show c1").lines[0] == "C1 · c-one · k1"


def test_a_handle_that_is_no_record_is_not_taken_for_the_beginning_of_a_name(run):
    run.ok("add 'C12 Systems' --slug c12-systems")

    ran = run("show c12")

    assert ran.code == 3
    assert "c12" in ran.err


def test_line_breaks_are_kept_and_control_characters_are_made_visible(acme, monkeypatch):
    import io

    monkeypatch.setattr("sys.stdin", io.StringIO("first\nsecond \x1b[31mred\u202e"))
    acme.ok("log acme -")

    ran = acme.ok("show i1")

    assert "first\n" in ran.out
    assert "second \\x1b[31mred\\u202e" in ran.out


def test_json_is_the_journal_record_with_its_timeline(acme):
    acme.ok("log acme One")
    acme.ok("log acme Two")

    shown = json.loads(acme.ok("show acme --limit 1 --json").out)

    assert (shown["client"], shown["handle"], shown["left_out"]) == ("acme", "k1", 1)
    assert [each["text"] for each in shown["timeline"]] == ["Two"]


def test_json_of_a_record_has_its_version_and_what_it_refers_to(acme):
    acme.ok('log acme Called --complaint "Empty" -s rude')

    shown = json.loads(acme.ok("show s1 --json").out)

    assert (shown["version"], shown["refers_to"]) == (1, {"complaint": "c1"})
    assert shown["written"][0]["command"] == "log"


def test_a_card_says_the_hour_of_what_is_due_at_one(run):
    run.ok("add Acme")
    run.ok("promise add acme Ring back --due 2026-11-30T10:00")

    assert "due 2026-11-30 10:00" in run.ok("show acme").out
