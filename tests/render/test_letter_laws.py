"""Laws of every ending letter, whatever people typed: a whole letter or a named gap, nothing in between."""

from datetime import date, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st
from typed_texts import OURS, typed

from clienthealth.core.goodbye.ending import ending
from clienthealth.core.history import History
from clienthealth.core.kinds import Cause, InvoiceKind, Language, Party, Recipient, Situation
from clienthealth.core.letters.ending_check import incomplete
from clienthealth.core.letters.letter import Money, Sender, one_line
from clienthealth.core.letters.offboarding import offboarding_letter
from clienthealth.core.records.agreed import Promise
from clienthealth.core.records.client import Client, Contact
from clienthealth.core.records.money import Invoice
from clienthealth.core.records.trouble import Complaint
from clienthealth.render.dates import amount, locale_of, written
from clienthealth.render.ending import ending_plain, ending_sheet
from clienthealth.render.letter import markdown, text
from clienthealth.render.sheet import plain
from clienthealth.render.voice import Voice
from clienthealth.render.words import BIDI

TODAY = date(2026, 11, 23)
ZONE = ZoneInfo("Europe/Berlin")
names = typed(90)
maybe = st.just("") | names
days = st.integers(-60, 90).map(lambda count: TODAY + timedelta(days=count))
ends = st.none() | st.integers(0, 90).map(lambda count: TODAY + timedelta(days=count))
amounts = st.decimals(Decimal("0.01"), Decimal(9_999_999), places=2)
at = {"client": st.just("acme"), "at": st.just(date(2026, 1, 1))}

contacts = st.lists(
    st.builds(Contact, name=names, salutation=st.none() | names, address_form=st.none() | names), max_size=1
)
clients = st.builds(
    Client,
    **at,
    id=st.just("k"),
    name=names,
    country=st.sampled_from([None, "DE", "AT", "CH", "GB", "DK"]),
    currency=st.sampled_from([None, "EUR", "GBP", "CHF"]),
    notice_days=st.sampled_from([None, 0, 30, 90]),
    contract_date=st.none() | days,
    contract_clause=st.none() | names,
    recipient=st.none() | st.sampled_from(Recipient),
    address=st.lists(names, max_size=2).map(tuple),
    contacts=contacts.map(tuple),
)
promises = st.builds(
    Promise,
    **at,
    id=st.uuids().map(str),
    text=names,
    due=st.none() | days,
    party=st.sampled_from([Party.US, Party.THEM]),
)
invoices = st.builds(
    Invoice,
    **at,
    id=st.uuids().map(str),
    number=names,
    amount=amounts,
    due=st.none() | days,
    kind=st.sampled_from([None, InvoiceKind.PREPAYMENT, InvoiceKind.CREDIT]),
    disputed=st.none() | st.booleans(),
    paid=st.none() | st.just(date(2026, 2, 1)),
)
complaints = st.builds(Complaint, **at, id=st.uuids().map(str), text=st.none() | names, cause=st.just(Cause.OURS))
histories = st.builds(
    History,
    client=clients,
    promises=st.lists(promises, max_size=3).map(tuple),
    invoices=st.lists(invoices, max_size=3).map(tuple),
    complaints=st.lists(complaints, max_size=1).map(tuple),
)
senders = st.builds(
    Sender,
    name=maybe,
    address=st.lists(names, max_size=2).map(tuple),
    place=maybe,
    email=st.sampled_from(["", "mira@holm.example"]),
    phone=maybe,
    signature=maybe,
    closing=maybe,
    we=st.booleans(),
)


@st.composite
def letters(draw):
    history, situation, by = (
        draw(histories),
        draw(st.none() | st.sampled_from(Situation)),
        draw(st.sampled_from(PARTIES)),
    )
    found = ending(history, today=TODAY, zone=ZONE, situation=situation, end=draw(ends), by=by)
    language = draw(st.sampled_from(Language))
    return offboarding_letter(history, found, draw(senders), today=TODAY, zone=ZONE, language=language)


PARTIES = [Party.US, Party.THEM]


def fillings(letter):
    for block in letter.blocks:
        for row in (block.values, *(line.values for line in block.lines)):
            yield from (value for _, value in row)


def locale(letter):
    return locale_of(letter.language, letter.addressee.country or letter.sender.country)


def broken(letter):
    return {each.key.removeprefix("incomplete.") for each in incomplete(letter)}


@given(letters())
def test_nothing_of_our_own_signs_and_nothing_that_acts_is_left(letter):
    shown = text(letter)

    assert not (OURS | BIDI) & set(shown)
    assert all(each.isprintable() or each.isspace() or each in "\u200c\u200d" for each in shown)
    assert not set("\r\v\f\x85\u2028\u2029") & set(shown)


@given(letters())
def test_one_effective_date_stands_everywhere(letter):
    shown = " ".join(text(letter).split(" ")).replace("\n", " ")
    effective = [block for block in letter.blocks if block.id in {"subj_end", "contact_after"}]

    assert len(effective) == 2
    assert shown.count(written(letter.ending.end, locale(letter))) >= len(effective)
    assert ("M2" in broken(letter)) is bool(
        (letter.ending.short_by and letter.ending.by is Party.US)
        or any(each.due and each.due > letter.ending.end for each in letter.ending.owed.promises)
    )


@given(letters())
def test_work_and_amounts_are_those_of_the_record_to_the_cent(letter):
    shown = " ".join(text(letter).split())
    written_amounts = [amount(each, locale(letter)) for each in fillings(letter) if isinstance(each, Money)]
    asked = [one_line(each.text) for each in (*letter.ending.owed.promises, *letter.ending.owed.asked)]

    assert all(" ".join(each.split()) in shown for each in (*written_amounts, *asked))
    assert not {"M1", "M4", "M5", "M6", "M7", "M8"} & broken(letter)


@given(letters())
def test_what_is_not_there_is_a_named_gap(letter):
    assert ("M11" in broken(letter)) is bool(letter.missing)
    assert text(letter).count("[") >= len(letter.missing)


@given(letters())
def test_markdown_and_the_view_hold_anything(letter):
    assert markdown(letter).endswith("\n")
    assert ending_plain(letter.ending)["end"] == letter.ending.end.isoformat()
    view = plain(ending_sheet(letter.ending, Voice(letter.language, TODAY)))
    assert not BIDI & set(view)
