"""What people type about time is read as they mean it, or refused with words that work."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from clienthealth.core.moments import ago, said
from clienthealth.core.when import parse_day, parse_due, parse_past
from clienthealth.errors import BadDate

BERLIN = ZoneInfo("Europe/Berlin")
NOW = datetime(2026, 11, 23, 12, 0, tzinfo=BERLIN)  # a Monday


def berlin(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=BERLIN).astimezone(UTC)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("today", date(2026, 11, 23)),
        ("yesterday", date(2026, 11, 22)),
        (" Yesterday ", date(2026, 11, 22)),
        ("mon", date(2026, 11, 23)),
        ("tue", date(2026, 11, 17)),
        ("Sunday", date(2026, 11, 22)),
        ("0d", date(2026, 11, 23)),
        ("3d", date(2026, 11, 20)),
        ("3 days ago", date(2026, 11, 20)),
        ("1 day ago", date(2026, 11, 22)),
        ("1 week ago", date(2026, 11, 16)),
        ("2 weeks ago", date(2026, 11, 9)),
        ("2w", date(2026, 11, 9)),
        ("23.11.", date(2026, 11, 23)),
        ("28.11.", date(2025, 11, 28)),
        ("28.11", date(2025, 11, 28)),
        ("28. 11.", date(2025, 11, 28)),
        ("29.2.", date(2024, 2, 29)),
        ("20.11.2026", date(2026, 11, 20)),
        ("20. 11. 2026", date(2026, 11, 20)),
        ("20.11.26", date(2026, 11, 20)),
        ("04.03.24", date(2024, 3, 4)),
        ("2026-11-20", date(2026, 11, 20)),
        ("2026-1-5", date(2026, 1, 5)),
        ("2026/11/20", date(2026, 11, 20)),
        ("Fri 2026-11-20", date(2026, 11, 20)),
        ("Mo 5.10.", date(2026, 10, 5)),
    ],
)
def test_a_day_without_a_time_of_day_stays_a_day(text, day):
    when = parse_past(text, NOW)

    assert when == day
    assert not isinstance(when, datetime)


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("now", berlin(2026, 11, 23, 12, 0)),
        ("2h", berlin(2026, 11, 23, 10, 0)),
        ("30min", berlin(2026, 11, 23, 11, 30)),
        ("24 hours ago", berlin(2026, 11, 22, 12, 0)),
        ("1 minute ago", berlin(2026, 11, 23, 11, 59)),
        ("30 minutes ago", berlin(2026, 11, 23, 11, 30)),
        ("30 mins ago", berlin(2026, 11, 23, 11, 30)),
        ("1 hour ago", berlin(2026, 11, 23, 11, 0)),
        ("9:15", berlin(2026, 11, 23, 9, 15)),
        ("9:15 am", berlin(2026, 11, 23, 9, 15)),
        ("1am", berlin(2026, 11, 23, 1, 0)),
        ("10.11am", berlin(2026, 11, 23, 10, 11)),
        ("12:00", berlin(2026, 11, 23, 12, 0)),
        ("11.45", berlin(2026, 11, 23, 11, 45)),
        ("mon 9:15", berlin(2026, 11, 23, 9, 15)),
        ("sun 16:30", berlin(2026, 11, 22, 16, 30)),
        ("So. um 16.30", berlin(2026, 11, 22, 16, 30)),
        ("sun, 16:30", berlin(2026, 11, 22, 16, 30)),
        ("yesterday at 4pm", berlin(2026, 11, 22, 16, 0)),
        ("yesterday 4:30 pm", berlin(2026, 11, 22, 16, 30)),
        ("yesterday 12am", berlin(2026, 11, 22, 0, 0)),
        ("yesterday 12pm", berlin(2026, 11, 22, 12, 0)),
        ("3d 9:00", berlin(2026, 11, 20, 9, 0)),
        ("20.11. 9:00", berlin(2026, 11, 20, 9, 0)),
        ("i går kl. 9.15", berlin(2026, 11, 22, 9, 15)),
        ("2026-11-20 16:30", berlin(2026, 11, 20, 16, 30)),
        ("2026-11-20 9:30", berlin(2026, 11, 20, 9, 30)),
        ("2026-11-20 04:30pm", berlin(2026, 11, 20, 16, 30)),
        ("2026-11-20T16:30:05", berlin(2026, 11, 20, 16, 30, 5)),
        ("2026-11-20T16:30+05:00", datetime(2026, 11, 20, 11, 30, tzinfo=UTC)),
        ("2026-11-20t16:30z", datetime(2026, 11, 20, 16, 30, tzinfo=UTC)),
        ("2026-07-20 16:30", datetime(2026, 7, 20, 14, 30, tzinfo=UTC)),
    ],
)
def test_a_time_of_day_makes_a_moment_in_utc(text, moment):
    when = parse_past(text, NOW)

    assert when == moment
    assert isinstance(when, datetime)
    assert when.tzinfo is UTC


@pytest.mark.parametrize(
    ("text", "when"),
    [
        ("today", date(2026, 11, 23)),
        ("tomorrow", date(2026, 11, 24)),
        ("fri", date(2026, 11, 27)),
        ("mon", date(2026, 11, 30)),
        ("3d", date(2026, 11, 26)),
        ("in 3 days", date(2026, 11, 26)),
        ("2w", date(2026, 12, 7)),
        ("23.11.", date(2026, 11, 23)),
        ("28.11.", date(2026, 11, 28)),
        ("24.11", date(2026, 11, 24)),
        ("22.11.", date(2027, 11, 22)),
        ("29.02.", date(2028, 2, 29)),
        ("w48", date(2026, 11, 27)),
        ("KW48", date(2026, 11, 27)),
        ("w47", date(2027, 11, 26)),
        ("w53", date(2027, 1, 1)),
        ("eom", date(2026, 11, 30)),
        ("2026-12-24", date(2026, 12, 24)),
        ("2026-11-16", date(2026, 11, 16)),
        ("16.11.2026", date(2026, 11, 16)),
        ("now", berlin(2026, 11, 23, 12, 0)),
        ("2h", berlin(2026, 11, 23, 14, 0)),
        ("17:30", berlin(2026, 11, 23, 17, 30)),
        ("mon 10:00", berlin(2026, 11, 30, 10, 0)),
        ("tomorrow 9am", berlin(2026, 11, 24, 9, 0)),
        ("eom 17:00", berlin(2026, 11, 30, 17, 0)),
        ("2026-11-16 10:00", berlin(2026, 11, 16, 10, 0)),
    ],
)
def test_due_looks_ahead_but_takes_a_full_date_that_is_past(text, when):
    understood = parse_due(text, NOW)

    assert understood == when
    assert type(understood) is type(when)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("fri", date(2026, 12, 4)),
        ("thu", date(2026, 12, 3)),
        ("sat", date(2026, 11, 28)),
        ("mon", date(2026, 11, 30)),
        ("w48", date(2026, 11, 27)),
    ],
)
def test_on_a_friday_the_weekday_is_in_a_week_but_the_week_ends_today(text, day):
    friday = datetime(2026, 11, 27, 12, 0, tzinfo=BERLIN)

    assert parse_due(text, friday) == day


def test_the_next_29_february_may_be_eight_years_away():
    assert parse_due("29.2.", datetime(2096, 3, 1, tzinfo=BERLIN)) == date(2104, 2, 29)


@pytest.mark.parametrize(
    ("now", "last"),
    [
        (datetime(2026, 11, 30, 9, tzinfo=BERLIN), date(2026, 11, 30)),
        (datetime(2028, 2, 1, 9, tzinfo=BERLIN), date(2028, 2, 29)),
        (datetime(2026, 12, 31, 9, tzinfo=BERLIN), date(2026, 12, 31)),
    ],
)
def test_eom_is_the_last_day_of_this_month(now, last):
    assert parse_due("eom", now) == last


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("today heute i-dag idag ΣΉΜΕΡΑ σημερα", date(2026, 11, 23)),
        ("yesterday gestern igår i-gaar χθες χτες ΧΘΕΣ εχθές", date(2026, 11, 22)),
        ("vorgestern i-forgårs προχθές", date(2026, 11, 21)),
        ("monday mo montag mandag man. Δευτέρα δευ", date(2026, 11, 23)),
        ("tues di dienstag tirsdag tir ΤΡΊΤΗ τρι", date(2026, 11, 17)),
        ("weds mi mittwoch onsdag ons Τετάρτη τετ", date(2026, 11, 18)),
        ("thurs do donnerstag torsdag tor Πέμπτη πεμ", date(2026, 11, 19)),
        ("fri fr freitag fredag fre. Παρασκευή παρ", date(2026, 11, 20)),
        ("sat sa samstag sonnabend lørdag lordag loerdag lør Σάββατο σαβ", date(2026, 11, 21)),
        ("sun so sonntag søndag sondag soendag SØN Κυριακή κυρ", date(2026, 11, 22)),
    ],
)
def test_days_are_known_in_five_languages_with_and_without_accents(words, day):
    understood = {parse_past(word, NOW) for word in words.split()}

    assert understood == {day}


@pytest.mark.parametrize("word", ["tomorrow", "morgen", "i morgen", "imorgen", "αύριο", "ΑΥΡΙΟ"])
def test_tomorrow_is_known_in_five_languages(word):
    assert parse_due(word, NOW) == date(2026, 11, 24)


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("16:30", "say yesterday 16:30, or name the day: 2026-11-16 16:30"),
        ("mon 16:30", "say yesterday 16:30, or name the day: 2026-11-16 16:30"),
        ("tomorrow", "for example: yesterday"),
        ("2026-11-24", "for example: yesterday"),
        ("28.11.2026", "for example: yesterday"),
        ("20.11.99", "for example: yesterday"),
        ("2026-11-23T12:00:01+01:00", "say yesterday 12:00"),
        ("in 3 days", "3 days ago"),
    ],
)
def test_what_happened_cannot_lie_ahead(text, hint):
    with pytest.raises(BadDate) as caught:
        parse_past(text, NOW)

    assert text in caught.value.message
    assert hint in caught.value.hint


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("9:00", "say tomorrow 09:00; what was due then takes the whole date: 2026-11-23 09:00"),
        ("today 9:00", "say tomorrow 09:00"),
        ("23.11. 9:00", "2026-11-23 09:00"),
        ("yesterday", "what was due then takes the whole date: 2026-11-22"),
        ("3 days ago", "in 3 days"),
    ],
)
def test_relative_words_for_the_past_are_never_due(text, hint):
    with pytest.raises(BadDate) as caught:
        parse_due(text, NOW)

    assert text in caught.value.message
    assert hint in caught.value.hint


@pytest.mark.parametrize(
    ("text", "first", "second"),
    [
        ("04/03/2026", "2026-03-04", "2026-04-03"),
        ("04-03-2026", "2026-03-04", "2026-04-03"),
        ("04/03/26", "2026-03-04", "2026-04-03"),
        ("3/4", "2026-04-03", "2026-03-04"),
        ("10.11", "10.11.", "10:11"),
        ("30m", "30min", "months"),
        ("5m", "5min", "months"),
    ],
)
def test_two_readings_are_refused_with_both(text, first, second):
    with pytest.raises(BadDate, match="two ways") as caught:
        parse_past(text, NOW)

    assert text in caught.value.message
    assert first in caught.value.hint
    assert second in caught.value.hint


def test_a_date_with_slashes_is_refused_even_where_only_one_reading_exists():
    with pytest.raises(BadDate) as caught:
        parse_due("11/28", NOW)

    assert caught.value.hint == "say 2026-11-28"


@pytest.mark.parametrize("read", [parse_past, parse_due, parse_day])
@pytest.mark.parametrize(
    "text",
    [
        *("31.02.", "31.02.2026", "2026-02-30", "2026-13-01", "0206-11-20", "32/13", "32/13/2026"),
        *("25:00", "12:60", "11.60", "am", "13pm", "0am", "yesterday 24:00", "29.2.2026", "1.1.1899"),
        *("2026-02-30T10:00", "2026-11-20T25:00+01:00", "9999-12-31T23:59-12:00", "1899-12-31T10:00Z"),
        *("", "  ", "soon", "16", "next", "noon", "3x", "-3d", "3d 2h", "now 9:00", "2h 9:00", "at", "٣d"),
        *("99999d", "2026-11-20 16:30 foo", "tue 2026-11-20", "mon mon", "12:00 mon", "1" * 5000),
    ],
)
def test_what_cannot_be_is_refused_on_one_line_with_a_way_out(read, text):
    with pytest.raises(BadDate) as caught:
        read(text, NOW)

    assert len(caught.value.message.splitlines()) == 1
    assert len(caught.value.message) < 120
    assert "20" in caught.value.hint or "16:30" in caught.value.hint


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("31.02.", "'31.02.'"),
        ("yesterday 25:00", "'25:00'"),
        ("tue 2026-11-20", "2026-11-20 is a Fri, not a Tue"),
        ("so\x1b[2Jon", "'so\\x1b[2jon'"),
    ],
)
def test_a_refusal_names_the_value(text, named):
    with pytest.raises(BadDate) as caught:
        parse_past(text, NOW)

    assert named in caught.value.message


@pytest.mark.parametrize("week", ["w0", "w54", "w53"])
def test_a_week_that_no_coming_year_has_is_refused(week):
    in_2027 = datetime(2027, 6, 1, 12, tzinfo=BERLIN)

    with pytest.raises(BadDate, match=week):
        parse_due(week, in_2027)


def test_an_hour_is_an_hour_on_the_night_the_clocks_change():
    after_the_change = datetime(2026, 10, 25, 4, 0, tzinfo=BERLIN)

    when = parse_past("3h", after_the_change)

    assert when == datetime(2026, 10, 25, 0, 0, tzinfo=UTC)


def test_seconds_of_now_do_not_make_now_the_past_or_the_future():
    now = NOW.replace(second=30, microsecond=999_999)

    assert parse_due("now", now) == parse_past("now", now) == berlin(2026, 11, 23, 12, 0, 30)


def test_a_now_without_zone_is_a_mistake_of_the_caller():
    with pytest.raises(ValueError, match="zone"):
        parse_past("2026-11-20 16:30", NOW.replace(tzinfo=None))


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2026-12-24", date(2026, 12, 24)),
        ("24.12.2026", date(2026, 12, 24)),
        ("tomorrow", date(2026, 11, 24)),
        ("24.12.", date(2025, 12, 24)),
        ("3d", date(2026, 11, 20)),
    ],
)
def test_a_day_may_lie_ahead(text, day):
    assert parse_day(text, NOW) == day


@pytest.mark.parametrize("text", ["2h", "23:30", "2026-11-20T23:30Z"])
def test_a_time_of_day_is_no_whole_day(text):
    with pytest.raises(BadDate, match="a whole day is meant"):
        parse_day(text, NOW)


@pytest.mark.parametrize(
    ("when", "text"),
    [
        (date(2026, 11, 16), "Mon 2026-11-16"),
        (berlin(2026, 11, 16, 16, 30), "Mon 2026-11-16 16:30"),
        (datetime(2026, 11, 21, 23, 30, tzinfo=UTC), "Sun 2026-11-22 00:30"),
    ],
)
def test_what_was_understood_is_said_in_the_zone_of_now(when, text):
    assert said(when, NOW) == text


@pytest.mark.parametrize(
    ("day", "text"),
    [
        (date(2026, 11, 23), "today"),
        (date(2026, 11, 22), "yesterday"),
        (date(2026, 11, 24), "tomorrow"),
        (date(2026, 11, 18), "5 days ago"),
        (date(2026, 11, 26), "in 3 days"),
    ],
)
def test_how_far_a_day_is_away_is_said_in_days(day, text):
    assert ago(day, NOW.date()) == text
