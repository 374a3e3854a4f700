"""Tables of invoices: each tool's columns, what its words mean, and when nothing may be concluded."""

from pathlib import Path

import pytest
from reading import ME, read
from told import told

from clienthealth.errors import BadData
from clienthealth.importers.formats import recognised
from clienthealth.importers.items import Hint, Question, Skipped
from clienthealth.importers.source import Source

DATA = Path(__file__).parents[1] / "data" / "import" / "invoicing"

TOOLS = {
    "freshbooks.csv": (
        "freshbooks",
        [
            "invoice 0000007 100 USD 2026-01-05 paid 2026-01-25 (Bakery Holm)",
            "invoice 0000008 9 USD 2026-02-05 covered 9 (Bakery Holm)",
            "invoice 0000009 900 USD 2026-03-05 (Fjordlys AS)",
            "hint dispute 0000009",
        ],
    ),
    "harvest.csv": (
        "harvest-invoices",
        [
            "invoice 041 800 NOK 2026-01-05 paid 2026-01-19 (Fjordlys AS)",
            "skipped line 3: to-decide",
            "hint written-off 042",
            "invoice 043 300 NOK 2026-03-05 (Fjordlys AS)",
        ],
    ),
    "invoice-ninja.csv": (
        "invoice-ninja",
        [
            "invoice 0017 2400 2026-01-12 due 2026-02-11 covered 2400 (Fjordlys AS, post@fjordlys.example)",
            "invoice 0018 900 2026-02-02 due 2026-03-04 covered 300 (Fjordlys AS, post@fjordlys.example)",
            "note line 8",
            "invoice 0019 150 2026-03-01 (Bakery Holm)",
            "skipped line 9: draft",
            "skipped line 10: to-decide",
            "hint credit 0021",
        ],
    ),
    "invoice-ninja-5.csv": (
        "invoice-ninja",
        [
            "invoice 2026-0031 500 EUR 2026-04-01 due 2026-04-15 covered 500 (Bakery Holm)",
            "invoice 2026-0032 250 EUR 2026-04-02 due 2026-04-16 (Bakery Holm)",
            "skipped line 4: draft",
        ],
    ),
    "invoice2go.csv": (
        "invoice2go",
        [
            "invoice 11 120.5 GBP 2026-01-10 due 2026-02-09 paid 2026-02-20 (Bakery Holm, hello@bakery-holm.example)",
            "invoice 12 200 GBP 2026-01-11 due 2026-01-25 (Bakery Holm, hello@bakery-holm.example)",
            "payment 12 50 2026-01-20 (Bakery Holm, hello@bakery-holm.example)",
            "payment 12 25 2026-02-02 (Bakery Holm, hello@bakery-holm.example)",
            "invoice 13 90 GBP 2026-01-12 covered 30 (Bakery Holm, hello@bakery-holm.example)",
            "skipped line 5: draft",
        ],
    ),
    "invoicely.csv": (
        "invoicely",
        [
            "invoice INV-1 1020 2026-01-28 due 2026-02-11 (Bakery Holm)",
            "invoice INV-2 80 2026-02-03 due 2026-02-17 covered 80 (Bakery Holm)",
            "skipped line 4: draft",
        ],
    ),
    "own-da.csv": (
        "invoices",
        [
            "invoice 0101 1250 DKK 2026-01-05 due 2026-01-19 paid 2026-01-23 (Bageriet Holm)",
            "invoice 0102 99.5 DKK 2026-02-06 due 2026-02-20 (Bageriet Holm)",
            "skipped line 4: draft",
        ],
    ),
    "own-el.csv": (
        "invoices",
        [
            "invoice Α-7 1240 EUR 2026-01-13 due 2026-01-27 paid 2026-02-02 (Φούρνος Θάλασσα)",
            "invoice Α-8 100 EUR 2026-02-14 due 2026-02-28 (Φούρνος Θάλασσα)",
        ],
    ),
    "own-nb.csv": (
        "invoices",
        [
            "invoice 55 1250 NOK 2026-01-05 due 2026-01-19 (Fjordlys AS)",
            "invoice 56 250 NOK 2026-01-25 kind credit ref 55 (Fjordlys AS)",
            "invoice 57 100 NOK 2026-02-05 due 2026-02-19 covered 100 (Fjordlys AS)",
        ],
    ),
    "stripe-invoices.csv": (
        "stripe-invoices",
        [
            (
                "invoice F-1 120 EUR 2026-03-01T09:00:00+00:00 due 2026-03-15T09:00:00+00:00 covered 120"
                " (cus_1, hello@bakery-holm.example)"
            ),
            (
                "invoice F-2 50 EUR 2026-03-02T09:00:00+00:00 due 2026-03-16T09:00:00+00:00"
                " (cus_1, hello@bakery-holm.example)"
            ),
            "skipped line 4: to-decide",
            "hint written-off F-3",
            "skipped line 5: draft",
        ],
    ),
    "stripe-api-invoices.csv": (
        "stripe-api-invoices",
        [
            (
                "invoice F-1 120 EUR 2026-03-01T09:00:00+00:00 due 2026-03-15T09:00:00+00:00"
                " paid 2026-04-01T22:30:05+00:00 (cus_1)"
            ),
            "problem line 3: status",
            "skipped line 4: draft",
        ],
    ),
    "wave-invoices.csv": (
        "wave-invoices",
        [
            "invoice 5 400 CAD 2026-01-28 due 2026-02-11 paid 2026-02-14 (Fjordlys AS)",
            "invoice 6 100 CAD 2026-01-29 due 2026-02-12 (Fjordlys AS)",
        ],
    ),
    "zoho.csv": (
        "zoho",
        [
            "invoice Z-1 300 NOK 2026-01-08 due 2026-02-07 paid 2026-02-20 (Fjordlys AS)",
            "invoice Z-2 400 NOK 2026-01-09 due 2026-02-08 (Fjordlys AS)",
            "payment Z-2 250 2026-02-10 (Fjordlys AS)",
            "invoice Z-3 90 EUR 2026-01-10 due 2026-02-09 (Bakery Holm)",
            "write-off Z-3 90 2026-04-01 (Bakery Holm)",
            "invoice Z-4 60 EUR 2026-01-11 due 2026-01-25 (Bakery Holm)",
            "problem line 7: due",
        ],
    ),
}


