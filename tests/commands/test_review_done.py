"""`review --done`: what is kept, since when the next review compares, whose date it is, and how it is taken back."""

import json
from pathlib import Path

import pytest

from clienthealth.core.score.policy import MODEL
from clienthealth.store.sqlite import connect

AGENCY = Path(__file__).parents[1] / "data" / "agency" / "agency.jsonl"
LAST_WEEK, TODAY = "2026-11-16", "2026-11-23"


@pytest.fixture
def agency(run, later):
    """Eight clients, of whom Elm and Fern have ended, as they stood a week ago."""
    run.ok(f"import {AGENCY}")
    later(LAST_WEEK)
    return run


@pytest.fixture
def as_user(monkeypatch):
    return lambda name: monkeypatch.setenv("CLIENTHEALTH_USER", name)


def found(run, *more):
    return json.loads(run.ok("review --json", *more).out)


def since(run, *more):
    review = found(run, *more)
    return review["since"], review["since_because"]


def rows(run, statement):
    connection = connect(run.db)
    try:
        return [tuple(row) for row in connection.execute(statement)]
    finally:
        connection.close()


def everything(run):
    return {
        name: rows(run, f'select * from "{name}" order by 1')
        for (name,) in rows(run, "select name from sqlite_master where type = 'table' order by 1")
        if not name.startswith("sqlite_")
    }


def test_without_a_closed_review_things_are_new_for_a_week(agency):
    assert since(agency) == ("2026-11-09", "week")
    assert found(agency)["last_review"] is None


def test_done_says_what_it_noted_and_the_next_review_begins_there(agency, later):
    ran = agency.ok("review --done")
    assert f"noted: what is said of 6 clients on Mon 16 Nov, by model {MODEL}" in ran.err
    assert "review --done" not in ran.out

    later(TODAY)

    review = found(agency)
    assert (review["since"], review["since_because"]) == ("2026-11-16", "last-review")
    assert review["last_review"] == {
        "at": "2026-11-16T11:00:00Z",
        "model": MODEL,
        "policy": None,
        "same_rules": True,
    }


def test_what_was_asked_for_comes_before_the_last_review(agency, later):
    agency.ok("review --done")
    later(TODAY)

    assert since(agency, "--since", "2026-11-20") == ("2026-11-20", "asked")
    assert since(agency) == ("2026-11-16", "last-review")


def test_neither_printing_nor_a_file_nor_an_exit_code_moves_it(agency, later, tmp_path):
    agency.ok("review --done")
    later(TODAY)
    before = everything(agency)

    agency.ok("review")
    agency.ok(f"review --format md --out {tmp_path / 'review.md'}")
    agency("review --mine --exit-code")

    assert everything(agency) == before
    assert since(agency) == ("2026-11-16", "last-review")


def test_nobody_moves_the_date_of_another(agency, later, as_user):
    agency.ok("review --done")
    later("2026-11-20")
    as_user("sam")
    assert since(agency) == ("2026-11-13", "week")
    agency.ok("review --done")

    later(TODAY)

    assert since(agency) == ("2026-11-20", "last-review")
    as_user("robin")
    assert since(agency) == ("2026-11-16", "last-review")


def test_undo_takes_a_closed_review_back_to_the_row(agency, later):
    agency.ok("review --done")
    later(TODAY)
    before = everything(agency)
    agency.ok("review --done")
    assert since(agency) == (TODAY, "last-review")
    assert agency.ok("undo --list").lines[0].startswith("review --done")

    agency.ok("undo")

    after = everything(agency)
    for name in ("review", "said"):
        assert after[name] == before[name]
    assert since(agency) == ("2026-11-16", "last-review")


def test_it_is_one_command_with_its_audit(agency):
    agency.ok("review --done")

    assert rows(agency, "select name, by from command order by seq desc limit 1") == [("review --done", "robin")]
    assert rows(agency, "select type, handle, last_handle from change order by command desc, position limit 2") == [
        ("review", 1, None),
        ("said", 1, 6),
    ]


def test_it_is_no_part_of_the_record(agency, tmp_path, later):
    """Not of the journal, the timeline, the search or the score; and a journal cannot bring it in."""
    later(TODAY)
    lines = ("export", "show acme", "show acme --json", "search going", "score --json", "clients")
    before = [agency.ok(line).out for line in lines]

    agency.ok("review --done")

    assert [agency.ok(line).out for line in lines] == before
    journal = tmp_path / "export.jsonl"
    agency.ok(f"export --out {journal}")
    agency.db = tmp_path / "again.db"
    agency.ok(f"import {journal}")
    assert agency.ok("export").out == journal.read_text()
    for kind in ("review", "said"):
        bad = tmp_path / "bad.jsonl"
        bad.write_text(json.dumps({"type": kind, "client": "acme", "at": "2026-01-01"}))
        refused = agency(f"import {bad}")
        assert (refused.code, f"'{kind}' is no type of record" in refused.err) == (5, True)


