"""Complaints are counted by named colleague only where the configuration says so, and then with what is fair."""

import json

import pytest

FORMS = ("review", "review --format md", "review --json", "review --format html", "review --format txt")
JUDGING = ("score --mirror", "score --mirror --json", "score", "score --json", "why acme", "history acme")


@pytest.fixture
def met(run, tmp_path):
    """Three clients complained lately of something that Zoe did; Yan had contact and no complaint."""
    for name in ("acme", "bolt", "cask"):
        run.ok(f"add {name} --since 2026-01-05")
        run.ok(f"log {name} Call --staff zoe --when 2026-11-02")
        run.ok(f"log {name} Call --staff yan --when 2026-11-03")
        run.ok(f"log {name} Call --staff yan --when 2025-10-01")
    for name, topic, cause in (("acme", "quality", "ours"), ("bolt", "design", "client"), ("cask", "price", "client")):
        run.ok(f"expect add {name} 'How we work' --topic all --when 2026-01-06")
        run.ok(f"complaint add {name} Wrong --staff zoe --topic {topic} --cause {cause} --when 2026-11-10")
    config = tmp_path / "config.toml"
    config.write_text("[review]\nper_colleague = true\n", encoding="utf-8")
    run.counting = f"--config {config}"
    return run


@pytest.mark.parametrize("line", [*FORMS, *JUDGING])
def test_unless_configured_no_colleague_is_named(met, line):
    assert "zoe" not in met.ok(line).out.casefold()


def test_that_it_is_one_of_us_is_said_all_the_same(met):
    assert "about what one and the same of us was part of" in " ".join(met.ok("review").out.split())
    assert json.loads(met.ok("review --json").out)["colleagues"] is None


@pytest.mark.parametrize("line", FORMS)
def test_configured_each_is_named_in_every_form(met, line):
    assert "zoe" in met.ok(f"{met.counting} {line}").out


def test_beside_each_count_stand_contacts_and_our_share(met):
    found = json.loads(met.ok(f"{met.counting} review --json").out)["colleagues"]

    assert found == [
        {"name": "yan", "complaints": 0, "clients": 0, "ours": 0, "contacts": 3},
        {"name": "zoe", "complaints": 3, "clients": 3, "ours": 1, "contacts": 3},
    ]
    said = " ".join(met.ok(f"{met.counting} review").out.split())
    assert "yan no complaint; 3 contacts noted" in said
    assert "zoe 3 complaints, 1 of them mostly through us; 3 contacts noted" in said
    assert "A complaint names whom it met, not who caused it" in said


@pytest.mark.parametrize("line", JUDGING)
def test_the_count_is_the_reviews_alone(met, line):
    assert "zoe" not in met.ok(f"{met.counting} {line}").out


def test_a_colleagues_name_is_data(met):
    met.ok("complaint add acme Wrong --topic access --staff", "\x1b[31m<b>Zoe</b>")

    assert "\x1b" not in met.ok(f"{met.counting} review").out
    assert "<b>Zoe" not in met.ok(f"{met.counting} review --format html").out
