"""Stamps of many phones, and what the dates of a file say together about their order."""

from datetime import datetime

import pytest

from clienthealth.importers.chats.stamps import Votes, is_like_a_stamp, moment_of, stamp_of


@pytest.mark.parametrize(
    ("line", "order", "expected"),
    [
        ("3/18/22, 14:56:01 - A: b", "mdy", "2022-03-18T14:56:01"),
        ("23.03.22 13:31 - A: b", "dmy", "2022-03-23T13:31:00"),
        ("23-03-2022 13:31 - A: b", "dmy", "2022-03-23T13:31:00"),
        ("2019/01/20, 11:25 - A: b", "ymd", "2019-01-20T11:25:00"),
        ("26-01-20 11 h 25 - A: b", "ymd", "2026-01-20T11:25:00"),
        ("[2026-01-20 11 h 25 min 30 s] A: b", "ymd", "2026-01-20T11:25:30"),
        ("[14:56:01, 3/18/22] A: b", "mdy", "2022-03-18T14:56:01"),
        ("1/20/19, 11:25 a. m. - A: b", "mdy", "2019-01-20T11:25:00"),
        ("1/20/19, 12:25 p.\u00a0m. - A: b", "mdy", "2019-01-20T12:25:00"),
        ("1/20/19, 12:25\u202fAM - A: b", "mdy", "2019-01-20T00:25:00"),
        ("01/20/2019, 00:08 a. m. - A: b", "mdy", "2019-01-20T00:08:00"),
        ("\u200e[25/1/2026, 9:02:00\u202fμ.μ.] Ε: β", "dmy", "2026-01-25T21:02:00"),
        ("\ufeff[25.01.26, 09:02:00] A: b", "dmy", "2026-01-25T09:02:00"),
        ("[12.3.2022 klo 14.08.18] A: b", "dmy", "2022-03-12T14:08:18"),
        ("05.01.2026 kl. 09.00 - A: b", "dmy", "2026-01-05T09:00:00"),
        ("05.01.26, 09:00 Uhr - A: b", "dmy", "2026-01-05T09:00:00"),
        ("12/03/2020 à 11:25 - A: b", "dmy", "2020-03-12T11:25:00"),
        ("2020. 03. 12. 11:25 - A: b", "ymd", "2020-03-12T11:25:00"),
        ("[2020. 3. 12. 오후 3:21:00] A: b", "ymd", "2020-03-12T15:21:00"),
        ("2022/12/24, 11:35. - A: b", "ymd", "2022-12-24T11:35:00"),
        ("2020/3/12 下午3:21 - A: b", "ymd", "2020-03-12T15:21:00"),
        ("12.03.20 г., 11:25 - A: b", "dmy", "2020-03-12T11:25:00"),
        ("12/03/16 11:25:13: A: b", "dmy", "2016-03-12T11:25:13"),
        ("12.03.20, 11:25 – A: b", "dmy", "2020-03-12T11:25:00"),
    ],
)
def test_stamps_of_many_phones(line, order, expected):
    stamp = stamp_of(line)
    assert stamp is not None
    assert (stamp.odd, moment_of(stamp, order)) == ("", datetime.fromisoformat(expected))
    assert line[stamp.end :].endswith(": b") or line[stamp.end :] == "Ε: β"


@pytest.mark.parametrize(
    "line",
    [
        "",
        "[not a stamp] b",
        "01.02.2024 10:00-12:00 - b",
        "On 3/18/22, 14:56 - b",
        "> [2026-01-04, 10:00] b",
        "[1/2] b",
        "12:30",
    ],
)
def test_what_is_no_stamp(line):
    assert stamp_of(line) is None
    assert not is_like_a_stamp(line)


@pytest.mark.parametrize(
    "line",
    [
        "٢٣/٣/٢٢، ٢:٥٦ م - A: b",
        "۱۴۰۲/۱۰/۱۵،\u200f ۱۴:۵۶ - A: b",
        "令和6年1月5日 15:21 - A: b",
        "[令和6年1月5日 15:21:09] A: b",
        "५/१/२६, ९:०० - A: b",
    ],
)
def test_stamps_of_other_digits_and_calendars_are_seen_but_not_read(line):
    assert stamp_of(line) is None
    assert is_like_a_stamp(line)


