"""Laws of undo, of the audit and of the journal, over random commands and random records."""

import json

import pytest
from anything import journals
from commands import IMPORTED, Played, commands, playground, replayed
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

EXAMPLES = [pytest.param(12, id="some"), pytest.param(1000, id="all", marks=pytest.mark.slow)]
START = ["add Acme --slug acme --agreed 'In writing'", "add Beta --slug beta"]
CHANGES = 'select "type", "handle", "last_handle", "before", "after" from "change" order by "command", "position"'
sequences = st.lists(commands(), min_size=1, max_size=12)


def over(examples, law, strategy):
    """Check a law over so many examples."""
    checked = settings(max_examples=examples, suppress_health_check=list(HealthCheck))
    checked(given(strategy)(law))()


@pytest.mark.parametrize("examples", EXAMPLES)
def test_undo_takes_back_every_command_one_by_one_to_the_letter(examples):
    over(examples, undo_takes_back_everything, sequences)


def undo_takes_back_everything(typed):
    with playground() as played:
        states = [played.export()]
        for command in [*START, *(each for each in typed if each != "undo")]:
            code, _, err = played.do(command)
            now = played.export()
            assert code in {0, 2, 3, 4, 5}, f"{command}: {err}"
            assert code == 0 or now == states[-1], f"{command} was refused, and yet it changed something"
            if len(played.rows('select 1 from "command"')) > len(states) - 1:
                states.append(now)

        for before in reversed(states[:-1]):
            code, _, err = played.run("undo")
            assert code == 0, err
            assert played.export() == before

        assert played.run("undo")[0] == 3


@pytest.mark.parametrize("examples", EXAMPLES)
def test_the_audit_replayed_gives_what_is_on_record(examples):
    over(examples, audit_gives_the_record, sequences)


def audit_gives_the_record(typed):
    with playground() as played:
        for command in [*START, *typed]:
            code, _, err = played.do(command)
            assert code in {0, 2, 3, 4, 5}, f"{command}: {err}"

        told, held = replayed(played.rows(CHANGES)), played.images()

        assert told.keys() == held.keys()
        assert [name for name in told if told[name] not in (held[name], IMPORTED)] == []


@pytest.mark.parametrize("examples", EXAMPLES)
def test_an_export_imported_gives_the_same_export_and_twice_adds_nothing(examples):
    over(examples, journal_goes_round, journals(most=14))


def journal_goes_round(journal):
    with playground() as played:
        code, said, err = played.do(journal)
        assert (code, f"imported {len(journal)} records" in said) == (0, True), err
        first = played.export()
        again = Played(played.folder, "again.db")

        code, said, err = again.take(*first.split("\n")[:-1])
        assert (code, again.export()) == (0, first), err

        code, said, err = again.take(*first.split("\n")[:-1])
        assert code == 0, err
        assert said.startswith("imported 0 records")
        assert f"0 changed, {len(journal)} as before" in said
        assert again.export() == first


WORK = [
    {"type": "client", "client": "acme", "id": "acme", "at": "2026-01-01", "name": "Acme"},
    *({"type": "time", "client": "acme", "id": f"t{n}", "at": "2026-01-01", "minutes": 5} for n in range(3)),
]


def test_an_import_whose_record_was_corrected_removed_and_brought_back_is_still_undone():
    with playground() as played:
        before = played.export()
        for command in (WORK, "edit t1 --text Else", "rm t1 --yes"):
            assert played.do(command)[0] == 0

        undone = [played.run("undo")[0] for _ in range(3)]

        assert undone == [0, 0, 0]
        assert played.export() == before


def test_an_import_is_not_undone_over_what_somebody_else_corrected_removed_and_brought_back(monkeypatch):
    with playground() as played:
        played.do(WORK)
        monkeypatch.setenv("CLIENTHEALTH_USER", "sam")
        for command in ("edit t1 --text Else", "rm t1 --yes", "undo"):
            assert played.do(command)[0] == 0
        now = played.export()
        monkeypatch.setenv("CLIENTHEALTH_USER", "robin")

        code, _, said = played.run("undo")

        assert (code, "changed since" in said) == (4, True)
        assert played.export() == now


def test_a_command_that_rests_on_what_is_taken_back_is_not_pulled_from_under_it(monkeypatch):
    with playground() as played:
        played.do("add Acme")
        monkeypatch.setenv("CLIENTHEALTH_USER", "sam")
        played.do("log acme Called")
        now = played.export()
        monkeypatch.setenv("CLIENTHEALTH_USER", "robin")

        code, _, said = played.run("undo")

        assert (code, "other records refer to this one" in said) == (4, True)
        assert played.export() == now


def test_what_one_command_did_to_a_record_twice_is_taken_back_last_first():
    """An import that leaves bad lines out writes them with the others first, and takes them out again."""
    with playground() as played:
        played.do("add Acme")
        before = played.export()
        lead = {"client": "acme", "at": "2026-01-01"}
        path = played.folder / "bad.jsonl"
        lines = [{"type": "effort", "id": f"e{n}", "kind": "fix", "complaint": f"c{n}", **lead} for n in range(3)]
        lines.append({"type": "complaint", "id": "c1", "text": "Late", **lead})
        path.write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")

        code, said, _ = played.run("import", "--skip-bad", str(path))

        assert (code, "left out 2 bad lines" in said) == (0, True)
        assert played.run("undo")[0] == 0
        assert played.export() == before
