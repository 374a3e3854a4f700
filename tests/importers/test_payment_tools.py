"""Tables of payments: what came in, what went back, what moved nothing, and what names no invoice."""

from pathlib import Path

import pytest
from reading import drafts, read
from told import told

from clienthealth.importers.formats import recognised
from clienthealth.importers.items import Draft, Hint
from clienthealth.importers.source import Source

DATA = Path(__file__).parents[1] / "data" / "import" / "invoicing"
HOLM = "(Bakery Holm, hello@bakery-holm.example)"

TOOLS = {
    "invoice-ninja-payments.csv": (
        "invoice-ninja-payments",
        [
            "payment 0017 1200 2026-01-30 (Fjordlys AS)",
            "payment 0017 1200 2026-02-16 (Fjordlys AS)",
            "payment 0018 150 2026-03-06 (Fjordlys AS)",
            "payment 0018 150 2026-03-06 (Fjordlys AS)",
            "problem line 9: Amount",
        ],
    ),
    "stripe.csv": (
        "stripe",
        [
            f"payment F-1 120 2026-04-01T22:30:05+00:00 {HOLM}",
            f"payment F-2 50 2026-04-02T08:00:00+00:00 {HOLM}",
            f"refund F-2 20 2026-04-09T10:00:00+00:00 {HOLM}",
            f"payment F-3 70 2026-04-03T08:00:00+00:00 {HOLM}",
            "hint dispute F-3",
            "skipped line 5: failed",
            "skipped line 6: no-party",
            "problem line 7: id",
        ],
    ),
    "stripe-charges.csv": (
        "stripe-charges",
        [
            "payment F-9 1234.5 2026-04-01T22:30:05+00:00 (cus_1, hello@bakery-holm.example)",
            "payment F-10 5000 2026-04-02T08:00:00+00:00 (cus_1, hello@bakery-holm.example)",
            # It names its invoice by the id alone: whoever knows that invoice knows its number.
            "payment in_11 50 2026-04-03T08:00:00+00:00 (cus_1, hello@bakery-holm.example)",
            "skipped line 5: failed",
        ],
    ),
    "paypal.csv": (
        "paypal",
        [
            f"payment F-1 1250 2026-03-14T23:30:00-07:00 {HOLM}",
            f"refund F-1 250 2026-03-15T09:00:00-07:00 {HOLM}",
            "skipped line 4: not-contact",
            "skipped line 5: failed",
            "skipped line 6: failed",
            "skipped line 7: not-contact",
            # IST is the time of India, of Israel and of Ireland: only the day is sure.
            f"payment F-3 30 2026-03-20 {HOLM}",
            "skipped line 9: to-decide",
            "hint dispute F-3",
            "problem line 10: Invoice Number",
        ],
    ),
    "paypal-de.csv": (
        "paypal",
        [
            "payment RE-1 1250 2026-03-14T18:20:00+01:00 (Bäckerei Holm, hallo@holm.example)",
            "skipped line 3: failed",
        ],
    ),
    # The statement of any account: no status, no addressee, and what came back to us is no payment of theirs.
    "paypal-statement.csv": (
        "paypal",
        [
            f"payment F-9 250 2026-03-14T18:20:00+01:00 {HOLM}",
            f"refund F-9 50 2026-03-15T09:00:00+01:00 {HOLM}",
            "skipped line 4: not-contact",
            "skipped line 5: not-contact",
        ],
    ),
    "paypal-kontoauszug.csv": (
        "paypal",
        [
            "payment RE-7 1190 2026-06-27T11:54:55+02:00 (Bäckerei Holm, hallo@holm.example)",
            "refund RE-7 190 2026-06-29T11:54:55+02:00 (Bäckerei Holm, hallo@holm.example)",
            "skipped line 4: not-contact",
        ],
    ),
}


@pytest.mark.parametrize("name", TOOLS)
def test_a_tools_payments_are_read_as_it_means_them(name):
    form, expected = TOOLS[name]

    assert recognised(Source(DATA / name)) == form
    assert told(read(form, DATA / name)) == expected


def test_stripe_is_known_by_few_columns_as_its_user_chooses_them(tmp_path):
    path = tmp_path / "payments.csv"
    path.write_text(
        "id,Created date (UTC),Amount,Fee,Net,Status,Customer Email,Invoice Number\n"
        "ch_1,2026-01-15 10:30:00,100.00,3.20,96.80,Paid,hi@holm.example,F-1\n",
        encoding="utf-8",
    )
    assert recognised(Source(path)) == "stripe"
    assert told(read("stripe", path)) == ["payment F-1 100 2026-01-15T10:30:00+00:00 (hi@holm.example)"]


