"""Mail that was written to do harm: it ends soon, and twice as much of it takes about twice as long."""

import sys
from collections.abc import Callable
from time import process_time

import pytest
from mails import mail, mailbox, multipart, stored
from reading import drafts, read

from clienthealth.importers.mail import body, message

PER_MEGABYTE = 5.0
"""Seconds that a megabyte may take, of whatever it is: the bound of the fuzzer; what is not linear takes minutes."""


def nested(depth: int) -> bytes:
    head = b"".join(b"--b%d\nContent-Type: multipart/mixed; boundary=b%d\n\n" % (n, n + 1) for n in range(depth))
    return mail(head + b"--b%d\n\nx\n" % depth, content_type="multipart/mixed; boundary=b0")


def the_same_mark(depth: int) -> bytes:
    return mail(
        b"--b\nContent-Type: multipart/mixed; boundary=b\n\n" * depth, content_type="multipart/mixed; boundary=b"
    )


def forwarded(depth: int) -> bytes:
    return mail(b"Content-Type: message/rfc822\n\n" * depth, content_type="message/rfc822")


def header(name: str, piece: str) -> Callable[[int], bytes]:
    return lambda size: mail(**{name: piece * (size // len(piece))})


def html(piece: bytes) -> Callable[[int], bytes]:
    return lambda size: mail(piece * (size // len(piece)), content_type="text/html")


def text(piece: bytes) -> Callable[[int], bytes]:
    return lambda size: mail(piece * (size // len(piece)))


HARM: dict[str, Callable[[int], bytes]] = {
    "parts in parts": lambda size: nested(size // 60),
    "parts in parts with one mark": lambda size: the_same_mark(size // 48),
    "many parts": lambda size: mail(multipart(*[b"\nx"] * (size // 8)), content_type="multipart/mixed; boundary=b"),
    "mails in mails": lambda size: forwarded(size // 30),
    "half of a mark": lambda size: mail(b"--bx\n" * (size // 5), content_type="multipart/mixed; boundary=b"),
    "many headers": lambda size: b"A: b\n" * (size // 5) + mail(),
    "folded header": lambda size: b"X: y\n" + b" z\n" * (size // 3) + mail(),
    "header without end": lambda size: b"X: " + b"y" * size + b"\n" + mail(),
    "open words": header("subject", "=?a?q?"),
    "encoded words": header("subject", "=?utf-8?q?a?= "),
    "marks of answers": header("subject", "re:"),
    "open brackets": header("from", "("),
    "open quotes": header("from", '"a'),
    "open angles": header("from", "<a@"),
    "spaces": header("from", "a "),
    "many people": header("to", "a@b.example,"),
    "many ids": header("references", "<a@b> "),
    "open ids": header("references", "<"),
    "long date": header("date", "Mon, 12 Jan 2026 "),
    "spaces in the date": header("date", " "),
    "labels": header("x_gmail_labels", '"a,'),
    "kind without end": header("content_type", ';a="'),
    "many stamps": lambda size: b"Received: ; never\n" * (size // 18) + mail(date=None),
    "open tags": html(b"<"),
    "tags without end": html(b"<a "),
    "comments": html(b"<!--"),
    "scripts": html(b"<script>"),
    "quotes in quotes": html(b"<div class=gmail_quote>"),
    "entities": html(b"&#9"),
    "letters that grow": html("İ<".encode()),
    "lines that end in colons": text(b"From: x wrote:\n"),
    "dashes": text(b"-"),
    "rules": text(b"--- original message ---x\n"),
    "quoted lines": text(b">\n"),
    "digits before wrote": text(b"on 1 1 1 1 1 1 wrote:\n"),
    "calendar": lambda size: mail(b"BEGIN:VEVENT\n" * (size // 13), content_type="text/calendar"),
    "calendar quotes": lambda size: mail(b'A;"' * (size // 3), content_type="text/calendar"),
    "litter in base64": lambda size: mail(b"!" * size + b"A", content_transfer_encoding="base64"),
}


@pytest.mark.parametrize("kind", HARM)
def test_nothing_takes_longer_than_its_size_allows(tmp_path, kind):
    size = 1 << 18
    path = stored(tmp_path, mailbox(HARM[kind](size)), "box")

    before = process_time()
    items = read("mbox", path)
    seconds = process_time() - before

    assert items
    assert seconds < PER_MEGABYTE * path.stat().st_size / (1 << 20) + 2


@pytest.mark.slow
@pytest.mark.parametrize("kind", HARM)
def test_sixteen_times_as_much_takes_no_more_than_in_proportion(tmp_path, kind):
    path = stored(tmp_path, mailbox(HARM[kind](1 << 22)), "box")

    before = process_time()
    read("mbox", path)

    assert process_time() - before < PER_MEGABYTE * path.stat().st_size / (1 << 20)


def test_parts_are_looked_into_as_deep_as_mail_programs_make_them():
    inner = b"Content-Type: text/plain\n\nthree own words"
    deep = multipart(inner, boundary="b0")
    for level in range(1, body.DEEPEST):
        kind = b"Content-Type: multipart/mixed; boundary=b%d\n\n" % (level - 1)
        deep = multipart(kind + deep, boundary=f"b{level}")

    found = body.content_of(message.mail_of(mail(deep, content_type=f"multipart/mixed; boundary=b{body.DEEPEST - 1}")))

    assert found.words == 3


def test_a_bomb_of_parts_is_one_mail(tmp_path):
    assert len(drafts(read("eml", stored(tmp_path, nested(5000))))) == 1
    assert sys.getrecursionlimit() < 5000


@pytest.mark.slow
def test_memory_does_not_grow_with_a_mailbox(tmp_path):
    import tracemalloc

    peaks = []
    for count in (100, 1000):
        path = stored(tmp_path, mailbox(*[mail(b"words and more words\n" * 50)] * count), f"box{count}")
        items = iter_items(path)
        tracemalloc.start()
        assert sum(1 for _ in items) == count
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()

    assert peaks[1] < peaks[0] + (4 << 20)


def iter_items(path):
    from reading import BERLIN, ME, NOW

    from clienthealth.importers.answers import Answers
    from clienthealth.importers.mail import mbox
    from clienthealth.importers.source import Source

    return mbox.read(Source(path), Answers(ME, BERLIN, NOW))
