"""`whatif`: the judgement after something that has not happened, as it would be had it happened."""

import json

import pytest

ACTS = [
    (["--resolve", "c1"], ["complaint resolve c1"]),
    (["--confirm", "c1"], ["complaint confirm c1 satisfied"]),
    (["--confirm", "c1:unsatisfied"], ["complaint confirm c1 unsatisfied"]),
    (["--keep", "p1"], ["promise keep p1"]),
    (["--keep", "p2"], ["promise keep p2"]),
    (["--pay", "A-1"], ["invoice pay A-1"]),
    (["--pay", "A-2"], ["invoice pay A-2"]),
    (["--pay", "v1"], ["invoice pay A-1"]),
    (["--effort", "fix:satisfied"], ["effort add acme fix --outcome satisfied"]),
    (["--effort", "redo:unsatisfied@c1"], ["effort add acme redo --complaint c1 --outcome unsatisfied"]),
    (["--effort", "extra"], ["effort add acme extra"]),
    (["--signal", "unpaid-change:3"], ["signal add acme unpaid-change --severity 3"]),
    (["--signal", "praise"], ["signal add acme praise"]),
    (["--signal", "threat:3"], ["signal add acme threat --severity 3"]),
    (["--boundary", "reset-talk"], ["boundary add acme reset-talk x"]),
    (["--expect", "scope"], ["expect add acme x --topic scope"]),
    (["--hardship"], ["hardship add acme"]),
    (
        ["--keep", "p1", "--effort", "fix:satisfied", "--boundary", "reset-talk", "-s", "rude", "-s", "rude:1"],
        [
            "promise keep p1",
            "effort add acme fix --outcome satisfied",
            "boundary add acme reset-talk x",
            "signal add acme rude",
            "signal add acme rude --severity 1",
        ],
    ),
]
JUDGED = ("verdict", "recommendation", "because", "confidence", "problem_client", "client_problem", "health")


@pytest.fixture
def acme(run):
    return run.begins(
        "add Acme --since 2026-01-05 --agreed 'All in writing'",
        "add Beta --since 2026-01-05",
        "log acme Kick-off --when 60d",
        "log beta Kick-off --when 60d",
        "promise add acme The draft --due 2026-11-10 --when 30d",
        "promise add acme Their photos --theirs --due 2026-11-10 --when 30d",
        "signal add acme unpaid-change --when 20d",
        "signal add acme overrules-expert --when 15d",
        "complaint add acme Too late --when 12d",
        "invoice add acme A-1 --amount 1000 --due 2026-10-01 --when 80d",
        "invoice add acme A-2 --amount 500 --due 2026-10-01 --when 80d",
        "invoice pay A-2 --amount 100 --when 40d",
    )


def supposed(run, options):
    return json.loads(run.ok("whatif acme --json", *options).out)


def scored(run):
    return json.loads(run.ok("score acme --json").out)["clients"][0]


@pytest.mark.parametrize(("options", "commands"), ACTS, ids=[" ".join(options) for options, _ in ACTS])
def test_what_is_supposed_is_what_writing_it_would_make(acme, options, commands):
    found = supposed(acme, options)
    for command in commands:
        acme.ok(command)

    real = scored(acme)

    assert {key: found["after"][key] for key in JUDGED} == {key: real[key] for key in JUDGED}
    assert [each["passed"] for each in found["after"]["gates"]] == [each["passed"] for each in real["gates"]]
    assert [each["decibans"] for each in found["after"]["evidence"]] == [each["decibans"] for each in real["evidence"]]


def test_nothing_is_written(acme):
    before = acme.ok("export").out, acme.ok("undo --list").out

    acme.ok("whatif acme --keep p1 --signal rude --hardship")

    assert (acme.ok("export").out, acme.ok("undo --list").out) == before


def test_it_is_said_how_it_is_and_how_it_would_be(acme):
    shown = acme.ok("whatif acme --keep p1 --hardship").out

    assert "we keep our promise p1" in shown
    assert shown.index("As it is") < shown.index("As it would be")
    assert "(higher = worse)" in shown


def test_an_answer_that_stays_the_same_is_said_to(acme):
    assert "The answer would be the same." in acme.ok("whatif beta --effort extra").out


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("whatif acme", 2),
        ("whatif nobody --hardship", 3),
        ("whatif acme --resolve c9", 3),
        ("whatif beta --resolve c1", 2),
        ("whatif acme --pay X", 3),
        ("whatif acme --signal nonsense", 2),
        ("whatif acme --signal rude:9", 2),
        ("whatif acme --effort fix:nonsense", 2),
        ("whatif beta --effort fix", 4),
    ],
)
def test_what_cannot_be_supposed_is_refused_in_two_lines(acme, line, code):
    ran = acme(line)

    assert (ran.code, ran.out) == (code, "")
    assert len(ran.err.splitlines()) >= 2


def test_why_names_the_acts_that_would_move_the_answer(acme):
    shown = acme.ok("why acme").out

    assert "What would move it" in shown
    client = json.loads(acme.ok("why acme --json").out)["clients"][0]
    assert 1 <= len(client["would_move"]) <= 3
    assert all(each["command"].startswith("clienthealth ") for each in client["would_move"])


def test_why_tries_what_is_overdue_as_one_step_and_says_that_nothing_is_written(run):
    run.ok("add Acme --since 2026-01-05 --agreed 'All in writing'")
    run.ok("log acme Kick-off --when 60d")
    run.ok("log acme Sketches --when 40d")
    run.ok("invoice add acme A-1 --amount 1000 --due 2026-09-01 --when 80d")
    run.ok("invoice add acme 'A 2' --amount 500 --due 2026-09-01 --when 80d")

    lines = [line.strip() for line in run.ok("why acme").lines]

    assert "Computed, not written. Type a command only when it has happened." in lines
    place = lines.index("their 2 overdue invoices are paid")
    assert "clienthealth invoice pay 'A 2' A-1" in lines[place : place + 5]
    run.ok("invoice pay A-1 'A 2'")
    assert "their 2 overdue invoices are paid" not in run.ok("why acme").out
