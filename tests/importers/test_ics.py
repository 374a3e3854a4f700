"""Calendars: what the samples and our own files say, and the traps that calendars are full of."""

import tracemalloc
from datetime import datetime
from pathlib import Path

import pytest
from reading import BERLIN, drafts, read, sample

from clienthealth.errors import BadData, UsageError
from clienthealth.importers.formats import recognised
from clienthealth.importers.items import Draft, Hint, Problem, Question, Skipped, Who
from clienthealth.importers.source import Source

OWN = Path(__file__).parents[1] / "data" / "import" / "calendars"
OLGA = Who("olga@lighthouse.example", "Vesper, Olga")


def of(items, kind):
    return [item for item in items if isinstance(item, kind)]


def reasons(items):
    return [item.reason for item in of(items, Skipped)]


@pytest.fixture
def calendar(tmp_path):
    """Read events, each written as lines, of a calendar with some more lines."""

    def calendar(*events, head="", **given):
        blocks = "".join(f"BEGIN:VEVENT\n{event.strip()}\nEND:VEVENT\n" for event in events)
        path = tmp_path / "calendar.ics"
        path.write_bytes(f"BEGIN:VCALENDAR\n{head}{blocks}END:VCALENDAR\n".encode())
        return read("ics", path, **{name.replace("_", "-"): value for name, value in given.items()})

    return calendar


def meeting(*lines, uid="one", start="DTSTART:20260706T080000Z", end="DTEND:20260706T090000Z"):
    who = "ATTENDEE;CN=Olga:mailto:olga@lighthouse.example"
    return "\n".join([f"UID:{uid}", start, end, "SUMMARY:Talk", who, *lines])


# --- the samples ------------------------------------------------------------------------------------------------------


def test_the_year_of_a_client():
    items = read("ics", sample("ics/own__client-year.ics"))
    acme = [each for each in drafts(items) if each.parties[0].address.endswith("@acme.example")]

    held = [each.said["at"] for each in acme if "status" not in each.said]
    assert held == [
        "2026-01-05T09:00:00+00:00",
        "2026-01-12T09:00:00+00:00",
        "2026-01-27T14:00:00+00:00",
        "2026-02-09T09:00:00+00:00",
        "2026-02-12T09:00:00+00:00",
        "2026-03-10T22:00:00+00:00",
    ]
    cancelled = [each.said for each in acme if each.said.get("status") == "cancelled"]
    assert [each["at"] for each in cancelled] == ["2026-02-02T09:00:00+00:00"]
    assert "minutes" not in cancelled[0]
    assert len(drafts(items)) == len(acme)
    # 11 occurrences and an older version of one: the numbers add up.
    assert len(of(items, Draft)) + len(of(items, Skipped)) == 11 + 1
    assert sorted(reasons(items)) == ["duplicate", "private", "to-decide", "to-decide", "to-decide"]
    asked = [each for each in of(items, Hint) if each.would]
    assert [(each.reason, each.values["title"]) for each in asked] == [
        ("all-day", "Acme fair"),
        ("floating", "floating lunch with nora-fixture@gmail.com"),
        ("title-only", "No uid"),
    ]


@pytest.mark.parametrize(
    "name",
    [
        "own__client-year",
        "khal__without_uid",
        "khal__event_rrule_recuid_cancelled",
        "icalendar__issue_722_timezone_transition_ambiguity",
    ],
)
def test_a_calendar_that_is_read_twice_says_the_same_under_the_same_keys(name):
    path = sample(f"ics/{name}.ics")

    assert read("ics", path, since="2000-01-01") == read("ics", path, since="2000-01-01")


def test_a_line_that_is_none_refuses_the_file_by_its_number():
    with pytest.raises(BadData, match=r"line 13, is no line of a calendar: 'X'"):
        read("ics", sample("ics/icalendar__issue_104_broken_calendar.ics"))


def test_a_mark_and_nothing_in_it():
    path = sample("ics/icalendar__bom_calendar.ics")

    assert recognised(Source(path)) == "ics"
    assert read("ics", path) == []


def test_an_unreadable_start_is_named():
    (problem,) = read("ics", sample("ics/icalendar__broken_dtstart.ics"))

    assert problem == Problem("line 4", "DTSTART", "'INVALID-DATE' is no date or time")


