"""What explains conduct and what becomes of complaints: hardships, own faults, episodes, observed time."""

import pytest
from build import build, known, reading, signals

from clienthealth.core.score.conduct import Strain
from clienthealth.core.score.own_fault import OwnLateness


def amount(*records, kind):
    return reading(known(), *records).tally.n(kind)


@pytest.mark.parametrize(("severity", "expected"), [(1, 0.6), (2, 1.0), (None, 1.0), (3, 1.4)])
def test_the_severity_of_an_act_scales_it(severity, expected):
    assert amount(signals("rude", 0, severity=severity), kind=Strain.RUDE) == pytest.approx(expected)


def test_public_criticism_of_a_trifle_is_a_kind_of_its_own_and_not_scaled():
    held = reading(known(), signals("public-criticism", 0, severity=1)).tally

    assert held.n(Strain.PUBLIC_TRIFLE) == 1
    assert held.n(Strain.PUBLIC_CRITICISM) == 0


@pytest.mark.parametrize(("day", "expected"), [(68, 1.0), (67, 0.35), (60, 0.35), (30, 0.35), (29, 1.0)])
def test_a_hardship_explains_conduct_from_a_week_before_until_its_end(day, expected):
    situation = reading(known(), build("hardship", 60, until=30)).situation

    assert situation.conduct(reading(known()).case.today - day) == expected


def test_a_hardship_without_an_end_lasts_four_months():
    def hard(days):
        return reading(known(), build("hardship", days)).hardship

    assert hard(120)
    assert not hard(121)
    assert reading(known(), build("hardship", 300, until=0)).hardship


@pytest.mark.parametrize(("day", "expected"), [(61, 1.0), (60, 0.4), (39, 0.4), (38, 1.0)])
@pytest.mark.parametrize("fault", [("complaint", {"cause": "shared"}), ("promise", {"at": 90, "due": 60})])
def test_an_own_fault_explains_conduct_for_three_weeks(day, expected, fault):
    kind, given = fault

    situation = reading(known(), build(kind, 60, **given)).situation

    assert situation.conduct(situation_day(day)) == expected


def situation_day(days):
    return reading(known()).case.today - days


def test_hardship_and_own_fault_multiply_and_an_episode_gets_the_hardship_alone():
    hardship, fault = build("hardship", 60), build("complaint", 60, cause="ours")

    situation = reading(known(), hardship, fault).situation

    assert situation.conduct(situation_day(50)) == pytest.approx(0.14)
    assert situation.hard(situation_day(50)) == 0.35


def test_complaints_of_one_topic_and_project_close_together_are_one_episode():
    def episodes(*records):
        return [len(each.complaints) for each in reading(known(), *records).episodes]

    first, fortnight = build("complaint", 60), build("complaint", 46)

    assert episodes(first, fortnight) == [2]
    assert episodes(first, build("complaint", 45)) == [1, 1]
    assert episodes(first, build("complaint", 60, topic="price"), build("complaint", 59, project="p")) == [1] * 3
    assert episodes(first, fortnight, build("complaint", 32), build("complaint", 2, repeat_of=first.id)) == [4]


def test_an_episode_takes_the_gravest_and_the_share_that_is_ours_most():
    mild = build("complaint", 60, severity=1, cause="ours")

    episode = reading(known(), mild, build("complaint", 55, severity=3, cause="client")).episodes[0]

    assert (episode.severity, episode.fault, episode.first.complaint) == (3, 1.0, mild)


@pytest.mark.parametrize(
    ("given", "efforts", "well"),
    [
        ({}, [], False),
        ({"confirmed": "satisfied"}, [], True),
        ({"confirmed": "accepted"}, [], True),
        ({"confirmed": "unsatisfied"}, [], False),
        ({"confirmed": "no-answer"}, [], False),
        ({"confirmed": "accepted", "confirmed_at": 20, "reopened": [20]}, [], False),
        ({"confirmed": "accepted", "confirmed_at": 20, "reopened": [21]}, [], True),
        ({}, [(20, "satisfied", None)], True),
        ({"confirmed": "satisfied"}, [(20, "partly", None)], False),
        ({"confirmed": "unsatisfied"}, [(20, "satisfied", None)], True),
        ({}, [(20, "satisfied", None), (15, "unsatisfied", None)], False),
        ({}, [(20, "satisfied", 5), (15, "unsatisfied", None)], True),
        ({"reopened": [20]}, [(20, "satisfied", None)], False),
        ({"confirmed": "accepted"}, [(20, None, None)], True),
    ],
)
def test_an_episode_ends_as_its_last_complaint_ended(given, efforts, well):
    complaint = build("complaint", 40, **given)
    tried = [
        build("effort", day, kind="fix", complaint=complaint.id, outcome=outcome, outcome_at=on)
        for day, outcome, on in efforts
    ]

    episode = reading(known(), complaint, tried).episodes[0]

    assert (episode.well, episode.unsettled) == (well, not well)


