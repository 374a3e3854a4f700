"""The language of a text, and when a letter had better wait."""

from datetime import UTC, date, datetime, timedelta

import pytest

from clienthealth.core.kinds import Channel, Conduct, Direction, SignalKind
from clienthealth.core.records.contact import Interaction
from clienthealth.core.records.trouble import Complaint, Signal
from clienthealth.core.wording.guess import language_of
from clienthealth.core.wording.honest import asks_for_good
from clienthealth.core.wording.night import angry_lately

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("The files are ready and we will send them to you on Friday.", "en"),
        ("Die Dateien sind fertig, und wir senden sie Ihnen am Freitag.", "de"),
        ("Vi har ikke hørt noget fra jer, og jeg ville høre, hvad I ønsker efter mødet.", "da"),
        ("Vi har ikke hørt noe fra dere, og jeg ville høre hva dere ønsker etter møtet.", "nb"),
        ("Τα αρχεία είναι έτοιμα και θα σας τα στείλουμε την Παρασκευή.", "el"),
        ("12.5 %", None),
        ("", None),
    ],
)
def test_a_language_is_known_by_its_small_words(text, language):
    assert language_of(text) == language


def called(at, tone):
    return Interaction(client="acme", at=at, id="i", channel=Channel.CALL, direction=Direction.IN, tone=tone)


@pytest.mark.parametrize(
    ("record", "waits"),
    [
        (called(NOW - timedelta(hours=11), -2), True),
        (called(NOW - timedelta(hours=12), -2), False),
        (called(NOW + timedelta(hours=1), -2), False),
        (called(NOW - timedelta(hours=1), -1), False),
        (called(date(2026, 11, 23), -2), True),
        (called(date(2026, 11, 22), -2), False),
        (Complaint(client="acme", at=NOW, id="c", conduct=Conduct.RUDE), True),
        (Complaint(client="acme", at=NOW, id="c", conduct=Conduct.CIVIL), False),
        (Signal(client="acme", at=NOW, id="s", kind=SignalKind.ABUSIVE), True),
        (Signal(client="acme", at=NOW, id="s", kind=SignalKind.PRAISE), False),
    ],
)
def test_a_letter_waits_for_twelve_hours_after_an_angry_entry(record, waits):
    assert (angry_lately([record], NOW) is record) is waits


@pytest.mark.parametrize(
    ("days_ago", "asked"),
    [
        ([], False),
        ([4, 3, 2, 1], False),
        ([5, 4, 3, 2, 0], True),
        ([0] * 5, True),
        ([0] * 10, False),
        ([9, 9, 9, 9, 7, 6, 5, 4, 3, 0], True),
        ([9, 9, 9, 9, 6, 5, 4, 3, 2, 0], False),
    ],
)
def test_a_good_thing_is_asked_for_at_each_fifth_complaint_and_not_twice_a_week(days_ago, asked):
    assert asks_for_good([NOW - timedelta(days=days) for days in days_ago], NOW, UTC) is asked
