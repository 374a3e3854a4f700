"""Which blocks an ending letter holds, and that each way of breaking it is noticed."""

from datetime import date
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest

from clienthealth.core.frozen import replace
from clienthealth.core.goodbye.ending import ending
from clienthealth.core.history import History
from clienthealth.core.kinds import Cause, InvoiceKind, Language, Party, PromiseKind, Recipient, Situation
from clienthealth.core.letters.ending_check import incomplete
from clienthealth.core.letters.letter import Missing, Money, Sender, one_line
from clienthealth.core.letters.offboarding import offboarding_letter
from clienthealth.core.records.agreed import Promise
from clienthealth.core.records.client import Client, Contact
from clienthealth.core.records.money import Invoice
from clienthealth.core.records.trouble import Complaint
from clienthealth.errors import UsageError

TODAY = date(2026, 11, 23)
ZONE = ZoneInfo("Europe/Berlin")
BEFORE = date(2026, 10, 1)
DUE = date(2026, 12, 11)
SENDER = Sender(name="Mira Holm", email="mira@holm.example", phone="+49 431 5550123", country="DE")

CLIENT = Client(
    client="acme",
    at=date(2024, 1, 1),
    id="k",
    name="Acme",
    notice_days=30,
    contract_date=date(2024, 3, 4),
    contract_clause="§ 7",
    contacts=(Contact(name="Jana Seidel", salutation="Frau"),),
)


def drafted(situation=None, *, client=CLIENT, sender=SENDER, end=None, by=Party.US, also=(), language=None, **records):
    history = History(client=client, **records)
    found = ending(history, today=TODAY, zone=ZONE, situation=situation, end=end, by=by)
    return offboarding_letter(history, found, sender, today=TODAY, zone=ZONE, also=also, language=language)


def promise(number=1, due=DUE, **given):
    return Promise(client="acme", at=BEFORE, id=f"p{number}", text=f"Part {number}", due=due, **given)


def invoice(number="R1", amount="100.10", **given):
    at = given.pop("at", BEFORE)
    return Invoice(client="acme", at=at, id=number, number=number, amount=Decimal(amount), **given)


def complaint():
    return Complaint(client="acme", at=date(2026, 11, 2), id="c1", cause=Cause.OURS, answered_at=TODAY)


RICH = {
    "promises": (promise(1), promise(2, date(2026, 12, 4)), promise(3, party=Party.THEM)),
    "complaints": (complaint(),),
    "invoices": (
        invoice("R1", due=date(2026, 11, 2)),
        invoice("R2", "20.25", due=date(2026, 12, 2)),
        invoice("R3", "7", disputed=True),
        invoice("P1", "500", kind=InvoiceKind.PREPAYMENT, paid=BEFORE, earned=Decimal("123.45")),
        invoice("G1", "5", kind=InvoiceKind.CREDIT),
    ),
}


def ids(letter):
    return [each.id for each in letter.blocks]


def values(letter, block):
    return dict(letter.block(block).values)


def found(letter):
    return [each.key.removeprefix("incomplete.") for each in incomplete(letter)]


# What is in it


@pytest.mark.parametrize("situation", [None, *Situation])
@pytest.mark.parametrize("records", [{}, RICH], ids=["nothing open", "everything open"])
def test_the_letter_of_every_situation_is_whole(situation, records):
    letter = drafted(situation, **records)

    assert incomplete(letter) == ()
    assert letter.missing == ()


def test_there_is_no_reason_by_default():
    assert not [each for each in ids(drafted(**RICH)) if each.startswith("why_")]


@pytest.mark.parametrize("situation", Situation)
def test_there_is_at_most_one_reason(situation):
    reasons = [each for each in ids(drafted(situation, **RICH)) if each.startswith("why_")]

    assert reasons == [f"why_{situation.replace('-', '')}"]


def test_the_order_is_that_of_the_reference():
    assert ids(drafted(Situation.CAPACITY, **RICH)) == [
        "subj_end",
        "open_end",
        "why_capacity",
        "basis_clause",
        "remaining",
        "concern_open",
        "after_date",
        "balance_open",
        "balance_pay",
        "balance_disputed",
        "refund_rest",
        "credit_open",
        "handover",
        "access",
        "rights",
        "client_todo",
        "referral",
        "contact_after",
        "thanks",
        "wish",
    ]


