"""What all commands that write have in common: nothing typed is lost, and TAB knows the handles."""

import pytest


@pytest.fixture(autouse=True)
def acme(run):
    run.ok("add Acme")


def test_words_are_kept_when_the_write_fails(run, nobody_home):
    run.db.write_bytes(b"this is no database" * 100)

    ran = run("promise add acme Send the quote --due fri")

    assert ran.code == 6
    (draft,) = nobody_home.glob("data/clienthealth/drafts/*.draft.json")
    assert "Send the quote" in draft.read_text()


def test_handles_and_closed_words_complete(run):
    from types import SimpleNamespace

    from clienthealth.commands.choices import completing, handles
    from clienthealth.core.kinds import Confirmed

    run.ok("promise add acme One --due fri")
    run.ok("promise add acme Two --due fri")
    run.ok("promise keep p1")
    root = SimpleNamespace(params={"db": str(run.db), "config": None})

    assert handles("promise")(SimpleNamespace(find_root=lambda: root), "p") == ["p2"]
    assert completing(Confirmed)("s") == ["satisfied"]
