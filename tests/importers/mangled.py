"""Files as they never should be: any bytes, and good files with pieces taken out, doubled and put in."""

import tempfile
from datetime import datetime
from pathlib import Path
from time import perf_counter

from hypothesis import strategies as st
from reading import BERLIN, ME

from clienthealth.errors import BadData
from clienthealth.importers.answers import Answers
from clienthealth.importers.formats import reader
from clienthealth.importers.items import Draft, Hint, Note, Problem, Question, Skipped
from clienthealth.importers.source import Source

KINDS = (Draft, Problem, Skipped, Hint, Question, Note)
NOW = datetime(2026, 11, 25, 12, 0, tzinfo=BERLIN)
BITS = (
    b",",
    b'"',
    b"\n",
    b"\r",
    b"\x00",
    b"\xff",
    b";",
    b"[",
    b"]",
    b"{",
    b"0",
    b"-",
    b"9999",
    b"\xc3\xa4",
    b"1e999",
    b"=",
)


@st.composite
def changed(draw, good: bytes) -> bytes:
    """Draw a good file with a few changes."""
    text = bytearray(good)
    for _ in range(draw(st.integers(1, 4))):
        begin = draw(st.integers(0, len(text)))
        end = min(len(text), begin + draw(st.integers(0, 12)))
        text[begin:end] = draw(st.sampled_from((*BITS, b"", bytes(text[begin:end]) * 2)) | st.binary(max_size=4))
    return bytes(text)


def survives(form: str, content: bytes, **given: str) -> None:
    """Read a file of any content: it may be refused, and yields nothing but items, each in its time."""
    with tempfile.NamedTemporaryFile() as file:
        Path(file.name).write_bytes(content)
        source = Source(Path(file.name))
        began = perf_counter()
        try:
            reader(form).recognises(source)  # a file that calls itself packed is refused before it is known
            for item in reader(form).read(source, Answers(ME, BERLIN, NOW, given)):
                assert isinstance(item, KINDS)
                assert repr(item).encode()
        except BadData:
            pass
        assert perf_counter() - began < 5
