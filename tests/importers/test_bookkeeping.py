"""Bookkeeping: hledger, ledger and Wave, where invoices and payments are changes of what clients owe."""

from pathlib import Path

import pytest
from files import answers
from reading import read
from told import told

from clienthealth.importers.formats import recognised
from clienthealth.importers.invoicing.claims import Role, role_of
from clienthealth.importers.source import Source

DATA = Path(__file__).parents[1] / "data" / "import" / "invoicing"

BOOKS = [
    "invoice 1001 1200 EUR 2026-01-10 due 2026-01-24 (fjordlys)",
    "payment 1001 700 2026-01-20 (fjordlys)",
    "payment 1001 500 2026-02-03 (fjordlys)",
    "invoice 0002 300 EUR 2026-02-10 due 2026-02-24 (bakery)",
    "invoice 0002-credit 60 EUR 2026-02-20 kind credit ref 0002 (bakery)",
    "payment 0002 120 2026-03-10 (bakery)",
    "payment 0002 120 2026-03-10 (bakery)",
    "invoice 1003 100 EUR 2026-04-01 (Fjordlys AS)",
    "write-off 1003 100 2026-05-01 (Fjordlys AS)",
]


@pytest.mark.parametrize(
    ("name", "form", "rent", "unnumbered"),
    [("hledger-print.csv", "hledger", 14, 24), ("ledger.csv", "ledger", 13, 23)],
)
def test_both_programs_tell_the_same_of_the_same_books(name, form, rent, unnumbered):
    items = told(read(form, DATA / name))

    assert recognised(Source(DATA / name)) == form
    assert f"skipped line {rent}: not-contact" in items
    assert f"problem line {unnumbered}: code" in items
    assert [item for item in items if not item.startswith(("skipped", "problem"))] == BOOKS


def test_a_payment_has_the_same_key_whichever_program_wrote_it():
    keys = [{item.key for item in read(form, DATA / name) if hasattr(item, "key")} for name, form in BOTH]

    assert keys[0] == keys[1]


BOTH = (("hledger-print.csv", "hledger"), ("ledger.csv", "ledger"))


def test_a_register_that_shows_one_side_only_asks_what_the_other_was():
    assert recognised(Source(DATA / "hledger-register.csv")) == "hledger"
    assert told(read("hledger", DATA / "hledger-register.csv"))[-1] == "question reductions payments|leave-out"


def test_the_answer_takes_what_reduces_a_claim_as_payments_or_leaves_it_out():
    paid = told(read("hledger", DATA / "hledger-register.csv", reductions="payments"))
    left = told(read("hledger", DATA / "hledger-register.csv", reductions="leave-out"))

    assert "payment 1001 700 2026-01-20 (fjordlys)" in paid
    assert [item for item in left if item.startswith("payment")] == []
    assert left.count("skipped line 3: not-contact") == 1


def test_waves_bookkeeping_is_read_by_its_types_of_accounts():
    assert recognised(Source(DATA / "wave.csv")) == "wave"
    assert told(read("wave", DATA / "wave.csv")) == [
        "invoice 5 400 2026-01-28 (Fjordlys AS)",
        "payment 5 150 2026-02-14 (Fjordlys AS)",
        "skipped line 6: not-contact",
    ]


PRINT = (
    '"txnidx","date","date2","status","code","description","comment","account","amount","commodity","credit","debit",'
    '"posting-status","posting-comment"\n'
)


@pytest.fixture
def books(tmp_path):
    """Read transactions, each a day, a code and its postings."""

    def read_them(*transactions, **given):
        path = tmp_path / "print.csv"
        lines = [
            f'"{number}","{day}","","*","{code}","Holm | x","","{account}","{amount}","EUR","","","",""\n'
            for number, (day, code, *postings) in enumerate(transactions, start=1)
            for account, amount in postings
        ]
        path.write_text(PRINT + "".join(lines), encoding="utf-8")
        return told(read("hledger", path, **given))

    return read_them


RAISED = ("2026-01-01", "7", ("assets:receivable", "100.00"), ("revenues", "-100.00"))


def test_books_without_accounts_of_that_name_ask_which_hold_what_clients_owe(books):
    sold = ("2026-01-01", "7", ("assets:kunder", "100.00"), ("revenues", "-100.00"))

    assert books(sold) == ["skipped line 2: not-contact", "question receivable"]
    assert books(sold, receivable="kunder") == ["invoice 7 100 EUR 2026-01-01 (Holm)"]


def test_money_on_an_account_whose_name_says_nothing_is_asked_about(books):
    paid = ("2026-01-09", "7", ("assets:n26", "100.00"), ("assets:receivable", "-100.00"))

    assert books(RAISED, paid)[-1] == "question money"
    assert books(RAISED, paid, money="n26")[-1] == "payment 7 100 2026-01-09 (Holm)"