def test_several_calendars_in_a_file_folded_over_empty_lines():
    items = read("ics", sample("ics/icalendar__multiple_calendar_components.ics"), since="2000-01-01")

    assert [(each.reason, each.at, each.values["title"]) for each in of(items, Hint)] == [
        ("all-day", "2003-12-25", "Christmas Day"),
        ("all-day", "2003-05-01", "Boxing Day"),
        ("all-day", "2003-12-25", "Christmas again!"),
    ]


def test_zones_that_no_file_explains_are_known_by_their_names():
    items = read("ics", sample("ics/icalendar__issue_722_missing_timezones.ics"), since="2000-01-01")

    assert [each.what for each in of(items, Problem)] == ["is missing: nothing says when it was"] * 2
    assert [each.what for each in of(items, Skipped) if each.reason == "not-contact"] == ["VTODO"]


def test_a_zone_by_its_own_rules_before_and_after_its_change():
    path = sample("ics/icalendar__issue_722_timezone_transition_ambiguity.ics")
    at = {each.key[0]: each.said["at"] for each in drafts(read("ics", path, since="2000-01-01", titles="yes"))}

    assert at == {
        "0": "2024-03-02T20:00:00+00:00",
        "1": "2024-08-02T22:00:00+00:00",
        "2": "2024-05-04T22:00:01+00:00",
        "3": "2024-05-04T19:00:01+00:00",
    }


def test_a_floating_time_is_asked_about_and_in_the_zone_of_the_profile_once_that_was_said():
    path = sample("ics/khal__event_dt_floating.ics")
    (skipped, hint) = read("ics", path, since="2000-01-01")

    assert (skipped.reason, hint.reason, hint.at) == ("to-decide", "floating", "2014-04-09T09:30:00")
    (draft,) = read("ics", path, since="2000-01-01", floating="yes", titles="yes")
    assert (draft.said["at"], draft.said["minutes"]) == ("2014-04-09T09:30:00", 60)


def test_who_declined_or_sent_somebody_else_was_not_there():
    (draft,) = drafts(read("ics", sample("ics/khal__event_dt_partstat.ics"), since="2000-01-01"))

    assert {who.address for who in draft.parties} == {
        "hcabot@example.com",
        "jdoe@example.com",
        "jqpublic@example.com",
        "tent@example.com",
    }
    assert draft.said["at"] == "2014-04-09T07:30:00+00:00"


def test_an_end_of_a_rule_in_the_wrong_form_still_ends_it():
    items = read("ics", sample("ics/khal__event_dt_rrule_invalid_until.ics"), since="2000-01-01")

    assert reasons(items) == ["to-decide"] * 3
    (hint,) = of(items, Hint)
    assert hint.at == "2007-12-01"


def test_moved_and_cancelled_occurrences_are_known_by_the_start_they_had():
    path = sample("ics/khal__event_rrule_recuid_cancelled.ics")
    found = drafts(read("ics", path, since="2014-06-01", titles="yes"))

    assert [(each.key.partition("|")[2], each.said["at"][:16], each.said.get("status", "held")) for each in found] == [
        ("20140630T050000Z", "2014-06-30T05:00", "held"),
        ("20140707T050000Z", "2014-07-07T07:00", "held"),
        ("20140714T050000Z", "2014-07-14T05:00", "cancelled"),
        ("20140721T050000Z", "2014-07-21T05:00", "held"),
        ("20140728T050000Z", "2014-07-28T05:00", "held"),
        ("20140804T050000Z", "2014-08-04T05:00", "held"),
    ]


def test_windows_zones_have_names_of_their_own():
    (draft,) = drafts(read("ics", sample("ics/khal__tz_windows_format.ics"), since="2000-01-01", titles="yes"))

    assert (draft.said["at"], draft.said["minutes"]) == ("2019-11-20T00:00:00+00:00", 90)


def test_an_event_without_an_id_is_known_by_its_start_and_title():
    path = sample("ics/khal__without_uid.ics")
    (first,) = drafts(read("ics", path, since="2000-01-01", all_day="yes", titles="yes", **{"all-day": "yes"}))

    assert first.key.startswith("none:")
    assert first.said["at"] == "2014-04-09"
    assert "minutes" not in first.said