def test_the_payment_comes_first_where_it_ends_the_work():
    order = ids(drafted(Situation.NON_PAYMENT, **RICH))

    assert order.index("balance_open") < order.index("remaining")


def test_without_an_overdue_invoice_payment_is_no_reason():
    assert "why_nonpayment" not in ids(drafted(Situation.NON_PAYMENT))


def test_the_reason_of_non_payment_is_the_oldest_day_it_was_due():
    late = (invoice("R1", due=date(2026, 11, 2)), invoice("R2", due=date(2026, 9, 2)))

    assert values(drafted(Situation.NON_PAYMENT, invoices=late), "why_nonpayment") == {"on_d": date(2026, 9, 2)}


def test_a_contract_that_runs_out_says_so_instead_of_ending():
    order = ids(drafted(Situation.NON_RENEWAL, end=date(2027, 1, 31)))

    assert "why_nonrenewal" in order
    assert "open_end" not in order


def test_after_conduct_there_is_no_thanks_wish_or_referral_and_no_telephone():
    letter = drafted(Situation.CONDUCT, **RICH)

    assert not {"thanks", "wish", "referral"} & set(ids(letter))
    assert letter.sender.phone == ""


@pytest.mark.parametrize("block", ["referral", "thanks", "wish"])
def test_courtesies_cannot_be_added_after_conduct(block):
    with pytest.raises(UsageError, match="no place"):
        drafted(Situation.CONDUCT, also=[block])


def test_an_optional_block_can_be_added():
    assert "data" in ids(drafted(also=["data"]))


def test_an_unknown_optional_block_is_refused():
    with pytest.raises(UsageError, match="'blame' is no optional block"):
        drafted(also=["blame"])


def test_when_they_end_it_the_reasons_are_theirs():
    order = ids(drafted(Situation.FIT, by=Party.THEM, end=TODAY))

    assert order[:3] == ["subj_end", "open_end_theirs", "fulfilled"]


def test_it_says_that_notice_was_kept_only_where_it_was():
    letter = drafted(end=date(2026, 12, 22))

    assert "basis_clause" not in ids(letter)
    assert values(letter, "basis_short") == {"ground": Missing("ground")}
    assert found(letter) == ["M2", "M11"]


@pytest.mark.parametrize(
    ("situation", "end", "says"),
    [
        (None, None, True),
        (None, date(2026, 12, 22), False),
        (Situation.CONDUCT, None, False),
        (Situation.NON_RENEWAL, None, False),
    ],
)
def test_it_says_that_there_is_time_only_where_there_is(situation, end, says):
    client = replace(CLIENT, notice_days=None)

    assert ("basis_time" in ids(drafted(situation, client=client, end=end))) is says


def test_all_is_done_only_where_nothing_is_open():
    assert "fulfilled" in ids(drafted())
    assert "fulfilled" not in ids(drafted(promises=(promise(),)))
    assert "fulfilled" not in ids(drafted(complaints=(complaint(),)))


@pytest.mark.parametrize(
    "records",
    [
        {"invoices": (invoice(),)},
        {"invoices": (invoice(disputed=True),)},
        {"invoices": (invoice(kind=InvoiceKind.CREDIT),)},
        {"invoices": (invoice(kind=InvoiceKind.PREPAYMENT, paid=BEFORE),)},
        {"promises": (promise(kind=PromiseKind.PAYMENT, party=Party.THEM),)},
    ],
)
def test_nothing_is_due_only_where_nothing_is(records):
    assert "nothing_due" in ids(drafted())
    assert "nothing_due" not in ids(drafted(**records))


def test_every_open_invoice_is_listed_with_its_own_amount_and_the_sum():
    lines = drafted(**RICH).block("balance_open").lines

    assert [(line.key, dict(line.values)["amount"]) for line in lines] == [
        ("invoice_overdue", Money(Decimal("100.10"), "EUR")),
        ("invoice_due", Money(Decimal("20.25"), "EUR")),
        ("total", Money(Decimal("120.35"), "EUR")),
    ]


