"""`survey`: questions, answers, and whom to ask next."""

import json

import pytest


@pytest.fixture(autouse=True)
def acme(run):
    run.ok("add Acme")


def made(run, line):
    return many(run, line)[0]


def many(run, line):
    return [json.loads(each) for each in run.ok(f"{line} --json").lines]


def test_an_answer_completes_the_question_that_waits_for_it(run, later):
    asked = made(run, "survey add acme nps")
    later("2026-11-25")

    answered = made(run, "survey add acme nps 9 Great work")

    assert answered["id"] == asked["id"]
    expected = {"score": 9, "text": "Great work", "at": asked["at"], "answered_at": "2026-11-25T11:00:00Z"}
    assert answered.items() >= expected.items()
    assert made(run, "survey add acme nps 3")["handle"] == "q2"
    assert made(run, "survey add acme csat 80 --scale-max 100")["scale_max"] == 100


def test_a_score_stays_on_its_scale(run):
    assert run("survey add acme csat 9").code == 2
    assert run("survey add acme happiness 9").code == 2


@pytest.fixture
def worked_with(run):
    """Clients of whom some are to be asked, each of the others for a reason of its own."""
    for name in ("Beta", "Delta", "Echo", "Foxtrot", "Golf", "Hotel"):
        run.ok(f"add {name} --since 2026-01-05 --agreed 'All in writing'")
        run.ok(f"log {name} Status call --via call --when 2026-11-02")
    run.ok("add Gone --status ended")
    run.ok("add Fresh --status prospect")
    run.ok("survey add beta csat 4 --when 2026-08-20")
    run.ok("survey add delta nps 9 --when 2026-09-20")
    run.ok("complaint add echo Late again")
    run.ok("invoice add foxtrot F-1 --amount 100 --due fri")
    run.ok("invoice dispute F-1")
    run.ok("hardship add golf")
    run.ok("signal add hotel abusive --quote 'You fool'")
    return run


def test_who_is_to_be_asked_and_why_the_others_are_not_reads_as_kept(worked_with, golden):
    golden.matches("survey-due.txt", worked_with.ok("survey due").out)


@pytest.mark.parametrize("language", ["de_DE", "da_DK", "nb_NO", "el_GR"])
def test_who_is_to_be_asked_reads_as_kept_in_each_language(worked_with, golden, language, monkeypatch):
    monkeypatch.setenv("LANG", f"{language}.UTF-8")

    golden.matches(f"survey-due-{language[:2]}.txt", worked_with.ok("survey due").out)


def test_who_is_due_is_said_with_the_command_to_type_and_is_not_due_once_it_was_typed(worked_with):
    found = {each["client"]: each for each in many(worked_with, "survey due")}

    assert [name for name, each in found.items() if each["due"]] == ["beta"]
    assert found["beta"]["command"] == "clienthealth survey add beta csat"
    assert found["delta"].items() >= {"holds": ["asked"], "again": "2026-12-19", "command": None}.items()
    assert {name: found[name]["holds"] for name in ("acme", "fresh", "echo", "foxtrot", "golf", "hotel")} == {
        "acme": ["not-worked"],
        "fresh": ["not-worked"],
        "echo": ["complaint"],
        "foxtrot": ["invoice"],
        "golf": ["hardship"],
        "hotel": ["conduct"],
    }
    assert "gone" not in found
    worked_with.ok(found["beta"]["command"].removeprefix("clienthealth "))
    assert not any(each["due"] for each in many(worked_with, "survey due"))


def test_an_ending_is_no_time_to_ask(worked_with):
    worked_with.ok("edit beta --status offboarding")

    found = {each["client"]: each for each in many(worked_with, "survey due")}

    assert found["beta"]["holds"] == ["ending"]


