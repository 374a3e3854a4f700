from pathlib import Path

import pytest
from confirming import confirmed
from reading import drafts, read, sample
from tracked import table

from clienthealth.errors import BadData
from clienthealth.importers.formats import recognised
from clienthealth.importers.items import Draft, Hint, Problem, Question, Skipped, Who
from clienthealth.importers.source import Source

OWN = Path(__file__).parents[1] / "data" / "import" / "crm" / "hubspot.csv"
HEADER = "Activity ID,Activity Type,Activity Date,Owner,Call Outcome,Meeting Outcome,Associated Contact Email"
OLGA = Who("olga@bakery.example")


def one(tmp_path, row, **given):
    return confirmed("hubspot", table(tmp_path, HEADER, row), **given)


def test_what_was_understood_is_confirmed_first():
    question = read("hubspot", OWN)[0]

    assert isinstance(question, Question)
    assert question.name == "columns"
    assert question.shown[0] == "Activity ID -> id: 501, 502, 503"
    assert "not used: Body" in question.shown
    assert question.guess.startswith("Activity ID=id,Activity Type=type,Activity Date=at,")


def test_a_call_with_an_answer_is_contact_of_both_sides():
    first = confirmed("hubspot", OWN)[0]

    assert first.type == "interaction"
    assert first.key == "hubspot:501"
    assert first.parties == (OLGA, Who(name="Bakery"))
    assert first.said == {
        "at": "2026-02-02T09:30:00",
        "channel": "call",
        "direction": "both",
        "subject": "Opening hours",
        "staff": "Mina",
    }


def test_each_activity_becomes_what_it_was():
    found = confirmed("hubspot", OWN)

    assert [
        (each.key[8:], each.said["channel"], each.said["direction"], each.said.get("status")) for each in drafts(found)
    ] == [
        ("501", "call", "both", None),
        ("502", "call", "out", None),
        ("503", "meeting", "both", None),
        ("504", "meeting", "both", "no-show"),
        ("505", "meeting", "both", "cancelled"),
        ("506", "meeting", "both", "moved"),
        ("508", "email", "in", None),
    ]
    assert [(each.spot, each.reason) for each in found if isinstance(each, Skipped)] == [
        ("line 8", "not-held"),
        ("line 10", "not-contact"),
        ("line 11", "not-contact"),
        ("line 12", "duplicate"),
    ]


def test_who_did_not_come_is_asked_about_and_who_cancelled_is_nothing_to_log():
    missed, cancelled = (each for each in confirmed("hubspot", OWN) if isinstance(each, Hint))

    assert (missed.reason, missed.key) == ("no-show", "hubspot:504:no-show")
    assert missed.would == {"type": "signal", "kind": "time-disrespect", "at": "2026-02-05T14:00:00"}
    assert missed.values == {"day": "2026-02-05", "channel": "meeting", "subject": "Sketches again"}
    assert (cancelled.reason, cancelled.would) == ("cancelled", None)


def test_two_addresses_in_a_cell_are_two_people():
    assert drafts(confirmed("hubspot", OWN))[2].parties[:2] == (OLGA, Who("piet@bakery.example"))


def test_what_was_noted_is_never_taken_for_what_was_said():
    assert not [each for each in drafts(confirmed("hubspot", OWN)) if "text" in each.said or "tone" in each.said]


def test_subjects_may_be_left_out():
    found = confirmed("hubspot", OWN, subjects="no")

    assert not [each for each in drafts(found) if "subject" in each.said]
    assert [each.values["subject"] for each in found if isinstance(each, Hint)] == ["Meeting", "Meeting"]


@pytest.mark.parametrize(("answer", "status"), [("no-show", "no-show"), ("held", None)])
def test_a_word_for_an_ending_that_is_not_known_is_asked_for(tmp_path, answer, status):
    row = "1,Meeting,2026-02-02,Mina,,Nicht erschienen,olga@bakery.example"

    question = one(tmp_path, row)[0]
    taken = one(tmp_path, row, **{"status:nicht erschienen": answer})

    assert isinstance(question, Question)
    assert question.name == "status:nicht erschienen"
    assert taken[0].said.get("status") == status


def test_a_kind_that_is_not_known_is_asked_for(tmp_path):
    row = "1,Messe,2026-02-02,Mina,,Completed,olga@bakery.example"

    assert [each.name for each in one(tmp_path, row)] == ["kind:messe"]
    assert one(tmp_path, row, **{"kind:messe": "visit"})[0].said["channel"] == "visit"
    assert isinstance(one(tmp_path, row, **{"kind:messe": "none"})[0], Skipped)
    assert [each.name for each in one(tmp_path, row, **{"kind:messe": "fair"})] == ["kind:messe"]


