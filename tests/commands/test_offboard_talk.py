"""The sheet for the talk: private, in two languages, never in a letter, never where nobody is to talk."""

import json

import pytest

from clienthealth.core.kinds import Language

SITUATIONS = ("mutual", "non-payment", "fit", "capacity", "conflict", "non-renewal")


def in_language(tmp_path, language):
    config = tmp_path / f"{language}.toml"
    config.write_text(
        f'language = "{language}"\n[sender]\nname = "Robin"\nemail = "r@robin.example"\n', encoding="utf-8"
    )
    return f"--config {config}"


def said(text):
    return " ".join(text.split())


@pytest.mark.parametrize("language", ["en", "de"])
def test_the_sheet_as_it_is_read(demo, golden, tmp_path, language):
    demo.ok('decide pendragon followed --reason "Every change ends in a quarrel about money" --when 2026-11-10')

    ran = demo.ok(f"{in_language(tmp_path, language)} offboard pendragon --situation fit --talk")

    golden.matches(f"talk-{language}.txt", ran.out)


@pytest.mark.parametrize("language", list(Language))
def test_it_is_headed_as_private_in_the_users_language(demo, tmp_path, language):
    heads = {
        "en": "Private – not for the client",
        "de": "Privat – nicht für den Kunden",
        "da": "Privat – ikke til kunden",
        "nb": "Privat – ikke for kunden",
        "el": "Ιδιωτικό – όχι για τον πελάτη",
    }

    ran = demo.ok(f"{in_language(tmp_path, language)} offboard pendragon --talk")

    assert ran.lines[0] == heads[language]
    assert all(len(line) <= 80 or "clienthealth" in line for line in ran.lines)


def test_the_first_sentence_is_in_the_clients_language_with_its_meaning(demo):
    shown = said(demo.ok("offboard vogel --situation mutual --end 2026-12-31 --talk").out)

    assert "Lassen Sie uns die Zusammenarbeit am Do 31. Dez. in guter Ordnung beenden.”" in shown
    assert "That means: I think we both see that this is not going where we wanted." in shown


@pytest.mark.parametrize("situation", SITUATIONS)
def test_each_situation_has_its_own_first_sentence_and_its_own_why(demo, situation):
    found = json.loads(demo.ok(f"offboard pendragon --situation {situation} --end 2026-12-31 --talk --json").out)
    others = json.loads(demo.ok("offboard pendragon --end 2026-12-31 --talk --json").out)

    assert found["private"] is True
    assert found["say_first"] != others["say_first"]
    assert found["reactions"][0]["text"] != others["reactions"][0]["text"]


def evidence(run, line):
    """Every line of a sheet that must never be in a letter."""
    found = json.loads(run.ok(f"{line} --talk --json").out)
    return [each["text"] for each in (*found["facts"], *found["only_for_you"])] + found["not"]


@pytest.mark.parametrize("language", ["en", "de"])
@pytest.mark.parametrize("client", ["pendragon", "copperkettle", "silverbirch", "quillfeather", "brightwater"])
def test_no_line_of_its_evidence_is_in_the_letter_of_any_situation(demo, client, language):
    demo.ok(f'decide {client} followed --reason "They never say thank you"')
    for situation in (*(f" --situation {each}" for each in SITUATIONS), ""):
        lines = evidence(demo, f"offboard {client}{situation} --end 2027-01-31")

        letter = said(demo.ok(f"letter {client} offboarding{situation} --end 2027-01-31 --lang {language}").out)

        assert len(lines) > 8
        assert [each for each in lines if said(each) in letter] == []
        quoted = [part.split("”")[0] for each in lines for part in each.split("“")[1:]]
        assert [each for each in quoted if each in letter] == []


