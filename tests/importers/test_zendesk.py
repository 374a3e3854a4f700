from datetime import datetime, timedelta
from pathlib import Path

import pytest
from confirming import confirmed
from reading import drafts, read, sample
from tracked import table

from clienthealth.errors import BadData
from clienthealth.importers.formats import recognised
from clienthealth.importers.items import Hint, Problem, Question, Skipped, Who
from clienthealth.importers.source import Source

OWN = Path(__file__).parents[1] / "data" / "import" / "helpdesk"
HEADER = "id,ticket_id,author_id,author_role,created_at,public,body"
OLGA, PIET = Who("olga@bakery.example", "Olga Brandt"), Who("piet@bakery.example", "Piet Brandt")


def waits(found, thread):
    """Return how long the first unanswered message of a thread waited, again and again."""
    told = sorted(
        (datetime.fromisoformat(each.said["at"]), each.said["direction"])
        for each in drafts(found)
        if each.thread == thread
    )
    since, waited = None, []
    for at, direction in told:
        if direction == "in":
            since = since or at
        elif since:
            waited.append((at - since) / timedelta(hours=1))
            since = None
    return waited


def test_what_was_understood_and_what_is_read_along_is_confirmed_first():
    question = read("zendesk", OWN / "comments.csv")[0]

    assert isinstance(question, Question)
    assert question.shown[-2:] == ("tickets: tickets.csv, beside it", "users: users.csv, beside it")


def test_a_public_comment_is_contact_with_its_author():
    first = confirmed("zendesk", OWN / "comments.csv")[0]

    assert first.type == "interaction"
    assert (first.key, first.thread, first.parties) == ("zendesk:comment:1", "zendesk:ticket:71", (OLGA,))
    assert first.said == {
        "at": "2026-02-02T09:00:00+00:00",
        "channel": "email",
        "direction": "in",
        "words": 6,
        "subject": "Invoice by post?",
    }


def test_a_comment_of_ours_is_contact_with_who_asked():
    found = drafts(confirmed("zendesk", OWN / "comments.csv"))

    assert [(each.said["direction"], each.parties) for each in found] == [
        ("in", (OLGA,)),
        ("out", (OLGA,)),
        ("in", (OLGA,)),
        ("in", (PIET,)),
        ("out", (OLGA,)),
        ("out", ()),
    ]


def test_a_merged_ticket_follows_its_target_and_keeps_its_channel():
    found = drafts(confirmed("zendesk", OWN / "comments.csv"))

    assert [(each.thread[15:], each.said["channel"]) for each in found[2:5]] == [
        ("72", "other"),
        ("72", "chat"),
        ("72", "other"),
    ]
    assert waits(found, "zendesk:ticket:72") == [10.0]


def test_internal_notes_deleted_tickets_and_repeats_are_left_out():
    found = confirmed("zendesk", OWN / "comments.csv")

    assert [(each.spot, each.reason) for each in found if isinstance(each, Skipped)] == [
        ("line 3", "not-contact"),
        ("line 8", "deleted"),
        ("line 11", "duplicate"),
    ]
    assert [(each.spot, each.field) for each in found if isinstance(each, Problem)] == [("line 9", "author_id")]


def test_bodies_are_kept_only_as_far_as_was_asked():
    assert "text" not in confirmed("zendesk", OWN / "comments.csv")[0].said
    assert confirmed("zendesk", OWN / "comments.csv", preview="9")[0].said["text"] == "Could you"
    assert "subject" not in confirmed("zendesk", OWN / "comments.csv", subjects="no")[0].said


def test_without_tickets_beside_it_they_are_asked_for(tmp_path):
    path = table(
        tmp_path, HEADER, "1,7,21,end-user,2026-02-02T09:00:00Z,true,Hello", "2,7,1,agent,2026-02-02T10:00:00Z,true,Hi"
    )

    question = confirmed("zendesk", path)[0]
    found = confirmed("zendesk", path, tickets="none")

    assert isinstance(question, Question)
    assert (question.name, question.guess) == ("tickets", "none")
    assert [each.parties for each in found] == [(Who(name="Zendesk user 21"),)] * 2


def test_tickets_may_be_named(tmp_path):
    path = table(tmp_path, HEADER, "1,7,21,end-user,2026-02-02T09:00:00Z,true,Hello")
    table(tmp_path, "id,status,requester_id,requester_email", "7,open,21,OLGA@bakery.example", name="mine.csv")

    assert confirmed("zendesk", path, tickets="mine.csv")[0].parties == (Who("olga@bakery.example"),)
    with pytest.raises(BadData, match="is no table of tickets"):
        confirmed("zendesk", path, tickets="table.csv")


