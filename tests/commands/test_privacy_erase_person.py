"""`privacy erase --contact`: a person goes, their employer's record stays, and undo still works on what is left."""

import json
import sqlite3
from contextlib import closing

import pytest

PERSON = ("Ida", "Vogelsang", "vogelsang", "ida@acme.example", "555 0101", "5550101")

USE = [
    'add "Acme GmbH" --slug acme --email ida@acme.example --contact "Ida Vogelsang"',
    'contact add acme "Kim Nord" --email kim@acme.example',
    'contact edit acme "Ida Vogelsang" --phone "+49 555 0101" --role Einkauf',
    'log acme "Ida Vogelsang rief an, Kim Nord hörte zu" --contact "Ida Vogelsang" --via call',
    'log acme "Idas Idee gefiel; Antwort an ida@acme.example und +49 (555) 0101" --contact ida@acme.example',
    'log acme "Nichts von Bedeutung" --contact "Kim Nord"',
    'complaint add acme "Frau Vogelsang fand den Entwurf zu spät" --contact ida --cause ours',
    "log acme 'Der Vogelsangweg ist gesperrt'",
    "complaint answer c1",
    'signal add acme praise --quote "Ida: wunderbar" --contact "Ida Vogelsang"',
]


@pytest.fixture
def used(run):
    for line in USE:
        run.ok(line)
    return run


def left(run):
    held = run.db.read_bytes()
    return [word for word in PERSON if word.encode() in held]


def texts(run):
    """What the contacts say, in the order of their handles."""
    with closing(sqlite3.connect(run.db)) as connection:
        return [row[0] for row in connection.execute("select text from interaction order by handle")]


def records(run):
    return [json.loads(line) for line in run.ok("export").lines]


def test_a_person_is_gone_from_every_byte_and_the_rest_stays(used):
    used.ok('privacy erase acme --contact "Ida Vogelsang" --yes')

    held = used.db.read_bytes()
    bare = held.replace(b"Vogelsangweg", b"").replace(b"vogelsangweg", b"")
    assert [word for word in PERSON if word.encode() in bare] == []
    assert b"Kim Nord" in held
    assert texts(used) == [
        "a former contact rief an, Kim Nord hörte zu",
        "a former contact Idee gefiel; Antwort an a former contact und a former contact",
        "Nichts von Bedeutung",
        "Der Vogelsangweg ist gesperrt",
    ]
    (client,) = [each for each in records(used) if each["type"] == "client"]
    assert [each["name"] for each in client["contacts"]] == ["Kim Nord"]
    used.ok("doctor")


def test_fields_that_name_them_hold_a_neutral_word(used):
    used.ok("privacy erase acme --contact ida --yes")

    named = [each["contact"] for each in records(used) if "contact" in each]
    assert sorted(set(named)) == ["Kim Nord", "a former contact"]
    assert len(named) == 5


def test_texts_stay_as_they_are_where_that_is_asked(used):
    ran = used.ok("privacy erase acme --contact ida --keep-texts --yes")

    assert "Ida Vogelsang rief an" in used.ok("export").out
    assert "ida@acme.example" in used.ok("export").out
    assert [each.get("contact") for each in records(used) if each["type"] == "signal"] == ["a former contact"]
    assert "Kept as asked" in ran.out


def test_what_came_before_can_still_be_undone_without_the_name_coming_back(used):
    used.ok("privacy erase acme --contact ida --yes")

    assert used("undo").code == 4
    used.ok("undo --before-erasure")
    used.ok("undo --before-erasure")
    used.ok("undo --before-erasure")

    assert not any(each["type"] == "signal" for each in records(used))
    assert "Vogelsang " not in used.ok("export").out


def test_a_dry_run_names_the_records_and_changes_nothing(used):
    before = used.db.read_bytes()

    ran = used.ok("privacy erase acme --contact ida --dry-run")

    assert "i1 i2 c1 s1" in ran.out
    assert used.db.read_bytes() == before
    plain = json.loads(used.ok("privacy erase acme --contact ida --dry-run --json").out)
    assert plain["records"] == ["i1", "i2", "c1", "s1"]
    assert plain["texts"] == 6


