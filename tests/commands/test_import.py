"""`import` and `export`: the journal in, the journal out, nothing in between lost."""

import json
import os

import pytest

ACME = {"type": "client", "client": "acme", "id": "acme", "at": "2026-01-05", "name": "Acme GmbH"}


def line(**fields):
    return json.dumps(fields, ensure_ascii=False)


@pytest.fixture
def journal(tmp_path):
    """Write lines into a journal file and return its path."""

    def write(*lines, name="journal.jsonl"):
        path = tmp_path / name
        path.write_text("".join(each + "\n" for each in lines), encoding="utf-8")
        return str(path)

    return write


def complaint(number=1, **more):
    return line(type="complaint", client="acme", id=f"c{number}", at="2026-02-01", text="Empty export", **more)


def test_export_import_export_is_byte_identical(run, journal, tmp_path):
    run.ok(
        "import",
        journal(
            complaint(severity=2, paused=[{"from": "2026-02-02", "until": "2026-02-04"}]),
            line(**ACME, contacts=[{"name": "Ada", "from": "2026-01-05"}], hourly_rate=95.50),
            line(
                type="effort", client="Acme GmbH", id="e1", at="2026-02-02T10:00:00+01:00", kind="fix", complaint="c1"
            ),
            line(type="away", at="2026-03-01", until="2026-03-08"),
            line(type="interaction", client="ACME", at="2026-02-01", channel="call", direction="in", minutes=12.5),
        ),
    )
    first = run.ok("export").out
    again = journal(*first.splitlines(), name="again.jsonl")

    run.db = tmp_path / "second.db"
    run.ok("import", again)

    assert run.ok("export").out == first
    assert len(first.splitlines()) == 5


def test_importing_twice_adds_nothing(run, journal):
    path = journal(line(**ACME), complaint(), line(type="time", client="acme", at="2026-02-01", minutes=30))
    run.ok("import", path)
    first = run.ok("export").out

    again = run.ok("import", path)

    assert "imported 0 records" in again.out
    assert run.ok("export").out == first


def test_legitimate_twins_without_ids_stay_two(run, journal):
    twin = line(type="time", client="acme", at="2026-02-01", minutes=30)
    path = journal(line(**ACME), twin, twin)

    run.ok("import", path)
    run.ok("import", path)

    assert run.ok("export").out.count('"type":"time"') == 2


def test_an_id_again_updates_what_the_line_has_and_empties_nothing(run, journal):
    run.ok("import", journal(line(**ACME), complaint(severity=3, note="by phone")))

    run.ok("import", journal(complaint(cause="ours"), name="later.jsonl"))

    kept = json.loads(run.ok("export").lines[1])
    assert (kept["severity"], kept["note"], kept["cause"]) == (3, "by phone", "ours")


def test_one_broken_line_of_many_keeps_all_out_and_is_named(run, journal):
    lines = [line(**ACME)] + [line(type="time", client="acme", at="2026-02-01", minutes=n) for n in range(999)]
    lines[700] = line(type="interaction", client="acme", at="2026-02-01", channel="call", direction="in", tone=9)
    path = journal(*lines)

    ran = run("import", path)

    assert ran.code == 5
    assert f"{path}:701: tone: 9 is out of range" in ran.err
    assert run.ok("export").out == ""
    assert "imported 999 records" in run.ok("import --skip-bad", path).out


@pytest.mark.parametrize(
    ("bad", "said"),
    [
        ('{"type": "complaint", ', "is no JSON"),
        ("[1, 2]", "is no JSON object"),
        (line(type="complain", client="acme", at="2026-02-01"), "type: 'complain' is no type of record"),
        (line(type="complaint", client="acme", at="2026-02-30", text="x"), "at: '2026-02-30' is no date"),
        (line(type="complaint", client="acme", at="2026-02-01", text="x", severty=2), "severty: no such field"),
        (line(type="complaint", client="nobody", at="2026-02-01", text="x"), "client: 'nobody' is unknown"),
        (line(type="complaint", client="acme", at="2027-02-01", text="x"), "at: 2027-02-01 lies in the future"),
        (
            line(type="effort", client="acme", at="2026-02-01", kind="fix", complaint="c9"),
            "complaint: 'c9' leads to no",
        ),
        (line(type="payment", client="acme", at="2026-02-01", invoice="7", amount=1), "invoice: '7' leads to no"),
        (line(type="time", client="acme", at="2026-02-01", minutes=-1), "minutes: -1 is out of range"),
        (line(type="time", client="acme", at="2026-02-01", minutes=1, note="a\0b"), "note: holds a NUL character"),
        (line(type="away", client="acme", at="2026-02-01"), "client: an absence is nobody's"),
    ],
)
def test_bad_lines_are_named_with_field_value_and_way_out(run, journal, bad, said):
    ran = run("import", journal(line(**ACME), bad))

    assert ran.code == 5
    assert ":2: " in ran.err
    assert said in ran.err
    assert "--skip-bad" in ran.err
    assert run.ok("export").out == ""


