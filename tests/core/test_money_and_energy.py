"""Money, time and energy: worked out by hand, as of a day, and never a part of the score."""

import json
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from build import DAY, ZONE, ago, build, known
from hypothesis import given, settings
from hypothesis import strategies as st
from journals import journals, records

from clienthealth.core.beside import beside
from clienthealth.core.economy import Money, Rates, dependences, economy_of, window_of
from clienthealth.core.frozen import replace
from clienthealth.core.gather import portfolio
from clienthealth.core.kinds import ENDINGS
from clienthealth.core.score.judge import judge
from clienthealth.core.score.policy import DEFAULT

ENDING = "nothing-ever-satisfies"
DKK = Rates("EUR", {"DKK": 0.25})


def economy(*held, client="acme", day=DAY, rates=DKK):
    (found,) = (each for each in portfolio(held, ZONE, until=day).histories if each.client.client == client)
    return economy_of(found, day, ZONE, rates)


def depends(*held, day=DAY, rates=DKK):
    """The shares of income by client, and in which currencies paid by whom they could not be summed."""
    found = dependences(portfolio(held, ZONE), day, ZONE, rates)
    return {slug: each.share for slug, each in found.items()}, {each.unrated for each in found.values()}


def paid(days, amount, client="acme", **given):
    return build("invoice", days + 10, client, amount=amount, paid=days, **given)


def client(name="acme", **given):
    return build("client", 500, name, **given)


def euros(amount):
    return (Money(Decimal(amount), "EUR"),)


def test_the_window_is_a_year_and_begins_with_a_week():
    window = window_of(DAY)

    assert (window.since, window.until) == (date(2025, 11, 17), DAY)
    assert window.since.weekday() == 0


def test_the_true_hourly_rate_counts_net_money_and_every_hour():
    found = economy(
        client(),
        paid(20, 1190, net=1000),
        build("interaction", 30, minutes=60),
        build("interaction", 31, minutes=30, billable=False),
        build("time", 40, minutes=120, billable=True),
        build("time", 41, minutes=60, billable=False),
        build("effort", 42, kind="fix", minutes=30),
    )

    assert found.income.paid == euros(1000)
    assert (found.spent.minutes, found.spent.unbilled, found.spent.entries, found.spent.worked) == (300, 120, 5, 2)
    assert found.hourly == Money(Decimal(200), "EUR")
    assert found.unbilled_share == pytest.approx(0.4)


def test_what_lies_before_the_window_is_not_counted():
    old = [build(kind, 400, minutes=60) for kind in ("interaction", "time")]
    mended = build("effort", 400, kind="fix", minutes=60)

    found = economy(client(), paid(390, 500), *old, mended, build("interaction", 30, minutes=90))

    assert (found.income.documents, found.spent.minutes, found.spent.entries) == (0, 90, 1)


def test_an_invoice_that_was_written_down_after_its_payment_counts_from_its_own_day():
    early = build("invoice", 10, amount=100, paid=20)

    assert economy(client(), early, day=ago(15)).income.documents == 0
    assert economy(client(), early).income.paid == euros(100)


def test_a_part_payment_is_netted_pro_rata():
    found = economy(client(), build("invoice", 40, amount=1190, net=1000, paid=20, paid_amount=595))

    assert found.income.paid == euros(500)


def test_payments_refunds_and_chargebacks_move_what_was_paid_and_write_offs_do_not():
    bill = build("invoice", 90, amount=1000)
    moved = [
        build("payment", days, invoice=bill.number, amount=amount, kind=kind)
        for days, amount, kind in [
            (80, 600, None),
            (70, 100, "refund"),
            (60, 200, "chargeback"),
            (50, 400, "write-off"),
        ]
    ]

    assert economy(client(), bill, *moved).income.paid == euros(300)


