"""Rules that are weighed and moved ahead say the same as rules that are walked from their first day on."""

from datetime import UTC, date, datetime, timedelta

import pytest
from dateutil.rrule import rrulestr
from hypothesis import assume, given
from hypothesis import strategies as st

from clienthealth.importers.calendars.event import Bad, Event
from clienthealth.importers.calendars.rules import Unreadable, bounded
from clienthealth.importers.calendars.series import occurrences

BEGIN = datetime(2024, 11, 25, tzinfo=UTC)
END = datetime(2027, 1, 25, tzinfo=UTC)
UNTIL = datetime(2026, 1, 1, 12, tzinfo=UTC)


def event(start, *rules):
    return Event(1, "one", start, None, None, False, rules, (), (), "", (), "", False, False, 0, "", "")


days = st.dates(date(1990, 1, 1), date(2026, 6, 1))
weekdays = st.lists(st.sampled_from(["MO", "TU", "WE", "TH", "FR", "SA", "SU"]), min_size=1, max_size=3, unique=True)


@st.composite
def rules(draw):
    freq = draw(st.sampled_from(["YEARLY", "MONTHLY", "WEEKLY", "DAILY"]))
    parts = [f"FREQ={freq}", f"INTERVAL={draw(st.integers(1, 14))}"]
    shape = draw(st.sampled_from(["", "BYDAY", "NTH", "BYMONTHDAY", "BYMONTH", "BYSETPOS", "PICKED"]))
    if shape in {"BYDAY", "BYSETPOS"}:
        parts.append("BYDAY=" + ",".join(draw(weekdays)))
    if shape == "NTH" and freq in {"YEARLY", "MONTHLY"}:
        parts.append(f"BYDAY={draw(st.integers(1, 4)) * draw(st.sampled_from([1, -1]))}{draw(weekdays)[0]}")
    if shape == "PICKED" and freq in {"YEARLY", "MONTHLY"}:
        parts += draw(
            st.sampled_from(
                [
                    ["BYDAY=-1MO,-1TU,-1WE,-1TH,-1FR", "BYSETPOS=-1"],
                    ["BYMONTH=12", "BYDAY=MO,TU,WE,TH,FR", "BYMONTHDAY=25,26,27,28", "BYSETPOS=2"],
                    ["BYDAY=FR", "BYMONTHDAY=13"],
                    ["BYDAY=MO", "BYSETPOS=5"],
                ]
            )
        )
    if shape == "BYMONTHDAY":
        parts.append(f"BYMONTHDAY={draw(st.sampled_from([1, 15, 28, 29, 31, -1, -5]))}")
    if shape == "BYMONTH":
        parts.append(f"BYMONTH={draw(st.integers(1, 12))}")
    if shape == "BYSETPOS":
        parts.append(f"BYSETPOS={draw(st.sampled_from([1, 2, -1]))}")
    end = draw(st.sampled_from(["", "COUNT=5", "COUNT=300", "UNTIL=20260101T120000Z", "WKST=SU"]))
    return ";".join([*parts, *([end] if end else [])])


@given(rules(), days, st.integers(0, 23))
def test_moving_a_rule_ahead_changes_none_of_its_occurrences(rule, day, hour):
    start = datetime(day.year, day.month, day.day, hour, tzinfo=UTC)
    try:
        found = occurrences(event(start, rule), [], BEGIN, END)
    except Bad as bad:
        assume("may never come round" not in bad.what)
        raise
    walked = {each for each in rrulestr(rule, dtstart=start).between(BEGIN, END, inc=True) if each < END}
    # The first day counts even where it is none of the rule's, but not where the rule had ended before it.
    ended = "UNTIL" in rule and start > UNTIL
    assert {each.start for each in found} == walked | ({start} if BEGIN <= start < END and not ended else set())


@given(rules(), days)
def test_a_rule_that_is_carried_out_comes_round(rule, day):
    try:
        bounded(rule, day, BEGIN.date(), END.date())
    except Unreadable:
        return
    plain = ";".join(part for part in rule.split(";") if not part.startswith(("COUNT", "UNTIL")))
    start = datetime(day.year, day.month, day.day)
    assert rrulestr(plain, dtstart=start).after(start + timedelta(days=1)) is not None


@pytest.mark.parametrize(
    ("rule", "days"),
    [
        ("FREQ=MONTHLY;BYDAY=-1MO,-1TU,-1WE,-1TH,-1FR;BYSETPOS=-1", ["2026-11-30", "2026-12-31"]),
        ("FREQ=YEARLY;BYMONTH=12;BYDAY=MO,TU,WE,TH,FR;BYMONTHDAY=25,26,27,28;BYSETPOS=2", ["2026-12-28"]),
        ("FREQ=YEARLY;BYDAY=MO;BYYEARDAY=-34,-33,-32,-31,-30,-29,-28", ["2026-11-30"]),
        ("FREQ=MONTHLY;BYDAY=FR;BYMONTHDAY=13", ["2026-11-13"]),
        (
            "FREQ=DAILY;UNTIL=20261105T235959Z;FREQ=DAILY",
            ["2026-11-01", "2026-11-02", "2026-11-03", "2026-11-04", "2026-11-05"],
        ),
    ],
)
def test_rules_as_calendars_of_paydays_and_holidays_have_them(rule, days):
    first, last = datetime(2026, 11, 1, tzinfo=UTC), datetime(2027, 1, 1, tzinfo=UTC)
    found = occurrences(event(datetime(2004, 2, 27, 9, tzinfo=UTC), rule), [], first, last)

    assert [f"{each.start:%Y-%m-%d}" for each in found] == days


@pytest.mark.parametrize(
    ("rule", "start"),
    [
        ("FREQ=MONTHLY;BYDAY=2MO;BYSETPOS=2", date(2026, 11, 9)),
        ("FREQ=YEARLY;BYDAY=MO;BYMONTHDAY=1,2,3,4,5,6,7;BYSETPOS=13", date(2026, 6, 1)),
        ("FREQ=DAILY;INTERVAL=7;BYDAY=MO", date(2026, 11, 24)),
        ("FREQ=MONTHLY;INTERVAL=12;BYMONTH=2", date(2026, 3, 1)),
        ("FREQ=YEARLY;BYYEARDAY=366;BYMONTH=1", date(2026, 3, 1)),
        ("FREQ=YEARLY;BYWEEKNO=60", date(2026, 3, 1)),
        ("FREQ=MONTHLY;BYMONTHDAY=31;BYMONTH=2,4,6,9,11", date(2026, 3, 1)),
    ],
)
def test_what_never_comes_is_refused_before_it_is_looked_for(rule, start):
    with pytest.raises(Unreadable, match="may never come round"):
        bounded(rule, start, BEGIN.date(), END.date())


@pytest.mark.parametrize(
    "rule",
    [
        "FREQ=DAILY",
        "FREQ=WEEKLY;BYDAY=MO,TU",
        "FREQ=MONTHLY;BYDAY=1MO",
        "FREQ=YEARLY",
        "FREQ=MONTHLY;BYDAY=FR;BYSETPOS=-1",
    ],
)
def test_a_rule_of_centuries_ago_costs_no_more_than_one_of_today(rule):
    assert bounded(rule, date(1604, 2, 29), BEGIN.date(), END.date()).steps < 2_000
