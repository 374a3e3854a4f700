import pytest
from files import answers
from hypothesis import given
from hypothesis import strategies as st

from clienthealth.errors import InvalidField
from clienthealth.importers.items import Problem, Question
from clienthealth.importers.tables.clock import clock_of, parts_of
from clienthealth.importers.tables.columns import DateStyle, DateVote, together, trouble, vote


def style(*values, rising=False, **given):
    seen = DateVote("Date", rising=rising)
    for value in values:
        seen.see(value)
    return seen.style(answers(**given))


def days(*values, **given):
    found = style(*values, **given)
    return [found.moment(value) for value in values]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("2026-01-05", "2026-01-05"),
        ("2026/1/5", "2026-01-05"),
        ("20260105", "2026-01-05"),
        ("05.01.2026", "2026-01-05"),
        ("5. 1. 26", "2026-01-05"),
        ("Jan 28 2021", "2021-01-28"),
        ("January 28, 2021", "2021-01-28"),
        ("28. Januar 2021", "2021-01-28"),
        ("28-Mär-21", "2021-03-28"),
        ("3. desember 2025", "2025-12-03"),
        ("4 Μαΐου 2026", "2026-05-04"),
        ("Wed, 28 Jan 2021", "2021-01-28"),
        ("2026-01-05 09:00", "2026-01-05T09:00:00"),
        ("2026-01-05T09:00:01Z", "2026-01-05T09:00:01+00:00"),
        ("2024-08-13T18:04:34.666+00:00", "2024-08-13T18:04:34+00:00"),
        ("2026-01-05 09:00:00 +0130", "2026-01-05T09:00:00+01:30"),
        ("05.01.2026, 14:30", "2026-01-05T14:30:00"),
        ("05.01.2026 um 14.30", "2026-01-05T14:30:00"),
        ("01/31/2026 2:05 pm", "2026-01-31T14:05:00"),
        ("31/01/2026 12:05 π.μ.", "2026-01-31T00:05:00"),
        ("31/01/2026 12:05\u202fp. m.", "2026-01-31T12:05:00"),
    ],
)
def test_one_way_of_writing_each(text, said):
    assert days(text) == [said]


@pytest.mark.parametrize(
    "text",
    [
        "yesterday",
        "2w",
        "2026-02-30",
        "30.02.2026",
        "2569-01-05",
        "1405-01-05",
        "٠٥.٠١.٢٠٢٦",
        "R08-01-05",
        "2026-01",
        "12:30",
    ],
)
def test_no_other_calendar_no_other_digits_nothing_relative(text):
    with pytest.raises(InvalidField):
        style("2026-01-05", text).moment(text)


def test_a_field_above_twelve_proves_the_order_for_all():
    assert days("03/04/2026", "13/04/2026") == ["2026-04-03", "2026-04-13"]
    assert days("1/20/2026", "2/3/2026") == ["2026-01-20", "2026-02-03"]


def test_dots_put_the_day_first_unless_the_dates_say_otherwise():
    assert days("04.03.2026") == ["2026-03-04"]
    assert days("04.13.2026") == ["2026-04-13"]


def test_what_is_sorted_in_one_order_only_is_in_that_order():
    dates = ["11/01/26", "12/01/26", "01/02/26", "02/02/26", "03/02/26", "04/03/26"]

    assert style(*dates).order == "dmy"
    assert style(*reversed(dates)).order == "dmy"
    assert style(*dates[:4], rising=True).order == "dmy"


def test_a_few_dates_in_order_prove_nothing():
    dates = ["11/01/26", "12/01/26", "01/02/26", "02/02/26"]

    assert isinstance(style(*dates), Question)
    assert isinstance(style(*reversed(dates), rising=True), Question)


def test_what_is_neither_proved_nor_sorted_is_asked_with_both_readings():
    assert style("03/04/2026", "05/06/2026", "03/04/2026") == Question(
        "order",
        "Date: which comes first, the day (dmy) or the month (mdy)?",
        ("dmy", "mdy"),
        ("03/04/2026: dmy 2026-04-03, mdy 2026-03-04", "05/06/2026: dmy 2026-06-05, mdy 2026-05-06"),
    )


def test_two_orders_in_one_column_prove_none():
    assert isinstance(style("13/01/2026", "01/13/2026"), Question)


def test_an_answer_decides_for_all_columns_or_for_one():
    assert style("03/04/2026", order="mdy").moment("03/04/2026") == "2026-03-04"
    found = style("03/04/2026", **{"order": "mdy", "order:Date": "dmy"})
    assert found.moment("03/04/2026") == "2026-04-03"
    assert style("03/04/26", order="ymd").moment("03/04/26") == "2003-04-26"


