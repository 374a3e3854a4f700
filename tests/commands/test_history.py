"""`history`: drawn and as JSON, what moved it, what was said at the time, and where the model changed."""

import json
from datetime import date

import pytest

from clienthealth.core.score.policy import MODEL

EARLIER, TODAY = "2026-08-03", "2026-11-20"


@pytest.fixture
def policy(nobody_home):
    """Change numbers of the model in the configuration."""
    file = nobody_home / "config" / "clienthealth" / "config.toml"

    def change(line):
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(f"[policy]\n{line}\n")

    return change


@pytest.fixture
def reviewed(harsh, later, policy):
    """Reviewed in August by the published numbers; since October the numbers are others, which a review has seen."""
    later(EARLIER)
    harsh.ok("review --done")
    policy("prior_client_problem = 0.4")
    later("2026-10-05")
    harsh.ok("review --done")
    later(TODAY)
    return harsh


def found(run, *more):
    return json.loads(run.ok("history nothing --json", *more).out)


def score(run, day):
    return json.loads(run.ok(f"score nothing --json --as-of {day}").out)["clients"][0]


def words(ran):
    return " ".join(ran.out.split())


def test_it_reads_as_kept(reviewed, golden):
    golden.matches("history.txt", reviewed.ok("history nothing").out)


def test_it_reads_as_kept_in_german(reviewed, golden, monkeypatch):
    monkeypatch.setenv("LANG", "de_DE.UTF-8")

    golden.matches("history-de.txt", reviewed.ok("history nothing --from 2026-06-01 --to 2026-09-30").out)


@pytest.mark.parametrize("line", ["history nothing", "history nothing --from 2026-06-01"])
def test_it_fits_eighty_columns(reviewed, line):
    assert max(map(len, reviewed.ok(line).lines)) <= 80


def test_every_point_is_what_score_says_as_of_that_day(harsh):
    points = found(harsh)["points"]

    assert len(points) > 20
    for point in (*points[1::12], points[-1]):
        judged = score(harsh, point["day"])
        assert (point["verdict"], point["confidence"]) == (judged["verdict"], judged["confidence"])
        for name in ("problem_client", "client_problem"):
            assert point[name]["probability"] == pytest.approx(judged[name]["probability"], abs=1e-3)


def test_what_moved_it_names_records_that_exist_and_lies_between_its_days(harsh):
    handles = {json.loads(line)["id"] for line in harsh.ok("export").out.splitlines() if "id" in json.loads(line)}

    moved = found(harsh)["moved"]

    assert moved
    for each in moved:
        assert each["from"] < each["to"]
        for happened in each["happened"]:
            assert happened["record"] in handles
            assert happened["what"] == "weighs" or each["from"] < happened["day"] <= each["to"]


def test_nothing_is_ever_certain(harsh):
    for day in ("2026-11-12", "2026-11-16", "2026-11-18"):
        harsh.ok(f"signal add nothing abusive --when {day} --severity 2")
        harsh.ok(f"signal add nothing breach --when {day}")
    harsh.ok("review --done")
    assert found(harsh)["points"][-1]["problem_client"]["probability"] > 0.995

    text = words(harsh.ok("history nothing")) + words(harsh.ok("review"))

    assert "their conduct 99 %" in text
    assert " 100 %" not in text.replace("0 to 100", "")


def test_an_alarm_of_the_past_is_told_with_both_ends(harsh):
    alarms = found(harsh)["alarms"]

    assert {each["kind"] for each in alarms} >= {"watch", "fall"}
    for each in alarms:
        if each["kind"] == "fall":
            assert each["since"] < each["day"]
            assert each["before"] - each["now"] >= 15
    text = words(harsh.ok("history nothing"))
    assert "on watch: how much the record points at their conduct" in text
    assert "the mood fell by" in text


def test_without_a_closed_review_it_says_that_nothing_was_kept(harsh):
    assert found(harsh)["said"] == []
    assert "No review was closed (clienthealth review --done)" in words(harsh.ok("history nothing"))


def test_what_was_said_at_the_time_stands_beside_what_todays_model_says(reviewed):
    first, second = found(reviewed)["said"]

    assert (first["by"], first["at"][:10], first["model"], first["policy"]) == ("robin", EARLIER, MODEL, None)
    assert (second["model"], second["policy"]) == (f"{MODEL}*", "prior_client_problem=0.4")
    assert first["today"]["day"] == EARLIER
    assert first["client_problem"]["probability"] < first["today"]["client_problem"]["probability"]
    assert second["client_problem"]["probability"] == pytest.approx(second["today"]["client_problem"]["probability"])