def test_what_they_had_asked_is_answered_with_it(used):
    used.ok("privacy request acme --contact ida --kind erasure")
    used.ok("privacy request acme --contact kim")

    used.ok("privacy erase acme --contact ida --yes")

    (waiting,) = json.loads(used.ok("privacy due --json").out)["requests"]
    assert waiting["text"].startswith("Kim Nord")


def test_a_client_who_is_that_person_is_erased_as_a_client(run):
    run.ok('add "Ida Vogelsang" --slug ida --contact "Ida Vogelsang"')

    ran = run('privacy erase ida --contact "Ida Vogelsang" --yes')

    assert ran.code == 4
    assert "privacy erase ida`" in ran.err


@pytest.mark.parametrize("who", ["nobody", "i"])
def test_a_contact_that_is_not_clear_is_refused_with_those_on_record(used, who):
    used.ok('contact add acme "Inge Ost"')

    ran = used(f"privacy erase acme --contact {who} --yes")

    assert ran.code == 3
    assert "Inge Ost" in ran.err
    assert left(used)


def test_a_name_that_two_contacts_share_is_masked_only_where_it_is_whole(used):
    used.ok('contact add acme "Ida Nord"')

    used.ok('privacy erase acme --contact "Ida Vogelsang" --yes')

    first, second, *_ = texts(used)
    assert first.startswith("a former contact rief an")
    assert second.startswith("Idas Idee")


def test_the_index_finds_them_no_more(used):
    assert used.ok("search Vogelsang").out

    used.ok("privacy erase acme --contact ida --yes")

    with sqlite3.connect(used.db) as connection:
        found = connection.execute("select count(*) from interaction_fts where interaction_fts match 'vogelsang'")
        assert found.fetchone()[0] == 0


def met(run, tmp_path, *clients):
    """A client with Zoë Bø, who is known by three rules as well: an address, a name and the end of a number."""
    path = tmp_path / "in.mbox"
    path.write_text(
        "From x Mon Nov  2 10:00:00 2026\nFrom: Zoë Bø <zoe@acme.example>\nTo: me@own.example\nSubject: Hello\n"
        "Date: Mon, 2 Nov 2026 10:00:00 +0100\nMessage-ID: <1@acme.example>\n\nHello\n"
    )
    run.ok('add "Acme GmbH" --slug acme --contact "Zoë Bø" --email zoe@acme.example')
    run.ok('contact edit acme "Zoë Bø" --phone "+49 (0)555 0101 02"')
    whose = " ".join(f"--client '{each}=acme'" for each in ("zoe@acme.example", "Zoë Bø", "+49 555 010102"))
    run.ok(f"import {path} --me me@own.example {whose} --yes")
    path.unlink()
    assert {"zoe@acme.example", "zoe bo", "55010102"} <= {*rules(run)}
    return run


def rules(run):
    with closing(sqlite3.connect(run.db)) as connection:
        return [row[0] for row in connection.execute("select value from rule order by handle")]


@pytest.mark.parametrize("more", ["", "--keep-texts"])
def test_who_is_who_no_longer_names_them(run, tmp_path, more):
    met(run, tmp_path)
    assert "Zoë Bø" in run.ok("privacy erase acme --contact zoe@acme.example --dry-run").out

    run.ok(f"privacy erase acme --contact zoe@acme.example --yes {more}")

    assert rules(run) == ["a former contact"] * 3
    assert [word for word in ("zoe", "Zoë", "55010102", "0101 02") if word.encode() in run.db.read_bytes()] == []
    run.ok("doctor")
    run.ok("undo --before-erasure")  # the import, of which nothing but the person is gone
    assert rules(run) == []


def test_the_word_for_whoever_was_erased_names_nobody(used, tmp_path):
    used.ok('add "Beta" --slug beta --contact "Otto Fremd"')
    used.ok('log beta "Otto Fremd, Ida Vogelsang" --contact "Otto Fremd"')
    used.ok('privacy erase beta --contact "Otto Fremd" --yes')
    used.ok('privacy erase acme --contact "Ida Vogelsang" --yes')
    letter = tmp_path / "letter.txt"
    letter.write_text("to a former contact")

    assert "former" not in used("privacy export acme --contact nobody").err
    told = used.ok(f"privacy erase acme --yes --look {letter}").out

    assert "Nothing was found in them but what others have on record" in " ".join(told.split())
    assert str(letter) not in told
