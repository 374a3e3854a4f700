"""Cutting a mailbox into its mails."""

import io
from itertools import pairwise

import pytest
from mails import mail, mailbox, stored
from reading import drafts, read

from clienthealth.importers.formats import recognised
from clienthealth.importers.items import Skipped
from clienthealth.importers.mail import mbox
from clienthealth.importers.source import Source

LINE = b"From MAILER-DAEMON Mon Jan 12 08:00:00 2026\n"


class Drops(io.BytesIO):
    """A file that is read in very small pieces."""

    def read(self, size: int | None = -1) -> bytes:
        return super().read(min(size or 0, 7))


def cut(content: bytes) -> list[bytes]:
    return list(mbox.messages(io.BytesIO(content)))


@pytest.mark.parametrize(
    "line",
    [
        b"From anna@acme.example Mon Jan 12 08:00:00 2026",
        b"From - Mon Jan 12 08:00:00 2026",
        b"From anna at acme.example  Mon Jan 12 08:00:00 2026",
        b"From 1800000000000000001@xxx Mon Jan 12 08:00:00 +0000 2026",
        b"From anna@acme.example Mon Jan  2 08:00 2026",
        b"From anna@acme.example Mon Jan  2 08:00:00 CET 2026",
        b"From anna@acme.example Mon Jan  2 08:00:00 2026 +0100",
        b"From anna@acme.example Mon Jan 12 08:00:00 2026\r",
        b"From - Mon Jan 12 2026 08:00:00",
        b"From anna@acme.example Mon Jan 12 08:00:00 2026 WETDST",
    ],
)
def test_lines_of_every_kind_begin_a_mail(line):
    assert len(cut(LINE + b"A: b\n\nx\n\n" + line + b"\nA: b\n\ny\n")) == 2


@pytest.mark.parametrize(
    "text",
    [
        b"\nFrom now on we pay later.\n",
        b"\nFrom Monday Jan 12 the shop is closed.\n",
        b"text\nFrom anna@acme.example Mon Jan 12 08:00:00 2026\n",
        b"\n>From anna@acme.example Mon Jan 12 08:00:00 2026\n",
        b"\nFrom anna@acme.example Mon Jan 12 08:00:00 2026 she wrote\n",
        b"\nFrom anna@acme.example Mon Jan 12 08:00:00 2026",
    ],
)
def test_lines_of_a_text_begin_none(text):
    assert len(cut(LINE + b"A: b\n\nx\n" + text)) == 1


@pytest.mark.parametrize("end", [b"\n", b"\r\n"])
@pytest.mark.parametrize("empty", [True, False])
@pytest.mark.parametrize(
    "line",
    [
        b"From ",
        b"From -",
        b"From anna@acme.example Mon, 12 Jan 2026 08:00:00 +0100",
        b"From anna@acme.example Mon Jan 12 08:00:00 2026",
        b"From anna at acme.example Mon Jan 12 08:00:00 2026",
        b"From - Mon, 12 Jan 2026 08:00:00 +0100",
        b"From nobody Mon Sep 17 00:00:00 2001\n>From - Mon Jan 12 2026 08:00:00",
    ],
)
def test_without_an_empty_line_or_a_date_headers_tell_where_a_mail_begins(line, empty, end):
    one = b"\n".join([line, b"Received: from a", b"  by b", b"Subject: c", b"", b"text", *[b""] * empty, b""])

    assert len(cut(one.replace(b"\n", end) * 3)) == 3


@pytest.mark.parametrize(
    "text",
    [
        b"\nFrom \nHere\nTo\nHere.\n",
        b"Looks like one\nFrom here\nSubject: none.\nIt ends.\n",
        b"text\nFrom anna@acme.example Mon Jan 12 08:00:00 2026\nNote: it is none\nBecause: of that\n",
        b"text\nFrom anna@acme.example\nSubject: nothing follows\n",
        b"\n>From \nTo: anna@acme.example\nSubject: quoted\n",
        b"From,From,From\n From \nTo: anna@acme.example\nSubject: indented\n",
    ],
)
def test_what_only_looks_a_little_like_it_begins_none(text):
    assert len(cut(b"From \n" + mail(b"Hello\n" + text) + b"\nFrom \n" + mail())) == 2


