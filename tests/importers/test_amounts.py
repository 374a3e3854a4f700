from decimal import Decimal

import pytest
from files import answers
from hypothesis import given
from hypothesis import strategies as st

from clienthealth.errors import InvalidField
from clienthealth.importers.items import Question
from clienthealth.importers.tables.amounts import NumberStyle, NumberVote, currency_of


def style(*values, **given):
    seen = NumberVote("Betrag")
    for value in values:
        seen.see(value)
    return seen.style(answers(**given))


def amounts(*values, **given):
    found = style(*values, **given)
    return [found.amount(value) for value in values]


@pytest.mark.parametrize(
    ("values", "said"),
    [
        (("$1,200.00", "($50.00)", "$500.00 "), ["1200.00", "-50.00", "500.00"]),
        (("1.234,56", "99,00", "1.000", "-99,00"), ["1234.56", "99.00", "1000", "-99.00"]),
        (("20,0", "0,25", "2.000,0"), ["20.0", "0.25", "2000.0"]),
        (("1.5", "1,000"), ["1.5", "1000"]),
        (("1.000.000",), ["1000000"]),
        (("1,000,000",), ["1000000"]),
        (("0,125",), ["0.125"]),
        (("1234,567",), ["1234.567"]),
        (("1'200,50", "1 234,5", "1\u00a0234,5"), ["1200.50", "1234.5", "1234.5"]),
        (("1.234,-", "kr. 100,50", "50-", "\u221250,5"), ["1234", "100.50", "-50", "-50.5"]),
        (("€ 5.5", "US$ 7", "-$8", "$-9", "10 EUR"), ["5.5", "7", "-8", "-9", "10"]),
        (("12,34,567.89",), ["1234567.89"]),
        (("5", "7"), ["5", "7"]),
    ],
)
def test_the_column_shows_its_decimal_sign(values, said):
    assert amounts(*values) == said


@pytest.mark.parametrize("values", [("1.000",), ("1,000", "12,345"), ("1,234.50", "1.234,50")])
def test_what_shows_none_or_two_is_asked(values):
    found = style(*values)

    assert isinstance(found, Question)
    assert (found.name, found.choices, found.shown) == ("decimal", (",", "."), values)


def test_an_answer_decides_for_all_columns_or_for_one():
    assert amounts("1.000", decimal=",") == ["1000"]
    assert amounts("1.000", decimal="dot") == ["1.000"]
    assert amounts("1.000", **{"decimal": ".", "decimal:Betrag": ","}) == ["1000"]
    assert style("1,234.50", "1.234,50", decimal=",").decimal == ","


def test_what_the_numbers_prove_goes_before_an_old_answer():
    assert amounts("99.50", "1.000", decimal=",") == ["99.50", "1.000"]
    assert style("99.50", **{"decimal:Betrag": ","}).decimal == ","


@pytest.mark.parametrize(
    "text", ["", "abc", "1,2,3", "1..2", "--5", "(5", "1e9", "NaN", "٣", "5 6 EUR x", "1" * 100, "-"]
)
def test_what_is_no_number_is_refused(text):
    with pytest.raises(InvalidField) as caught:
        NumberStyle("Betrag").number(text)
    assert caught.value.field == "Betrag"


def test_a_number_unlike_the_others_is_refused_rather_than_read_wrong():
    with pytest.raises(InvalidField, match="not written like the other numbers"):
        NumberStyle("Betrag", ",").number("99.50")
    with pytest.raises(InvalidField, match="not written like the other numbers"):
        NumberStyle("Betrag", ".").number("20,0")


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        ("1:30", 90),
        ("00:20", 20),
        ("01:00:52", 60.87),
        ("100:00", 6000),
        ("1h", 60),
        ("1h 30m", 90),
        ("1h30", 90),
        ("1 h 30", 90),
        ("5 min", 5),
        ("2 ώρες", 120),
        ("2 Std. 15 Min.", 135),
        ("1,5 t", 90),
        ("90 sec", 1.5),
        ("90", 90),
        ("1,5", 1.5),
    ],
)
def test_durations_are_minutes(text, minutes):
    assert NumberStyle("Dauer", ",").minutes(text) == minutes


def test_a_bare_number_counts_what_the_column_holds():
    assert NumberStyle("Hours", ",").minutes("20,25", 60) == 1215
    assert NumberStyle("Seconds").minutes("90", 0) == 1.5


@pytest.mark.parametrize("text", ["-1:30", "-5", "soon", "1:99", "1 parsec", "1h 99"])
def test_durations_that_are_none(text):
    with pytest.raises(InvalidField):
        NumberStyle("Dauer").minutes(text)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Euro - EUR", "EUR"),
        ("Swedish Krona - SEK", "SEK"),
        ("usd", "USD"),
        ("Amount (EUR)", "EUR"),
        ("€5", "EUR"),
        ("TAX", ""),
        ("$", ""),
        ("100 kr", ""),
    ],
)
def test_a_currency_is_only_what_is_named(text, code):
    assert currency_of(text) == code


@given(st.decimals(min_value=-(10**9), max_value=10**9, places=2))
def test_any_amount_is_read_back_in_both_styles(value):
    english = f"{value:,.2f}"
    german = english.translate(str.maketrans(",.", ".,"))

    assert NumberStyle("x", ".").number(english) == value
    assert NumberStyle("x", ",").number(german) == value
    assert Decimal(NumberStyle("x", ",").amount(german)) == value


@given(st.text(alphabet="0123456789.,-+()$€ kr'\u00a0", max_size=70))
def test_no_text_is_more_than_a_number_or_refused(text):
    seen = NumberVote("x")
    seen.see(text)
    found = seen.style(answers(decimal=","))
    try:
        assert found.number(text).is_finite()
    except InvalidField:
        return
