"""Money, time and energy beside the score: in `show`, `why`, `score --json` and `offboard`, with n and direction."""

import json
from pathlib import Path

import pytest

ENDING = Path(__file__).parents[1] / "data" / "vignettes" / "nothing-ever-satisfies.jsonl"


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


def said(ran):
    return " ".join(ran.out.split())


EXPECTED = (
    "250 EUR an hour: paid ÷ all 4 h, unbilled too (higher = more)",
    "less still: one contact has no minutes noted",
    "1000 EUR net on one document (higher = more)",
    "1 of 4 h noted as unbilled, in 2 entries (higher = more drain)",
    "−1 in one contact (−2 to 2, higher = gave us more)",
)


@pytest.mark.parametrize("line", ["show acme", "why acme"])
def test_money_and_energy_have_their_n_and_their_direction(acme, line):
    text = said(acme.ok(line))

    assert [each for each in EXPECTED if each not in text] == []
    assert "never" in text


def test_the_share_of_income_is_told_where_all_clients_are_looked_at(acme):
    assert "100 % of what one client paid (higher = we depend on it more)" in said(acme.ok("why acme"))


def test_the_json_of_the_score_and_of_why_has_them_too(acme):
    (scored,) = json.loads(acme.ok("score --json").out)["clients"]

    expected = {"paid_in_base": 1000.0, "minutes": 240, "unbilled_minutes": 60, "energy": -1, "income_share": 1.0}
    assert scored["economy"].items() >= expected.items()
    assert scored["economy"]["true_hourly_rate"] == {"amount": 250.0, "currency": "EUR"}
    (explained,) = json.loads(acme.ok("why acme --json").out)["clients"]
    assert explained["economy"] == scored["economy"]


def test_the_past_is_told_as_it_stood(acme):
    acme.ok("log acme Later --via call -m 600")

    (client,) = json.loads(acme.ok("score --json --as-of 2026-11-15").out)["clients"]

    assert (client["economy"]["minutes"], client["economy"]["until"]) == (240, "2026-11-15")


def test_a_currency_without_a_rate_is_never_summed(acme, tmp_path):
    acme.ok("add Beta --currency DKK")
    acme.ok("invoice add beta B-1 --amount 800 --due 2026-11-01 --when 30d")
    acme.ok("invoice pay B-1 --when 20d")

    assert "share of income not known: no rate for DKK" in said(acme.ok("why acme"))
    config = tmp_path / "config.toml"
    config.write_text("[currency_rates]\nDKK = 0.125\n")
    (one, two) = json.loads(acme.ok(f"--config {config} score --json").out)["clients"]
    assert (one["economy"]["income_share"], two["economy"]["income_share"]) == (0.9091, 0.0909)


def test_where_nothing_is_on_record_nothing_is_said(run):
    run.ok("add Acme")

    assert "Money" not in run.ok("why acme").out
    assert "money" not in run.ok("show acme").out


def test_offboard_warns_of_the_income_that_goes(ending):
    text = said(ending.ok("offboard nothing"))

    assert "They are 100 % of your income of the last year (higher = you depend on it more)." in text
    assert 'clienthealth next add nothing-ever-satisfies "…" --due eom' in text
    keys = [each["key"] for each in json.loads(ending.ok("offboard nothing --json").out)["warnings"]]
    assert "warning.concentration" in keys


def test_the_first_step_before_an_ending_of_much_income_is_to_replace_it(ending):
    step = "start replacing this income: 100 % of yours (higher = you depend on it more)"
    assert step in said(ending.ok("why nothing"))
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

    assert "47 % of your income" in said(ending.ok("offboard nothing"))
    assert "of your income" not in ending.ok(f"--config {config} offboard nothing").out


def test_money_is_told_in_german(acme, monkeypatch):
    monkeypatch.setenv("LANG", "de_DE.UTF-8")

    text = said(acme.ok("why acme"))
    assert "echter Satz 250 EUR je Stunde: Bezahltes ÷" in text
    assert "100 % von dem, was ein Kunde zahlte (höher = mehr Abhängigkeit)" in text


def test_days_late_are_told_with_their_direction_where_enough_was_paid(acme):
    for number, days in (("A-2", 5), ("A-3", 15)):
        acme.ok(f"invoice add acme {number} --amount 100 --due 2026-10-01 --when 60d")
        acme.ok(f"invoice pay {number} --when 2026-10-{days + 1:02d}")
    acme.ok("invoice add acme A-4 --amount 100 --due 2026-11-10 --when 60d")

    text = said(acme.ok("show acme"))

    assert "3 of 3 paid invoices came late (higher = more of them)" in text
    assert "usually 5 days after the due day (higher = later)" in text
    assert "one is unpaid, 13 days past its due day (higher = longer)" in text
    economy = json.loads(acme.ok("show acme --json").out)["economy"]
    assert (economy["median_days_late"], economy["invoices_overdue"], economy["longest_days_overdue"]) == (5, 1, 13)


@pytest.mark.parametrize(
    ("more", "text"),
    [
        ("", "one is unpaid, a day past its due day"),
        (
            "invoice add acme A-5 --amount 100 --due 2026-11-22 --when 60d",
            "2 are unpaid past their due day, the oldest",
        ),
    ],
)
def test_one_day_is_no_days(acme, more, text):
    acme.ok("invoice add acme A-4 --amount 100 --due 2026-11-22 --when 60d")
    if more:
        acme.ok(more)

    assert text in said(acme.ok("show acme"))
    assert "1 days" not in said(acme.ok("show acme"))
