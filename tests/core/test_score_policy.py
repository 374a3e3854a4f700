"""The numbers of the model can be read, changed within their range, and never in silence."""

import pytest
from build import judged, judgement, known, signals

from clienthealth.core.score.decay import Curve
from clienthealth.core.score.policy import DEFAULT
from clienthealth.errors import UsageError

NUMBERS = {number.name: number for number in DEFAULT.numbers()}


def test_every_number_has_a_range_around_it_and_a_basis():
    assert len(NUMBERS) > 150
    assert all(number.low <= number.value <= number.high for number in NUMBERS.values())
    assert all(number.low < number.high for number in NUMBERS.values())
    assert all(number.reason[0] in "PKSJ" for number in NUMBERS.values())


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("prior_problem_client", 0.05),
        ("prior_client_problem", 0.15),
        ("halflife_breach", 365),
        ("weight_rude", 0.5),
        ("item_breach_slope", 4),
        ("item_breach_cap", 8),
        ("sum_discount", 1.0),
        ("bar_offboard", 0.83),
        ("window_empty_run", 42),
    ],
)
def test_numbers_are_called_by_group_and_name(name, value):
    assert NUMBERS[name].value == value


def test_a_changed_policy_says_so_in_the_name_of_its_model():
    changed = DEFAULT.changed({"weight_rude": 0, "item_praise_cap": 12, "window_episode": 21})

    assert (changed.weight.rude, changed.item.praise, changed.window.episode) == (0, Curve(-3, 12), 21)
    assert changed.model == "2026.2*"
    assert changed.changed({"weight_rude": 0.1}).model == "2026.2*"
    assert (DEFAULT.model, DEFAULT.changed({})) == ("2026.2", DEFAULT)
    assert judgement(known(), policy=changed).model == "2026.2*"


def test_a_changed_number_changes_the_score():
    records = known(), signals("rude", 10, 20, 30)

    mild = judged(*records, policy=DEFAULT.changed({"weight_rude": 0}))

    assert mild.problem_client.probability < judged(*records).problem_client.probability


@pytest.mark.parametrize(
    ("overrides", "message"),
    [
        ({"weight_rud": 0.1}, "no number is called weight_rud"),
        ({"weight_rude": 1.5}, "out of range"),
        ({"bar_offboard": 0.5}, "out of range"),
        ({"item_praise_slope": 2}, "out of range"),
        ({"window_episode": 14.5}, "no whole number"),
        ({"weight_rude": float("nan")}, "out of range"),
        ({"window_episode": float("inf")}, "no whole number"),
        ({"window_episode": float("nan")}, "no whole number"),
    ],
)
def test_a_number_out_of_its_range_is_refused_by_name(overrides, message):
    with pytest.raises(UsageError, match=message):
        DEFAULT.changed(overrides)


def test_a_misspelt_number_is_answered_with_the_nearest():
    with pytest.raises(UsageError) as caught:
        DEFAULT.changed({"weight_rud": 0.1})

    assert caught.value.hint == "did you mean weight_rude?"
