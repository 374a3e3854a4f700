"""Sample mailboxes, Maildirs and mails: what MANIFEST.tsv says of them and a reader alone can tell."""

from collections import Counter
from datetime import datetime

import pytest
from reading import drafts, read, sample

from clienthealth.errors import BadData
from clienthealth.importers.formats import recognised
from clienthealth.importers.items import Draft, Hint, Item, Problem, Skipped, Who
from clienthealth.importers.source import Source

MAILS = (
    *("cpython__msg_14", "cpython__msg_26", "cpython__msg_35", "cpython__msg_42", "mail-parser__mail_test_18"),
    *("mail-parser__mail_test_19", "mailparser__delivery-status", "own__html-only", "own__invitation"),
    *("ruby-mail__error_emails__encoding_madness", "ruby-mail__error_emails__missing_body"),
    *("ruby-mail__error_emails__multiple_references_with_one_invalid", "ruby-mail__multi_charset__japanese_shift_jis"),
    *("ruby-mail__multi_charset__ks_c_5601-1987", "ruby-mail__plain_emails__raw_email_incorrect_header"),
    *("ruby-mail__rfc6532__utf8_headers", "stalwart-malformed__020", "talon__outlook"),
)
UNDATED = (
    *("cpython__msg_35", "cpython__msg_42", "ruby-mail__error_emails__multiple_references_with_one_invalid"),
    *("ruby-mail__rfc6532__utf8_headers", "talon__outlook"),
)


def mbox(name: str) -> list[Item]:
    return read("mbox", sample(f"mbox/{name}.mbox"))


def eml(name: str) -> list[Item]:
    return read("eml", sample(f"eml/{name}.eml"))


def reasons(items: list[Item]) -> Counter[str]:
    return Counter(item.reason for item in items if isinstance(item, Skipped))


def problems(items: list[Item]) -> list[Problem]:
    return [item for item in items if isinstance(item, Problem)]


def by_key(items: list[Item]) -> dict[str, Draft]:
    return {item.key: item for item in reversed(drafts(items))}


def directions(items: list[Item], domain: str) -> Counter[str]:
    """Count each mail once, by direction, of those that name somebody of a domain."""
    held = by_key(items).values()
    return Counter(each.said["direction"] for each in held if any(who.address.endswith(domain) for who in each.parties))


def test_the_mailbox_of_a_year_comes_out_mail_by_mail():
    items = mbox("own__two-clients")

    assert len(items) == 28
    assert reasons(items) == {"automatic": 1, "bounce": 1, "newsletter": 1, "no-reply": 1, "own": 1}
    assert len(problems(items)) == 1
    assert len(drafts(items)) == 22  # two of them copies, one of a stranger
    assert len(by_key(items)) == 20
    assert directions(items, "acme.example") == {"in": 9, "out": 5}
    assert directions(items, "nora-fixture@gmail.com") == {"in": 2, "out": 2}
    assert directions(items, "per-fixture@gmail.com") == {"in": 1, "out": 1}
    assert directions(items, "stranger.example") == {"in": 1}


def test_a_mail_to_two_clients_names_both_and_a_stamp_of_a_server_dates_one_without_a_date():
    held = by_key(mbox("own__two-clients"))

    to_both = {who.address for who in held["m7@studio.example"].parties}

    assert to_both == {"anna@acme.example", "nora-fixture@gmail.com"}
    assert held["a5@acme.example"].said["at"] == "2026-04-13T07:15:00+00:00"
    assert "a6@acme.example" not in held  # the line before it in the mailbox is no date


def test_copies_are_known_by_key_and_body():
    items = mbox("own__two-clients")

    copies = [each.body for each in drafts(items) if each.key == "a7@acme.example"]
    without_id = [(each.key, each.body) for each in drafts(items) if each.said["subject"] == "No id"]

    assert copies[0] == copies[1]
    assert len(without_id) == 2
    assert without_id[0] == without_id[1]