def test_whose_role_is_nowhere_is_asked_for(tmp_path):
    path = table(
        tmp_path,
        HEADER.replace("author_role,", ""),
        "1,7,21,2026-02-02T09:00:00Z,true,Hello",
        "2,7,1,2026-02-02T10:00:00Z,true,Hi",
    )

    question = confirmed("zendesk", path, tickets="none")[0]
    found = confirmed("zendesk", path, tickets="none", agents="1, 2")

    assert isinstance(question, Question)
    assert (question.name, question.shown) == ("agents", ("21: 1 comments", "1: 1 comments"))
    assert [each.said["direction"] for each in found] == ["in", "out"]
    assert [each.said["direction"] for each in confirmed("zendesk", path, tickets="none", agents="none")] == [
        "in",
        "in",
    ]


def test_an_address_of_ours_is_ours_whatever_the_role(tmp_path):
    path = table(
        tmp_path,
        HEADER,
        "1,7,21,end-user,2026-02-02T09:00:00Z,true,Hello",
        "2,7,5,end-user,2026-02-02T10:00:00Z,true,Hi",
        name="comments.csv",
    )
    table(tmp_path, "id,status,requester_id", "7,open,21", name="tickets.csv")
    table(tmp_path, "id,name,email,role", "5,Ida,me@studio.example,end-user", name="users.csv")

    assert [each.said["direction"] for each in confirmed("zendesk", path)] == ["in", "out"]


def test_a_ticket_that_we_opened_ourselves_is_nobody_elses(tmp_path):
    path = table(tmp_path, HEADER, "1,7,5,agent,2026-02-02T09:00:00Z,true,Hello", name="comments.csv")
    table(tmp_path, "id,status,requester_id,requester_email", "7,open,5,me@studio.example", name="tickets.csv")

    assert [each.reason for each in confirmed("zendesk", path)] == ["own"]


def test_a_circle_of_merged_tickets_ends_in_one_of_them(tmp_path):
    rows = (f"{number},{number},21,end-user,2026-02-02T09:00:00Z,true,Hello" for number in (7, 8, 9))
    path = table(tmp_path, HEADER, *rows, name="comments.csv")
    merged = ("7,closed,21,8", "8,closed,21,9", "9,closed,21,7")
    table(tmp_path, "id,status,requester_id,merged_into", *merged, name="tickets.csv")

    assert len({each.thread for each in confirmed("zendesk", path)}) == 1


def test_a_long_chain_of_merged_tickets_is_walked_once(tmp_path):
    last = 5_000
    path = table(
        tmp_path,
        HEADER,
        *(f"{n},{n},21,end-user,2026-02-02T09:00:00Z,true,x" for n in range(last)),
        name="comments.csv",
    )
    chain = (f"{n},closed,21,{n + 1}" for n in range(last))
    table(tmp_path, "id,status,requester_id,merged_into", *chain, f"{last},open,21,", name="tickets.csv")

    assert {each.thread for each in confirmed("zendesk", path)} == {f"zendesk:ticket:{last}"}


def test_bad_comments_are_problems_with_their_lines(tmp_path):
    good = "1,7,21,end-user,2026-02-02T09:00:00Z,true,Hello"
    rows = (
        "2" + good[1:].replace("true", "maybe"),
        "3" + good[1:].replace("02-02", "02-31"),
        "1" + good[1:] + "!",
        "5,,21,end-user,2026-02-02,true,x",
        "6" + good[1:].replace("2026-02-02T09:00:00Z", ""),
    )

    found = confirmed("zendesk", table(tmp_path, HEADER, good, *rows), tickets="none")

    assert [(each.spot, each.field) for each in found if isinstance(each, Problem)] == [
        ("line 3", "ticket_id"),
        ("line 4", "created_at"),
        ("line 5", "id"),
        ("line 6", "ticket_id"),
        ("line 7", "created_at"),
    ]


