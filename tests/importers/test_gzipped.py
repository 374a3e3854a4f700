"""Files packed with gzip are read as what they hold; what is damaged or grows without end is refused."""

import gzip
import json
import tracemalloc
from contextlib import suppress

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from clienthealth.errors import BadData
from clienthealth.importers import gzipped
from clienthealth.importers.formats import recognised
from clienthealth.importers.mail import mbox
from clienthealth.importers.source import HEAD, Source
from tests.importers.files import answers
from tests.importers.mails import mail, mailbox

BOX = mailbox(mail(), mail(message_id="<a2@acme.example>"))
PACKED = gzip.compress(BOX, mtime=0)


def packed(folder, content, name="2026-March.txt.gz"):
    path = folder / name
    path.write_bytes(content)
    return Source(path)


def whole(source):
    with source.open() as file:
        return file.read()


@pytest.mark.parametrize("name", ["2026-March.txt.gz", "2026-March"], ids=["named so", "by content"])
def test_a_packed_mailbox_is_a_mailbox(tmp_path, name):
    source = packed(tmp_path, gzip.compress(BOX), name)

    assert recognised(source) == "mbox"
    assert len(list(mbox.read(source, answers()))) == 2


def test_one_that_was_packed_in_pieces_is_read_to_its_end(tmp_path):
    pieces = gzip.compress(BOX) + gzip.compress(BOX[:0]) + gzip.compress(BOX)

    assert whole(packed(tmp_path, pieces)) == BOX * 2


def test_a_packed_mailbox_is_the_folder_that_its_name_says(tmp_path):
    items = list(mbox.read(packed(tmp_path, gzip.compress(BOX), "Trash.mbox.gz"), answers()))

    assert {item.reason for item in items} == {"folder"}


def test_a_packed_file_is_read_again_from_its_beginning(tmp_path):
    with packed(tmp_path, gzip.compress(BOX)).open() as file:
        assert file.read() == BOX
        file.seek(0)
        assert file.read(9) == BOX[:9]
        with pytest.raises(OSError, match="not known"):
            file.seek(0, 2)


DAMAGED = {
    "cut off": gzip.compress(BOX)[:-20],
    "cut off in its head": gzip.compress(BOX)[:7],
    "another sum": gzip.compress(BOX)[:-8] + bytes(8),
    "more behind it": gzip.compress(BOX) + b"more",
    "nothing of it true": b"\x1f\x8b\x08" + b"\xff" * 200,
    "another way of packing": b"\x1f\x8b\x07" + gzip.compress(BOX)[3:],
}


@pytest.mark.parametrize("content", DAMAGED.values(), ids=DAMAGED)
def test_what_is_damaged_is_refused(tmp_path, content):
    with pytest.raises(BadData, match="damaged or cut off"):
        whole(packed(tmp_path, content))


@settings(max_examples=200, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(some.integers(2, len(PACKED) - 1), some.binary(max_size=4), some.integers(0, 4))
def test_whatever_is_changed_in_it_ends_as_what_it_was_or_is_refused(tmp_path, place, new, old):
    source = packed(tmp_path, PACKED[:place] + new + PACKED[place + old :])

    content = BOX
    with suppress(BadData):
        content = whole(source)

    assert content == BOX


def test_what_grows_without_end_is_refused_before_it_fills_the_memory(tmp_path):
    source = packed(tmp_path, gzip.compress(bytes(200 << 20)))
    tracemalloc.start()
    with source.open() as file, pytest.raises(BadData, match="grows to more than 100 times"):
        any(not piece for piece in iter(lambda: file.read(HEAD), b""))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()

    assert peak < 8 << 20


def test_what_grows_much_and_is_small_is_read(tmp_path):
    content = b"\n" * (gzipped.HARMLESS - 1)

    assert len(whole(packed(tmp_path, gzip.compress(content)))) == len(content)


def test_packed_files_are_imported_again_and_journals_too(run, tmp_path):
    run.ok("add Acme")
    packed(tmp_path, gzip.compress(BOX))
    line = f"import {tmp_path}/2026-March.txt.gz --me me@studio.example --client anna@acme.example=acme --yes --json"

    assert json.loads(run.ok(line).out)["new"] == 2
    assert json.loads(run.ok(line).out)["known"] == 2

    run.ok("add Nora")
    journal = [each for each in run.ok("export").lines if '"nora"' in each]
    run.ok("undo")
    packed(tmp_path, gzip.compress("\n".join(journal).encode()), "journal.jsonl.gz")

    assert json.loads(run.ok(f"import {tmp_path}/journal.jsonl.gz --json").out)["new"] == 1
    assert "journal.jsonl.gz" in run.ok("imports").out


@pytest.mark.parametrize(
    "content", [gzip.compress(BOX)[:-20], gzip.compress(b"\x00\x01\x02" * 9)], ids=["cut off", "no text"]
)
def test_what_cannot_be_imported_is_said_in_a_line(run, tmp_path, content):
    packed(tmp_path, content)

    assert "Traceback" not in run(f"import {tmp_path}/2026-March.txt.gz --me me@studio.example --yes").err