def test_what_answers_what_is_told_by_references_else_by_the_subject():
    held = by_key(mbox("own__two-clients"))

    assert held["a3@acme.example"].parents == ("m1@studio.example", "a2@acme.example", "a1@acme.example")
    assert held["m6@studio.example"].parents == ()
    assert held["m6@studio.example"].topic_line == held["p1@mail.gmail.com"].topic_line == "angebot"


def test_the_clock_change_and_minus_zero_are_instants():
    held = by_key(mbox("own__two-clients"))

    asked, answered = (
        datetime.fromisoformat(held[key].said["at"]) for key in ("n1@mail.gmail.com", "m5@studio.example")
    )

    assert (answered - asked).total_seconds() == 23 * 3600
    assert held["p1@mail.gmail.com"].said["at"] == "2026-04-01T08:00:00+00:00"


def test_two_archives_of_a_month_agree_on_every_mail_they_share():
    first, second = by_key(mbox("own__archive-a")), by_key(mbox("own__archive-b"))

    shared = [(first[key].body, instant(first[key])) for key in first]

    assert (len(first), len(second), len(second.keys() - first.keys())) == (8, 10, 2)
    assert shared == [(second[key].body, instant(second[key])) for key in first]
    assert directions(mbox("own__archive-a"), "acme.example") == {"in": 4, "out": 4}


def instant(draft: Draft) -> float:
    return datetime.fromisoformat(draft.said["at"]).timestamp()


def test_an_archive_of_a_list_that_holds_everything_twice():
    items = mbox("own__pipermail-twice")

    senders = Counter(who.address for each in by_key(items).values() for who in each.parties)

    assert len(drafts(items)) == len(items) == 8
    assert senders == {"anna@acme.example": 2, "bo.lind@acme.example": 1}
    mine = by_key(items)["pm1@list.example"]
    assert (mine.said["direction"], mine.parties, mine.parents) == ("out", (), ("pm0@list.example",))
    assert by_key(items)["pm3@list.example"].parties == (Who("bo.lind@acme.example", "Bo Lønd"),)


def test_lines_that_begin_with_from_in_a_text_begin_no_mail():
    items = mbox("own__from-in-body")

    assert [each.key.partition("@")[0] for each in drafts(items)] == ["f1", "f2", "f3", "f4"]
    assert [each.spot for each in problems(items)] == ["message 4"]
    assert by_key(items)["f4@acme.example"].said["words"] == 5  # the file ends in the middle of it


def test_broken_headers_cost_no_more_than_their_own_mail():
    items = mbox("own__broken-headers")
    held = by_key(items)

    assert len(items) == 13
    assert len(problems(items)) == 3
    assert reasons(items) == {"no-party": 1}
    assert directions(items, "acme.example") == {"in": 6, "out": 1}
    assert held["e1@acme.example"].said["subject"] == "Ærlig talt"
    assert held["e1@acme.example"].parties == (Who("soren@acme.example", "Søren"),)
    assert held["d4@acme.example"].said["at"] == "2026-03-02T13:00:00+01:00"
    assert held["spoof@elsewhere.example"].parties == (Who("mallory@elsewhere.example"),)


def test_one_id_with_two_bodies_shows_as_such():
    twice = [each for each in drafts(mbox("own__broken-headers")) if each.key == "dup@acme.example"]

    assert len(twice) == 2
    assert twice[0].body != twice[1].body


def test_a_loop_of_references_is_told_as_it_stands():
    held = by_key(mbox("own__broken-headers"))

    assert held["l1@acme.example"].parents == ("l2@acme.example",)
    assert held["l2@acme.example"].parents == ("l1@acme.example",)


def test_labels_of_takeout_are_read_in_the_language_of_the_account():
    items = mbox("own__takeout-da")

    assert reasons(items) == {"folder": 4}
    assert directions(items, "acme.example") == {"in": 3, "out": 2}
    assert len({each.thread for each in drafts(items)}) == 3
    assert by_key(items)["g1@mail.gmail.com"].said["subject"] == "Forespørgsel"