@given(journals(), st.integers(0, 400))
def test_the_short_way_over_invoices_without_movements_is_the_long_way(lines, age):
    plain = [line for line in lines if line["type"] != "payment" and line.get("kind") != "credit"]
    other = build("payment", 1, invoice="of another invoice", amount=1)
    for history in portfolio(records(plain), ZONE).histories:
        short, long = (economy_of(each, ago(age), ZONE, DKK) for each in (history, replace(history, payments=(other,))))

        assert short == long


def test_a_refund_after_the_window_began_costs_what_was_paid_before_it():
    bill = paid(400, 1000)

    held = [client(), bill, build("payment", 100, invoice=bill.number, amount=250, kind="refund")]

    assert economy(*held).income.paid == euros(-250)
    assert depends(*held)[0] == {"acme": None}


def test_a_prepayment_counts_as_paid_and_a_free_credit_as_paid_back():
    credit = build("invoice", 20, amount=50, kind="credit", paid=15)

    assert economy(client(), paid(30, 400, kind="prepayment"), credit).income.paid == euros(350)


def test_an_amount_without_its_net_counts_gross_and_says_so():
    income = economy(client(), paid(30, 119, net=100), paid(20, 200)).income

    assert (income.paid, income.documents, income.gross) == (euros(300), 2, 1)


def test_what_is_not_known_is_none_and_never_zero():
    nothing = economy(client())
    unpaid = economy(client(), build("invoice", 30, amount=900), build("time", 20, minutes=60))
    untimed = economy(client(), paid(20, 900), build("interaction", 20))

    assert (nothing.hourly, nothing.energy, nothing.unbilled_share) == (None, None, None)
    assert (unpaid.hourly, unpaid.spent.minutes) == (None, 60)
    assert (untimed.hourly, untimed.spent.untimed) == (None, 1)


def test_energy_is_the_mean_of_those_contacts_that_have_it():
    found = economy(client(), *(build("interaction", 30, energy=each) for each in (-2, -1, 1, None)))

    assert (found.energy, found.spent.energies) == (pytest.approx(-2 / 3), 3)


def test_other_currencies_count_by_their_rate_or_not_at_all():
    held = [client(), client("beta"), paid(20, 300), paid(20, 400, "beta", currency="DKK")]

    assert depends(*held) == ({"acme": pytest.approx(0.75), "beta": pytest.approx(0.25)}, {()})
    assert depends(*held, rates=Rates()) == ({"acme": None, "beta": None}, {("DKK",)})
    assert economy(*held, client="beta", rates=Rates()).income.total(Rates()) is None


def test_one_currency_for_all_needs_no_rate():
    held = [client(currency="DKK"), client("beta", currency="DKK"), paid(20, 300), paid(20, 100, "beta")]

    assert depends(*held, rates=Rates()) == ({"acme": 0.75, "beta": 0.25}, {()})
    found = economy(*held, build("time", 10, minutes=60), rates=Rates())
    assert found.hourly == Money(Decimal(300), "DKK")


def test_several_currencies_without_a_rate_have_no_hourly_rate():
    held = [client(), paid(20, 300), paid(20, 400, currency="DKK"), build("time", 10, minutes=60)]

    assert economy(*held, rates=Rates()).hourly is None
    assert economy(*held).hourly == Money(Decimal(400), "EUR")


def test_shares_are_told_as_of_a_day():
    held = [client(), client("beta"), paid(60, 100), paid(20, 300, "beta")]

    assert depends(*held)[0] == {"acme": 0.25, "beta": 0.75}
    assert depends(*held, day=ago(30))[0] == {"acme": 1.0}
    assert depends(*held, day=ago(90))[0] == {}


@given(journals(), st.integers(0, 400))
def test_shares_of_income_add_up_to_one_on_any_day(lines, age):
    shares = [each for each in depends(*records(lines), day=ago(age))[0].values() if each is not None]

    assert all(0 <= each <= 1 for each in shares)
    assert not shares or sum(shares) == pytest.approx(1)


minutes = st.sampled_from([None, 5, 600])
energies = st.sampled_from([None, -2, 2])
factors = st.integers(1, 50)