@pytest.mark.parametrize(
    "line", ["3/18/22, 2:56 م - A: b", "[5/1/2569 BE, 09:00:12] A: b", "3/18/22, 2:56 tarde - A: b"]
)
def test_a_word_that_nobody_knows_is_not_passed_over(line):
    stamp = stamp_of(line)
    assert stamp is not None
    assert stamp.odd


@pytest.mark.parametrize(
    "line", ["31/02/26, 09:00 - A", "01/02/26, 24:00 - A", "01/02/26, 09:60 - A", "01/02/26, 3:00 am pm - A"]
)
def test_days_and_times_there_are_not(line):
    stamp = stamp_of(line)
    assert stamp is None or stamp.odd or moment_of(stamp, "dmy") is None


def test_three_in_the_afternoon_is_not_in_the_forenoon():
    stamp = stamp_of("01/02/26, 15:00 am - A")
    assert stamp is not None
    assert moment_of(stamp, "dmy") is None


def votes(*days: str) -> Votes:
    stamps = [stamp for day in days if (stamp := stamp_of(f"{day}, 09:00 - A: b"))]
    assert len(stamps) == len(days)
    made = Votes(stamps[0].shape, 2027)
    for stamp in stamps:
        made.add(stamp)
    return made


@pytest.mark.parametrize(
    ("days", "possible", "rising"),
    [
        (["03/04/26", "13/04/26"], ("dmy",), "dmy"),
        (["03/04/26", "04/13/26"], ("mdy",), "mdy"),
        (["03/04/26", "05/04/26"], ("dmy", "mdy"), ""),
        (["11/01/26", "12/01/26", "01/02/26"], ("dmy", "mdy"), "dmy"),
        (["01/11/26", "01/12/26", "02/01/26"], ("dmy", "mdy"), "mdy"),
        (["11/01/26", "12/01/26", "01/02/26", "01/01/26"], ("dmy", "mdy"), ""),
        (["2026/01/13"], ("ymd",), "ymd"),
        (["26-01-20", "26-01-21", "26-02-01"], ("ymd",), "ymd"),
        (["20-01-26", "31-01-26", "01-02-26"], ("dmy",), "dmy"),
        (["13/04/26", "04/13/26"], (), ""),
    ],
    ids=[
        "day",
        "month",
        "asks",
        "rises",
        "rises as months",
        "falls both ways",
        "year first",
        "short year first",
        "Dutch",
        "both",
    ],
)
def test_the_order_is_proved_or_rises_or_is_open(days, possible, rising):
    found = votes(*days)
    assert (found.possible, found.rising) == (possible, rising)
    assert not found.of_another_calendar


def test_one_broken_date_among_many_proves_nothing_and_spoils_nothing():
    days = [f"{day:02d}/{month:02d}/26" for month in range(1, 10) for day in range(1, 29)]
    assert votes(*days, "02/25/26").possible == ("dmy",)
    assert votes(*days, "31/02/26").possible == ("dmy",)


@pytest.mark.parametrize("day", ["5/1/2569", "15/10/1402", "5/1/69", "99/99/26"])
def test_years_of_other_calendars(day):
    found = votes(day, day, day)
    assert found.of_another_calendar
    assert found.example == day


def test_a_language_that_is_not_known_and_a_line_that_was_pasted():
    known, odd = stamp_of("3/18/22, 2:56 - A: b"), stamp_of("3/18/22, 2:56 zzz - A: b")
    assert known is not None
    assert odd is not None
    made = Votes(known.shape, 2027)
    made.add(odd)
    assert made.of_another_language
    for _ in range(50):
        made.add(known)
    assert not made.of_another_language
    for _ in range(50):
        made.add(odd)
    assert made.of_another_language
