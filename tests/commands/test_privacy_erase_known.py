"""`privacy erase` of whoever is known by who is who alone: names of files, what is searched for, and rows that stay."""

import json
import sqlite3
from contextlib import closing

import pytest


def texts(path):
    with closing(sqlite3.connect(path)) as connection:
        return "\n".join(connection.iterdump())


CHAT = "14.10.26, 18:02 - Ida Vögelsang: Hallo, hier ist Ida\n14.10.26, 19:40 - Nora Lindt: Hallo Ida\n"


@pytest.fixture
def chatted(run, tmp_path):
    """A client whose person is known by who is who alone, and files that are named after her and after her number."""
    path = tmp_path / "in" / "WhatsApp_Chat_mit_Ida Vögelsang.txt"
    path.parent.mkdir()
    path.write_text(CHAT)
    run.ok("add Yoga --slug yoga")
    run.ok("add Beta --slug beta")
    told = '--me "Nora Lindt" --client "Ida Vögelsang=yoga" --client "+49 0151 555-0101=yoga" --answer work=yes --yes'
    run.ok(f"import '{path}' {told}")
    other = path.rename(path.with_name("Chat 0151 5550101.txt"))
    other.write_text(CHAT.replace("14.10", "15.10"))
    run.ok(f"import '{other}' {told}")
    other.unlink()
    return run


def test_files_named_after_whoever_is_known_to_be_the_client_lose_their_names(chatted):
    assert "Ida Vögelsang" in chatted.ok("imports").out

    chatted.ok("privacy erase yoga --yes")

    told = texts(chatted.db)
    assert [word for word in ("Ida", "ida ", "Vögel", "vogel", "5550101", "555-0101") if word in told] == []
    assert chatted.ok("imports").out.count("…") == 2
    assert "Nora Lindt" in told
    chatted.ok("doctor")


def test_who_is_known_to_be_the_client_is_searched_for_as_well(chatted, tmp_path):
    letter = tmp_path / "letter.txt"
    letter.write_text("Sehr geehrte Ida Vogelsang")  # as the rule has it: folded
    other = tmp_path / "other.txt"
    other.write_text("Sehr geehrte Idame Vogelsanger")

    ran = chatted.ok(f"privacy erase yoga --yes --look {letter} --look {other}")

    assert str(letter) in ran.out
    assert str(other) not in ran.out


@pytest.mark.parametrize("wanted", ["--term 'ida vögelsang'", "--contact 'Ida Vögelsang'"])
def test_verify_tells_in_which_rows_what_was_typed_still_stands(chatted, wanted):
    chatted.ok("log beta 'Ida Vögelsang empfahl uns'")
    chatted.ok('contact add beta "Ida Vögelsang"')

    ran = chatted.ok(f"privacy erase Zwitscher --verify {wanted}")

    told = " ".join(ran.out.split())
    assert "Nothing was found in them but what stands in the rows named below" in told
    assert "One record of somebody else names them, and stays as it is: i5" in told
    assert (
        "hold one of these names, and stay as they are: k2, m1, audit (5), answers about files (1), who is who (1)"
        in told
    )
    plain = json.loads(chatted.ok(f"privacy erase Zwitscher --verify {wanted} --json").out)
    assert sorted(plain["besides"]) == [*["change"] * 5, "k2", "m1", "profile", "rule"]


def test_what_only_begins_like_a_name_is_no_row_of_theirs(chatted):
    chatted.ok("log beta 'Ida Vögelsanger empfahl uns'")
    chatted.ok("privacy erase yoga --yes")

    ran = chatted.ok("privacy erase yoga --verify --contact 'Ida Vögelsang'")

    assert "rows of the database" not in ran.out
    assert "Nothing was found in them but what others have on record" in " ".join(ran.out.split())


def test_names_that_share_a_word_are_told_apart_and_blanks_are_no_name(run):
    run.ok('add "Beta" --slug beta')
    run.ok('contact add beta "Otto Vogelsang"')
    run.ok('add "Ost" --slug ost')

    def besides(*terms):
        typed = " ".join(f"--term '{each}'" for each in terms)
        return json.loads(run.ok(f"privacy erase Zwitscher --verify {typed} --json").out)["besides"]

    assert besides("Ida Vogelsang", "Otto Vogelsang") == besides("Otto Vogelsang", "Ida Vogelsang")
    assert besides("Otto   vogelsang")[0] == "k1"
    assert besides("Ida Vogelsang") == besides("     ") == []