def retold(line, time, energy, factor):
    """A line with other minutes, energy, amounts and currency; who paid what part of which invoice when stays."""
    kind = line["type"]
    if kind == "interaction":
        other = line | {"minutes": time, "energy": energy, "billable": time == 5 or None}
    elif kind == "time":
        other = line | {"minutes": time or 1, "billable": time != 5}
    elif kind == "invoice":
        more = {"amount": factor * line["amount"], "net": line["amount"], "currency": "DKK"}
        other = line | more
    elif kind == "payment":
        other = line | {"amount": factor * line["amount"]}
    elif kind == "effort":
        other = line | {"minutes": time, "cost": factor}
    else:
        other = line
    return {name: each for name, each in other.items() if each is not None}


@given(journals(), minutes, energies, factors)
def test_money_time_and_energy_change_nothing_that_is_judged(lines, time, energy, factor):
    told = portfolio(records(lines), ZONE, until=DAY)
    other = portfolio(records([retold(line, time, energy, factor) for line in lines]), ZONE, until=DAY)

    assert judge(other, DAY, ZONE) == judge(told, DAY, ZONE)


@pytest.mark.slow
@settings(max_examples=3000)
@given(journals(), minutes, energies, factors)
def test_three_thousand_histories_are_judged_without_money_time_and_energy(lines, time, energy, factor):
    test_money_time_and_energy_change_nothing_that_is_judged.hypothesis.inner_test(lines, time, energy, factor)


def ending(mine, others, rates=DKK, *more, **given):
    """A record on which an ending is advised, with a paid invoice of each of two clients: judged, and beside it."""
    file = Path(__file__).parents[1] / "data" / "vignettes" / f"{ENDING}.jsonl"
    lines = [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]
    held = [paid(20, others, "beta", id="theirs"), paid(30, mine, ENDING, id="its", **given), *more]
    told = portfolio([*records(lines), *known(client="beta"), *held], ZONE, until=DAY)
    judged = judge(told, DAY, ZONE)
    return judged, beside(judged, told, ZONE, DEFAULT, rates)


@st.composite
def choices(draw):
    """What the user may have decided, and until when."""
    choice = draw(st.sampled_from(["followed", "postponed", "overridden"]))
    until = draw(st.one_of(st.none(), st.integers(-50, 50)))
    given = {} if until is None else {"until": until}
    return build("decision", 60, ENDING, recommendation="offboard", choice=choice, reason="So.", **given)


@given(factors, factors, st.sampled_from([DKK, Rates()]), st.sampled_from([None, "DKK"]), choices())
def test_neither_income_nor_decisions_change_an_ending_that_is_advised(mine, others, rates, currency, choice):
    plain, _ = ending(1, 1)
    judged, found = ending(mine, others, rates, choice, currency=currency)

    assert judged == plain
    assert all(each.recommendation in ENDINGS for each in plain.assessments if each.client == ENDING)
    for was, now in zip(judged.assessments, found.assessments, strict=True):
        first = () if now.next_steps == was.next_steps else now.next_steps[:1]
        assert [each.action for each in first] in ([], ["start-replacing"])
        assert replace(now, decided=None, next_steps=now.next_steps[len(first) :]) == was


def test_an_ending_of_much_income_begins_with_replacing_it():
    steps = ending(300, 700)[1].of(ENDING).next_steps

    assert (steps[0].action, dict(steps[0].values)) == ("start-replacing", {"percent": 30})
    assert steps[0].command == f'clienthealth next add {ENDING} "…" --due eom'
    assert [each.action for each in steps[1:]] == ["prepare-ending", "write-ending", "decide"]


@pytest.mark.parametrize(("mine", "others", "warned"), [(25, 75, False), (26, 74, True), (0, 100, False)])
def test_it_is_more_than_a_quarter_that_warns(mine, others, warned):
    actions = [each.action for each in ending(mine, others)[1].of(ENDING).next_steps]

    assert ("start-replacing" in actions) == warned


def test_much_income_of_a_client_to_keep_is_no_step():
    _, found = ending(300, 700)

    assert "start-replacing" not in [each.action for each in found.of("beta").next_steps]
