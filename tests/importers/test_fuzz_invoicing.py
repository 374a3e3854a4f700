"""Invoices and payments as they never should be: anything may be refused, nothing may break or hang."""

from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from mangled import changed, survives
from reading import drafts, read

from clienthealth.importers.formats import FORMATS

DATA = Path(__file__).parents[1] / "data" / "import" / "invoicing"
FILES = {
    "zoho": "zoho.csv",
    "freshbooks": "freshbooks.csv",
    "harvest-invoices": "harvest.csv",
    "invoicely": "invoicely.csv",
    "invoice2go": "invoice2go.csv",
    "invoice-ninja": "invoice-ninja.csv",
    "invoice-ninja-payments": "invoice-ninja-payments.csv",
    "wave": "wave.csv",
    "wave-invoices": "wave-invoices.csv",
    "stripe": "stripe.csv",
    "stripe-charges": "stripe-charges.csv",
    "stripe-invoices": "stripe-invoices.csv",
    "stripe-api-invoices": "stripe-api-invoices.csv",
    "paypal": "paypal.csv",
    "hledger": "hledger-print.csv",
    "ledger": "ledger.csv",
    "invoices": "own-da.csv",
}
GOOD = {form: (DATA / name).read_bytes() for form, name in FILES.items()}
FORMS = sorted(GOOD)
SAID = {"order": "dmy", "decimal": ".", "written-off": "write-off", "refunds": "same-day", "reductions": "payments"}


def test_every_format_of_invoices_is_among_them():
    assert {name for name, module in FORMATS.items() if module.startswith("invoicing.")} == set(FILES)


@pytest.mark.parametrize("form", FORMS)
@settings(max_examples=5)
@given(content=st.binary(max_size=200))
def test_any_bytes_are_read_or_refused(form, content):
    survives(form, content)


@settings(max_examples=150)
@given(form=st.sampled_from(FORMS), data=st.data())
def test_good_files_with_changes_are_read_or_refused(form, data):
    survives(form, data.draw(changed(GOOD[form])), **SAID)


@settings(max_examples=50)
@given(form=st.sampled_from(FORMS), data=st.data())
def test_good_files_with_changes_are_asked_about_or_refused(form, data):
    survives(form, data.draw(changed(GOOD[form])))


@pytest.mark.slow
@settings(max_examples=2500)
@given(form=st.sampled_from(FORMS), data=st.data())
def test_many_files_with_changes_are_read_or_refused(form, data):
    survives(form, data.draw(changed(GOOD[form])), **SAID)


CELLS = st.text(st.characters(codec="utf-8", exclude_characters="\r\n\x00"), max_size=12)
ROW = st.tuples(CELLS, CELLS, CELLS, CELLS, CELLS, CELLS)


@settings(max_examples=60)
@given(rows=st.lists(ROW, max_size=4))
def test_what_is_taken_has_a_number_a_day_and_an_amount_above_nothing(rows, tmp_path_factory):
    path = tmp_path_factory.mktemp("own") / "own.csv"
    lines = [",".join(f'"{cell.replace(chr(34), "")}"' for cell in row) for row in rows]
    good = "7,Holm,2026-01-01,2026-02-01,10.00,open"
    path.write_text("\n".join(["Invoice No,Client,Date,Due,Amount,Status", good, *lines]), encoding="utf-8")

    taken = drafts(read("invoices", path))

    assert all(each.said["number"] and len(each.said["issued"]) == 10 for each in taken)
    assert all(Decimal(each.said["amount"]) > 0 for each in taken)
