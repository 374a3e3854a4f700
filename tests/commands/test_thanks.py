"""`effort thanks` and thanks as an effort: words by the client's state, ideas, and the nag that a thank-you ends."""

import json

import pytest


@pytest.fixture
def acme(run):
    run.ok("add Acme --lang en --since 2025-03-03 --agreed 'All in writing'")
    run.ok("contact add acme 'Ines Marlow' --salutation Ms")
    return run


def told(run, line="effort thanks acme"):
    return json.loads(run.ok(f"{line} --json").out)


def test_an_upset_client_gets_a_sorry_and_no_thanks_for_their_business(acme, golden):
    acme.ok("complaint add acme The files were empty")

    golden.matches("thanks-upset.txt", acme.ok("effort thanks acme").out)
    assert told(acme)["state"] == "upset-today"
    assert told(acme)["command"] == "clienthealth effort add acme apology --complaint c1"
    acme.ok(told(acme)["command"].removeprefix("clienthealth "))


def test_who_praised_the_work_is_thanked_for_that_by_name(acme, golden):
    acme.ok("signal add acme praise --quote 'It saved us a week'")

    golden.matches("thanks-praise.txt", acme.ok("effort thanks acme").out)


@pytest.mark.parametrize("language", ["de_DE", "da_DK", "nb_NO", "el_GR"])
def test_the_advice_is_in_the_users_language_and_the_words_are_in_the_clients(acme, golden, language, monkeypatch):
    acme.ok("complaint add acme The files were empty")
    monkeypatch.setenv("LANG", f"{language}.UTF-8")

    ran = acme.ok("effort thanks acme")

    golden.matches(f"thanks-upset-{language[:2]}.txt", ran.out)
    assert "Dear Ms Marlow" in ran.out


def test_the_words_are_in_the_senders_voice_and_in_another_language_where_it_is_asked_for(acme, nobody_home):
    folder = nobody_home / "config" / "clienthealth"
    folder.mkdir(parents=True)
    (folder / "config.toml").write_text('[sender]\nvoice = "we"\n')

    assert told(acme)["words"].startswith("Thank you for […]")
    acme.ok("complaint add acme The files were empty")
    assert told(acme)["words"].startswith("We are sorry for today.")
    german = told(acme, "effort thanks acme --lang de")
    assert german["words"].startswith("es tut uns leid")
    assert german["language"] == "de"


def test_where_nobody_is_known_nobody_is_greeted_and_a_name_is_asked_for(run):
    run.ok("add Beta --lang de")

    ran = run.ok("effort thanks beta")

    assert "Sehr geehrte" not in ran.out
    assert "  Danke" in ran.out
    assert "clienthealth contact add beta …" in " ".join(ran.out.split())


@pytest.mark.parametrize(
    ("lines", "state", "command"),
    [
        (["edit acme --status offboarding"], "ending", "clienthealth offboard acme"),
        (["signal add acme threat --severity 3"], "safety", "clienthealth why acme"),
        (["hardship add acme"], "hardship", "clienthealth log acme … --out"),
        (["survey add acme nps 3"], "low-answer", "clienthealth log acme … --out"),
    ],
)
def test_each_state_has_its_words_and_the_command_that_fits(acme, lines, state, command):
    for line in lines:
        acme.ok(line)

    found = told(acme)

    assert (found["state"], found["command"]) == (state, command)
    assert bool(found["words"]) == bool(found["ideas"]) == (state not in {"ending", "safety"})


def test_what_people_typed_is_data(acme):
    acme.ok("add '$words \x1b[31m{a|b}<c|d>' --slug odd --lang en")

    out = acme.ok("effort thanks odd").out

    assert "\x1b" not in out
    assert "$words \\x1b[31m{a|b}<c|d>" in out