def test_tickets_are_no_contact_and_some_give_reason_to_ask():
    found = confirmed("zendesk-tickets", OWN / "tickets.csv")
    thumb, gone = (each for each in found if isinstance(each, Hint))

    assert [(each.spot, each.reason) for each in found if isinstance(each, Skipped)] == [
        ("line 2", "not-contact"),
        ("line 3", "not-contact"),
        ("line 4", "not-contact"),
        ("line 5", "deleted"),
        ("line 6", "no-party"),
    ]
    assert (thumb.reason, thumb.values["answer"], thumb.parties) == (
        "satisfaction",
        "good",
        (Who("olga@bakery.example"),),
    )
    assert thumb.would == {
        "type": "survey",
        "instrument": "csat",
        "score": 2,
        "scale_max": 2,
        "at": "2026-02-03T09:00:00+00:00",
    }
    assert (gone.reason, gone.values["kind"]) == ("urgent-ticket", "problem")
    assert gone.would == {"type": "complaint", "text": "The page is gone", "at": "2026-02-04T22:00:00+00:00"}


def test_a_ticket_that_was_solved_and_opened_again_is_asked_about():
    found = confirmed("zendesk-history", OWN / "history.csv")
    (again,) = (each for each in found if isinstance(each, Hint))

    assert [each.reason for each in found[:6]] == ["not-contact"] * 6
    assert (again.spot, again.reason, again.parties) == ("line 4", "reopened", (OLGA,))
    assert again.would == {"type": "signal", "kind": "reopened", "at": "2026-02-06T09:00:00+00:00"}


def test_each_table_is_recognised_for_what_it_is():
    names = ("comments.csv", "history.csv", "tickets.csv")

    assert [recognised(Source(OWN / name)) for name in names] == ["zendesk", "zendesk-history", "zendesk-tickets"]


def test_the_sample_of_comments_and_its_first_responses():
    found = confirmed("zendesk", sample("helpdesk/own__comments.csv"))
    public = drafts(found)

    assert len(found) == 11
    assert len({each.key for each in public}) == len(public) == 9
    assert sorted(each.said["direction"] for each in public) == ["in"] * 5 + ["out"] * 4
    assert all(who.address.endswith("@acme.example") for each in public for who in each.parties)
    assert waits(found, "zendesk:ticket:1") == [4.0]
    assert waits(found, "zendesk:ticket:2") == [34.0, 49.0]


def test_the_sample_of_tickets_and_their_changes():
    tickets = confirmed("zendesk-tickets", sample("helpdesk/own__tickets.csv"))
    changes = confirmed("zendesk-history", sample("helpdesk/own__status-history.csv"))

    assert [each.reason for each in tickets if isinstance(each, Skipped)].count("deleted") == 1
    assert [each.spot for each in tickets if isinstance(each, Skipped) and each.reason == "no-party"] == ["line 5"]
    assert [each.what for each in tickets if isinstance(each, Skipped) and "merged" in each.what] == [
        "ticket 3, merged into 2"
    ]
    assert [(each.reason, each.values["ticket"]) for each in tickets if isinstance(each, Hint)] == [
        ("urgent-ticket", "2")
    ]
    assert len([each for each in changes if isinstance(each, Skipped)]) == 7
    assert [(each.reason, each.values["ticket"]) for each in changes if isinstance(each, Hint)] == [("reopened", "2")]


def test_the_samples_of_a_connector():
    comments = confirmed("zendesk", sample("helpdesk/fivetran-zendesk__ticket_comment_data.csv"), agents="none")
    tickets = confirmed("zendesk-tickets", sample("helpdesk/fivetran-zendesk__ticket_data.csv"))

    assert len(drafts(comments)) == 20
    assert len({each.thread for each in drafts(comments)}) == 7
    assert all(each.said["at"].endswith("+00:00") for each in drafts(comments))
    assert len([each for each in tickets if isinstance(each, Skipped)]) == 10
    assert len([each for each in tickets if isinstance(each, Skipped) and each.reason == "deleted"]) == 2


def test_who_asked_is_not_one_of_us_and_needs_no_question(tmp_path):
    header = HEADER.replace("author_role,", "")
    path = table(tmp_path, header, "1,7,21,2026-02-02T09:00:00Z,true,Hello", name="comments.csv")
    table(tmp_path, "id,status,requester_id", "7,open,21", name="tickets.csv")

    assert confirmed("zendesk", path)[0].said["direction"] == "in"


def test_without_subjects_a_ticket_goes_by_its_number():
    asked = [
        each
        for form, name in (("zendesk-tickets", "tickets.csv"), ("zendesk-history", "history.csv"))
        for each in confirmed(form, OWN / name, subjects="no")
        if isinstance(each, Hint)
    ]

    assert [each.values["subject"] for each in asked] == ["#71", "#72", "#72"]
    assert asked[1].would["text"] == "ticket 72"