# --- our own file -----------------------------------------------------------------------------------------------------


def test_a_series_without_end_its_exceptions_and_its_additions():
    until = datetime(2026, 4, 21, 12, tzinfo=BERLIN)
    found = [each for each in drafts(read("ics", OWN / "studio.ics", now=until)) if each.key.startswith("weekly")]

    assert [(each.said["at"][:16], each.said.get("minutes"), each.said.get("status")) for each in found] == [
        ("2026-03-16T09:00", 45, None),
        ("2026-03-19T15:00", 45, None),
        ("2026-03-30T08:00", 45, None),  # the same hour by the clock, in summer
        ("2026-04-07T07:00", 90, None),
        ("2026-04-13T08:00", None, "cancelled"),
        ("2026-04-20T08:00", 45, None),
    ]
    assert {each.parties for each in found} == {(OLGA,)}
    assert {each.said["subject"] for each in found} == {"Lighthouse, weekly"}


def test_what_is_planned_is_no_contact_but_may_be_noted():
    items = read("ics", OWN / "studio.ics")
    hint = next(each for each in of(items, Hint) if each.key == "future-appointment|planned@studio.example|")

    assert hint.would == {"type": "next", "text": "Plan for next year", "due": "2026-12-01T09:00:00+00:00"}
    assert hint.parties == (Who("olga@lighthouse.example"),)


def test_of_a_series_only_the_next_one_is_said_to_be_planned():
    items = read("ics", OWN / "studio.ics")
    ahead = [each for each in of(items, Hint) if each.key.startswith("future-appointment|weekly")]

    assert [each.at for each in ahead] == ["2026-11-30T09:00:00+00:00"]


def test_what_we_declined_and_tasks_are_left_out():
    found = of(read("ics", OWN / "studio.ics"), Skipped)

    assert {(each.reason, each.what) for each in found} == {
        ("declined", ""),
        ("not-held", ""),
        ("not-contact", "VTODO"),
    }


def test_a_late_cancellation_is_a_hint_and_not_whose():
    (hint,) = [each for each in of(read("ics", OWN / "studio.ics"), Hint) if each.reason == "cancelled-late"]

    assert hint.values == {"title": "Lighthouse, weekly", "hours": "17"}
    assert hint.would is None


def test_zones_by_windows_by_path_by_rules_and_in_quotes():
    found = {each.key: each.said["at"] for each in drafts(read("ics", OWN / "zones.ics"))}

    assert found == {
        "located|": "2026-07-06T08:00:00+00:00",
        "windows|": "2026-07-06T08:00:00+00:00",
        "path|": "2026-07-06T13:00:00+00:00",
        "rules|": "2026-07-06T08:00:00+00:00",
        "quoted|": "2026-07-06T07:00:00+00:00",
    }


# --- one event at a time ----------------------------------------------------------------------------------------------


def test_an_unknown_zone_is_asked_about_and_obeyed(calendar):
    event = meeting(start="DTSTART;TZID=Office:20260706T100000", end="DURATION:PT1H")

    (question,) = calendar(event)
    assert isinstance(question, Question)
    assert question.name == "zone:Office"
    assert question.shown == ("DTSTART;TZID=Office:20260706T100000",)
    (draft,) = calendar(event, **{"zone:Office": "Europe/Athens"})
    assert draft.said["at"] == "2026-07-06T07:00:00+00:00"
    (problem,) = calendar(event, **{"zone:Office": "none"})
    assert (problem.field, problem.what) == ("TZID", "'Office' is no zone that is known")
    with pytest.raises(UsageError, match="'Atlantis' is no zone"):
        calendar(event, **{"zone:Office": "Atlantis"})


def test_an_unknown_zone_of_long_ago_asks_nothing(calendar):
    items = calendar(meeting(start="DTSTART;TZID=Office:20160706T100000", end="DURATION:PT1H"))

    assert reasons(items) == ["old"]


@pytest.mark.parametrize("name", ["../../etc/passwd", "Europe", "localtime", "A" * 300, "/", "posixrules"])
def test_a_name_that_is_no_zone_opens_no_file(calendar, name):
    (question,) = calendar(meeting(start=f"DTSTART;TZID={name}:20260706T100000"))

    assert isinstance(question, Question)