@pytest.mark.parametrize("name", TOOLS)
def test_a_tools_invoices_are_read_as_it_means_them(name):
    form, expected = TOOLS[name]

    assert recognised(Source(DATA / name)) == form
    assert told(read(form, DATA / name)) == expected


OWN = "Invoice No,Client,Date,Due,Paid on,Amount,Status\n"


@pytest.fixture
def own(tmp_path):
    """Read a table of one's own that has these rows."""

    def rows(text: str, header: str = OWN, **given: str):
        path = tmp_path / "own.csv"
        path.write_text(header + text, encoding="utf-8")
        return read("invoices", path, **given)

    return rows


def test_freshbooks_says_when_an_invoice_is_due_and_may_leave_out_when_it_was_paid(tmp_path):
    path = tmp_path / "invoice_details.csv"
    path.write_text(
        "Client Name,Invoice #,Date Issued,Date Due,Invoice Status,Item Name,Line Total,Currency\n"
        "Holm,12,01/15/2026,02/15/2026,overdue,Menu,600.00,USD\n"
        "Holm,12,01/15/2026,02/15/2026,overdue,Sign,200.00,USD\n",
        encoding="utf-8",
    )
    assert recognised(Source(path)) == "freshbooks"
    assert told(read("freshbooks", path)) == ["invoice 12 800 USD 2026-01-15 due 2026-02-15 (Holm)"]