def test_what_the_dates_show_goes_before_an_old_answer_and_what_they_are_sorted_by_does_not():
    proved = ("13/01/2026", "01/02/2026")
    assert style(*proved, order="mdy").order == "dmy"
    assert style(*proved, **{"order:Date": "mdy"}).order == "mdy"

    sorted_ = ["11/01/26", "12/01/26", "01/02/26", "02/02/26", "03/02/26", "04/03/26"]
    assert style(*sorted_).order == "dmy"
    assert style(*sorted_, order="mdy").order == "mdy"

    one, other = vote(("one", "other"), [("01/02/2026", "13/02/2026")])
    assert [each.order for each in together([one, other], answers(order="mdy"))] == ["dmy", "dmy"]


def test_dates_written_unlike_the_others_are_refused_until_their_pattern_is_given():
    dates = ("2026-01-05 09:00", "2026-01-06", "05.01.2026 14:00")
    with pytest.raises(InvalidField, match="not written like the other dates"):
        style(*dates).moment(dates[2])

    found = style(*dates, date="%d.%m.%Y %H:%M")
    assert [found.moment(each) for each in dates] == ["2026-01-05T09:00:00", "2026-01-06", "2026-01-05T14:00:00"]


def test_a_pattern_alone_reads_an_order_that_nothing_proves_and_nothing_else():
    found = style("03/04/2026", "3-4-2026", date="%m/%d/%Y")

    assert found.moment("03/04/2026") == "2026-03-04"
    with pytest.raises(InvalidField):
        found.moment("3-4-2026")
    with pytest.raises(InvalidField):
        style("05.13.0026", date="%d.%y.%H").moment("05.13.0026")


def test_a_clock_may_stand_in_a_column_of_its_own():
    found = style("2026-01-05")

    assert found.moment("2026-01-05", "9:05 AM") == "2026-01-05T09:05:00"
    assert found.day("2026-01-05") == "2026-01-05"
    with pytest.raises(InvalidField, match="is no time of day"):
        found.moment("2026-01-05", "25:00")


@pytest.mark.parametrize(
    ("text", "hour"), [("12:00 AM", 0), ("12:00 PM", 12), ("1:00 μ.μ.", 13), ("00:00", 0), ("23:59:59", 23)]
)
def test_half_days_begin_at_twelve(text, hour):
    assert clock_of(text)[0].hour == hour


@pytest.mark.parametrize("text", ["13:00 PM", "0:30 AM", "24:00", "9", "9:60", "2:56 م", "٠٩:٠٠"])
def test_clocks_that_are_none(text):
    assert clock_of(text) is None


def test_one_column_proves_the_order_for_those_written_alike():
    issued, due, iso = vote(
        ("issued", "due", "paid"), [("05/01/2026", "19/01/2026", "2026-02-02"), ("06/02/2026", "20/02/2026", "")]
    )

    assert [each.order for each in together([issued, due, iso], answers())] == ["dmy", "dmy", ""]
    assert together([issued, iso], answers()).name == "order"


def test_columns_that_prove_different_orders_prove_nothing_for_a_third():
    first, second, third = vote(("a", "b", "c"), [("13/01/2026", "01/13/2026", "01/02/2026")])

    assert isinstance(together([first, second, third], answers()), Question)


def test_a_problem_names_the_column_and_the_way_out():
    with pytest.raises(InvalidField) as caught:
        DateStyle("Fällig am", "4.", "dmy").moment("31.02.2026")

    assert trouble("line 4", caught.value) == Problem(
        "line 4", "Fällig am", "'31.02.2026' is in no calendar of ours, read day first", "correct it"
    )


@given(st.dates(min_value=__import__("datetime").date(1900, 1, 1), max_value=__import__("datetime").date(2199, 12, 31)))
def test_any_day_of_ours_is_read_back_in_each_order(day):
    for order, pattern in (("dmy", "%d/%m/%Y"), ("mdy", "%m/%d/%Y"), ("", "%Y-%m-%d"), ("dmy", "%d.%m.%Y")):
        text = day.strftime(pattern)
        shape = parts_of(text).shape
        assert DateStyle("at", shape, order).moment(text) == day.isoformat()


@given(st.text(max_size=30))
def test_no_text_is_more_than_a_date_or_refused(text):
    seen = DateVote("at")
    seen.see(text)
    found = seen.style(answers(order="dmy"))
    try:
        assert found.moment(text)[4] == "-"
    except InvalidField:
        return
