"""Each item of both axes and of health weighs what the model says, in numbers worked out by hand."""

import math

import pytest
from build import DAY, build, items, judged, judgement, known, reading, readings, signals

from clienthealth.core.score.axis_a import _beta_ratio, _gamma_poisson, _kinds
from clienthealth.core.score.conduct import Family
from clienthealth.core.score.decay import Curve, decibans, sigmoid
from clienthealth.core.score.judge import usual_strain
from clienthealth.core.score.policy import DEFAULT

NATS = math.log(10) / 10


def curve(slope, cap, n):
    return cap * (1 - math.exp(-slope * n / cap))


def item(name, *records, axis="problem_client"):
    return items(judged(*records), axis).get(name, 0.0)


def nats(name, *records):
    return item(name, *records, axis="client_problem") * NATS


def halved(days, half_life=180):
    return 2 ** (-days / half_life)


def moved(*records):
    """By how many nats records move the mood."""
    before, after = (judged(known(), more).health.score / 100 for more in ([], list(records)))
    return math.log(after / (1 - after)) - math.log(before / (1 - before))


@pytest.mark.parametrize(("n", "expected"), [(0, 0), (1, 4), (1000, 8), (-1000, -8)])
def test_an_item_begins_with_its_slope_and_never_passes_its_cap(n, expected):
    assert Curve(4, 8).at(n) == pytest.approx(expected, abs=0.9)
    assert Curve(-4, 8).at(n) == -Curve(4, 8).at(n)


@pytest.mark.parametrize(("odds", "expected"), [(-2000, 0), (0, 0.5), (2000, 1)])
def test_no_log_odds_overflow(odds, expected):
    assert sigmoid(odds) == expected


@pytest.mark.parametrize(("strain", "expected"), [(0, -5.7), (1, -3.2), (2, -0.6), (3, 2.0), (4, 4.5), (6, 9.7)])
def test_the_rate_is_the_published_table(strain, expected):
    assert decibans(_gamma_poisson(strain, 1.2, DEFAULT.rate)) == pytest.approx(expected, abs=0.06)


@pytest.mark.parametrize(
    ("satisfied", "row"),
    [(0, [0, 7.3, 11.9]), (1, [-5.5, 1.8, 6.3, 9.6]), (2, [-9.4, -2.0, 2.5, 5.8, 8.5]), (3, [None, -5.0, -0.4])],
)
def test_recovery_is_the_published_table(satisfied, row):
    found = [decibans(_beta_ratio(satisfied, failed, DEFAULT.rate)) for failed in range(len(row))]

    assert [held for held, wanted in zip(found, row, strict=True) if wanted is not None] == pytest.approx(
        [wanted for wanted in row if wanted is not None], abs=0.06
    )


def test_quiet_time_speaks_for_a_client_and_not_without_end():
    months = 180 / (30 * math.log(2)) * (1 - 2**-0.5)

    weight = decibans(_gamma_poisson(0, 0.2 * months, DEFAULT.rate))
    assert item("rate", known(90)) == pytest.approx(weight / 4)
    assert -5 < item("rate", known(2000)) == pytest.approx(item("rate", known(4000)), abs=0.01)


def test_the_usual_rate_leaves_out_the_most_strained_tenth_of_the_others():
    quiet = [record for place in range(10) for record in known(client=f"c{place}")]
    acts = [signals("rude", *range(0, 300, 3), client="c0")]

    def rate(*records):
        return items(judged(known(), signals("rude", 10, 60, 90), *records))["rate"]

    assert rate(quiet) > rate()
    assert rate(quiet, acts) == pytest.approx(rate(quiet[:-1]), abs=0.35)


