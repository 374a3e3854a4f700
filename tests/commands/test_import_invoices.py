"""Invoices and payments through `import`: what was paid late, what only another file can say, what is asked."""

import json
from pathlib import Path

import pytest

DATA = Path(__file__).parents[1] / "data" / "import" / "invoicing"
INVOICES, PAYMENTS = str(DATA / "invoice-ninja.csv"), str(DATA / "invoice-ninja-payments.csv")
TAKE = "import --yes --skip-bad --create-clients"


def flat(text: str) -> str:
    """Return what was said without its line ends."""
    return " ".join(text.split())


@pytest.fixture
def listed(run):
    """Return the lines of invoices as `invoice list` has them, with single spaces."""
    return lambda: [" ".join(line.split()) for line in run.ok("invoice list").lines]


def test_invoices_and_payments_of_one_run_find_each_other_by_number(run, listed):
    run.ok(TAKE, INVOICES, PAYMENTS)

    assert listed() == [
        "v1 fjordlys-as 0017 2400 EUR due Wed 2026-02-11 settled",
        "v2 fjordlys-as 0018 900 EUR due Wed 2026-03-04 264 days overdue, 600 of it open",
        "v3 bakery-holm 0019 150 EUR no date open",
    ]


def test_importing_them_again_changes_nothing(run):
    run.ok(TAKE, INVOICES, PAYMENTS)
    first = run.ok("export").out

    again = run.ok(TAKE, PAYMENTS, INVOICES)

    assert "0 new, 0 brought up to date, 7 as before" in flat(again.out)
    assert run.ok("export").out == first


def test_an_invoice_that_was_paid_on_a_day_nobody_states_is_reported_and_not_taken_for_unpaid(run, listed):
    ran = run.ok(TAKE, INVOICES)

    why = "0017: 2400 was paid of it, and no file says when"
    assert f"{why} (import the payments together with it, or add a column with the day)" in flat(ran.out)
    assert listed() == ["v1 bakery-holm 0019 150 EUR no date open"]


def test_payments_may_come_later_for_what_is_on_record_and_others_are_reported(run):
    run.ok(TAKE, str(DATA / "freshbooks.csv"))

    ran = run.ok(TAKE, PAYMENTS)

    assert flat(ran.out).count("leads to no invoice of fjordlys-as") == 4


def test_the_same_invoice_from_another_tool_is_one_record(run, tmp_path, listed):
    run.ok(TAKE, INVOICES, PAYMENTS)
    own = tmp_path / "own.csv"
    own.write_text(
        "Invoice No,Client,Date,Due,Paid on,Amount,Currency\n"
        "0019,Bakery Holm,2026-03-01,2026-03-31,2026-04-02,150.00,DKK\n",
        encoding="utf-8",
    )

    ran = run.ok(TAKE, str(own))

    assert "0 new, 1 brought up to date" in flat(ran.out)
    assert "v3 bakery-holm 0019 150 DKK due Tue 2026-03-31 paid Thu 2026-04-02" in listed()


def test_what_a_file_only_gives_reason_to_ask_waits_in_the_inbox_and_is_no_record(run):
    run.ok(TAKE, str(DATA / "harvest.csv"), str(DATA / "zoho.csv"), str(DATA / "freshbooks.csv"))

    inbox = flat(run.ok("inbox").out)

    assert "invoice 042: nothing is open, and 150 was never paid. Was it written off?" in inbox
    assert inbox.count("invoice Z-4 was due on 2026-01-25, and is") == 1
    assert "900 on invoice 0000009 is in dispute (disputed)" in inbox
    assert '"number":"042"' not in run.ok("export").out


def test_books_kept_by_hand_tell_how_late_they_pay(run, listed):
    run.ok(TAKE, str(DATA / "hledger-print.csv"))

    assert listed() == [
        "v1 fjordlys 1001 1200 EUR due Sat 2026-01-24 settled",
        "v2 bakery 0002 300 EUR due Tue 2026-02-24 settled",
        "v3 bakery 0002-credit 60 EUR credit on 0002",
        "v4 fjordlys-as 1003 100 EUR no date settled",
    ]
    assert "1 of one paid invoice came late" in run.ok("show fjordlys").out


