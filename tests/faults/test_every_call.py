"""A command whose n-th write, sync, truncation or removal fails, or kills it: all of it is there, or nothing."""

import gzip
import json
from pathlib import Path

import pytest

ADD = ["add", "Acme", "--agreed", "All in writing"]
LOG = ["log", "acme", "Empty again", "--promise", "a fix", "fri", "--complaint", "The export is empty", "-s", "rude"]
FAULTS = ["kill", "torn", "eio once", "eio", "full", "interrupt"]
SCHEMA_1 = Path(__file__).parents[1] / "data" / "schema-1" / "clients.db.gz"
STEPS = [pytest.param(61, id="some"), pytest.param(1, id="all", marks=pytest.mark.slow)]
FEW = [pytest.param(397, id="few"), pytest.param(1, id="all", marks=pytest.mark.slow)]
"""Of commands that make many calls: a handful by every hand, all of them where there is time."""


def journal(folder):
    """A small journal: a client, one more line on a record that is there, and what came since."""
    lines = [
        {"type": "client", "client": "acme", "at": "2026-01-05", "name": "Acme GmbH"},
        {"type": "client", "client": "beta", "id": "beta", "at": "2026-01-05", "name": "Beta"},
        {"type": "complaint", "client": "beta", "id": "c1", "at": "2026-02-01", "text": "Late"},
        {"type": "effort", "client": "beta", "id": "e1", "at": "2026-02-02", "kind": "fix", "complaint": "c1"},
        *({"type": "time", "client": "beta", "at": "2026-02-01", "minutes": n, "text": "work"} for n in range(20)),
    ]
    path = folder / "journal.jsonl"
    path.write_text("".join(json.dumps(each) + "\n" for each in lines), encoding="utf-8")
    return str(path)


@pytest.mark.parametrize("step", STEPS)
@pytest.mark.parametrize("fault", FAULTS)
def test_log_is_written_whole_or_not_at_all(bench, fault, step):
    bench.stands(ADD, ["log", "acme", "Called"])

    assert bench.broken(LOG, fault, step) == []


@pytest.mark.parametrize("step", STEPS)
@pytest.mark.parametrize("fault", FAULTS)
def test_an_import_is_written_whole_or_not_at_all(bench, tmp_path, fault, step):
    bench.stands(ADD)

    assert bench.broken(["import", journal(tmp_path)], fault, step) == []


@pytest.mark.parametrize("step", STEPS)
@pytest.mark.parametrize("fault", FAULTS)
def test_undo_takes_back_all_or_nothing(bench, tmp_path, fault, step):
    bench.stands(ADD, ["import", journal(tmp_path)])

    assert bench.broken(["undo"], fault, step) == []


@pytest.mark.parametrize("step", STEPS)
@pytest.mark.parametrize("fault", FAULTS)
def test_a_file_left_half_made_is_finished_by_the_next_command(bench, fault, step):
    bench.stands()

    assert bench.broken(ADD, fault, step) == []


@pytest.mark.parametrize("step", STEPS)
@pytest.mark.parametrize("fault", FAULTS)
def test_a_file_of_an_older_schema_is_brought_up_to_date_whole_or_not_at_all(bench, fault, step):
    bench.template.write_bytes(gzip.decompress(SCHEMA_1.read_bytes()))
    bench.template.chmod(0o600)

    assert bench.broken(["log", "brightwater", "Called"], fault, step) == []


@pytest.mark.parametrize("step", FEW)
@pytest.mark.parametrize("fault", ["kill", "torn"])
def test_a_client_is_erased_whole_or_not_at_all(bench, tmp_path, fault, step):
    bench.stands(ADD, LOG, ["import", journal(tmp_path)])

    assert bench.broken(["privacy", "erase", "acme", "--yes"], fault, step) == []


def mailbox(folder):
    """Two mails of Acme's, with the client made by the import itself."""
    mail = (
        "From x@y Mon Jan  5 09:00:00 2026\nFrom: anna@acme.example\nTo: me@studio.example\n"
        "Date: Mon, 5 Jan 2026 09:00:00 +0100\nMessage-ID: <{}@acme.example>\nSubject: Logo\n\nText\n\n"
    )
    path = folder / "mail"
    path.write_text(mail.format(1) + mail.format(2))
    return ["import", str(path), "--me", "me@studio.example", "--client", "@acme.example=new Anna", "--yes"]


@pytest.mark.parametrize("step", FEW)
@pytest.mark.parametrize("fault", FAULTS)
def test_a_mailbox_is_imported_whole_or_not_at_all(bench, tmp_path, fault, step):
    bench.stands(ADD)

    assert bench.broken(mailbox(tmp_path), fault, step) == []


@pytest.mark.parametrize("step", FEW)
@pytest.mark.parametrize("fault", FAULTS)
def test_an_import_is_taken_back_whole_or_not_at_all(bench, tmp_path, fault, step):
    bench.stands(ADD, mailbox(tmp_path), LOG)

    assert bench.broken(["imports", "undo", "m1"], fault, step) == []