@pytest.mark.parametrize(
    ("header", "row", "said"),
    [
        (
            "Kunde;Rechnungsnummer;Rechnungsdatum;Betrag;Faelligkeitsdatum;Zahlungsstatus",
            "Holm;RE-1;05.01.2026;1.234,56;19.01.2026;offen",
            "invoice RE-1 1234.56 2026-01-05 due 2026-01-19 (Holm)",
        ),
        (
            "Rechnungsnummer;Rechnungsdatum;Fälligkeit;Empfänger;Rechnungssumme;Geldeingang;Offen;Bezahlstatus",
            "RE-2;05.01.2026;19.01.2026;Holm;200,00;50,00;150,00;offen",
            "invoice RE-2 200 2026-01-05 due 2026-01-19 covered 50 (Holm)",
        ),
        (
            "Rechnungsnummer;Rechnungsdatum;Belegart;StornoReferenz;Kunde;Brutto;Währung",
            "RE-3;05.01.2026;Stornorechnung;RE-1;Holm;-119,00;EUR",
            "invoice RE-3 119 EUR 2026-01-05 kind credit ref RE-1 (Holm)",
        ),
        (
            "Rechnungsdatum;Rechnungs-Nr.;Kunde;Rechnungsbetrag;WKZ;Bezahldatum",
            "02.05.2025;INV-1;Holm;746,13;EUR;19.05.2025",
            "invoice INV-1 746.13 EUR 2025-05-02 paid 2025-05-19 (Holm)",
        ),
        (
            "invoice_number;customer;issue_date;due_date;total_amount;payment_status",
            "7;Holm;2026-07-14;2026-08-13;100.00;open",
            "invoice 7 100 2026-07-14 due 2026-08-13 (Holm)",
        ),
        (
            "Date;Num;Customer;Due Date;Amount;Open Balance",
            "2026-07-14;1002;Holm;2026-08-13;3,400.50;3,400.50",
            "invoice 1002 3400.5 2026-07-14 due 2026-08-13 (Holm)",
        ),
    ],
)
def test_tables_as_other_programs_write_them(tmp_path, header, row, said):
    path = tmp_path / "rechnungen.csv"
    path.write_text(f"{header}\n{row}\n", encoding="utf-8")
    assert recognised(Source(path)) == "invoices"
    assert told(read("invoices", path, unpaid="yes"))[0] == said


def test_the_lines_of_an_invoice_of_xero_are_one_invoice(tmp_path):
    path = tmp_path / "SalesInvoices.csv"
    path.write_text(
        "ContactName,EmailAddress,InvoiceNumber,Reference,InvoiceDate,DueDate,Total,TaxTotal,InvoiceAmountPaid,"
        "InvoiceAmountDue,Description,Quantity,UnitAmount,LineAmount,Currency,Type,Sent,Status\n"
        "Holm,a@holm.example,INV-9,,24/03/2026,23/04/2026,1495.0000,195.0000,0.0000,1495.0000,Menu,1,1000,1000,NZD,"
        "Sales invoice,Sent,Awaiting Payment\n"
        "Holm,a@holm.example,INV-9,,24/03/2026,23/04/2026,1495.0000,195.0000,0.0000,1495.0000,Sign,1,300,300,NZD,"
        "Sales invoice,Sent,Awaiting Payment\n"
        "Holm,a@holm.example,INV-8,,20/03/2026,20/04/2026,10.0000,0,0.0000,10.0000,Menu,1,10,10,NZD,"
        "Sales invoice,,Draft\n",
        encoding="utf-8",
    )
    assert recognised(Source(path)) == "invoices"
    assert told(read("invoices", path)) == [
        "invoice INV-9 1495 NZD 2026-03-24 due 2026-04-23 (Holm, a@holm.example)",
        "skipped line 4: draft",
    ]


