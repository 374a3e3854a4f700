"""Each type of record can be shown, corrected, found by its handle, taken out and brought back."""

import json

import pytest

ABOUT = {"client": "acme", "at": "2026-11-02"}
RECORDS = {
    "i1": {"type": "interaction", "channel": "call", "direction": "in", "id": "i"},
    "t1": {"type": "time", "minutes": 30, "id": "t"},
    "x1": {"type": "expectation", "text": "Told", "id": "x"},
    "p1": {"type": "promise", "text": "Promised", "due": "2026-12-01", "id": "p"},
    "c1": {"type": "complaint", "text": "Broken", "id": "c"},
    "e1": {"type": "effort", "kind": "fix", "id": "e"},
    "s1": {"type": "signal", "kind": "praise", "id": "s"},
    "b1": {"type": "boundary", "step": "reminder", "id": "b"},
    "h1": {"type": "hardship", "id": "h"},
    "v1": {"type": "invoice", "number": "R-1", "amount": 10.5, "due": "2026-12-01", "id": "v"},
    "y1": {"type": "payment", "invoice": "R-1", "amount": 1, "id": "y"},
    "q1": {"type": "survey", "instrument": "nps", "score": 9, "id": "q"},
    "n1": {"type": "next", "text": "Call", "id": "n"},
    "u1": {"type": "pulse", "state": "fine", "id": "u"},
    "d1": {"type": "decision", "recommendation": "appreciate", "choice": "followed", "id": "d"},
    "o1": {"type": "outcome", "result": "renewed", "id": "o"},
    "a1": {"type": "away", "until": "2026-11-04", "id": "a"},
}
TYPES = pytest.mark.parametrize("handle", RECORDS)


@pytest.fixture
def acme(run, tmp_path):
    run.ok("add Acme --since 2026-11-01")
    journal = tmp_path / "all.jsonl"
    lines = [record | ({"at": "2026-11-02"} if record["type"] == "away" else ABOUT) for record in RECORDS.values()]
    journal.write_text("\n".join(json.dumps(line) for line in lines), encoding="utf-8")
    run.ok(f"import {journal}")
    return run


@TYPES
def test_it_is_shown_with_all_its_fields(acme, handle):
    ran = acme.ok(f"show {handle}")

    assert ran.lines[0].startswith(f"{handle} · {RECORDS[handle]['type']} · ")
    assert "written by robin" in ran.out


@TYPES
def test_it_is_corrected_and_undone(acme, handle):
    before = acme.ok("export").out

    acme.ok(f"edit {handle} --note 'Looked at again' --when 2026-11-03")

    shown = json.loads(acme.ok(f"show {handle} --json").out)
    assert (shown["note"], shown["at"], shown["version"]) == ("Looked at again", "2026-11-03", 2)
    acme.ok("undo")
    assert acme.ok("export").out == before


@TYPES
def test_it_is_taken_out_and_brought_back(acme, handle):
    before = acme.ok("export").out
    together = {"v1": "v1 y1"}.get(handle, handle)

    acme.ok(f"rm {together}")

    assert acme(f"show {handle}").code == 3
    acme.ok("undo")
    assert acme.ok("export").out == before


@TYPES
def test_without_anything_to_correct_its_options_are_named(acme, handle):
    ran = acme(f"edit {handle}")

    assert ran.code == 2
    assert "--note" in ran.err


def test_a_client_with_one_of_each_is_shown_merged_taken_out_and_brought_back(acme):
    acme.ok("add Borg")
    before = acme.ok("export").out

    shown = acme.ok("show acme")
    acme.ok("merge acme borg --yes")
    acme.ok("rm borg --yes")
    acme.ok("undo")
    acme.ok("undo")

    assert all(f"  {handle} " in shown.out for handle in RECORDS.keys() - {"a1"})
    assert acme.ok("export").out == before
    assert acme.ok("doctor").code == 0