@pytest.mark.parametrize(
    ("lines", "field", "what"),
    [
        ({"start": "DTSTART:20261345T000000Z"}, "DTSTART", "is no date or time"),
        ({"start": "DTSTART:00010101T000000Z"}, "DTSTART", "the year 0001 cannot be meant"),
        ({"start": "X-NOTHING:1"}, "DTSTART", "is missing"),
        ({"end": "DTEND:20260706T070000Z"}, "DTEND", "it ends before it begins"),
        ({"end": "DURATION:P999999999999W"}, "DURATION", "is no length of time"),
        ({"end": "DURATION:P900000W"}, "DURATION", "is too long"),
        ({"end": "RRULE:FREQ=WEEKLY;UNTIL=someday"}, "RRULE", "is no date"),
        ({"end": "RRULE:FREQ=SECONDLY"}, "RRULE", "more than 5,000 times"),
        ({"end": "RRULE:FREQ=MINUTELY;COUNT=100000000"}, "RRULE", "more than 5,000 times"),
        ({"end": "RRULE:FREQ=DAILY;INTERVAL=0"}, "RRULE", "is no count"),
        ({"end": "RRULE:FREQ=DAILY;INTERVAL=99999999"}, "RRULE", "too large"),
        ({"end": "RRULE:FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30"}, "RRULE", "may never come round"),
        ({"end": "RRULE:FREQ=MONTHLY;BYDAY=2MO;BYSETPOS=2"}, "RRULE", "may never come round"),
        ({"end": "RRULE:FREQ=SOMETIMES"}, "RRULE", "does not say how often"),
        ({"end": "EXRULE:FREQ=WEEKLY"}, "EXRULE", "not read"),
        ({"end": "RDATE:" + ",".join(["20260101"] * 6000)}, "RDATE", "more than 5,000 days"),
        ({"end": "ATTENDEE:" + "x" * 70_000}, "VEVENT", "longer than 65,536 bytes"),
    ],
)
def test_what_cannot_be_read_is_a_problem_with_its_place(calendar, lines, field, what):
    items = calendar(meeting(**lines))

    (problem,) = of(items, Problem)
    assert (problem.spot, problem.field) == ("line 2", field)
    assert what in problem.what
    assert not drafts(items)


def test_a_bad_event_leaves_the_good_ones(calendar):
    items = calendar(meeting(start="DTSTART:bad", uid="bad"), meeting(uid="good"))

    assert [type(each) for each in items] == [Problem, Draft]


def test_a_rule_that_is_not_carried_out_leaves_what_was_changed_of_it(calendar):
    items = calendar(
        meeting("RRULE:FREQ=SECONDLY"),
        meeting("RECURRENCE-ID:20260707T080000Z", start="DTSTART:20260707T100000Z", end="DURATION:PT10M"),
    )

    assert [type(each) for each in items] == [Problem, Draft]
    assert (items[1].key, items[1].said["at"]) == ("one|20260707T080000Z", "2026-07-07T10:00:00+00:00")


def test_what_was_changed_in_a_way_that_cannot_be_read_was_not_held_as_the_rule_has_it(calendar):
    items = calendar(
        meeting("RRULE:FREQ=DAILY;COUNT=3"),
        meeting("RECURRENCE-ID:20260707T080000Z", start="DTSTART:20260707T100000Z", end="DTEND:20260707T090000Z"),
    )

    assert [each.said["at"][:10] for each in drafts(items)] == ["2026-07-06", "2026-07-08"]
    assert [each.what for each in of(items, Problem)] == ["it ends before it begins"]


@pytest.mark.slow
def test_a_file_has_an_end_to_its_occurrences(calendar):
    start = "DTSTART:20240101T080000Z"
    items = calendar(*(meeting("RRULE:FREQ=DAILY", uid=f"u{n}", start=start, end="DURATION:PT5M") for n in range(90)))

    assert 50_000 <= len(drafts(items)) + 90 * 60 <= 60_000
    assert {each.what for each in of(items, Problem)} == {"the events of this file repeat more than 50,000 times"}


@pytest.mark.slow
def test_looking_in_vain_for_the_days_of_rules_has_an_end(calendar):
    never = "RRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30"
    items = calendar(*(meeting(never, uid=f"u{number}") for number in range(600)))

    assert (len(items), "may never come" in items[0].what, "repeat more than" in items[-1].what) == (600, True, True)