def test_amounts_of_two_currencies_have_no_sum():
    lines = drafted(invoices=(invoice("R1", currency="USD"), invoice("R2"))).block("balance_open").lines

    assert [line.key for line in lines] == ["invoice", "invoice"]


@pytest.mark.parametrize(
    ("due", "block"), [(date(2026, 11, 2), "invoice_late"), (DUE, "invoice_final"), (None, "balance_open")]
)
def test_a_single_invoice_is_a_sentence(due, block):
    assert block in ids(drafted(invoices=(invoice(due=due),)))


def test_payment_is_asked_for_within_two_weeks_and_never_after_the_end():
    late = (invoice(due=date(2026, 11, 2)),)

    assert values(drafted(invoices=late), "invoice_late")["by_due"] == date(2026, 12, 7)
    soon = drafted(invoices=late, end=date(2026, 12, 1))
    assert values(soon, "invoice_late")["by_due"] == date(2026, 12, 1)


def test_prepayments_are_returned_with_what_was_not_earned():
    assert values(drafted(invoices=RICH["invoices"]), "refund")["amount"] == Money(Decimal("376.55"), "EUR")


@pytest.mark.parametrize(("due", "key"), [(BEFORE, "promise_past"), (TODAY, "promise"), (None, "promise_undated")])
def test_a_promise_whose_day_has_passed_is_shown_as_agreed_for_that_day(due, key):
    assert [line.key for line in drafted(promises=(promise(due=due),)).block("remaining").lines] == [key]


# What the record does not hold


def test_what_is_missing_is_named_once():
    letter = drafted(client=replace(CLIENT, contract_clause=None, contract_date=None), sender=Sender())

    assert [each.key for each in letter.missing] == [
        "mend.sender_name",
        "mend.contract_date",
        "mend.clause",
        "mend.channel",
        "mend.contact",
    ]
    assert found(letter) == ["M9", "M10", "M11"]


def test_the_letter_forced_without_a_date_shows_the_gap():
    letter = drafted(promises=(promise(due=None),))

    assert [each.key for each in letter.missing] == ["mend.due"]
    assert found(letter) == ["M11"]


# Who it speaks to


def test_it_is_in_the_language_asked_for_else_the_clients_else_english():
    danish = replace(CLIENT, language=Language.DA)

    assert drafted(client=danish, language=Language.DE).language is Language.DE
    assert drafted(client=danish).language is Language.DA
    assert drafted().language is Language.EN


def test_it_speaks_to_the_contact_who_is_there_today():
    gone = Contact(name="Old Hand", until=date(2026, 11, 22))
    coming = Contact(name="New Hand", from_=date(2026, 11, 24))
    here = Contact(name="Right Hand", from_=TODAY, until=TODAY)

    assert drafted(client=replace(CLIENT, contacts=(gone, coming, here))).addressee.person == "Right Hand"


@pytest.mark.parametrize(
    ("recipient", "contacts", "organisation", "person"),
    [
        (None, CLIENT.contacts, "Acme", "Jana Seidel"),
        (None, (), "Acme", ""),
        (Recipient.COMPANY, CLIENT.contacts, "Acme", ""),
        (Recipient.PERSON, CLIENT.contacts, "Acme", "Jana Seidel"),
        (Recipient.PERSON, (), "", "Acme"),
    ],
)
def test_it_speaks_to_a_company_or_a_person(recipient, contacts, organisation, person):
    addressee = drafted(client=replace(CLIENT, recipient=recipient, contacts=contacts)).addressee

    assert (addressee.organisation, addressee.person) == (organisation, person)


# Every way to break it


def without(letter, *names):
    return replace(letter, blocks=tuple(each for each in letter.blocks if each.id not in names))


def changed(letter, name, **given):
    blocks = (
        replace(each, values=tuple({**dict(each.values), **given}.items())) if each.id == name else each
        for each in letter.blocks
    )
    return replace(letter, blocks=tuple(blocks))


def relined(letter, name, change):
    blocks = (replace(each, lines=change(each.lines)) if each.id == name else each for each in letter.blocks)
    return replace(letter, blocks=tuple(blocks))


def line_with(lines, place, **given):
    made = replace(lines[place], values=tuple({**dict(lines[place].values), **given}.items()))
    return (*lines[:place], made, *lines[place + 1 :])


