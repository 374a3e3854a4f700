"""What readers fell over once, each as small as it could be made; they read it now, or refuse it in words."""

from time import process_time

import pytest
from fuzzing import Outcome, wrong_with

from clienthealth.importers.formats import FORMATS

ZONE_OF_9999 = b"""BEGIN:VTIMEZONE
TZID:Own
DTSTART:99991231T000000
RRULE:FREQ=YEARLY;BYYEARDAY=1
END:VTIMEZONE
BEGIN:VEVENT
DTSTART;TZID=Own:20260101T000000
END:VEVENT
"""
KIMAI = """Dato,Fra,Til,Varighed,Navn,Kunde,Projekt,Aktivitet,ID
2026-02-02,0\u00b9:00,10:30,1.50,Mina Holt,Bageri,Logo,Skitser,71
"""
FELL_OVER = [
    ("csv", b"a,b\n1,\xe5\n3,4\n", {"encoding": "utf-16"}),
    ("watson", b'[[%s, 2, "p", "id", []]]' % (b"9" * 400), {}),
    ("eml", b"From: a@b.example\nTo: c@d.example\nno header \xe2\x88\x92\n\ntext\n", {}),
    ("eml", b"Content-Type: text/plain; charset=idna\nFrom: a@b.example\nno header \xff\n", {}),
    ("whatsapp", b"[2026-01-05, 09:00] Anna: \xe5 " + b"\\" * 150_000 + b"\n", {"work": "yes"}),
    ("ics", ZONE_OF_9999, {}),
    ("eml", b"Date: Mon, 5 Jan 2026 09:00:00 +0100\nTo: c@d.example\nFrom:" + b"\n " * 40_000 + b"\n\ntext\n", {}),
    ("whatsapp", "\u200e[28.02.26, 09:20:00] Ida: \u200eBild ".encode() + b"a" * 30_000 + b"\n", {"work": "yes"}),
    ("whatsapp", b"[28.02.26, 09:20:00] Ida: a" + b" " * 60_000 + b"<b>\n", {"work": "yes"}),
    ("kimai", KIMAI.encode(), {}),
    ("zendesk-tickets", b"id,status,subject" + b"," * 200_000, {}),
    ("ics", b"BEGIN:VEVENT\nUID:" + b" " * 60_000 + b"\nDTSTART:20260101T000000Z\nEND:VEVENT\n", {}),
]


@pytest.mark.parametrize(("form", "content", "given"), FELL_OVER)
def test_what_was_fallen_over_is_read_or_refused(form, content, given, tmp_path):
    assert form in FORMATS
    began = process_time()

    outcome = wrong_with(form, tmp_path, {"": content}, given)

    assert isinstance(outcome, Outcome)
    assert not outcome.findings
    assert process_time() - began < 2