def test_a_daily_rule_of_long_ago_with_a_count_that_has_run_out_is_old(calendar):
    items = calendar(meeting("RRULE:FREQ=DAILY;COUNT=9", start="DTSTART:19300101T080000Z", end="DURATION:PT1H"))

    assert reasons(items) == ["old"]


def test_of_two_versions_the_one_that_was_changed_last_is_taken(calendar):
    early = meeting(
        "SEQUENCE:1", "LAST-MODIFIED:20260101T000000Z", start="DTSTART:20260701T080000Z", end="DURATION:PT1H"
    )
    late = meeting("SEQUENCE:1", "LAST-MODIFIED:20260102T000000Z")
    for items in (calendar(early, late), calendar(late, early)):
        assert sorted(type(each).__name__ for each in items) == ["Draft", "Skipped"]
        assert drafts(items)[0].said["at"] == "2026-07-06T08:00:00+00:00"
    assert drafts(calendar(late))[0].rank > drafts(calendar(early))[0].rank


def test_events_to_which_a_program_gave_one_id_are_several(calendar):
    later, earlier = "DTSTART:20260707T080000Z", "DTSTART:20260706T080000Z"
    events = [meeting(start=later, end="DURATION:PT1H"), meeting(start=earlier, end="DURATION:PT1H")]
    items = calendar(*events, events[1])

    assert sorted(each.said["at"][:10] for each in drafts(items)) == ["2026-07-06", "2026-07-07"]
    assert reasons(items) == ["duplicate"]
    assert {each.key for each in drafts(calendar(*reversed(events)))} == {each.key for each in drafts(items)}

    (newest,) = drafts(calendar(*events, meeting("SEQUENCE:1", start="DTSTART:20260708T080000Z", end="DURATION:PT1H")))
    assert (newest.key, newest.said["at"][:10]) == ("one|", "2026-07-08")


def test_moved_from_then_on(calendar):
    found = drafts(
        calendar(
            meeting("RRULE:FREQ=WEEKLY;COUNT=4"),
            meeting(
                "RECURRENCE-ID;RANGE=THISANDFUTURE:20260720T080000Z",
                start="DTSTART:20260721T100000Z",
                end="DTEND:20260721T103000Z",
            ),
        )
    )

    assert [(each.key[-16:], each.said["at"][:16], each.said["minutes"]) for each in found] == [
        ("20260706T080000Z", "2026-07-06T08:00", 60),
        ("20260713T080000Z", "2026-07-13T08:00", 60),
        ("20260720T080000Z", "2026-07-21T10:00", 30),
        ("20260727T080000Z", "2026-07-28T10:00", 30),
    ]


def test_three_moved_occurrences_are_often(calendar):
    changes = [
        meeting(
            f"RECURRENCE-ID:202607{day:02}T080000Z", start=f"DTSTART:202607{day + 1:02}T080000Z", end="DURATION:PT1H"
        )
        for day in (6, 13, 20)
    ]

    (hint,) = of(calendar(meeting("RRULE:FREQ=WEEKLY;COUNT=4"), *changes), Hint)
    assert (hint.reason, hint.values, hint.would) == ("moved-often", {"title": "Talk", "times": "3"}, None)


def test_a_change_to_an_occurrence_that_was_taken_out_is_not_held(calendar):
    items = calendar(
        meeting("RRULE:FREQ=WEEKLY;COUNT=2", "EXDATE:20260713T080000Z"),
        meeting("RECURRENCE-ID:20260713T080000Z", start="DTSTART:20260713T090000Z", end="DURATION:PT1H"),
    )

    assert [type(each).__name__ for each in items] == ["Draft", "Skipped"]
    assert reasons(items) == ["deleted"]


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("CLASS:PRIVATE", "private"),
        ("CLASS:CONFIDENTIAL", "private"),
        ("ATTENDEE;PARTSTAT=DECLINED:mailto:ME@studio.example", "declined"),
        ("X-LAST:1", None),
    ],
)
def test_what_is_left_out_on_purpose(calendar, line, reason):
    assert reasons(calendar(meeting(line))) == ([reason] if reason else [])