@pytest.mark.parametrize(
    ("sums", "values"),
    [
        ("Betrag (netto),Betrag (brutto)", "100,119"),
        ("Total excl. VAT,Total incl. VAT", "100,119"),
        ("Betrag brutto,Betrag netto", "119,100"),
        ("Amount (EUR)", "119"),
        ("Beløb,Beløb inkl. moms", "100,119"),
    ],
)
def test_of_two_sums_the_one_with_tax_is_asked_for(own, sums, values):
    header = f"No.,Client,Date,Due,Status,{sums}\n"

    assert told(own(f"1,Holm,2026-01-05,2026-01-19,open,{values}\n", header))[0].startswith("invoice 1 119 ")


@pytest.mark.parametrize("sums", ["Total (excl. VAT)", "Betrag netto", "Net amount"])
def test_a_table_that_says_no_sum_with_tax_is_mapped_by_hand(tmp_path, sums):
    path = tmp_path / "own.csv"
    path.write_text(f"Invoice no,Client,Date,Due,Status,{sums}\n1,Holm,2026-01-05,2026-01-19,open,100\n")

    assert recognised(Source(path)) == "csv"


def test_an_unknown_status_is_asked_about_and_the_answer_holds_for_all_of_its_word(own):
    rows = "1,Holm,2026-01-01,,,10,Archived\n2,Holm,2026-01-02,,,20,archived\n"

    [question] = own(rows)

    assert isinstance(question, Question)
    assert question.name == "status:archived"
    assert "line 2: 1, Holm, 2026-01-01, 10, Archived" in question.shown
    assert told(own(rows, **{question.name: "void"})) == ["skipped line 2: draft", "skipped line 3: draft"]


def test_what_was_answered_for_a_word_comes_before_what_is_known_of_it(own):
    [item] = own("1,Holm,2026-01-01,,,10,draft\n", **{"status:draft": "open"})

    assert told([item]) == ["invoice 1 10 2026-01-01 (Holm)"]


def test_nothing_is_late_without_a_due_day_unless_terms_were_said(own):
    row = "1,Holm,2026-01-01,,,10,open\n"

    assert told(own(row)) == ["invoice 1 10 2026-01-01 (Holm)"]
    assert told(own(row, terms="30"))[0] == "invoice 1 10 2026-01-01 due 2026-01-31 (Holm)"
    assert told(own(row, terms="99999")) == told(own(row))


def test_a_day_of_payment_on_an_invoice_that_is_partly_paid_settles_nothing_and_is_said(own):
    for status in ("partially paid", "open"):
        note, invoice = own(f"1,Holm,2026-01-01,,2026-01-09,10,{status}\n")

        assert "1 has a day of payment, 2026-01-09, and is not called paid" in note.what
        assert told([invoice]) == ["invoice 1 10 2026-01-01 (Holm)"]


def test_without_a_status_a_day_of_payment_says_that_it_was_paid(own):
    header = "Invoice No,Client,Date,Paid on,Amount\n"

    items = own("1,Holm,2026-01-01,2026-01-09,10\n2,Holm,2026-01-02,,10\n", header)

    assert told(items) == ["invoice 1 10 2026-01-01 paid 2026-01-09 (Holm)", "invoice 2 10 2026-01-02 (Holm)"]


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        (",Holm,2026-01-01,,,10,open", "problem line 2: number"),
        ("1,Holm,,,,10,open", "problem line 2: issued"),
        ("1,Holm,2026-01-01,,,,open", "problem line 2: amount"),
        ("1,Holm,2026-01-01,,,ten,open", "problem line 2: Amount"),
        ("1,Holm,2026-01-32,,,10,open", "problem line 2: Date"),
        ("1,Holm,2027-01-01,,,10,open", "problem line 2: issued"),
        ("1,Holm,2026-01-01,,2027-01-01,10,paid", "problem line 2: paid"),
        ("1,Holm,2026-01-01,,,0.00,open", "skipped line 2: empty"),
        ("1,,2026-01-01,,,10,open", "skipped line 2: no-party"),
        ("1,Ida,2026-01-01,,,10,open", "skipped line 2: own"),
        ("1,Holm,2026-01-01,,,10,open,more", "problem line 2: row"),
    ],
)
def test_a_row_that_cannot_be_taken_says_why_and_the_others_are(own, row, expected):
    good = "".join(f"{number},Holm,2026-02-0{number},,,10,open\n" for number in (8, 9))

    items = told(own(f"{row}\n{good}"))

    assert sorted(items) == sorted([expected, *(f"invoice {n} 10 2026-02-0{n} (Holm)" for n in (8, 9))])


