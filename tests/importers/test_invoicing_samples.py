"""The samples of invoices and payments: what their manifest says that a reader must find."""

from datetime import date

import pytest
from reading import drafts, read, sample
from told import told

from clienthealth.errors import BadData
from clienthealth.importers.formats import recognised
from clienthealth.importers.items import Draft, Skipped
from clienthealth.importers.source import Source

FORMS = {
    "own__banner-invoices.csv": "invoice-ninja",
    "own__banner-payments.csv": "invoice-ninja-payments",
    "own__harvest-invoices.csv": "harvest-invoices",
    "own__line-items.csv": "zoho",
    "own__no-due-date.csv": "freshbooks",
    "own__rechnungen-de.csv": "invoices",
    "own__stripe-payments-semicolon.csv": "stripe",
    "fivetran-stripe__charge_data.csv": "stripe-charges",
    "fivetran-stripe__invoice_data.csv": "stripe-api-invoices",
}


def of_sample(name: str, **given: str):
    """Read a sample by the format that it is recognised as."""
    path = sample("invoices") / name
    return read(recognised(Source(path)), path, **given)


def days_late(draft: Draft) -> int:
    """Return by how many days an invoice was paid after its due day."""
    return (date.fromisoformat(draft.said["paid"]) - date.fromisoformat(draft.said["due"])).days


@pytest.mark.parametrize("name", FORMS)
def test_a_sample_is_recognised(name):
    assert recognised(Source(sample("invoices") / name)) == FORMS[name]


def test_banner_rows_are_passed_over_and_payments_state_the_days(tmp_path):
    invoices = drafts(of_sample("own__banner-invoices.csv"))
    payments = drafts(of_sample("own__banner-payments.csv"))

    assert [(each.said["number"], each.covered) for each in invoices] == [
        ("1001", "1200"),
        ("1002", "100"),
        ("1003", ""),
        ("1004", "80"),
    ]
    assert "due" not in invoices[3].said
    assert [(each.said["invoice"], each.said["amount"], each.said["at"]) for each in payments] == [
        ("1001", "700", "2026-01-20"),
        ("1001", "500", "2026-02-03"),
        ("1002", "100", "2026-03-02"),
        ("1004", "80", "2026-03-11"),
        ("9999", "5", "2026-03-12"),
    ]


def test_what_harvest_settled_without_a_payment_is_the_users_to_decide():
    items = of_sample("own__harvest-invoices.csv")

    assert told(items) == [
        "invoice 1 1000 EUR 2026-01-05 paid 2026-02-10 (Acme)",
        "skipped line 3: to-decide",
        "hint written-off 2",
        "invoice 3 200 SEK 2026-03-05 (Acme)",
    ]


def test_a_total_that_each_line_repeats_counts_once():
    one, two, three = drafts(of_sample("own__line-items.csv"))

    assert [each.said["amount"] for each in (one, two, three)] == ["300", "100", "50"]
    assert (days_late(one), days_late(three)) == (11, -10)
    assert (two.said["due"], "paid" in two.said, two.covered) == ("2026-02-19", False, "")


def test_leading_zeros_stay_and_nothing_is_late_without_a_due_day():
    assert told(of_sample("own__no-due-date.csv")) == [
        "invoice 0000001 1140 USD 2026-01-28 paid 2026-03-01 (Acme)",
        "invoice 0000002 10 USD 2026-02-28 (Acme)",
    ]


def test_german_headers_words_and_numbers_are_read():
    items = of_sample("own__rechnungen-de.csv")
    first, second, third = drafts(items)

    assert [each.said["amount"] for each in (first, second, third)] == ["1234.56", "99", "1000"]
    assert (days_late(first), days_late(third), "paid" in second.said) == (14, 0, False)
    assert {each.parties[0].name for each in (first, second, third)} == {"Müller & Söhne"}
    assert [item.reason for item in items if isinstance(item, Skipped)] == ["to-decide", "draft"]


def test_stripes_payments_are_told_by_their_ids():
    assert told(of_sample("own__stripe-payments-semicolon.csv")) == [
        "payment BC4E-0005 15 2026-06-07T02:38:54+00:00 (cus_A)",
        "problem line 3: Amount Refunded",
        "skipped line 4: failed",
        "problem line 5: Invoice Number",
        "skipped line 6: duplicate",
    ]


def test_charges_that_failed_moved_no_money():
    items = of_sample("fivetran-stripe__charge_data.csv")

    assert [item.reason for item in items if isinstance(item, Skipped)] == ["failed"] * 16
    assert len(items) == 16


def test_invoices_that_nowhere_say_when_they_were_issued_are_refused():
    with pytest.raises(BadData, match="has no column"):
        of_sample("fivetran-stripe__invoice_data.csv")


@pytest.mark.parametrize("name", FORMS)
def test_a_second_reading_yields_the_same_keys(name):
    if name.endswith("invoice_data.csv"):
        pytest.skip("it has no day of issue")

    assert [each.key for each in drafts(of_sample(name))] == [each.key for each in drafts(of_sample(name))]