def test_the_usual_strain_of_each_client_is_that_of_the_others_without_their_most_strained_tenth():
    acts = [signals("rude", *range(0, 300, 17 * place + 3), client=f"c{place}") for place in range(14)]
    held = readings([record for place in range(14) for record in known(client=f"c{place}")], acts)

    def one_by_one(own):
        others = sorted(
            (each for each in held if each is not own), key=lambda each: each.strain / max(each.months, 0.5)
        )[: (9 * 13 + 5) // 10]
        return (4 + sum(each.strain for each in others)) / (20 + sum(each.months for each in others))

    assert usual_strain(held, DEFAULT) == pytest.approx([one_by_one(each) for each in held])


@pytest.mark.parametrize(
    ("kind", "slope", "cap"),
    [
        ("praise", 3, 9),
        ("accepts-no", 5, 9),
        ("own-apology", 5, 9),
        ("referral", 2, 4),
        ("flexible", 1.5, 4),
        ("pays-early", 0.5, 1),
    ],
)
def test_goodwill_speaks_for_them(kind, slope, cap):
    complaint = build("complaint", 300)

    found = item(kind, known(), complaint, signals(kind, 0, 180, complaint=complaint.id, severity=3))

    assert found == pytest.approx(-curve(slope, cap, 1 + halved(180, 365)))


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({"paid": 93}, 1),
        ({"paid": 92}, 0),
        ({"paid": 150}, 1),
        ({"paid": 95, "paid_amount": 1}, 0),
        ({"paid": 93, "kind": "prepayment"}, 0),
        ({"paid": 93, "due": None}, 0),
    ],
)
def test_an_invoice_paid_within_a_week_of_due_speaks_for_them(given, expected):
    invoice = build("invoice", 200, **{"due": 100, **given})

    weight = curve(0.5, 2, halved(given["paid"]))
    assert item("paid-in-time", known(), invoice) == pytest.approx(-weight * expected)


def persistence(*records):
    return reading(*records).tally.families()[Family.PERSISTENCE]


def test_novelty_is_the_third_topic_and_further_ones_of_trouble_that_is_not_ours():
    def novelty(*topics, cause="client"):
        held = [
            build("complaint", 100 - place, topic=topic, cause=cause, project=f"p{place}")
            for place, topic in enumerate(topics)
        ]
        return persistence(known(), held)

    assert novelty("scope", "price", "scope") == 0
    assert novelty("scope", "price", "scope", "design") == pytest.approx(halved(97))
    assert novelty("scope", "price", "design", cause="unknown") == 0


def test_an_older_complaint_makes_a_later_one_no_less_new():
    held = [build("complaint", 30 * place, topic=f"t{place}", project="p", cause="client") for place in (1, 2, 3)]

    older = build("complaint", 200, topic="older", cause="client")

    assert persistence(known(), held, older) > persistence(known(), held) > 0


def test_own_items_weigh_by_their_curves():
    warned = build("boundary", 300, step="reset-talk")

    assert item("false-claim", known(), signals("false-claim", 0, severity=3)) == pytest.approx(curve(4, 8, 1.4))
    assert item("breach", known(), warned, signals("breach", 180)) == pytest.approx(curve(4, 8, halved(180, 365)))
    assert item("denied", known(), signals("denies-agreement", 0)) == pytest.approx(curve(3, 6, 1))
    assert item("public-trifle", known(), signals("public-criticism", 0, severity=1)) == pytest.approx(curve(3, 6, 1))
    trifle = build("complaint", 0, severity=1, public=True, cause="client")
    assert item("public-trifle", known(), trifle) == pytest.approx(curve(3, 6, 1))
    assert item("breach", known(), build("boundary", 300, step="reminder"), signals("breach", 0)) == 0


def touched(months, usual=0.2):
    """How many of the seven areas the usual strain touches in that time, evenly spread."""
    return 7 * (1 - math.exp(-usual * months / 7))


def test_breadth_counts_areas_of_trouble_beyond_what_is_usual():
    months = 180 / (30 * math.log(2)) * (1 - 2 ** (-400 / 180))
    found = item("breadth", known(), signals("rude", 0, 3, 6), signals("overrules-expert", 0, 0))

    rude = sum(halved(day) for day in (0, 3, 6))
    seen = (1 - math.exp(-1.5 * rude)) + (1 - math.exp(-1.5 * 2))
    assert found == pytest.approx(curve(5.5, 20, seen - max(1, 0.8 * touched(months))))