def test_amounts_that_could_be_either_are_asked_about(own):
    rows = "1,Holm,2026-01-01,,,1.250,open\n"

    assert told(own(rows)) == ["question decimal ,|."]
    assert told(own(rows, decimal=","))[0].startswith("invoice 1 1250 ")
    assert told(own(rows, decimal="."))[0].startswith("invoice 1 1.25 ")


def test_days_that_could_be_either_are_asked_about_unless_another_column_proves_the_order(own):
    unsure = "1,Holm,02/03/2026,04/03/2026,,10,open\n"

    assert told(own(unsure)) == ["question order dmy|mdy"]
    assert told(own(unsure, order="dmy"))[0] == "invoice 1 10 2026-03-02 due 2026-03-04 (Holm)"
    assert told(own("1,Holm,02/03/2026,16/03/2026,,10,open\n"))[0] == "invoice 1 10 2026-03-02 due 2026-03-16 (Holm)"


def test_a_file_without_the_columns_is_refused_with_a_way_out(tmp_path):
    path = tmp_path / "other.csv"
    path.write_text("a,b\n1,2\n", encoding="utf-8")

    with pytest.raises(BadData, match="has no column 'Invoice Number'") as caught:
        read("zoho", path)

    assert "--from csv" in caught.value.hint


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        ("leave-out", ["skipped line 3: draft"]),
        (
            "write-off",
            [
                "invoice 042 600 NOK 2026-02-05 (Fjordlys AS)",
                "payment 042 450 2026-02-25 (Fjordlys AS)",
                "write-off 042 150 2026-02-05 (Fjordlys AS)",
            ],
        ),
        (
            "open",
            [
                "invoice 042 600 NOK 2026-02-05 (Fjordlys AS)",
                "payment 042 450 2026-02-25 (Fjordlys AS)",
            ],
        ),
    ],
)
def test_one_answer_decides_all_that_was_settled_without_being_paid(answer, expected):
    items = told(read("harvest-invoices", DATA / "harvest.csv", **{"written-off": answer}))

    assert [item for item in items if "04" not in item or "042" in item] == expected


def test_a_credit_note_without_its_invoice_is_offered_as_what_it_would_be(own):
    skipped, hint = own("7,Holm,2026-01-01,2026-02-01,,-40,open\n")

    assert isinstance(skipped, Skipped)
    assert isinstance(hint, Hint)
    assert hint.would == {
        "type": "invoice",
        "kind": "credit",
        "number": "7",
        "amount": "40",
        "at": "2026-01-01",
        "issued": "2026-01-01",
    }


def test_an_id_of_the_tool_is_the_key_else_the_number_is():
    [first, *_] = read("zoho", DATA / "zoho.csv")
    [other, *_] = read("freshbooks", DATA / "freshbooks.csv")

    assert (first.key, other.key) == ("zoho:460001", "number:0000007|bakery holm")


def test_the_lines_of_an_invoice_may_stand_anywhere_and_are_added_up(tmp_path):
    path = tmp_path / "lines.csv"
    head, *lines = (DATA / "freshbooks.csv").read_text(encoding="utf-8").splitlines(keepends=True)
    path.write_text(head + lines[0] + lines[2] + lines[1], encoding="utf-8")

    items = told(read("freshbooks", path, me=ME))

    assert items[0] == "invoice 0000007 100 USD 2026-01-05 paid 2026-01-25 (Bakery Holm)"
    assert len(items) == 2


