"""What counted for less, or opens no gate, and why."""

import pytest
from build import build, day_text, known, reading, signals
from hypothesis import given
from hypothesis import strategies as st

from clienthealth.core.score.discounted import discounted
from clienthealth.core.score.policy import DEFAULT


def found(*records):
    return [(each.record, each.because.key, dict(each.because.values)) for each in less(*records)]


def less(*records):
    return discounted(reading(known(), *records), DEFAULT)


def late(days):
    """A promise of ours that was due so many days ago and kept a week late."""
    return build("promise", days + 10, due=days, status="kept", closed_at=days - 7)


def test_in_ordinary_times_everything_counts_in_full():
    assert found(signals("rude", 30), build("complaint", 40, cause="client")) == []


def test_a_hardship_explains_acts_complaints_and_remedies_that_failed():
    complaint = build("complaint", 32, cause="client", topic="price")
    act = build("signal", 31, kind="rude")
    effort = build("effort", 30, kind="redo", complaint=complaint.id, outcome="unsatisfied")
    helped = build("effort", 29, kind="redo", complaint=complaint.id, outcome="satisfied")

    reasons = found(build("hardship", 35, until=20), complaint, act, effort, helped)

    assert [each[0] for each in reasons] == [effort.id, act.id, complaint.id]
    assert {each[1:][0] for each in reasons} == {"discounted.hardship"}
    assert reasons[0][2] == {"percent": 35}


def test_a_failure_of_ours_shortly_before_explains_acts_and_no_complaint():
    act, complaint = build("signal", 25, kind="rude"), build("complaint", 25, cause="client", topic="price")

    assert found(late(30), act, complaint) == [(act.id, "discounted.own-fault", {"percent": 40})]


def test_both_together_multiply():
    act = build("signal", 25, kind="rude")

    assert found(late(30), build("hardship", 35, until=20), act) == [(act.id, "discounted.both", {"percent": 14})]


@pytest.mark.parametrize(("later", "told"), [(8, True), (7, False)])
def test_what_was_written_down_long_after_says_so(later, told):
    act = build("signal", 30, kind="rude", recorded_at=f"{day_text(30 - later)}T12:00")

    assert bool(found(act)) is told
    assert not told or found(act) == [(act.id, "discounted.memory", {"days": 7})]


def test_what_did_not_count_at_all_is_not_said_to_count_for_less():
    untold = reading(build("client", 400), signals("unpaid-change", 25), build("hardship", 35, until=20))

    assert [each.because.key for each in untold.acts.not_counted] == ["not_counted.untold.unpaid-change"]
    assert discounted(untold, DEFAULT) == ()


@given(
    st.lists(st.tuples(st.integers(1, 90), st.sampled_from(["rude", "breach", "praise"])), max_size=6), st.booleans()
)
def test_only_what_counts_is_named_and_only_where_something_explains_it(acts, hard):
    seen = reading(
        known(), [build("signal", day, kind=kind) for day, kind in acts], [build("hardship", 40, until=20)] * hard
    )
    held = {each.record.id: each.day for each in seen.acts.counted}

    named = {each.record for each in discounted(seen, DEFAULT)}

    assert named == {record for record, day in held.items() if seen.situation.conduct(day) < 1}