def test_complaints_and_remedies_that_failed_are_areas_too():
    complaint = build("complaint", 10, cause="client")
    failed = build("effort", 5, kind="fix", complaint=complaint.id, outcome="unsatisfied")

    rude = item("breadth", known(), signals("rude", 0, 3))
    told = item("breadth", known(), signals("rude", 0, 3), complaint)

    assert rude < told < item("breadth", known(), signals("rude", 0, 3), complaint, failed)


def test_little_trouble_speaks_for_a_client_as_far_as_there_was_time_to_see_it():
    months = 180 / (30 * math.log(2)) * (1 - 2 ** (-60 / 180))

    assert item("breadth", known(60)) == pytest.approx(-curve(5.5, 20, months / (months + 2)))
    assert item("breadth", known(60)) > item("breadth", known(400))


@pytest.mark.parametrize(
    ("given", "satisfied", "failed"),
    [
        ({"outcome": "satisfied"}, 1, 0),
        ({"outcome": "unsatisfied"}, 0, 0.7),
        ({"outcome": "partly"}, 0.5, 0.35),
        ({"outcome": "unsatisfied", "response_hours": 72}, 0, 0.7),
        ({"outcome": "unsatisfied", "response_hours": 73}, 0, 0.35),
        ({"outcome": "unsatisfied", "level": 1}, 0, 0.4 * 0.7),
        ({"outcome": "unsatisfied", "kind": "apology"}, 0, 0.4 * 0.7),
        ({"outcome": "unsatisfied", "kind": "visit"}, 0, 0.7),
        ({"outcome": "satisfied", "level": 1}, 0.5, 0),
        ({"outcome": "unknown"}, 0, 0),
    ],
)
def test_recovery_weighs_real_remedies_of_complaints(given, satisfied, failed):
    complaint = build("complaint", 100, cause="client")
    effort = build("effort", 0, **{"kind": "fix", "complaint": complaint.id, **given})
    plain = build("effort", 0, kind="fix", outcome="unsatisfied")

    expected = decibans(_beta_ratio(satisfied, failed, DEFAULT.rate))
    assert item("recovery", known(), complaint, effort, plain) == pytest.approx(expected)


def test_a_remedy_that_failed_beside_a_hardship_weighs_a_third():
    complaint = build("complaint", 100, cause="client")
    effort = build("effort", 0, kind="fix", complaint=complaint.id, outcome="unsatisfied")

    found = item("recovery", known(), complaint, effort, build("hardship", 50))

    assert found == pytest.approx(decibans(_beta_ratio(0, 0.7 * 0.35, DEFAULT.rate)))


STRICT = DEFAULT.changed({"sum_hold": 0.30})
"""Held lower: since breadth weighs most, one kind alone hardly comes as far as the hold of the model."""


def complaints_only():
    """Everything that complaints alone can tell: many topics, in public, abusive, anew after each is settled."""
    made = []
    for place in range(24):
        given = {"topic": f"t{place % 8}", "project": f"p{place}", "public": True, "conduct": "abusive"}
        settled = {"confirmed": "satisfied", "confirmed_at": 139 - 4 * place}
        again = {"repeat_of": made[-1].id} if made else {}
        made.append(build("complaint", 140 - 4 * place, cause="client", severity=1, **given, **settled, **again))
        made.append(build("complaint", 140 - 4 * place, cause="client", severity=1, **given | {"project": "q"}))
    return made


def test_one_kind_of_evidence_is_held_and_the_hold_is_an_item():
    found = judged(known(), complaints_only(), policy=STRICT)

    assert found.problem_client.probability == pytest.approx(0.30)
    assert items(found)["one-kind-only"] < 0


@pytest.mark.parametrize(
    ("more", "held"),
    [
        (list, True),
        (lambda: signals("rude", 1, 2), True),
        (lambda: signals("public-criticism", 1), True),
        (lambda: signals("threat", 0, 1, 2), True),
        (lambda: signals("staff-criticism", 190), True),
        (lambda: signals("staff-criticism", 0), False),
        (lambda: [build("invoice", 200, due=100), build("invoice", 200, due=100)], False),
        (lambda: [build("promise", 200, due=10, party="them")], False),
        (lambda: [build("complaint", 200, cause="ours", conduct="rude")], True),
    ],
)
def test_two_kinds_of_record_lift_the_hold(more, held):
    found = judged(known(), complaints_only(), more(), policy=STRICT)

    assert ("one-kind-only" in items(found)) is held