def test_a_thank_you_is_an_extra_of_words_and_is_thanked_for_once(acme):
    acme.ok("signal add acme praise")

    made = json.loads(acme.ok("effort add acme thanks --note 'for the quick answers' --json").out)

    assert made.items() >= {"type": "effort", "kind": "extra", "level": 1, "note": "for the quick answers"}.items()
    assert "complaint" not in made
    assert told(acme)["state"] == "well"
    assert (told(acme)["last"], told(acme)["recent"]) == ("2026-11-23", True)
    assert "thanks · for the quick answers" in acme.ok("show acme").out
    acme.ok("undo")
    assert told(acme)["state"] == "praise"


def test_thanks_are_on_no_complaint_and_are_nothing_but_words(acme):
    acme.ok("complaint add acme Late")

    assert "complaint" not in json.loads(acme.ok("effort add acme THANKS --json").out)
    assert acme("effort add acme thanks --complaint c1").code == 2
    assert acme("effort add acme thanks --level 3").code == 2


def test_a_thank_you_moves_no_score(acme):
    def scored():
        found = json.loads(acme.ok("score acme --json").out)["clients"][0]
        return found["problem_client"]["probability"], found["client_problem"]["probability"]

    acme.ok("complaint add acme Late --cause shared --when 10d")
    before = scored()
    acme.ok("effort add acme thanks")

    assert scored() == before


def absences(run):
    return [each for each in json.loads(run.ok("review --format json").out)["absences"] if each["what"] == "no-thanks"]


def test_either_a_thank_you_or_an_extra_ends_the_nag_and_it_names_the_words(acme):
    for month in range(1, 12):
        acme.ok(f"log acme Call --via call --when 2026-{month:02}-03")

    (nag,) = absences(acme)

    assert nag["command"] == "clienthealth effort thanks acme"
    acme.ok("effort add acme thanks")
    assert absences(acme) == []
    acme.ok("undo")
    acme.ok("effort add acme extra")
    assert absences(acme) == []


def test_good_news_asks_for_thanks_until_they_are_on_record(acme):
    def asked():
        return [each["thanked"] for each in json.loads(acme.ok("review --format json").out)["good_news"]]

    acme.ok("signal add acme praise")

    assert asked() == [False]
    assert "clienthealth effort thanks acme" in acme.ok("review").out
    acme.ok("effort add acme thanks")
    assert asked() == [True]


def test_only_what_is_more_than_thanks_follows_the_advice_of_an_extra_effort(acme):
    def done():
        return [each["done"] for each in json.loads(acme.ok("review --format json").out)["decided"]]

    acme.ok("complaint add acme Late --cause ours --when 3d")
    acme.ok("decide acme followed")
    acme.ok("effort add acme thanks")
    assert done() == [False]
    acme.ok("effort add acme extra")
    assert done() == [True]


def test_why_leads_from_an_extra_effort_to_steps_with_days_and_to_the_words(acme):
    acme.ok("complaint add acme Late --cause ours --when 3d")

    steps = json.loads(acme.ok("score acme --json").out)["clients"][0]["next_steps"]

    assert [each["action"] for each in steps[:2]] == ["handle-complaint", "do-something-useful"]
    assert all(each["due"] and each["command"] for each in steps)
    assert "clienthealth effort thanks acme" in acme.ok("why acme").out


def test_of_several_complaints_the_words_are_about_the_newest_and_a_closed_one_is_named_by_none(acme):
    acme.ok("complaint add acme Late --when 9d")
    acme.ok("complaint add acme Empty --topic quality --when 3d")

    assert (told(acme)["state"], told(acme)["handle"]) == ("upset", "c2")
    acme.ok(told(acme)["command"].removeprefix("clienthealth "))
    acme.ok("complaint confirm c1 satisfied")
    acme.ok("complaint confirm c2 unsatisfied")
    assert (told(acme)["state"], told(acme)["handle"]) == ("upset", None)
    assert told(acme)["command"] == "clienthealth log acme … --out"