def test_private_events_are_taken_when_that_was_said(calendar):
    assert drafts(calendar(meeting("CLASS:PRIVATE"), private="yes"))


def test_a_day_off_that_blocks_nothing_is_no_contact(calendar):
    day = meeting("TRANSP:TRANSPARENT", start="DTSTART;VALUE=DATE:20260706", end="DTEND;VALUE=DATE:20260707")

    assert reasons(calendar(day)) == ["not-contact"]


def test_several_days_with_times_are_days(calendar):
    (skipped, hint) = calendar(meeting(end="DTEND:20260708T080000Z"))

    assert (skipped.reason, hint.reason) == ("to-decide", "all-day")
    assert "minutes" not in hint.would


def test_only_everybody_else_said_no(calendar):
    event = "UID:1\nDTSTART:20260706T080000Z\nSUMMARY:Talk\nATTENDEE;PARTSTAT=DECLINED:mailto:a@b.example"

    assert reasons(calendar(event)) == ["declined"]


def test_a_series_of_titles_asks_once(calendar):
    event = "UID:1\nDTSTART:20260706T080000Z\nDURATION:PT1H\nRRULE:FREQ=WEEKLY;COUNT=5\nSUMMARY:Acme weekly"
    items = calendar(event)

    assert reasons(items) == ["to-decide"] * 5
    assert items[0].what == "Acme weekly (nobody invited: --answer titles=yes looks for clients by such titles)"
    assert [each.reason for each in of(items, Hint)] == ["title-only"]
    found = drafts(calendar(event, titles="yes"))
    assert len(found) == 5
    assert found[0].parties == (Who("", "Acme weekly"),)


def test_calls_are_known_by_words_that_were_named(calendar):
    event = meeting().replace("Talk", "Anruf: Olga")

    assert drafts(calendar(event))[0].said["channel"] == "meeting"
    assert drafts(calendar(event, call_words="call, anruf"))[0].said["channel"] == "call"
    assert (
        drafts(calendar(event.replace("Anruf", "Anrufbeantworter"), call_words="anruf"))[0].said["channel"] == "meeting"
    )


def test_titles_are_left_out_when_that_was_said(calendar):
    items = calendar(meeting("SEQUENCE:4"), subjects="no")

    assert "subject" not in drafts(items)[0].said
    assert of(items, Hint)[0].values["title"] == ""
    assert "Talk" not in str(calendar(meeting(start="DTSTART:20261201T080000Z", end="DURATION:PT1H"), subjects="no"))
    assert "Talk" not in str(calendar(meeting(end="DTEND:20260708T080000Z"), subjects="no"))


def test_the_meeting_that_is_going_on_has_not_been_held(calendar):
    now = datetime(2026, 7, 6, 10, 30, tzinfo=BERLIN)

    assert reasons(calendar(meeting(), now=now)) == ["not-held"]


def test_a_day_that_ends_a_rule_counts_in_full(calendar):
    assert len(drafts(calendar(meeting("RRULE:FREQ=WEEKLY;UNTIL=20260720")))) == 3


def test_what_is_attached_is_not_kept_in_memory(tmp_path):
    path = tmp_path / "calendar.ics"
    attached = "ATTACH:" + "QUJD" * 1_500_000 + "\nATTACH:" + "QUJD\n " * 30_000
    path.write_text(f"BEGIN:VEVENT\n{meeting(attached)}\nEND:VEVENT\n")

    tracemalloc.start()
    found = drafts(read("ics", path))
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()

    assert len(found) == 1
    assert peak < 4_000_000


def test_since_a_day_that_was_named(calendar):
    events = [meeting("RRULE:FREQ=WEEKLY;COUNT=4")]

    assert len(drafts(calendar(*events, since="2026-07-13"))) == 3
    with pytest.raises(UsageError, match="is no day"):
        calendar(*events, since="last year")