def test_empty_lines_before_the_first_mail_are_no_mail():
    assert len(cut(b"\n\n \n" + mailbox(mail(), mail()))) == 2


def test_however_it_is_read_the_mails_are_the_same():
    content = mailbox(*(mail(b"x" * size + b"\n\nFrom there\n") for size in (0, 1, 5, 900, 5000)))

    assert list(mbox.messages(Drops(content))) == cut(content)
    assert b"".join(cut(content)) == content


def test_blocks_may_end_anywhere(monkeypatch):
    monkeypatch.setattr(mbox, "BLOCK", 64)
    monkeypatch.setattr(mbox, "MOST_AT_ONCE", 64)
    content = mailbox(*(mail(b"y" * size + b"\n") for size in range(0, 9000, 613)))

    assert len(cut(content)) == 15
    assert b"".join(cut(content)) == content


def test_of_a_mail_beyond_all_measure_the_beginning_is_read(monkeypatch):
    monkeypatch.setattr(mbox, "BIGGEST", 3000)
    monkeypatch.setattr(mbox, "BLOCK", 500)
    monkeypatch.setattr(mbox, "MOST_AT_ONCE", 500)
    big = mail(b"z" * 30_000 + b"\n", subject="big")

    found = cut(mailbox(mail(), big, mail(subject="after")))

    assert [len(each) for each in found] == [len(mailbox(mail())), 3000, len(mailbox(mail(subject="after")))]
    assert b"Subject: big" in found[1]


def test_quoting_is_undone_and_does_not_make_another_body(tmp_path):
    plain = read("eml", stored(tmp_path, mail(b"One\n\nFrom the start.\n>From here\n")))
    kept = read("mbox", stored(tmp_path, mailbox(mail(b"One\n\n>From the start.\n>>From here\n")), "box"))

    assert drafts(kept)[0].body == drafts(plain)[0].body


@pytest.mark.parametrize("name", ["Drafts", "Trash.mbox", "Papierkorb", "Κάδος.mbox", "Søppelpost"])
def test_a_mailbox_that_is_called_after_such_a_folder_is_left_out(tmp_path, name):
    items = read("mbox", stored(tmp_path, mailbox(mail(), mail()), name))

    assert [type(item) for item in items] == [Skipped, Skipped]
    assert len(drafts(read("mbox", tmp_path / name, folders=f"-{name.partition('.')[0]}"))) == 2


def test_a_mailbox_may_be_a_folder_as_apple_mail_exports_it(tmp_path):
    stored(tmp_path, mailbox(mail()), "Clients.mbox/mbox")
    stored(tmp_path, b"\0", "Clients.mbox/table_of_contents")
    (tmp_path / "Linked.mbox").mkdir()
    (tmp_path / "Linked.mbox" / "mbox").symlink_to(tmp_path / "Clients.mbox" / "mbox")

    assert recognised(Source(tmp_path / "Clients.mbox")) == "mbox"
    assert len(drafts(read("mbox", tmp_path / "Clients.mbox"))) == 1
    assert not mbox.recognises(Source(tmp_path / "Linked.mbox"))


def test_places_count_from_one(tmp_path):
    items = read("mbox", stored(tmp_path, mailbox(mail(), b"\n", mail(date=None)), "box"))

    assert [item.spot for item in items] == ["message 1", "message 2", "message 3"]
    assert [getattr(item, "reason", "") for item in items] == ["", "empty", ""]


def test_a_line_of_an_older_mailbox_before_the_headers_is_passed_over(tmp_path):
    raw = LINE + b">From anna@acme.example Sun Jan 11 08:00:00 2026\n" + mail()

    assert len(drafts(read("mbox", stored(tmp_path, raw, "box")))) == 1


def test_mails_come_in_the_order_of_the_file(tmp_path):
    box = mailbox(*(mail(message_id=f"<{number}@acme.example>") for number in range(50)))

    keys = [int(each.key.partition("@")[0]) for each in drafts(read("mbox", stored(tmp_path, box, "box")))]

    assert all(after == before + 1 for before, after in pairwise(keys))
    assert len(keys) == 50
