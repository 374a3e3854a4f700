"""Anything at all as mail: items of the known kinds come out, or one refusal."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from mails import mail, mailbox, multipart
from reading import ME, NOW

from clienthealth.core.journal import record_of
from clienthealth.errors import BadData
from clienthealth.importers.answers import Answers
from clienthealth.importers.formats import reader
from clienthealth.importers.items import Draft, Hint, Item, Problem, Question, Skipped
from clienthealth.importers.source import Source

ANSWERS = Answers(ME, UTC, NOW, {"preview": "80", "not-ours": "yes"})
WHOLE = mailbox(
    mail(subject="=?utf-8?q?R=C3=B8d?=", references="<b@x> <c@x>", x_gmail_labels="=?UTF-8?Q?Indbakke,=C3=85bnet?="),
    mail(
        multipart(
            b"Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: quoted-printable\n\nOne=\ntwo\n> old",
            b"Content-Type: text/html\n\n<p>One</p><div class='gmail_quote'>old</div>&auml;",
            b"Content-Type: text/calendar\n\nBEGIN:VEVENT\nUID:k\nDTSTART;TZID=Europe/Berlin:20260110T100000\n"
            b"DURATION:PT1H\nSUMMARY:Kick\nORGANIZER:mailto:bo@acme.example\nEND:VEVENT",
            b"Content-Type: image/png; name=a.png\nContent-Transfer-Encoding: base64\n\nQUJD",
        ),
        content_type="multipart/mixed; boundary=b",
        received="by mx.example; Mon, 12 Jan 2026 09:00:00 +0100",
    ),
    mail(date=None, **{"from": "anna at acme.example (Anna)"}),
)
SCRAPS = st.sampled_from(
    [
        *(b"\n", b"\r\n", b"\n\n", b"\0", b"\xff", b"=?", b"?=", b"--b", b"--b--", b"<", b">", b'"', b"(", b";", b":"),
        *(b"From x Mon Jan 12 08:00:00 2026\n", b">From ", b"Content-Type: multipart/mixed; boundary=b\n\n", b"&#1;"),
        *(b"Content-Transfer-Encoding: base64\n", b"charset=utf-7", b"charset=idna", b"BEGIN:VEVENT\n", b"<!--"),
        *(b"From \n", b"\nFrom - x 8:00\nReceived: a\n b\nTo: c\n"),
        *("٣".encode(), "İ".encode(), b"-0000", b"99999999", b"\x1b[31m", "\u202e".encode()),
    ]
)
CHANGES = st.lists(
    st.tuples(st.integers(0, len(WHOLE)), st.integers(0, 40), st.one_of(SCRAPS, st.binary(max_size=6))), max_size=12
)


@pytest.fixture(scope="module")
def place(tmp_path_factory) -> Path:
    return tmp_path_factory.mktemp("fuzz") / "file"


def changed(changes: list[tuple[int, int, bytes]]) -> bytes:
    """Return the mailbox with pieces of it replaced."""
    content = WHOLE
    for begin, length, scrap in changes:
        content = content[:begin] + scrap + content[begin + length :]
    return content


def read(form: str, place: Path, content: bytes, answers: Answers = ANSWERS) -> list[Item]:
    """Read bytes; a refusal of the whole file is nothing."""
    place.write_bytes(content)
    try:
        return list(reader(form).read(Source(place), answers))
    except BadData:
        return []


def sound(items: list[Item]) -> None:
    """Hold every item to what readers promise: known kinds, values that a record may have."""
    for item in items:
        assert isinstance(item, Draft | Problem | Skipped | Hint)
        if isinstance(item, Draft):
            record_of({"type": item.type, "client": "acme", "id": "i", **item.said}, UTC)
            assert item.key
            assert datetime.fromisoformat(item.said["at"]).year >= 1990
        if isinstance(item, Hint) and item.would:
            record_of({"client": "acme", "id": "i", **item.would}, UTC)


@settings(max_examples=20)
@given(st.binary(max_size=300))
def test_any_bytes_are_read_or_refused(place, content):
    sound(read("mbox", place, b"From x\nA: b\n" + content))
    sound(read("eml", place, b"From: a@x.example\nDate: Mon, 12 Jan 2026 09:00:00 +0100\n" + content))


@settings(max_examples=20)
@given(CHANGES)
def test_a_mailbox_with_pieces_replaced_is_read_or_refused(place, changes):
    sound(read("mbox", place, changed(changes)))


@settings(max_examples=20)
@given(CHANGES)
def test_a_mail_with_pieces_replaced_is_read_or_refused(place, changes):
    sound(read("eml", place, changed(changes).partition(b"\n")[2]))


@settings(max_examples=20)
@given(CHANGES)
def test_every_mail_of_a_mailbox_becomes_exactly_one_thing(place, changes):
    content = changed(changes)

    items = read("mbox", place, content)

    spots = [item.spot for item in items if not isinstance(item, Hint)]
    assert spots == [f"message {number}" for number in range(1, len(spots) + 1)]


@settings(max_examples=20)
@given(CHANGES)
def test_without_own_addresses_there_is_one_question(place, changes):
    items = read("mbox", place, changed(changes), ANSWERS._replace(me=frozenset()))

    assert [type(item) for item in items] in ([Question], [])


@settings(max_examples=20)
@given(CHANGES)
def test_reading_twice_gives_the_same(place, changes):
    content = changed(changes)

    assert read("mbox", place, content) == read("mbox", place, content)


@pytest.mark.slow
@settings(max_examples=400, suppress_health_check=[HealthCheck.too_slow])
@given(CHANGES)
def test_many_mailboxes_with_pieces_replaced(place, changes):
    sound(read("mbox", place, changed(changes)))
