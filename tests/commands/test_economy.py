"""Money, time and energy beside the score: in `show`, `why`, `score --json` and `offboard`, with n and direction."""

import json
from pathlib import Path

import pytest

from clienthealth.render.phrases import book

ENDING = Path(__file__).parents[1] / "data" / "vignettes" / "nothing-ever-satisfies.jsonl"


def leaves(table, place=""):
    for name, held in table.items():
        if isinstance(held, dict) and set(held) != {"one", "other"}:
            yield from leaves(held, f"{place}{name}.")
        else:
            yield place + name, held


@pytest.fixture
def acme(run):
    run.ok("add Acme --since 2026-01-01 --agreed 'Changes are quoted first'")
    run.ok("invoice add acme A-1 --amount 1190 --net 1000 --due 2026-11-01 --when 30d")
    run.ok("invoice pay A-1 --when 20d")
    run.ok("log acme Called --via call -m 60 --unbilled -e -1 --when 10d")
    run.ok("log acme Called again --via call --when 9d")
    run.ok("time add acme 3h Drafting --when 8d")
    return run


@pytest.fixture
def ending(run, later):
    run.ok(f"import {ENDING}")
    later("2026-11-20")
    run.ok("invoice add nothing N-1 --amount 900 --due 2026-11-01 --when 30d")
    run.ok("invoice pay N-1 --when 20d")
    return run


EXPECTED = (
    "true hourly rate: 250 EUR (paid ÷ all hours noted; higher = an hour brings more)",
    "paid: 1000 EUR net on one document (higher = more income)",
    "time: 4 h in 2 entries, 1 h of it noted as unbilled (higher = more unpaid time)",
    "one contact has no minutes noted, so the true rate is lower",
    "energy: -1 in one contact (-2 to 2, higher = gave us more)",
    "share of income: 100 % of what one client paid (higher = we depend on it more)",
)


@pytest.mark.parametrize("line", ["show acme", "why acme"])
def test_money_and_energy_have_their_n_and_their_direction(acme, line):
    said = " ".join(acme.ok(line).out.split())

    assert [each for each in EXPECTED if each not in said] == []
    assert "never enter" in said


def test_the_json_of_the_score_and_of_the_card_has_them_too(acme):
    (scored,) = json.loads(acme.ok("score --json").out)["clients"]

    expected = {"paid_in_base": 1000.0, "minutes": 240, "unbilled_minutes": 60, "energy": -1, "income_share": 1.0}
    assert scored["economy"].items() >= expected.items()
    assert scored["economy"]["true_hourly_rate"] == {"amount": 250.0, "currency": "EUR"}
    assert json.loads(acme.ok("show acme --json").out)["economy"] == scored["economy"]


def test_the_past_is_told_as_it_stood(acme):
    acme.ok("log acme Later --via call -m 600")

    (client,) = json.loads(acme.ok("score --json --as-of 2026-11-15").out)["clients"]

    assert (client["economy"]["minutes"], client["economy"]["until"]) == (240, "2026-11-15")


def test_a_currency_without_a_rate_is_never_summed(acme, tmp_path):
    acme.ok("add Beta --currency DKK")
    acme.ok("invoice add beta B-1 --amount 800 --due 2026-11-01 --when 30d")
    acme.ok("invoice pay B-1 --when 20d")

    assert "share of income: not known, no rate for DKK" in " ".join(acme.ok("show acme").out.split())
    config = tmp_path / "config.toml"
    config.write_text("[currency_rates]\nDKK = 0.125\n")
    (one, two) = json.loads(acme.ok(f"--config {config} score --json").out)["clients"]
    assert (one["economy"]["income_share"], two["economy"]["income_share"]) == (0.9091, 0.0909)


def test_nothing_on_record_says_so(run):
    run.ok("add Acme")

    assert "nothing is on record of money, time or energy" in run.ok("why acme").out
    assert "money" not in run.ok("show acme").out


def test_offboard_warns_of_the_income_that_goes(ending):
    said = " ".join(ending.ok("offboard nothing").out.split())

    assert "They are 100 % of your income of the last year (higher = you depend on it more)." in said
    assert 'clienthealth next add nothing-ever-satisfies "…" --due eom' in said
    keys = [each["key"] for each in json.loads(ending.ok("offboard nothing --json").out)["warnings"]]
    assert "warning.concentration" in keys


def test_the_first_step_before_an_ending_of_much_income_is_to_replace_it(ending):
    assert "start replacing the income: they are 100 % of it" in ending.ok("why nothing").out
    (client,) = json.loads(ending.ok("score nothing --json").out)["clients"]
    first = client["next_steps"][0]

    assert first["action"] == "start-replacing"
    assert ending.ok(first["command"].removeprefix("clienthealth ")).code == 0
    assert "start replacing" in ending.ok("review").out
    put_off = json.loads(ending.ok("review --json").out)["endings"][0]
    assert put_off["command"] == "clienthealth offboard nothing-ever-satisfies --situation conduct"


def test_the_bar_of_concentration_can_be_set(ending, tmp_path):
    ending.ok("add Beta")
    ending.ok("invoice add beta B-1 --amount 1000 --due 2026-11-01 --when 30d")
    ending.ok("invoice pay B-1 --when 20d")
    config = tmp_path / "config.toml"
    config.write_text("[policy]\nbar_concentration = 0.5\n")

    assert "47 % of your income" in " ".join(ending.ok("offboard nothing").out.split())
    assert "of your income" not in ending.ok(f"--config {config} offboard nothing").out


def test_both_languages_say_the_same_things():
    english, german = (dict(leaves(book("economy", language))) for language in ("en", "de"))

    assert english.keys() == german.keys()
    assert {key for key in english if english[key] == german[key]} == set()