def test_what_is_one_is_counted_as_one(run, journal):
    path = journal(line(**ACME), line(type="nothing"))

    assert "imported 1 record of 1 client, 0" in run.ok("import --skip-bad", path).out
    assert "left out 1 bad line:" in run.ok("import --skip-bad", path).out
    run.ok("edit acme --terms 1 --notice 1")
    assert "1 day to pay, 1 day of notice" in run.ok("show acme").out
    run.ok("log acme Called")
    assert "with its 1 record (" in run.ok("rm acme --yes").out


def test_skip_bad_leaves_out_what_leads_nowhere_and_what_leads_to_it(run, journal):
    path = journal(
        line(**ACME),
        complaint(1, repeat_of="c9"),
        line(type="effort", client="acme", id="e1", at="2026-02-02", kind="fix", complaint="c1"),
        complaint(2),
    )

    ran = run.ok("import --skip-bad", path)

    assert "left out 2 bad lines" in ran.out
    assert [json.loads(each)["id"] for each in run.ok("export").lines] == ["acme", "c2"]


def test_two_invoices_of_one_number_are_refused(run, journal):
    invoices = [line(type="invoice", client="acme", id=f"i{n}", at="2026-02-01", number="7", amount=10) for n in (1, 2)]

    ran = run("import", journal(line(**ACME), *invoices))

    assert ran.code == 5
    assert "number: '7' is the number of another invoice" in ran.err


def test_unknown_clients_are_made_only_on_request(run, journal):
    path = journal(complaint())
    assert run("import", path).code == 5

    run.ok("import --create-clients", path)

    made = json.loads(run.ok("export").lines[0])
    assert (made["client"], made["name"], made["at"]) == ("acme", "acme", "2026-02-01")


def test_a_client_on_record_is_known_by_its_slug(run, journal):
    run.ok("add Acme --since 2026-01-01 --notice 30")

    run.ok("import", journal(line(**ACME), complaint()))

    client = json.loads(run.ok("export").lines[0])
    assert (client["name"], client["notice_days"], client["at"]) == ("Acme GmbH", 30, "2026-01-05")


def test_a_dry_run_writes_nothing(run, journal):
    ran = run.ok("import --dry-run", journal(line(**ACME), complaint()))

    assert "would import 2 records" in ran.out
    assert run.ok("export").out == ""


def test_an_import_is_one_undo(run, journal):
    run.ok("add Other")
    before = run.ok("export").out
    run.ok("import", journal(line(**ACME), *[complaint(n) for n in range(1200)]))

    run.ok("undo")

    assert run.ok("export").out == before


def test_an_import_that_corrected_records_is_one_undo(run, journal):
    run.ok("import", journal(line(**ACME), complaint()))
    before = run.ok("export").out
    run.ok("import", journal(complaint(1, cause="ours"), complaint(2), name="later.jsonl"))

    run.ok("undo")

    assert run.ok("export").out == before
    run.ok("undo")
    assert run.ok("export").out == ""


def test_csv_disarms_formulas(run, journal):
    run.ok("import", journal(line(**ACME), line(type="time", client="acme", at="2026-02-01", minutes=1, note="=1+1")))

    assert ",'=1+1," in run.ok("export --format csv").out
    assert ",=1+1," in run.ok("export --format csv --raw").out


def test_export_never_overwrites_unasked(run, tmp_path):
    target = tmp_path / "out.jsonl"
    target.write_text("mine")

    assert run("export --out", str(target)).code == 4
    assert target.read_text() == "mine"
    run.ok("export --force --out", str(target))
    assert target.stat().st_mode & 0o777 == 0o600


def test_a_device_or_a_pipe_is_never_replaced_by_a_file(run, tmp_path):
    """To replace `/dev/null`, as one with all rights can, breaks the machine."""
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)

    said = run("export --force --out", str(pipe))

    assert said.code == 4
    assert "no regular file" in said.err
    assert pipe.is_fifo()


def test_what_a_bad_line_would_have_changed_stays_as_it_was(run, tmp_path):
    journal = tmp_path / "journal"
    payment = {"type": "payment", "client": "acme", "id": "p", "invoice": "1", "amount": "50", "at": "2026-01-06"}
    invoice = {"type": "invoice", "client": "acme", "id": "v", "number": "1", "amount": "100", "at": "2026-01-05"}
    run.ok("add Acme --since 2025-06-01")
    journal.write_text(f"{json.dumps(invoice)}\n{json.dumps(payment)}\n")
    run.ok(f"import {journal}")
    before = run.ok("export").out
    journal.write_text(json.dumps(payment | {"invoice": "2"}))

    told = json.loads(run.ok(f"import {journal} --skip-bad --json").out)

    assert (told["new"], told["changed"], told["bad"]) == (0, 0, 1)
    assert run.ok("export").out == before
