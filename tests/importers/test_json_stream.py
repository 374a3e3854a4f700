"""JSON a value at a time: the same values as at once, wherever the pieces end, and a refusal for all that is none."""

import io
import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from clienthealth.errors import BadData
from clienthealth.importers import json_stream
from clienthealth.importers.json_stream import JsonStream

PLAIN = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=20,
)


def taken(raw: bytes) -> list[Any]:
    stream = JsonStream(io.BytesIO(raw), "file", "utf-8")
    found = [stream.value() for _ in stream.elements()]
    stream.end()
    return found


@given(st.lists(PLAIN, max_size=6), st.integers(1, 40), st.booleans())
@settings(max_examples=60, deadline=None)
def test_the_same_values_wherever_the_pieces_end(values, piece, escaped):
    raw = json.dumps(values, ensure_ascii=escaped, indent=1).encode("utf-8")
    before = json_stream.PIECE
    json_stream.PIECE = piece
    try:
        assert taken(raw) == values
    finally:
        json_stream.PIECE = before


@pytest.mark.parametrize("piece", range(1, 9))
def test_a_number_goes_on_in_the_next_piece(monkeypatch, piece):
    monkeypatch.setattr(json_stream, "PIECE", piece)
    assert taken(b"[123456,78,-1.5e10,0.25,true]") == [123456, 78, -1.5e10, 0.25, True]


@given(st.lists(PLAIN, min_size=1, max_size=4), st.data())
@settings(max_examples=60, deadline=None)
def test_cut_off_anywhere_it_is_refused(values, data):
    raw = json.dumps(values).encode()
    with pytest.raises(BadData):
        taken(raw[: data.draw(st.integers(0, len(raw) - 1))])


def test_members_of_objects():
    stream = JsonStream(io.BytesIO(b' {"a": 1, "b": {}, "c": [] } '), "file", "utf-8")
    assert [(key, stream.value()) for key in stream.members()] == [("a", 1), ("b", {}), ("c", [])]
    stream.end()


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"{",
        b"[1 2]",
        b"[1,]",
        b"[,1]",
        b"[1]]",
        b"[nul]",
        b'["a]',
        b"[\xff]",
        b"x" * 100,
        b"[1" + b"0" * 9999 + b"]",
        b"[1" + b"0" * 9999,
    ],
)
def test_what_is_no_json(raw):
    with pytest.raises(BadData):
        taken(raw)


def test_a_value_larger_than_any_message_is_refused(monkeypatch):
    monkeypatch.setattr(json_stream, "LARGEST_VALUE", 1 << 16)
    monkeypatch.setattr(json_stream, "PIECE", 1 << 12)
    assert taken(b'["' + b"x" * (1 << 15) + b'"]') == ["x" * (1 << 15)]
    with pytest.raises(BadData, match="value of more than"):
        taken(b'["' + b"x" * (1 << 18))