def test_the_two_sorts_of_one_thing_are_one_kind():
    reminded, warned = build("boundary", 300, step="reminder"), build("boundary", 40, step="reset-talk")
    breaches = signals("breach", *range(80, 41, -1)) + signals("breach", *range(39, 0, -1))

    assert _kinds(reading(known(), reminded, warned, breaches), DEFAULT) == 1
    assert _kinds(reading(known(), reminded, warned, breaches, signals("rude", 0)), DEFAULT) == 2


def test_the_interval_leaves_the_hold_out():
    held = known(), complaints_only()
    found = judged(*held, policy=STRICT).problem_client
    weights = [
        each.decibans
        for each in judged(*held, policy=STRICT).evidence
        if each.axis == "problem_client" and each.item != "one-kind-only"
    ]

    spread = math.sqrt(0.25 + sum((0.3 * weight * NATS) ** 2 for weight in weights))
    assert found.low == pytest.approx(sigmoid(math.log(0.3 / 0.7) - 1.28 * spread))


def test_a_hardship_in_force_is_a_problem_of_now():
    assert nats("hardship", known(), build("hardship", 30)) == pytest.approx(2.2)
    assert nats("hardship", known(), build("hardship", 30, until=1)) == 0


def test_our_part_of_what_did_not_end_well_weighs_by_severity():
    bad = build("complaint", 60, cause="shared", severity=3)
    good = build("complaint", 60, cause="ours", topic="price", confirmed="satisfied")

    assert nats("our-fault", known(), bad, good) == pytest.approx(curve(1.1, 2.5, 0.6 * 0.5 * 1.5))


def test_our_overdue_promises_weigh_by_their_number():
    overdue = [build("promise", 60, due=30, topic="price") for _ in range(2)]
    others = [build("promise", 60, due=0), build("promise", 60, due=30, party="them")]

    assert nats("our-overdue", known(), overdue, others) == pytest.approx(curve(0.7, 1.8, 2))


def test_complaints_of_what_was_never_made_clear_weigh():
    told = build("expectation", 50, topic="price")
    held = [build("complaint", 60, topic="price"), build("complaint", 40, topic="price", project="p")]

    assert nats("no-expectation", known(told=False), told, held) == pytest.approx(curve(0.6, 1.2, 0.5))


@pytest.mark.parametrize(
    ("since", "older", "newest", "expected"),
    [(400, [], 45, 0.8), (400, [], 46, 0), (150, [], 10, 0), (151, [], 10, 0.8), (400, [100, 150], 10, 0)],
)
def test_trouble_that_began_only_now_is_a_sudden_change(since, older, newest, expected):
    held = [build("complaint", day) for day in (*older, newest)]

    assert nats("sudden-change", known(since), held) == pytest.approx(expected)


def test_open_complaints_that_were_denied_weigh():
    held = [build("complaint", 30, response=["denied"]), build("complaint", 90, response=["denied"])]

    assert nats("denied", known(), held) == pytest.approx(curve(0.4, 0.8, 1))


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({"score": 3}, 0.5),
        ({"score": 4}, 0),
        ({"instrument": "csat", "score": 2}, 0.5),
        ({"instrument": "csat", "score": 3}, 0),
        ({"instrument": "ces", "score": 2}, 0.5),
        ({"instrument": "ces", "score": 3}, 0),
        ({"score": 3, "scale_max": 5}, 0),
        ({"score": 3, "answered_at": 5}, 0.5),
        ({}, 0),
    ],
)
def test_a_bad_answer_is_a_problem_of_now(given, expected):
    assert nats("survey", known(), build("survey", 90, **given)) == pytest.approx(expected)


