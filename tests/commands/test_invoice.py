"""`invoice`: what we billed, and what became of it."""

import json

import pytest


@pytest.fixture(autouse=True)
def acme(run):
    run.ok("add Acme --terms 14 --currency DKK")
    run.ok("add Beta")


def records(run, *lines):
    return [json.loads(line) for each in lines for line in run.ok(f"{each} --json").lines]


def test_an_invoice_has_amounts_and_a_due_date(run):
    line = "invoice add beta R-1 --amount 1190,50 --net 1000 --due 2026-12-01 --currency EUR --when 2026-11-02"
    (made,) = records(run, line)

    expected = {"number": "R-1", "amount": 1190.5, "net": 1000, "due": "2026-12-01", "at": "2026-11-02"}
    assert made.items() >= expected.items()
    assert made["handle"] == "v1"


def test_the_terms_of_the_client_stand_in_for_a_due_date(run):
    run.ok("invoice add acme R-1 --amount 100")

    assert "due Mon 2026-12-07" in run.ok("invoice list").out
    assert run("invoice add beta R-2 --amount 100").code == 2


@pytest.mark.parametrize("amount", ["1.190,50", "1,190", "-5", "many", "1e3", "٣"])
def test_an_amount_that_can_be_read_in_two_ways_is_refused(run, amount):
    ran = run(f"invoice add acme R-1 --amount={amount}")

    assert ran.code == 2
    assert "1190,50" in ran.err


def test_a_number_is_given_once_a_client(run):
    run.ok("invoice add acme R-1 --amount 100")

    ran = run("invoice add acme R-1 --amount 100")

    assert ran.code == 4
    assert "v1" in ran.err
    run.ok("invoice add beta R-1 --amount 100 --due fri")


def test_paid_at_once_is_told_on_the_invoice(run):
    run.ok("invoice add acme R-1 --amount 100 --when 3d")
    run.ok("invoice add acme R-2 --amount 50 --when 3d")

    made = records(run, "invoice pay R-1 v2 --when yesterday --note giro")

    assert [(each["paid"], each["note"]) for each in made] == [("2026-11-22", "giro")] * 2
    assert "paid_amount" not in made[0]
    run.ok("undo")
    assert len(run.ok("invoice list --open").lines) == 2


def test_paid_in_parts_is_told_in_payments(run):
    run.ok("invoice add acme R-1 --amount 100")

    parts = records(run, "invoice pay R-1 --amount 40")
    assert "60 of it open" in run.ok("invoice list").out
    parts += records(run, "invoice pay acme")

    assert [(each["type"], each["invoice"], each["amount"]) for each in parts] == [
        ("payment", "R-1", 40),
        ("payment", "R-1", 60),
    ]
    assert run.ok("invoice list --open").out == ""
    assert run("invoice pay R-1").code == 4


def test_more_than_was_open_is_recorded_with_a_remark(run):
    run.ok("invoice add acme R-1 --amount 100")

    ran = run.ok("invoice pay R-1 --amount 110")

    assert "10 more" in ran.err


def test_a_part_is_of_one_invoice_and_not_nothing(run):
    run.ok("invoice add acme R-1 --amount 100")

    assert run("invoice pay R-1 R-2 --amount 10").code == 2
    assert run("invoice pay R-1 --amount 0").code == 2


def test_a_number_of_two_clients_is_asked_which(run):
    run.ok("invoice add acme R-1 --amount 100")
    run.ok("invoice add beta R-1 --amount 100 --due fri")

    ran = run("invoice pay R-1")

    assert ran.code == 3
    assert "v1 (acme), v2 (beta)" in ran.err
    assert records(run, "invoice pay R-1 --client beta")[0]["handle"] == "v2"
    assert run("invoice pay R-9").code == 3
    assert run("invoice pay R-9 --client beta").code == 3


def test_a_credit_note_takes_something_off(run):
    run.ok("invoice add acme R-1 --amount 100")

    (made,) = records(run, "invoice credit R-1 --amount 30")

    expected = {"number": "R-1-credit", "kind": "credit", "ref": "R-1", "amount": 30}
    assert made.items() >= expected.items()
    assert "70 of it open" in run.ok("invoice list").out
    assert records(run, "invoice credit R-1 --number C-7")[0]["amount"] == 70
    assert run.ok("invoice list --open").out == ""
    assert run("invoice credit R-1 --amount 500").code == 2
    assert run("invoice credit R-1 --number C-7 --amount 1").code == 4


def test_only_what_was_paid_can_be_refunded(run):
    run.ok("invoice add acme R-1 --amount 100")
    assert run("invoice refund R-1").code == 4
    run.ok("invoice pay R-1")
    assert run("invoice refund R-1 --amount 101").code == 2

    made = records(run, "invoice refund R-1 --amount 30", "invoice refund R-1")

    assert [(each["kind"], each["amount"]) for each in made] == [("refund", 30), ("refund", 70)]


def test_what_is_open_can_be_written_off(run):
    run.ok("invoice add acme R-1 --amount 100")
    run.ok("invoice pay R-1 --amount 40")
    assert run("invoice write-off R-1 --amount 61").code == 2

    (made,) = records(run, "invoice write-off R-1")

    assert (made["kind"], made["amount"]) == ("write-off", 60)
    assert run("invoice write-off R-1").code == 4


def test_a_disputed_invoice_is_not_overdue(run):
    run.ok("invoice add acme R-1 --amount 100 --when 2026-10-01")
    assert "39 days overdue" in run.ok("invoice list --overdue").out

    (made,) = records(run, "invoice dispute R-1 --when 2026-10-10")

    assert made["disputed_at"] == "2026-10-10"
    assert run.ok("invoice list --overdue").out == ""
    assert "disputed" in run.ok("invoice list --open").out
    assert run("invoice dispute R-1").code == 4


def test_an_amount_has_two_decimals_or_none(run):
    run.ok("invoice add acme 2026-1 --amount 800.5 --due 2026-12-31")
    run.ok("invoice add acme 2026-2 --amount 800 --due 2026-12-31")

    said = run.ok("invoice list").out
    assert "800.50 DKK" in said
    assert "800 DKK" in said
    assert "800.50 DKK" in run.ok("show acme").out
