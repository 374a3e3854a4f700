"""What the database says is unanswered, and what the pure rules say of all contacts one by one, are the same."""

from collections import Counter
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st

from clienthealth.core.journal import record_of
from clienthealth.core.responses.pairs import heard
from clienthealth.store.messages import messages_of, unanswered
from clienthealth.store.store import Store

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
CHANNELS = ("email", "chat", "call", "meeting", "other")

CONTACTS = st.fixed_dictionaries(
    {
        "at": st.one_of(
            st.integers(1, 20).map(lambda day: f"2026-11-{day:02d}"),
            st.tuples(st.integers(1, 20), st.integers(6, 18)).map(lambda at: f"2026-11-{at[0]:02d}T{at[1]:02d}:00:00Z"),
        ),
        "channel": st.sampled_from(CHANNELS),
        "direction": st.sampled_from(("in", "out", "both")),
        "thread": st.sampled_from(("", "a", "b")),
        "needs_reply": st.sampled_from((None, None, True, False)),
        "status": st.sampled_from((None, None, "held", "cancelled")),
    }
)


@settings(max_examples=60, deadline=None)
@given(st.lists(CONTACTS, max_size=9))
def test_the_database_finds_the_messages_that_nobody_has_answered(contacts):
    with TemporaryDirectory() as folder:
        store = Store(Path(folder, "clients.db"), UTC, "me", NOW)
        with store.writing("test") as change:
            change.add(
                record_of({"type": "client", "client": "acme", "id": "acme", "at": "2026-01-01", "name": "A"}, UTC)
            )
            for number, each in enumerate(contacts):
                known = {name: value for name, value in each.items() if value not in (None, "")}
                plain = {"type": "interaction", "client": "acme", "id": f"r{number}", **known}
                change.add(record_of(plain, UTC))
        day = NOW.date().toordinal()
        found = unanswered(store, "2026-10-01", day)
        every = messages_of(store, "acme", "2026-10-01", day)
        store.close()

    # In a chat what they wrote after a long silence is a conversation of its own, and waits in the same thread.
    waiting = [each for each in heard(every, UTC).loops if each.ours and not each.over]
    told = Counter()
    for each in waiting:
        told[each.first.thread] += each.messages
    assert told == Counter(each.thread for each in found)
    assert {each.first.record for each in waiting} <= {each.record for each in found}