def test_what_must_be_ready_before_the_talk_leads_to_its_command(run):
    run.ok("add Acme --notice 30 --since 2026-01-05")
    run.ok("promise add acme The logo --due 2026-11-10 --when 2026-11-01")
    run.ok("promise add acme The icons --due 2027-06-01")
    run.ok("complaint add acme The import is late --cause ours")
    run.ok("invoice add acme A-1 --kind prepayment --amount 500 --due 2026-10-01 --when 2026-09-01")
    run.ok("invoice pay A-1 --when 2026-10-01")

    shown = said(run.ok("offboard acme --talk").out)

    assert "It was for Tue 10 Nov and is late." in shown
    assert "clienthealth promise move p1 --due …" in shown
    assert "It is for Tue 1 Jun 2027, after the end" in shown
    assert "It has no answer: answer it before the talk. clienthealth complaint answer c1" in shown
    assert "500 EUR of it is yours and goes back to you" in shown


def test_a_client_without_a_record_has_a_sheet_too(run):
    run.ok("add Acme")

    shown = said(run.ok("offboard acme --talk").out)

    assert "Nothing is on record." in shown
    assert "Too little is on record to say anything of their conduct." in shown


def test_a_colleague_is_named_as_somebody_to_call(demo):
    demo.ok("edit vogel --owner anna")

    assert "Call somebody of yours: anna." in said(demo.ok("offboard pendragon --talk").out)


def test_it_goes_into_a_file_that_only_its_owner_reads(demo, tmp_path):
    path = tmp_path / "talk.txt"

    ran = demo.ok(f"offboard pendragon --talk --out {path}")

    assert (path.stat().st_mode & 0o777, ran.out) == (0o600, "")
    assert path.read_text(encoding="utf-8").startswith("Private – not for the client\n")
    assert demo(f"offboard pendragon --talk --out {path}").code == 4


@pytest.mark.parametrize("name", ["talk.eml", "talk.EML", "talk.pdf", "talk.docx"])
def test_it_never_becomes_something_to_send(demo, tmp_path, name):
    assert demo(f"offboard pendragon --talk --out {tmp_path / name}").code == 2
    assert not (tmp_path / name).exists()


def test_it_never_lies_among_the_drafts(demo, nobody_home):
    drafts = nobody_home / "data" / "clienthealth" / "drafts"
    drafts.mkdir(parents=True)

    assert demo(f"offboard pendragon --talk --out {drafts / 'talk.txt'}").code == 2
    assert list(drafts.iterdir()) == []


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("offboard pendragon --situation conduct --talk", "after conduct there is no talk"),
        ("offboard tannhill --talk", "against a person's safety"),
        ("offboard tannhill --situation fit --talk", "against a person's safety"),
        ("offboard pendragon --by them --talk", "confirm their notice in writing"),
    ],
)
def test_where_nobody_is_to_talk_it_says_why_and_what_instead(demo, line, why):
    ran = demo(line)

    assert (ran.code, ran.out) == (4, "")
    assert why in ran.err
    assert "clienthealth" in ran.err.splitlines()[-1]


def test_when_it_is_over_there_is_nothing_left_to_talk_about(run):
    run.ok("add Acme")
    run.ok("offboard acme --finish")

    assert run("offboard acme --talk").code == 4


@pytest.mark.parametrize("line", ["--talk --start", "--talk --finish", "--out x.txt"])
def test_one_thing_at_a_time(run, line):
    run.ok("add Acme")

    assert run(f"offboard acme {line}").code == 2


def test_reading_the_sheet_writes_nothing(demo):
    before = demo.ok("export").out

    demo.ok("offboard pendragon --talk")

    assert demo.ok("export").out == before


def test_what_people_wrote_does_not_act_on_a_terminal(run):
    run.ok("add Acme --since 2026-01-05")
    run.ok("promise add acme", "log\x1b[31mo\u202e", "--due", "2026-12-20")
    run.ok("signal add acme rude --quote", "so\x1b]0;x\x07 what")

    shown = run.ok("offboard acme --talk").out

    assert "\x1b" not in shown
    assert "\u202e" not in shown