def test_only_the_latest_answer_of_three_months_counts():
    bad, good = build("survey", 30, score=0), build("survey", 20, score=9)

    assert nats("survey", known(), bad, good) == 0
    assert nats("survey", known(), build("survey", 91, score=0)) == 0
    assert nats("survey", known(), bad, build("survey", 20)) == pytest.approx(0.5)


def test_satisfied_efforts_and_praise_speak_against_a_problem():
    effort = build("effort", 60, kind="apology", outcome="satisfied")

    assert nats("satisfied-efforts", known(), effort) == pytest.approx(-curve(0.6, 1.2, 0.5))
    assert nats("praise", known(), signals("praise", 60)) == pytest.approx(-curve(0.3, 0.9, 0.5))


@pytest.mark.parametrize(
    ("record", "expected"),
    [
        (lambda: build("complaint", 90, severity=3), -curve(0.35, 1.6, 0.75)),
        (lambda: build("complaint", 90, conduct="rude"), -curve(0.35, 1.6, 0.5) - curve(0.25, 1.4, 0.5)),
        (lambda: build("effort", 90, kind="fix", outcome="unsatisfied"), -curve(0.6, 1.8, 0.5)),
        (lambda: build("effort", 90, kind="apology", outcome="partly"), -curve(0.6, 1.8, 0.2)),
        (lambda: build("effort", 90, kind="extra", outcome="satisfied"), curve(0.5, 1.2, 0.5)),
        (lambda: build("signal", 90, kind="referral"), curve(0.4, 1.2, 0.5)),
        (lambda: build("signal", 90, kind="flexible"), 0),
        (lambda: build("signal", 90, kind="threat", severity=1), -curve(0.25, 1.4, 0.5)),
        (lambda: build("promise", 120, due=90), -curve(0.4, 1.2, 0.5)),
        (lambda: build("promise", 120, due=80, status="kept", closed_at=90), curve(0.08, 0.4, 0.5)),
        (lambda: build("promise", 120, status="kept", closed_at=90), 0),
        (lambda: build("promise", 120, due=90, party="them"), 0),
        (lambda: build("invoice", 150, due=120), -curve(0.4, 1.2, 0.5)),
        (lambda: build("interaction", 90, tone=-2), -curve(0.15, 0.6, 0.5)),
        (lambda: build("interaction", 90, tone=1), curve(0.15, 0.6, 0.25)),
        (lambda: build("survey", 90, score=10), curve(0.5, 1.2, 0.5)),
        (lambda: build("survey", 0, score=0), -curve(0.5, 1.2, 1)),
    ],
)
def test_each_record_moves_the_mood_as_the_model_says(record, expected):
    assert moved(record()) == pytest.approx(expected, abs=1e-6)


def test_silence_widens_the_band_and_is_never_filled_in():
    def band(*records):
        health = judged(*records).health
        return health.score - health.low, health.stale

    width = 60 / math.sqrt(1 + 2 * halved(60, 90) + 10 * halved(100, 90))
    held = [build("client", 300), build("pulse", 60), build("pulse", 60)]
    many = [build("pulse", 100) for _ in range(10)]
    assert band(held, many) == (pytest.approx(min(35, width + 10)), True)
    assert band(held, many, build("pulse", 59))[1] is False
    assert band(known(60))[1] is False


def test_interactions_of_a_week_decay_as_if_each_were_alone():
    days = [3, 4, 5, 60, 61, 63]
    tones = [2, -1, 0, -2, 1, 2]

    found = moved(*(build("interaction", day, tone=tone) for day, tone in zip(days, tones, strict=True)))

    exact = sum(tone / 2 * halved(day, 90) for day, tone in zip(days, tones, strict=True))
    assert found == pytest.approx(curve(0.15, 0.6, exact), abs=1e-4)


def test_clients_that_begin_later_are_left_out_and_ended_ones_are_not():
    records = [build("client", -1, "later"), build("client", 90, "over", status="ended"), *known()]

    assert [each.client for each in judgement(records).assessments] == ["acme", "over"]
    assert judgement(records).as_of == DAY