def test_what_was_said_stays_though_the_record_is_corrected_since(harsh, later):
    later("2026-03-02")
    harsh.ok("review --done")
    before = found(harsh)["said"][0]
    later(TODAY)
    harsh.ok("signal add nothing abusive --when 2026-02-27")
    harsh.ok("signal add nothing threat --when 2026-02-28")

    [after] = found(harsh)["said"]

    kept = {"problem_client", "client_problem", "health", "verdict", "model"}
    assert {name: after[name] for name in kept} == {name: before[name] for name in kept}
    assert after["today"] != before["today"]
    assert after["differs"]
    assert "by the same model: records were added, corrected or removed since" in words(harsh.ok("history nothing"))


def test_the_model_of_another_time_is_marked_and_not_put_down_to_the_client(reviewed, policy):
    published = {"model": MODEL, "policy": None}
    changed = {"model": f"{MODEL}*", "policy": "prior_client_problem=0.4"}
    assert found(reviewed)["model_changes"] == [{"day": "2026-10-05", "before": published, "now": changed}]
    ran = reviewed.ok("history nothing")
    assert "  m = the model or its numbers changed there, not the client" in ran.lines
    assert any(set(line) == {" ", "m"} or "m" in line.split() for line in ran.lines)

    policy("prior_client_problem = 0.35")

    assert [each["day"] for each in found(reviewed)["model_changes"]] == ["2026-10-05", TODAY]


def test_without_a_change_of_the_model_nothing_is_marked(harsh, later):
    later(EARLIER)
    harsh.ok("review --done")
    later(TODAY)

    assert found(harsh)["model_changes"] == []
    assert "Where the model changed" not in harsh.ok("history nothing").out


def test_two_named_days_are_compared(harsh):
    trend = found(harsh, "--from", "2026-05-01", "--to", "2026-09-30")["trend"]

    assert (trend["from"], trend["to"]) == ("2026-05-01", "2026-09-30")
    assert trend["decibans"] > 0
    counted = [json.loads(line) for line in harsh.ok("export").out.splitlines()]
    complaints = [each["at"][:10] for each in counted if each.get("type") == "complaint"]
    made = [day for day in complaints if "2026-05-01" < day <= "2026-09-30"]
    assert trend["counts"]["complaint"] == len(made) > 0
    text = words(harsh.ok("history nothing --from 2026-05-01 --to 2026-09-30"))
    assert "From Fri 1 May 2026 to Wed 30 Sep 2026" in text
    assert "What weighs differently" in text
    assert found(harsh)["trend"] is None


def test_days_are_named_as_everywhere(harsh):
    both = found(harsh, "--from", "6 weeks ago", "--to", "yesterday")

    assert (both["from"], both["to"]) == ("2026-10-09", "2026-11-19")


def test_a_day_before_the_beginning_is_the_beginning(harsh):
    whole = found(harsh)

    assert found(harsh, "--from", "2001-01-01")["from"] == whole["from"]
    assert whole["points"][0]["day"] == whole["from"]
    assert date.fromisoformat(whole["to"]) == date.fromisoformat(TODAY)


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("--from 2026-06-01 --to 2026-05-01", "--from 2026-06-01 comes after --to 2026-05-01"),
        ("--to 2027-01-01", "--to 2027-01-01 lies ahead"),
    ],
)
def test_days_that_cannot_be_are_refused(harsh, line, says):
    ran = harsh(f"history nothing {line}")

    assert (ran.code, says in ran.err) == (2, True)


def test_before_it_began_there_is_nothing_to_show(harsh):
    assert "2001" in harsh.ok("history nothing --to 2001-01-01").out


def test_a_client_of_today_has_no_line_yet(run):
    run.ok("add Acme")

    ran = run.ok("history acme")

    assert "It began so recently that there is nothing to draw yet." in ran.lines
    assert len(json.loads(run.ok("history acme --json").out)["points"]) == 1


def test_an_unknown_client_is_refused(run):
    assert run("history nobody").code == 3


def test_what_somebody_wrote_is_only_text(harsh):
    harsh.ok("signal add nothing rude --when 2026-11-10 --quote", "[red]$name\x1b[2J\u202eabc")

    for line in ("history nothing", "history nothing --from 2026-11-01"):
        assert not {"\x1b", "\u202e"} & set(harsh.ok(line).out)
