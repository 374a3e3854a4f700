from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from mangled import changed, survives

CONTACTS = Path(__file__).parents[1] / "data" / "import" / "contacts"
LOG = b'when;who;what;how long;mood\n05.01.2026 9:00;Acme;call;0:20;-1\n13.01.2026;S\xf8ren;"mail;\nlong";1,5;2\n'
MAPPED = {
    "as": "interaction",
    "columns": "when=at,who=client,what=text,how long=minutes,mood=tone",
    "set": "channel=call,direction=in",
    "judgement": "yes",
    "order": "dmy",
    "decimal": ",",
    "header": "yes",
}
GOOD = {
    "csv": (LOG, MAPPED),
    "contacts": ((CONTACTS / "google.csv").read_bytes(), {}),
    "vcard": ((CONTACTS / "many.vcf").read_bytes(), {}),
}
FORMS = sorted(GOOD)


@pytest.mark.parametrize("form", FORMS)
@settings(max_examples=40, deadline=None)
@given(content=st.binary(max_size=300))
def test_any_bytes_are_read_or_refused(form, content):
    survives(form, content, **GOOD[form][1])
    survives(form, content)


@pytest.mark.parametrize("form", FORMS)
@settings(max_examples=40, deadline=None)
@given(data=st.data())
def test_good_files_with_changes_are_read_or_refused(form, data):
    good, answers = GOOD[form]
    survives(form, data.draw(changed(good)), **answers)


@pytest.mark.slow
@pytest.mark.parametrize("form", FORMS)
@settings(max_examples=800, deadline=None)
@given(data=st.data())
def test_many_files_with_changes_are_read_or_refused(form, data):
    good, answers = GOOD[form]
    survives(form, data.draw(changed(good)), **answers)


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize(
    "piece",
    [
        b'"',
        b'"\n',
        b";",
        b",,\n",
        b"BEGIN:VCARD\n",
        b"AGENT:\nBEGIN:VCARD\n",
        b"EMAIL:a@b.example\n",
        b"=\n",
        b" \n",
        b"\x00",
        b"x",
    ],
)
def test_much_of_the_same_takes_no_longer_than_it_must(form, piece):
    good, answers = GOOD[form]
    survives(form, good + piece * (100_000 // len(piece)), **answers)
    survives(form, b"BEGIN:VCARD\nN;ENCODING=QUOTED-PRINTABLE:=\n" + piece * (100_000 // len(piece)), **answers)
