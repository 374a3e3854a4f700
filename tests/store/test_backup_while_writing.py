"""A copy made while others write is one moment of the database, complete in itself."""

import threading
from datetime import UTC, date, datetime

from clienthealth.core.kinds import Channel, Direction
from clienthealth.core.records.client import Client
from clienthealth.core.records.contact import Interaction
from clienthealth.store.backup import copy_verified
from clienthealth.store.store import Store

DAY = date(2026, 11, 23)
NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)


def entry(number):
    return Interaction(
        client="acme", at=DAY, id=f"i-{number}", channel=Channel.CALL, direction=Direction.IN, text=f"call {number}"
    )


def write(path, count, done):
    store = Store(path, UTC, "robin", NOW)
    for number in range(count):
        with store.writing("log") as change:
            change.add(entry(number))
    store.close()
    done.set()


def test_each_copy_holds_the_first_so_many_entries_and_no_more(tmp_path):
    path, done = tmp_path / "clients.db", threading.Event()
    store = Store(path, UTC, "robin", NOW)
    with store.writing("add") as change:
        change.add(Client(client="acme", at=DAY, id="k", name="Acme"))
    store.close()
    writer = threading.Thread(target=write, args=(path, 60, done))
    writer.start()
    copies = [tmp_path / f"copy-{number}.db" for number in range(5)]

    counts = [copy_verified(path, copy).counts.get("interaction", 0) for copy in copies]
    writer.join()

    opened = [Store(copy, UTC, "robin", NOW) for copy in copies]
    held = [[each.number for each in store.all(Interaction)] for store in opened]
    assert [sorted(numbers) for numbers in held] == [list(range(1, count + 1)) for count in counts]
    assert counts == sorted(counts)
    assert [store.close() for store in opened] == [None] * 5