def test_a_complaint_is_unsettled_for_two_months_since_it_was_told_or_reopened():
    def unsettled(days, **given):
        return reading(known(), build("complaint", days, **given)).episodes[0].unsettled

    assert unsettled(60)
    assert not unsettled(61)
    assert unsettled(300, confirmed="satisfied", confirmed_at=200, reopened=[60])


@pytest.mark.parametrize(
    ("confirmed", "taken"),
    [
        ("satisfied", "satisfied"),
        ("accepted", "partly"),
        ("unsatisfied", "unsatisfied"),
        ("no-answer", "unknown"),
        (None, "unknown"),
    ],
)
def test_the_last_effort_without_an_outcome_was_taken_as_the_complaint_was_confirmed(confirmed, taken):
    complaint = build("complaint", 40, confirmed=confirmed)
    earlier = build("effort", 30, kind="fix", complaint=complaint.id)
    extra, words = (build("effort", 20, kind=kind, complaint=complaint.id) for kind in ("extra", "apology"))

    held = {each.effort.id: each.taken for each in reading(known(), complaint, earlier, extra, words).efforts}

    assert held == {earlier.id: "unknown", extra.id: taken, words.id: "unknown"}


def test_what_repeats_a_matter_settled_to_their_satisfaction_is_persistence():
    settled = build("complaint", 200, confirmed="satisfied", confirmed_at=150)
    accepted = build("complaint", 200, confirmed="accepted", confirmed_at=150, topic="price")

    held = reading(
        known(),
        [settled, accepted],
        build("complaint", 0, repeat_of=settled.id),
        build("complaint", 0, repeat_of=accepted.id, topic="price"),
    )

    assert held.tally.n(Strain.REOPENED) == 1


def test_denying_what_was_confirmed_weighs_more_than_denying_what_was_told():
    told, confirmed = build("expectation", 90), build("expectation", 90, acknowledged_at=50)

    def denied(days, *expectations, **given):
        held = reading(known(told=False), *expectations, signals("denies-agreement", days, **given)).tally
        return held.n(Strain.DENIES_AGREEMENT) > 0, held.n(Strain.DENIES_TOLD) > 0

    assert denied(40, told) == (False, True)
    assert denied(40, told, confirmed) == (True, False)
    assert denied(50, told, confirmed) == (False, True)
    assert denied(40, told, confirmed, against=told.id) == (False, True)


def test_a_breach_weighs_by_the_strength_of_the_boundary_before_it():
    reminder, talk = build("boundary", 90, step="reminder"), build("boundary", 50, step="reset-talk")

    held = reading(known(), reminder, talk, signals("breach", 95, 60, 50, 40)).tally

    assert len(held.records(Strain.BREACH)) == 1
    assert len(held.records(Strain.BREACH_REMINDED)) == 2


def test_a_late_promise_of_theirs_is_a_strain_and_ours_is_not():
    theirs = build("promise", 60, due=30, party="them")

    assert amount(theirs, build("promise", 60, due=30), kind=Strain.THEIR_PROMISE) == pytest.approx(
        2 ** (-30 / 180) * 0.4
    )


def test_long_silence_and_absence_are_not_observed_time():
    busy = [build("client", 200), build("pulse", 200), build("pulse", 100), build("pulse", 58)]

    assert reading(busy).observed_days == 200 - 99 - 58
    assert reading(busy, build("next", 17)).observed_days == 200 - 99
    assert reading(busy, build("next", 15)).observed_days == 200 - 99 - 42
    assert reading(busy, build("next", 16), build("away", 10, until=1)).observed_days == 200 - 99 - 10
    assert reading(busy, build("next", 16), build("away", 10, until=1, staff="ben")).observed_days == 200 - 99


def test_observed_months_are_an_integral_over_the_observed_days():
    held = reading(known(360, pulses=True))

    assert held.observed_days == 360
    assert held.months == pytest.approx(180 / (30 * 0.6931471805599453) * (1 - 2**-2))


@pytest.mark.parametrize(
    ("topic", "dues", "near"),
    [
        ("scope", {"scope": [100]}, True),
        ("scope", {None: [100]}, True),
        ("scope", {"price": [100]}, False),
        ("deadline", {"price": [100]}, True),
        ("scope", {"scope": [145]}, True),
        ("scope", {"scope": [146]}, False),
        ("scope", {"scope": [99]}, False),
        ("scope", {"scope": [99, 146]}, False),
        ("scope", {"scope": [20, 120, 180]}, True),
        ("scope", {}, False),
    ],
)
def test_a_late_promise_of_ours_explains_a_complaint_that_follows_it_closely(topic, dues, near):
    assert OwnLateness(dues).within(topic, 145, 45) is near
