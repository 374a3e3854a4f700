"""`contact`: the people at a client are a part of the client's record."""

import json

import pytest


@pytest.fixture(autouse=True)
def acme(run):
    run.ok("add Acme")


def people(run, line):
    return json.loads(run.ok(f"{line} --json").out)["contacts"]


def test_a_person_comes_with_what_is_known(run):
    line = "contact add acme Jo Doe --email jo@acme.example --phone 123 --role boss --salutation Dear --from 2026-01-01"

    assert people(run, line) == [
        {
            "name": "Jo Doe",
            "email": ["jo@acme.example"],
            "phone": ["123"],
            "role": "boss",
            "salutation": "Dear",
            "from": "2026-01-01",
        }
    ]


def test_a_person_leaves_and_the_rest_stays(run):
    run.ok("contact add acme Jo Doe --email jo@acme.example")
    run.ok("contact add acme Kim Poe")

    (jo, kim) = people(run, "contact edit acme jo@acme.example --until 2026-10-31 --name 'Jo Roe'")

    assert jo == {"name": "Jo Roe", "email": ["jo@acme.example"], "until": "2026-10-31"}
    assert kim == {"name": "Kim Poe"}


def test_who_is_meant_must_be_clear(run):
    run.ok("contact add acme Jo Doe")
    run.ok("contact add acme Jo Roe")

    assert run("contact add acme jo doe").code == 4
    assert run("contact edit acme Jo --role x").code == 3
    assert run("contact edit acme Zed --role x").code == 3
    assert run("contact edit acme Jo Doe").code == 2
    assert run("contact edit acme Jo Doe --from 2026-05-01 --until 2026-04-01").code == 2


def test_undo_forgets_the_person(run):
    before = run.ok("export").out
    run.ok("contact add acme Jo Doe")

    run.ok("undo")

    assert run.ok("export").out == before