@pytest.mark.parametrize(
    ("block", "must"),
    [
        ("open_end", "M1"),
        ("basis_clause", "M3"),
        ("remaining", "M4"),
        ("concern_open", "M4"),
        ("after_date", "M5"),
        ("balance_open", "M6"),
        ("balance_disputed", "M6"),
        ("refund_rest", "M6"),
        ("credit_open", "M6"),
        ("handover", "M7"),
        ("access", "M7"),
        ("client_todo", "M8"),
        ("contact_after", "M9"),
        ("subj_end", "M10"),
    ],
)
def test_a_missing_block_is_noticed(block, must):
    assert found(without(drafted(**RICH), block)) == [must]


@pytest.mark.parametrize("block", ["fulfilled", "nothing_due", "client_none"])
def test_a_missing_word_that_nothing_is_open_is_noticed(block):
    musts = {"fulfilled": "M4", "nothing_due": "M6", "client_none": "M8"}

    assert found(without(drafted(), block)) == [musts[block]]


@pytest.mark.parametrize("name", ["as_of", "on_end", "by_due", "until_end"])
def test_another_end_date_anywhere_is_noticed(name):
    blocks = {"as_of": "open_end", "on_end": "access", "by_due": "handover", "until_end": "contact_after"}

    assert found(changed(drafted(**RICH), blocks[name], **{name: date(2026, 12, 24)})) == ["M2"]


def test_a_missing_promise_is_noticed():
    assert found(relined(drafted(**RICH), "remaining", lambda lines: lines[1:])) == ["M4"]


def test_a_promise_too_many_is_noticed():
    assert found(relined(drafted(**RICH), "remaining", lambda lines: (*lines, lines[0]))) == ["M4"]


@pytest.mark.parametrize("given", [{"text": "Part 9"}, {"by_due": date(2026, 12, 12)}])
def test_a_promise_said_otherwise_is_noticed(given):
    assert found(relined(drafted(**RICH), "remaining", lambda lines: line_with(lines, 0, **given))) == ["M4"]


def test_work_after_the_end_is_noticed():
    letter = drafted(promises=(promise(due=date(2026, 12, 24)),))

    assert found(letter) == ["M2"]


@pytest.mark.parametrize("place", [0, 1, 2])
def test_an_amount_off_by_a_cent_is_noticed(place):
    letter = drafted(**RICH)
    amount = dict(letter.block("balance_open").lines[place].values)["amount"]
    wrong = Money(amount.amount + Decimal("0.01"), amount.currency)

    assert found(relined(letter, "balance_open", lambda lines: line_with(lines, place, amount=wrong))) == ["M6"]


def test_another_currency_is_noticed():
    letter = drafted(**RICH)

    assert found(changed(letter, "refund_rest", amount=Money(Decimal("376.55"), "USD"))) == ["M6"]


def test_an_amount_on_another_invoice_is_noticed():
    letter = drafted(**RICH)

    assert found(relined(letter, "balance_open", lambda lines: line_with(lines, 0, inv="R9"))) == ["M6"]


def test_saying_that_all_is_done_beside_open_work_is_noticed():
    letter, done = drafted(**RICH), drafted().block("fulfilled")

    assert found(replace(letter, blocks=(*letter.blocks, done))) == ["M4"]


def test_saying_it_twice_is_noticed():
    letter = drafted(**RICH)

    assert found(replace(letter, blocks=(*letter.blocks, letter.block("wish")))) == ["M10"]


def test_an_empty_value_is_noticed():
    assert found(changed(drafted(), "basis_clause", clause="")) == ["M11"]


def test_a_letter_without_a_record_cannot_be_whole():
    assert found(replace(drafted(), ending=None)) == ["record"]


# Text as it may stand in a letter


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("Kja\u0308r", "Kjär"),
        ("two\r\nlines\tand a tab", "two lines and a tab"),
        ("\u202egnp.exe\u202c \u200bzero\x1b[31m", "gnp.exe zero[31m"),
        ("1\u00a0000", "1\u00a0000"),
        ("\ud800\ue000", ""),
        ("  ", ""),
    ],
)
def test_text_is_one_line_without_anything_that_acts(typed, shown):
    assert one_line(typed) == shown