def test_a_low_answer_opens_a_follow_up_in_the_same_step_and_undo_takes_both_back(run):
    before = run.ok("export").out
    survey, reminder = many(run, "survey add acme nps 6 Too slow")

    assert (survey["handle"], reminder["handle"], reminder["due"]) == ("q1", "n1", "2026-11-30")
    assert reminder["ref"] == f"survey:{survey['id']}"
    run.ok("undo")
    assert run.ok("export").out == before


def test_the_follow_up_is_due_by_the_target_and_is_said(run, nobody_home):
    folder = nobody_home / "config" / "clienthealth"
    folder.mkdir(parents=True)
    (folder / "config.toml").write_text("[targets]\nfollow_up = 2\n")

    told = run.ok("survey add acme csat 2").lines

    assert len(told) == 2
    assert "Ask about their answer: csat 2 of 5 · due Wed 2026-11-25" in told[1]


def test_a_second_low_answer_opens_no_second_follow_up_until_the_first_is_done(run):
    run.ok("survey add acme nps 2")

    second = run.ok("survey add acme csat 1")

    assert len(second.lines) == 1
    assert "n1 reminds" in second.err
    run.ok("next done n1")
    assert many(run, "survey add acme ces 2")[1]["handle"] == "n2"


def test_a_low_answer_to_a_question_that_waited_opens_one_as_well(run, later):
    run.ok("survey add acme nps")
    later("2026-11-25")

    lines = run.ok("survey add acme nps 3").lines

    assert ["q1" in lines[0], "answered" in lines[0], lines[1][:2]] == [True, True, "n1"]
    assert "n1" in run.ok("show acme").out
    run.ok("undo")
    assert run.ok("survey add acme nps 9").lines[0].startswith("q1")


@pytest.mark.parametrize("answer", ["nps 7", "csat 3", "ces 4", "nps", "nps 70 --scale-max 100"])
def test_an_answer_that_is_not_low_opens_none(run, answer):
    assert len(many(run, f"survey add acme {answer}")) == 1


def test_an_answer_of_long_ago_opens_none(run):
    assert len(many(run, "survey add acme nps 1 --when 2026-05-04")) == 1


@pytest.fixture
def answered(run):
    run.ok("add Beta")
    run.ok("survey add acme nps 8 --when 2026-02-02")
    run.ok("survey add acme nps 7 --when 2026-06-01")
    run.ok("survey add acme nps 4 --when 2026-11-02")
    run.ok("survey add beta nps 9 --when 2026-10-05")
    run.ok("survey add beta csat 3 --when 2026-10-06")
    return run


def test_the_answers_read_as_kept_as_counts_and_never_as_a_percentage(answered, golden):
    out = answered.ok("survey list").out

    golden.matches("survey-list.txt", out)
    assert "%" not in out


def test_the_answers_of_one_client_come_with_those_before_and_without_the_others(answered):
    out = answered.ok("survey list acme").out

    assert "before, on the same scale: 8, 7 (n = 2)" in out
    assert "beta" not in out
    assert [each["score"] for each in many(answered, "survey list acme")] == [8, 7, 4]
    assert many(answered, "survey list acme")[2].items() >= {"highest": 10, "low": True, "day": "2026-11-02"}.items()


def test_the_last_answer_stands_on_the_card_and_in_the_list_of_clients(answered):
    card = answered.ok("show acme").out

    assert "survey    nps 4 of 10 on 2026-11-02, higher = better; before: 8, 7 (n = 2)" in card
    assert "nps 4 of 10, 21 days ago" in answered.ok("clients").out
    assert json.loads(answered.ok("clients --json").lines[0])["last_answer"]["score"] == 4


def test_a_better_answer_is_a_better_mood(run):
    def mood():
        return json.loads(run.ok("score acme --json").out)["clients"][0]["health"]["score"]

    run.ok("survey add acme nps 2")
    low = mood()
    run.ok("undo")
    run.ok("survey add acme nps 10")

    assert mood() > low


def test_without_answers_and_without_clients_it_is_said(run):
    assert "no answers" in run.ok("survey list").err
    run.ok("rm acme --yes")
    assert "no client to ask" in run.ok("survey due").err