def test_it_is_in_a_backup_and_counts_as_no_record_there(agency, tmp_path, later):
    agency.ok("review --done")
    copy = tmp_path / "copy.db"
    made = json.loads(agency.ok(f"backup {copy} --json").out)
    assert {"review", "said"} & made["counts"].keys() == set()

    agency.db.unlink()
    agency.ok(f"restore {copy} --yes")

    later(TODAY)
    assert since(agency) == ("2026-11-16", "last-review")


def test_a_changed_row_of_it_is_found(agency):
    agency.ok("review --done")
    connection = connect(agency.db)
    connection.execute('update "said" set "verdict" = \'healthy\' where "handle" = 3')
    connection.execute('update "review" set "by" = \'sam\'')
    connection.close()

    ran = agency("doctor")

    assert ran.code == 6
    assert "2 not as they were written: r1, w3" in ran.out


def test_mine_notes_only_what_is_mine(agency):
    agency.ok("edit hill --owner kim")

    ran = agency.ok("review --mine --done")

    assert "noted: what is said of 3 clients" in ran.err
    assert rows(agency, "select mine from review") == [(1,)]
    assert rows(agency, "select 1 from said where client = 'hill'") == []


def test_what_happens_after_it_on_the_same_day_is_new_next_time(agency, later):
    """Compared is what its reader saw, not how the day ended."""
    later("2026-11-16T10:00")
    agency.ok("signal add hill praise --quote 'Seen in the morning'")
    agency.ok("review --done")
    later("2026-11-16T15:00")
    agency.ok("complaint add hill 'The page is down' --cause ours")
    agency.ok("signal add hill praise --quote 'Said in the afternoon'")

    later(TODAY)

    review = found(agency)
    assert {"client": "hill", "before": "healthy", "now": "client-with-a-problem"} in review["changed"]
    assert [each["text"] for each in review["good_news"] if each["client"] == "hill"] == ["Said in the afternoon"]


def test_when_the_rules_changed_both_days_are_judged_by_todays(agency, later, nobody_home):
    agency.ok("review --done")
    later(TODAY)
    config = nobody_home / "config" / "clienthealth" / "config.toml"
    config.parent.mkdir(parents=True)
    config.write_text("[policy]\nprior_client_problem = 0.4\n")

    review = found(agency)

    assert review["last_review"]["same_rules"] is False
    assert (review["last_review"]["model"], review["model"]) == (MODEL, f"{MODEL}*")
    assert review["changed"] == found(agency, "--since", "2026-11-16")["changed"]
    said = " ".join(agency.ok("review").out.split())
    assert (
        f"changed since then ({MODEL} → {MODEL}* (prior_client_problem=0.4)): both days are judged by today's" in said
    )


def test_it_follows_a_renamed_client_goes_with_a_removed_one_and_not_into_another(agency):
    agency.ok("review --done")
    said = "select client, count(*) from said where client in ('hill', 'cedar', 'dune', 'apex') group by client"
    before = rows(agency, said)

    agency.ok("edit cedar --slug apex")
    agency.ok("rm dune --yes")
    agency.ok("merge hill apex --yes")

    assert before == [("cedar", 1), ("dune", 1), ("hill", 1)]
    assert rows(agency, said) == [("apex", 1)]
    for _ in range(3):
        agency.ok("undo")
    assert rows(agency, said) == before


def test_nothing_is_noted_where_the_file_was_refused(agency, tmp_path):
    out = tmp_path / "review.md"
    out.write_text("mine")

    assert agency(f"review --done --out {out}").code == 4

    assert rows(agency, "select 1 from review") == []


def test_an_alarm_is_announced_once(run, later):
    """A client comes on watch; the review says so, and the next one does not say it again."""
    later("2026-07-01")
    run.ok('add Acme --agreed "Changes are quoted first" --since 2026-01-05')
    for month in range(2, 7):
        run.ok(f"log acme A call --when 2026-{month:02d}-10")
    run.ok("review --done")
    assert found(run)["alarms"] == []
    later("2026-07-11")
    for line in (
        "signal add acme false-claim --when 2026-07-06",
        "signal add acme unpaid-change --when 2026-07-07",
        "signal add acme overrules-expert --when 2026-07-08",
        "signal add acme exorbitant-demand --when 2026-07-09",
        "signal add acme time-disrespect --when 2026-07-10",
    ):
        run.ok(line)

    first = found(run)
    assert [each["kind"] for each in first["alarms"]] == ["watch", "rise", "fall"]
    assert first["alarms"][0]["since"] == "2026-07-01"
    assert first["alarms"][0]["before"] < 0.15
    assert first["alarms"][0]["now"] >= 0.30
    ran = run("review --done --exit-code")
    assert ran.code == 10
    assert "on watch: how much the record points at their conduct went from" in " ".join(ran.out.split())
    later("2026-07-18")

    assert found(run)["alarms"] == []
    assert rows(run, "select alarms from said order by handle desc limit 1") == [('["watch","rise","fall"]',)]