def test_files_may_be_named_in_any_order(run, listed, tmp_path):
    payments = tmp_path / "payments.csv"
    payments.write_text(Path(PAYMENTS).read_text().replace("Fjordlys AS", "Fjordlys in other words"))

    run.ok(TAKE, str(payments), INVOICES)

    assert "v1 fjordlys-as 0017 2400 EUR due Wed 2026-02-11 settled" in listed()


def test_what_was_paid_is_what_is_on_record_and_what_a_file_adds_to_it(run, listed, tmp_path):
    first, last = tmp_path / "first.csv", tmp_path / "last.csv"
    lines = Path(PAYMENTS).read_text().splitlines(keepends=True)
    first.write_text("".join(lines[:5]))
    last.write_text("".join([*lines[:4], lines[5]]))
    run.ok("add 'Fjordlys AS' --since 2026-01-01")
    run.ok("invoice add fjordlys-as 0017 --amount 2400 --when 2026-01-12 --due 2026-02-11 --currency EUR")
    run.ok(TAKE, str(first))

    ran = run.ok(TAKE, INVOICES, str(last))

    assert "no file says when" not in flat(ran.out).replace("0018: 300 was paid of it, and no file says when", "")
    assert "settled" in listed()[0]


def test_the_same_payment_twice_from_two_sources_is_not_taken_for_two(run, tmp_path):
    both = tmp_path / "first.csv"
    both.write_text("".join(Path(PAYMENTS).read_text().splitlines(keepends=True)[:5]))
    run.ok("add 'Fjordlys AS' --since 2026-01-01")
    run.ok("invoice add fjordlys-as 0017 --amount 2400 --when 2026-01-12 --due 2026-02-11 --currency EUR")
    run.ok("invoice pay 0017 --amount 1200 --when 2026-01-30")

    ran = run.ok(TAKE, INVOICES, str(both))

    assert "0017: 2400 was paid of it, and no file says when" in flat(ran.out)
    assert "payments of 0017 come from cli and import:invoice-ninja-payments" in flat(ran.out)


STRIPE_INVOICES = (
    "id,Amount Due,Currency,Customer,Customer Email,Date (UTC),Due Date (UTC),Number,Total,Amount Paid,Status\n"
    "in_1,120.00,eur,cus_1,hello@holm.example,2026-03-01 09:00:00,2026-03-15 09:00:00,F-1,120.00,120.00,paid\n"
    "in_2,50.00,eur,cus_1,hello@holm.example,2026-03-02 09:00:00,2026-03-16 09:00:00,F-2,50.00,0.00,open\n"
)
STRIPE_PAYMENTS = (
    "id,Created date (UTC),Amount,Amount Refunded,Currency,Status,Customer ID,Customer Email,Invoice ID\n"
    "ch_1,2026-04-01 22:30:05,120.00,0.00,eur,Paid,cus_1,hello@holm.example,in_1\n"
    "ch_2,2026-04-02 08:00:00,20.00,0.00,eur,Paid,cus_1,accounts@holm.example,in_2\n"
    "ch_3,2026-04-03 08:00:00,20.00,0.00,eur,Paid,cus_1,hello@holm.example,in_9\n"
)


@pytest.mark.parametrize("apart", [False, True])
def test_payments_that_name_the_id_of_an_invoice_find_its_number(run, tmp_path, apart):
    (tmp_path / "invoices.csv").write_text(STRIPE_INVOICES, encoding="utf-8")
    (tmp_path / "payments.csv").write_text(STRIPE_PAYMENTS, encoding="utf-8")
    invoices, payments = str(tmp_path / "invoices.csv"), str(tmp_path / "payments.csv")
    run.ok("add Holm --email hello@holm.example")
    if apart:
        # What was paid of F-1 is known with its day only once the payments are there.
        run.ok("import --yes --skip-bad", invoices)
    ran = run.ok("import --yes --skip-bad", *(() if apart else (invoices,)), payments)

    paid = {
        each["invoice"]: each["amount"] for each in map(json.loads, run.ok("export").lines) if each["type"] == "payment"
    }
    assert paid == ({"F-2": 20} if apart else {"F-1": 120, "F-2": 20})
    assert "'in_9' leads to no invoice of holm" in flat(ran.out)
    if apart:
        run.ok("import --yes --skip-bad", invoices, payments)
    before = run.ok("export").out
    assert "0 new" in flat(run.ok("import --yes --skip-bad", payments, invoices).out)
    assert run.ok("export").out == before