@pytest.mark.parametrize(
    ("zone", "at"),
    [("America/New_York", "2026-07-06T14:00:00+00:00"), ("Nowhere/Atlantis", "2026-07-06T10:00:00"), ("", None)],
)
def test_times_without_a_zone_are_in_that_of_the_calendar_once_they_are_taken(calendar, zone, at):
    event = meeting("RDATE:20260708T100000", start="DTSTART:20260706T100000", end="DTEND:20260706T110000")
    head = f"X-WR-TIMEZONE:{zone}\n" if zone else ""

    assert reasons(calendar(event, head=head)) == ["to-decide", "to-decide"]
    taken = drafts(calendar(event, head=head, floating="yes"))
    assert [each.said["at"] for each in taken][:1] == [at or "2026-07-06T10:00:00"]
    assert [each.said["minutes"] for each in taken] == [60, 60]


def test_an_hour_is_an_hour_when_the_clocks_change(calendar):
    start = "DTSTART;TZID=Europe/Berlin:20260329T013000"
    (draft,) = calendar(meeting(start=start, end="DTEND;TZID=Europe/Berlin:20260329T033000"))

    assert (draft.said["at"], draft.said["minutes"]) == ("2026-03-29T00:30:00+00:00", 60)


def test_answers_to_invitations_are_no_meetings(calendar):
    assert reasons(calendar(meeting(), head="METHOD:REPLY\n")) == ["not-contact"]


def test_a_withdrawn_invitation_is_a_cancelled_meeting(calendar):
    assert drafts(calendar(meeting(), head="METHOD:CANCEL\n"))[0].said["status"] == "cancelled"


def test_other_calendars_than_ours_are_refused(calendar):
    with pytest.raises(BadData, match=r"another calendar \(THAI\)"):
        calendar(meeting(), head="CALSCALE:THAI\n")


def test_an_address_stands_in_many_places(calendar):
    event = """
UID:1
DTSTART:20260706T080000Z
ORGANIZER;CN=Team:urn:uuid:1234
ATTENDEE;EMAIL=Nele@Harbour.example;CN=Nele:/principals/7/
ATTENDEE;CN=olga%40lighthouse.example:mailto:olga%40lighthouse.example
ATTENDEE;CN="mailto:me@studio.example":mailto:other@harbour.example
ATTENDEE:mailto:7x@resource.calendar.google.com
ATTENDEE;CN=Ida ^'Ace^' Lund:mailto:ida@lund.example
"""

    assert drafts(calendar(event))[0].parties == (
        Who("", "Team"),
        Who("nele@harbour.example", "Nele"),
        Who("olga@lighthouse.example", "olga%40lighthouse.example"),
        Who("other@harbour.example", "mailto:me@studio.example"),
        Who("ida@lund.example", 'Ida "Ace" Lund'),
    )


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
def test_every_encoding_that_calendars_come_in(tmp_path, encoding):
    path = tmp_path / "calendar.ics"
    path.write_bytes(
        f"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\n{meeting()}\r\nEND:VEVENT\r\n".replace("Talk", "Größe").encode(encoding)
    )

    assert recognised(Source(path)) == "ics"
    assert [each.said["subject"] for each in drafts(read("ics", path))] == ["Größe"]


def test_a_letter_that_was_folded_in_its_middle(tmp_path):
    path = tmp_path / "calendar.ics"
    whole = f"BEGIN:VEVENT\n{meeting()}\nEND:VEVENT\n".replace("Talk", "ø").encode()
    path.write_bytes(whole.replace("ø".encode(), "ø".encode()[:1] + b"\r\n " + "ø".encode()[1:]))

    assert drafts(read("ics", path))[0].said["subject"] == "ø"


def test_text_cannot_act(calendar):
    event = meeting().replace("Talk", "\x1b[31m=cmd|' /C calc'!A0\\nred\x00\x9b")

    assert drafts(calendar(event))[0].said["subject"] == "[31m=cmd|' /C calc'!A0 red"


@pytest.mark.parametrize(
    "text", ["", "From: me\n\nBEGIN:VCALENDAR\n", "<html>", "BEGIN:VCARD\n", "name;BEGIN:VCALENDAR\n"]
)
def test_what_is_no_calendar(tmp_path, text):
    path = tmp_path / "file"
    path.write_text(text)

    with pytest.raises(BadData):
        read("ics", path)


def test_an_event_that_the_file_ends_in(tmp_path):
    path = tmp_path / "calendar.ics"
    path.write_text(f"BEGIN:VCALENDAR\nBEGIN:VEVENT\n{meeting()}\n")

    (problem,) = read("ics", path)
    assert "cut off" in problem.what