@pytest.mark.parametrize(
    ("cell", "parts"),
    [
        ("date,amount;2026-01-20,30", ["payment 13 30 2026-01-20 (Bakery Holm, hello@bakery-holm.example)"]),
        ("date,amount;2026-01-20,20,7;2026-01-21,10", []),
        ("date,amount;20/1/2026,30", []),
        ("date,amount;2026-01-20,-30", []),
        ("what,else;1,2", []),
    ],
)
def test_payments_in_a_cell_are_taken_whole_or_not_at_all(tmp_path, cell, parts):
    path = tmp_path / "invoice2go.csv"
    text = (DATA / "invoice2go.csv").read_text(encoding="utf-8")
    path.write_text(text.replace("what,else;1,2", cell), "utf-8")

    items = told(read("invoice2go", path))

    assert [item for item in items if item.startswith("payment 13 ")] == parts
    assert ("covered 30" in "".join(items)) == (not parts)


MARKED = "Invoice No,Client,Date,Due,Amount (EUR),Paid\n"


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("yes", "no", [" covered 10", ""]),
        ("x", "", [" covered 10", ""]),
        ("1", "0", [" covered 10", ""]),
        ("2026-01-30", "", [" paid 2026-01-30", ""]),
        ("10.00", "4.00", [" covered 10", " covered 4"]),
    ],
)
def test_what_stands_under_paid_tells_whether_it_says_if_when_or_how_much(own, one, other, expected):
    items = told(own(f"1,Holm,2026-01-01,2026-02-01,10.00,{one}\n2,Holm,2026-01-01,2026-02-01,10.00,{other}\n", MARKED))

    assert items == [f"invoice {n} 10 EUR 2026-01-01 due 2026-02-01{tail} (Holm)" for n, tail in enumerate(expected, 1)]


@pytest.mark.parametrize(
    "header", ["Invoice No,Client,Date,Due,Amount,Note\n", "Invoice No,Client,Date,Due,Amount,Paid\n"]
)
def test_a_table_that_does_not_tell_what_was_paid_is_asked_about(own, header):
    rows = "1,Holm,2026-01-01,2026-02-01,10.00,yes\n2,Holm,2026-01-01,2026-02-01,10.00,2026-01-30\n"

    assert told(own(rows, header)) == ["question unpaid yes|no"]
    assert told(own(rows, header, unpaid="yes"))[0] == "invoice 1 10 2026-01-01 due 2026-02-01 (Holm)"
    with pytest.raises(BadData, match="does not say what was paid"):
        own(rows, header, unpaid="no")


def test_what_is_asked_for_in_all_and_what_is_ours_of_it_are_kept_apart():
    [first, *_] = read("invoices", DATA / "own-nb.csv")

    assert (first.said["amount"], first.said["net"]) == ("1250", "1000")


@pytest.mark.parametrize(
    ("header", "form"),
    [
        ("Invoice No,Client,Date,Amount,Status", "invoices"),
        ("Rechnungsnr.;Kunde;Datum;Betrag (EUR);Bezahlt", "invoices"),
        ("Invoice No,Client,Date,Amount", "csv"),
        ("Number,Client,Date,Amount,Status", "csv"),
        ("Client,Invoice Number,Amount,Date", "invoice-ninja-payments"),
        ("Client,Invoice Number,Amount,Date,Due Date", "invoices"),
    ],
)
def test_a_table_of_ones_own_is_recognised_by_what_only_invoices_have(tmp_path, header, form):
    path = tmp_path / "table.csv"
    row = (";" if ";" in header else ",").join("1" for _ in header.replace(";", ",").split(","))
    path.write_text(f"{header}\n{row}\n{row}\n", encoding="utf-8")

    assert recognised(Source(path)) == form


def test_two_clients_may_have_invoices_of_one_number(own):
    first, second = own("1,Holm,2026-01-01,,,10,open\n1,Fjordlys,2026-01-01,,,10,open\n")

    assert first.key != second.key
