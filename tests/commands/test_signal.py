"""`signal`: observed acts, quoted where possible."""

import json

import pytest

from clienthealth.core.kinds import GOODWILL, SignalKind
from clienthealth.render.signal_kinds import MEANS


@pytest.fixture(autouse=True)
def acme(run):
    run.ok("add Acme")


def test_an_act_keeps_the_words_and_whom_it_met(run):
    complaint = json.loads(run.ok("complaint add acme Empty --json").out)
    line = (
        "signal add acme rude --quote 'Are you deaf?' --staff kim --contact Jo --project export --complaint c1 --public"
    )

    made = json.loads(run.ok(f"{line} --json").out)

    expected = {"kind": "rude", "quote": "Are you deaf?", "staff": "kim", "contact": "Jo", "project": "export"}
    assert made.items() >= expected.items()
    assert (made["complaint"], made["public"]) == (complaint["id"], True)


def test_severity_is_never_assumed(run):
    assert "severity" not in json.loads(run.ok("signal add acme threat --json").out)
    assert json.loads(run.ok("signal add acme threat --severity 3 --json").out)["severity"] == 3
    assert run("signal add acme threat --severity 4").code == 2


def test_a_breach_names_the_boundary_it_crossed(run):
    boundary = json.loads(run.ok("boundary add acme reset-talk No calls at night --json").out)

    made = json.loads(run.ok("signal add acme breach --against b1 --json").out)

    assert made["against"] == boundary["id"]
    assert run("signal add acme breach --against k1").code == 2
    assert run("signal add acme breach --against b9").code == 3


def test_a_wrong_kind_names_the_nearest_and_a_missing_one_all(run):
    assert "did you mean rude?" in run("signal add acme rud").err
    assert "praise" in run("signal add acme").err


def test_the_words_are_offered_on_a_terminal(run, monkeypatch):
    import io

    from clienthealth.commands.session import Session

    monkeypatch.setattr(Session, "may_ask", property(lambda _: True))
    monkeypatch.setattr("sys.stdin", io.StringIO("17\n"))

    ran = run.ok("signal add acme --json")

    assert "17 praise" in ran.err
    assert json.loads(ran.out)["kind"] == "praise"


def test_every_kind_is_explained_once_in_its_family(run):
    explained = [kind for kinds in MEANS.values() for kind in kinds]

    assert explained == list(SignalKind)
    assert set(MEANS["goodwill"]) == GOODWILL
    assert len(run.ok("signal kinds").lines) == len(SignalKind) + 1
    assert json.loads(run.ok("signal kinds --json").lines[0])["family"] == "demands"