def test_a_mailbox_whose_first_line_names_nobody():
    assert reasons(mbox("no_date")) == {"newsletter": 1}


def test_a_maildir_is_read_without_what_is_half_written_trashed_or_a_draft():
    items = read("maildir", sample("maildir/own__box"))

    assert len(items) == 7
    assert reasons(items) == {"deleted": 1, "folder": 1}
    assert directions(items, "acme.example") == {"in": 3, "out": 1}
    assert len(drafts(items)) == 5  # one of them a copy


@pytest.mark.parametrize("name", MAILS)
def test_every_mail_becomes_exactly_one_thing(name):
    items = [item for item in eml(name) if not isinstance(item, Hint)]

    assert len(items) == 1
    assert isinstance(items[0], Draft | Problem | Skipped)


@pytest.mark.parametrize("name", UNDATED)
def test_a_mail_nobody_dated_is_reported(name):
    assert [each.field for each in problems(eml(name))] == ["date"]


def test_a_bounce_is_no_contact():
    assert reasons(eml("mailparser__delivery-status")) == {"bounce": 1}


def test_a_name_may_hold_a_comma_or_be_another_address():
    assert drafts(eml("mail-parser__mail_test_18"))[0].parties == (
        Who("comma.name@example.com", "LastßlName, FirstName"),
    )
    assert drafts(eml("mail-parser__mail_test_19"))[0].parties == (Who("bob@example.com"),)


def test_headers_that_end_too_early_leave_nobody_named():
    assert reasons(eml("ruby-mail__plain_emails__raw_email_incorrect_header")) == {"no-party": 1}


def test_of_a_mail_in_html_only_ones_own_words_count():
    html = drafts(eml("own__html-only"))[0]

    assert (html.said["words"], html.said["direction"]) == (2, "in")


def test_an_invitation_is_a_mail_and_a_meeting_to_ask_about():
    items = eml("own__invitation")

    [hint] = [item for item in items if isinstance(item, Hint)]
    assert len(drafts(items)) == 1
    assert (hint.key, hint.at, hint.reason) == ("kick@acme.example|", "2026-02-10T09:00:00+00:00", "invitation")
    assert hint.parties == (Who("anna@acme.example"),)
    assert hint.would == {
        "type": "interaction",
        "channel": "meeting",
        "direction": "both",
        "at": "2026-02-10T09:00:00+00:00",
        "minutes": 60,
        "subject": "Kickoff",
    }


def test_a_file_of_outlook_is_refused_with_the_way_out():
    source = Source(sample("eml/own__ole.msg"))

    with pytest.raises(BadData) as refused:
        read(recognised(source), source.path)

    assert ".eml" in refused.value.hint


@pytest.mark.parametrize(
    ("path", "form"),
    [
        ("mbox/no_date.mbox", "mbox"),
        ("mbox/own__takeout-da.mbox", "mbox"),
        ("mbox/own__pipermail-twice.mbox", "mbox"),
        ("maildir/own__box", "maildir"),
        ("eml/cpython__msg_35.eml", "eml"),
        ("eml/ruby-mail__rfc6532__utf8_headers.eml", "eml"),
    ],
)
def test_the_kind_of_mail_is_seen_in_its_content(path, form):
    assert recognised(Source(sample(path))) == form


@pytest.mark.parametrize(
    "path", ["vcf/own__21-bare-qp-agent.vcf", "ics/own__client-year.ics", "generic/own__log-mixed.csv"]
)
def test_what_is_no_mail_is_not_taken_for_one(path):
    from clienthealth.importers.mail import eml as single
    from clienthealth.importers.mail import maildir
    from clienthealth.importers.mail import mbox as boxes

    source = Source(sample(path))

    assert not any(reader.recognises(source) for reader in (single, maildir, boxes))