@pytest.mark.parametrize(
    ("postings", "expected"),
    [
        ([("assets:bank", "80.00"), ("assets:receivable", "-100.00"), ("expenses:bad debts", "20.00")], "split"),
        ([("assets:receivable", "10.00"), ("assets:bank", "-10.00")], "refund 7 10 2026-01-09 (Holm)"),
        ([("assets:receivable", "10.00"), ("revenues", "-10.00")], "problem line 4: code"),
        ([("assets:receivable", "-10.00"), ("expenses:gifts", "10.00")], "problem line 4: account"),
        ([("assets:receivable", "-10.00"), ("revenues", "5.00"), ("assets:bank", "5.00")], "problem line 4: account"),
        ([("assets:receivable", "-10.00"), ("assets:receivable", "10.00")], ""),
    ],
)
def test_what_happens_to_a_claim_is_told_by_what_stands_against_it(books, postings, expected):
    items = books(RAISED, ("2026-01-09", "7", *postings))

    split = ["payment 7 80 2026-01-09 (Holm)", "write-off 7 20 2026-01-09 (Holm)"]
    assert items[1:] == (split if expected == "split" else [expected] if expected else [])


def test_an_opening_balance_has_no_day_of_issue(books):
    opened = ("2026-01-01", "7", ("assets:receivable", "100.00"), ("equity:opening balances", "-100.00"))

    assert books(opened) == ["problem line 2: account"]


def test_money_that_goes_out_on_a_number_nobody_knows_is_reported(books):
    out = ("2026-01-01", "7", ("assets:receivable", "100.00"), ("assets:bank", "-100.00"))

    assert books(out) == ["problem line 2: account"]


def test_what_lies_ahead_has_not_happened(books):
    assert books(("2027-01-01", "7", *RAISED[2:])) == ["skipped line 2: not-held"]


def test_claims_in_hours_are_no_money(tmp_path):
    path = tmp_path / "print.csv"
    path.write_text(
        PRINT + '"1","2026-01-01","","*","7","Holm","","assets:receivable","3","h","","","",""\n', encoding="utf-8"
    )

    assert told(read("hledger", path)) == ["problem line 2: commodity"]


def test_a_tag_that_names_the_invoice_comes_before_the_code(tmp_path):
    path = tmp_path / "claims.csv"
    path.write_text('"2026/01/01","bank 5","Holm","assets:receivable","EUR","100","*"," invoice: 7\n"\n', "utf-8")

    assert told(read("ledger", path)) == ["invoice 7 100 EUR 2026-01-01 (Holm)"]


def test_a_due_day_that_is_none_is_reported(tmp_path):
    path = tmp_path / "claims.csv"
    path.write_text('"2026/01/01","7","Holm","assets:receivable","EUR","100","*"," due: soon"\n', "utf-8")

    assert told(read("ledger", path)) == ["problem line 1: due"]


def test_two_alike_on_one_day_in_a_report_of_claims_only_stay_two(tmp_path):
    path = tmp_path / "claims.csv"
    path.write_text(
        '"2026/01/01","7","Holm","assets:receivable","EUR","100","*",""\n'
        '"2026/01/01","7","Holm","assets:receivable","EUR","-100","*",""\n',
        encoding="utf-8",
    )

    assert told(read("ledger", path, reductions="payments")) == [
        "invoice 7 100 EUR 2026-01-01 (Holm)",
        "payment 7 100 2026-01-01 (Holm)",
    ]


def test_a_line_that_cannot_be_read_takes_its_whole_transaction_with_it(books):
    paid = ("2026-01-09", "7", ("assets:receivable", "-100.00"), ("assets:bank", "a hundred"))

    assert books(RAISED, paid, (*RAISED[:1], "8", *RAISED[2:])) == [
        "invoice 7 100 EUR 2026-01-01 (Holm)",
        "problem line 5: amount",
        "invoice 8 100 EUR 2026-01-01 (Holm)",
    ]


def test_so_it_does_where_transactions_are_not_numbered(tmp_path):
    path = tmp_path / "ledger.csv"
    path.write_text(
        '"2026/01/01","7","Holm","assets:receivable","EUR","100","*",""\n'
        '"2026/01/01","7","Holm","revenues","EUR","-100","*",""\n'
        '"2026/01/09","7","Holm","assets:receivable","EUR","-100","*",""\n'
        '"2026/01/09","7","Holm","assets:bank","EUR","a hundred","*",""\n',
        encoding="utf-8",
    )

    assert told(read("ledger", path)) == ["invoice 7 100 EUR 2026-01-01 (Holm)", "problem line 4: amount"]


def test_an_account_is_known_by_its_greek_name():
    assert role_of("Ενεργητικό:Πελάτες:Acme", answers()) is Role.CLAIM