@pytest.mark.parametrize(("answer", "kind"), [("held", Draft), ("skip", Skipped)])
def test_a_meeting_without_an_outcome_is_asked_about(tmp_path, answer, kind):
    row = "1,Meeting,2026-02-02,Mina,,,olga@bakery.example"

    assert [each.name for each in one(tmp_path, row)] == ["no-outcome"]
    assert isinstance(one(tmp_path, row, **{"no-outcome": answer})[0], kind)


def test_what_lies_ahead_is_not_contact_yet(tmp_path):
    assert one(tmp_path, "1,Call,2026-11-26,Mina,Connected,,olga@bakery.example") == [
        Skipped("line 2", "not-held", "2026-11-26")
    ]


def test_an_activity_with_nobody_but_us_is_left_out(tmp_path):
    assert [each.reason for each in one(tmp_path, "1,Call,2026-02-02,Mina,Connected,,me@studio.example")] == ["own"]


def test_activities_without_ids_are_twins_where_they_are_equal(tmp_path):
    row = "Call,2026-02-02,olga@bakery.example,Connected"
    path = table(tmp_path, "Type,Date,Contact Email,Call Outcome", row, row)

    assert len({each.key for each in confirmed("hubspot", path)}) == 2


def test_bad_rows_are_problems_with_their_lines(tmp_path):
    good = "1,Call,2026-02-02,Mina,Connected,,olga@bakery.example"
    path = table(
        tmp_path, HEADER, good, good.replace("2026-02-02", "2026-02-30"), good + ",x", good.replace("2026-02-02", "")
    )

    found = confirmed("hubspot", path)

    assert [(each.spot, each.field) for each in found if isinstance(each, Problem)] == [
        ("line 3", "id"),
        ("line 4", "row"),
        ("line 5", "id"),
    ]


def test_columns_that_do_not_fit_are_asked_for_again():
    question = read("hubspot", OWN, columns="Kunde=person")[0]

    assert isinstance(question, Question)
    assert question.text.startswith("'Kunde' names no column with a field")


def test_one_column_that_is_answered_is_added_to_what_was_understood():
    before = read("hubspot", OWN)[0].guess.split(",")

    question = read("hubspot", OWN, columns="Body=subject")[0]

    assert isinstance(question, Question)
    assert question.text.startswith("which column holds what?")
    after = question.guess.split(",")
    assert set(after) - set(before) == {"Body=subject"}
    assert [each for each in before if each not in after] == [each for each in before if each.endswith("=subject")]


def test_it_is_recognised():
    assert recognised(Source(OWN)) == "hubspot"


def test_the_sample_of_activities():
    found = confirmed("hubspot", sample("crm_csv/own__activities.csv"))
    held = [each.said for each in drafts(found) if "status" not in each.said]

    assert [(each["channel"], each["direction"]) for each in held] == [
        ("call", "both"),
        ("call", "out"),
        ("meeting", "both"),
        ("email", "out"),
    ]
    assert sorted(each.said["status"] for each in drafts(found) if "status" in each.said) == ["cancelled", "no-show"]
    assert len({each.key for each in drafts(found)}) == 6
    assert all(len(each.said["at"]) == len("2026-01-05") for each in drafts(found))
    assert [each.would and each.would["kind"] for each in found if isinstance(each, Hint)] == ["time-disrespect", None]
    assert {each.type for each in drafts(found)} == {"interaction"}


def test_the_sample_of_engagements_has_no_outcome_and_so_no_no_show():
    found = confirmed(
        "hubspot", sample("crm_csv/fivetran-hubspot__engagement_meeting_data.csv"), **{"no-outcome": "held"}
    )

    assert len({each.key for each in drafts(found)}) == 100
    assert not [each for each in drafts(found) if "status" in each.said]
    assert not [each for each in found if isinstance(each, Hint)]
    assert (found[0].said["at"], found[0].said["minutes"]) == ("2019-09-26T13:00:00+00:00", 90)


def test_tickets_are_no_contact_without_their_messages():
    found = read("hubspot", sample("crm_csv/fivetran-hubspot__ticket_data.csv"))

    assert len(found) == 25
    assert {each.reason for each in found} <= {"not-contact", "deleted"}


def test_a_cell_of_any_length_is_looked_through_once(tmp_path):
    long = "a" * 100_000
    found = one(tmp_path, f"1,Call,2026-02-02,Mina,Connected,,{long} @ Olga <olga@bakery.example>; olga@bakery.example")

    assert found[0].parties == (OLGA,)


def test_a_column_of_anything_is_not_asked_about_word_by_word(tmp_path):
    rows = (f"{number},Meeting,2026-02-02,Mina,,outcome {number},olga@bakery.example" for number in range(30))

    with pytest.raises(BadData, match="more than 20 words"):
        confirmed("hubspot", table(tmp_path, HEADER, *rows))