def test_legal_twins_keep_apart_and_have_the_same_keys_in_the_next_export():
    first = [item.key for item in read("invoice-ninja-payments", DATA / TWINS) if isinstance(item, Draft)]
    second = [item.key for item in read("invoice-ninja-payments", DATA / TWINS) if isinstance(item, Draft)]

    assert first == second
    assert len(set(first)) == len(first) == 4


TWINS = "invoice-ninja-payments.csv"

REFUNDED = "id;Created date (UTC);Amount;Amount Refunded;Currency;Status;Invoice Number;Customer ID\n"


@pytest.fixture
def stripe(tmp_path):
    """Read a row of Stripe that has no column for the day of a refund."""

    def row(text: str, **given: str):
        path = tmp_path / "stripe.csv"
        path.write_text(REFUNDED + text, encoding="utf-8")
        return read("stripe", path, **given)

    return row


def test_what_went_back_on_a_day_that_is_not_stated_is_reported_unless_it_was_answered(stripe):
    row = "ch_1;2026-06-06 21:29:22;9.00;4.00;eur;Paid;R-6;cus_B\n"

    [problem] = stripe(row)

    assert told([problem]) == ["problem line 2: Amount Refunded"]
    assert "--answer refunds=same-day" in problem.hint
    assert told(stripe(row, refunds="same-day")) == [
        "payment R-6 9 2026-06-06T21:29:22+00:00 (cus_B)",
        "refund R-6 4 2026-06-06T21:29:22+00:00 (cus_B)",
    ]


def test_a_payment_of_tomorrow_did_not_happen(stripe):
    assert told(stripe("ch_1;2027-06-06 21:29:22;9.00;0.00;eur;Paid;R-6;cus_B\n")) == [
        "problem line 2: Created date (UTC)"
    ]


def test_an_unknown_status_of_a_payment_is_asked_about(stripe):
    row = "ch_1;2026-06-06 21:29:22;9.00;0.00;eur;Odd;R-6;cus_B\n"

    assert told(stripe(row)) == ["question status:odd paid|refunded|disputed|pending|failed|void"]
    assert told(stripe(row, **{"status:odd": "failed"})) == ["skipped line 2: failed"]


def test_a_dispute_is_never_a_record_by_itself_but_offers_the_one_it_may_become():
    [hint] = [item for item in read("stripe", DATA / "stripe.csv") if isinstance(item, Hint)]

    assert hint.values["status"] == "needs_response"
    assert hint.would == {
        "type": "payment",
        "kind": "chargeback",
        "invoice": "F-3",
        "amount": "70",
        "at": "2026-05-01T00:00:00+00:00",
    }


@pytest.mark.parametrize(("status", "hints"), [("needs_response", 1), ("lost", 1), ("won", 0), ("warning_closed", 0)])
def test_a_dispute_that_was_won_leaves_nothing_to_ask(tmp_path, status, hints):
    path = tmp_path / "stripe.csv"
    path.write_text((DATA / "stripe.csv").read_text(encoding="utf-8").replace("needs_response", status), "utf-8")

    assert sum(isinstance(item, Hint) for item in read("stripe", path)) == hints


@pytest.mark.parametrize(("currency", "amount"), [("usd", "1234.5"), ("kwd", "123.45"), ("krw", "123450")])
def test_the_smallest_coin_is_of_its_currency(tmp_path, currency, amount):
    path = tmp_path / "charges.csv"
    path.write_text((DATA / "stripe-charges.csv").read_text(encoding="utf-8").replace("usd", currency), "utf-8")

    [first, *_] = drafts(read("stripe-charges", path))

    assert first.said["amount"] == amount


def test_what_comes_from_our_own_bank_is_no_payment_of_a_client(tmp_path):
    path = tmp_path / "paypal.csv"
    head, first, *_ = (DATA / "paypal.csv").read_text(encoding="utf-8").splitlines(keepends=True)
    path.write_text(head + first.replace("General Payment", "Bank Deposit to PP Account"), "utf-8")

    assert told(read("paypal", path, order="mdy")) == ["skipped line 2: not-contact"]
