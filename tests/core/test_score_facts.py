"""What a record says before anything is weighed: our share, lateness, money, what counts, what explains."""

import pytest
from build import ago, build, known, reading, signals

from clienthealth.core.frozen import replace
from clienthealth.core.score.conduct import Strain


def share(*records):
    """Our share of the newest complaint."""
    return reading(*records).episodes[-1].last.fault


def late(*records):
    return [(each.due is not None, each.late) for each in reading(*records).fates]


def overdue_by(*records):
    held = reading(known(), *records)
    return held.bills[0].overdue(held.case.today)


def amount(*records, kind=Strain.OVERDUE):
    return reading(known(), *records).tally.n(kind)


@pytest.mark.parametrize(
    ("cause", "expected"),
    [("ours", 1.0), ("shared", 0.6), ("unknown", 0.5), ("third-party", 0.5), (None, 0.5), ("client", 0.3)],
)
def test_our_share_begins_with_the_recorded_cause(cause, expected):
    assert share(known(), build("complaint", 30, cause=cause)) == expected


@pytest.mark.parametrize(
    ("due", "topic", "about", "expected"),
    [
        (40, None, "design", 0.85),
        (40, "design", "design", 0.85),
        (40, "price", "design", 0.3),
        (40, "price", "deadline", 0.85),
        (75, None, "design", 0.85),
        (76, None, "design", 0.3),
        (29, None, "design", 0.3),
    ],
)
def test_a_late_promise_of_ours_that_was_due_shortly_before_is_a_floor(due, topic, about, expected):
    promise = build("promise", 100, due=due, topic=topic, status="kept", closed_at=10)

    assert share(known(), promise, build("complaint", 30, cause="client", topic=about)) == expected


@pytest.mark.parametrize(
    "promise",
    [
        {"due": 40, "status": "kept", "closed_at": 40},
        {"due": 40, "status": "kept", "closed_at": 10, "party": "them"},
        {"due": 40, "status": "released", "closed_at": 10},
        {"status": "open"},
    ],
)
def test_a_promise_that_was_kept_or_theirs_or_has_no_due_day_makes_no_complaint_ours(promise):
    complaint = build("complaint", 30, cause="client", topic="design")

    assert share(known(), build("promise", 100, **promise), complaint) == 0.3


def test_lateness_that_shows_only_later_is_a_floor_too():
    promise = build("promise", 100, due=30)

    assert share(known(), promise, build("complaint", 30, cause="client")) == 0.85


def test_what_was_never_made_clear_is_mostly_ours_and_the_same_day_is_clear_enough():
    complaint = build("complaint", 30, cause="client", topic="price")
    too_late = build("expectation", 29, topic="price")
    other = build("expectation", 90, topic="scope")
    over = build("expectation", 90, topic="price", until=31)
    in_time = build("expectation", 30, topic="price")

    assert share(known(told=False), complaint, too_late, other, over) == 0.6
    assert share(known(told=False), complaint, in_time) == 0.3


def test_a_newer_expectation_ends_the_older_one_on_its_day():
    older = build("expectation", 90, topic="price")
    newer = build("expectation", 40, topic="scope", supersedes=older.id)

    def told(day):
        return share(known(told=False), older, newer, build("complaint", day, cause="client", topic="price"))

    assert (told(40), told(39)) == (0.3, 0.6)


@pytest.mark.parametrize(("cause", "expected"), [("client", 0.45), ("unknown", 0.6), ("ours", 1.0)])
@pytest.mark.parametrize("response", ["denied", "quoted-policy"])
def test_a_denial_is_a_floor(cause, expected, response):
    assert share(known(), build("complaint", 30, cause=cause, response=[response])) == expected


def test_a_complaint_that_comes_back_before_it_was_confirmed_means_our_repair_did_not_hold():
    open_ = build("complaint", 90)
    confirmed = build("complaint", 90, confirmed="accepted", confirmed_at=31)
    reopened = build("complaint", 90, confirmed="accepted", confirmed_at=31, reopened=[31])
    before = build("complaint", 90, closings=[{"at": 60, "confirmed": "unsatisfied"}])

    def again(first):
        repeat = build("complaint", 30, cause="client", repeat_of=first.id)
        return reading(known(), first, repeat).episodes[0].last.fault

    assert [again(each) for each in (open_, confirmed, reopened, before)] == [0.6, 0.3, 0.6, 0.3]


def test_other_clients_with_the_same_complaint_at_the_same_time_are_a_floor():
    def others(*days):
        return [
            record
            for place, day in enumerate(days)
            for record in (*known(client=f"c{place}"), build("complaint", day, f"c{place}", topic="access"))
        ]

    mine = build("complaint", 100, cause="client", topic="access")

    assert share(known(), mine, others(100)) == 0.3
    assert share(known(), mine, others(79, 121)) == 0.65
    assert share(known(), mine, others(79, 122)) == 0.3
    assert share(known(), mine, others(100, 110, 90)) == 0.8


def test_a_topic_that_everybody_complains_of_all_the_time_is_no_consensus():
    crowd = [
        record
        for place in range(8)
        for record in (
            *known(client=f"c{place}"),
            *(build("complaint", 30 * month + 3 * place, f"c{place}", topic="access") for month in range(12)),
        )
    ]

    assert share(known(), crowd, build("complaint", 100, cause="client", topic="access")) == 0.3


def test_the_clients_own_complaints_do_not_make_a_topic_common():
    mine = [build("complaint", 100 + 30 * month, topic="access", cause="client") for month in range(10)]
    others = [
        record
        for client in ("one", "two")
        for record in (*known(client=client), build("complaint", 100, client, topic="access"))
    ]

    assert reading(known(), mine, others).episodes[-1].fault == 0.65


def test_an_incident_that_hit_another_client_is_a_strong_floor():
    other = [*known(client="other"), build("complaint", 300, "other", topic="price", incident="outage")]
    mine = build("complaint", 30, cause="client", incident="outage")

    assert share(known(), other, mine) == 0.8
    assert share(known(), mine, build("complaint", 29, cause="client", incident="outage")) == 0.3


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({"due": 30}, True),
        ({"due": 0}, False),
        ({"due": 30, "status": "kept", "closed_at": 30}, False),
        ({"due": 30, "status": "kept", "closed_at": 29}, True),
        ({"due": 30, "status": "released"}, False),
        ({"due": -30, "status": "broken", "closed_at": 5}, True),
        ({"status": "broken", "closed_at": 5}, True),
        ({"due": 30, "status": "kept"}, False),
        ({}, False),
        ({"due": 5, "moved": [{"at": 40, "due": 40}], "status": "kept", "closed_at": 5}, False),
        ({"due": 5, "moved": [{"at": 39, "due": 40}], "status": "kept", "closed_at": 5}, True),
        ({"due": -5, "moved": [{"at": 39, "due": 40}, {"at": 20, "due": 20}]}, True),
        ({"due": -5, "moved": [{"at": 45, "due": 40}, {"at": 20, "due": 20}]}, False),
        ({"due": 10, "paused": [{"from": 30, "until": 21}]}, False),
        ({"due": 10, "paused": [{"from": 30, "until": 22}]}, True),
        ({"due": 10, "paused": [{"from": 12}]}, False),
        ({"due": 10, "paused": [{"from": 9}]}, True),
        ({"due": 11, "paused": [{"from": 30, "until": 25}, {"from": 27, "until": 21}]}, True),
        ({"due": 10, "paused": [{"from": 30, "until": 25}, {"from": 27, "until": 21}]}, False),
    ],
)
def test_a_promise_is_late_by_the_due_date_in_force_while_its_clock_ran(given, expected):
    assert reading(known(), build("promise", 60, **given)).fates[0].late is expected


def test_the_clock_stands_still_while_everybody_is_away_and_not_while_one_colleague_is():
    promise = build("promise", 60, due=10)

    assert not reading(known(), promise, build("away", 30, until=20)).fates[0].late
    assert reading(known(), promise, build("away", 30, until=20, staff="ben")).fates[0].late
    assert reading(known(), promise, build("away", 60, until=51)).fates[0].late


@pytest.mark.parametrize(
    ("given", "payments", "expected"),
    [
        ({"due": 60}, [], 60),
        ({"due": 60, "paid": 20}, [], 40),
        ({"due": 60, "disputed_at": 20}, [], 39),
        ({"due": 60, "disputed": True}, [], -2),
        ({"due": 60, "disputed": True, "issued": 40}, [], 19),
        ({}, [], 0),
        ({"due": 60, "paid": 50, "paid_amount": 500}, [], 60),
        ({"due": 60, "paid": 50, "paid_amount": 500}, [(45, 400, "payment")], 15),
        ({"due": 60}, [(50, 900, "payment"), (50, 100, "refund"), (40, 100, "payment")], 20),
        ({"due": 60}, [(50, 900, "payment"), (50, 900, "chargeback")], 60),
        ({"due": 60}, [(20, 900, "write-off")], 39),
        ({"due": 60, "amount": 0}, [], -1),
    ],
)
def test_an_invoice_runs_until_it_is_covered_disputed_or_written_off(given, payments, expected):
    invoice = build("invoice", 61, **given)
    moves = [build("payment", day, invoice=invoice.number, amount=amount, kind=kind) for day, amount, kind in payments]

    assert overdue_by(invoice, moves) == expected


@pytest.mark.parametrize(
    ("credit", "paid", "expected"),
    [
        ((20, 900), [], 39),
        ((20, 400), [], 60),
        ((20, 400), [(10, 500)], 50),
        ((20, 400), [(30, 500)], 39),
        ((61, 400), [(60, 500)], 0),
    ],
)
def test_a_credit_takes_its_amount_off_the_invoice_it_names(credit, paid, expected):
    invoice = build("invoice", 61, due=60)
    day, credited = credit
    note = replace(build("invoice", day, kind="credit", amount=credited), ref=invoice.number)
    moves = [build("payment", day, invoice=invoice.number, amount=amount) for day, amount in paid]

    assert overdue_by(invoice, [note, *moves]) == expected
    assert overdue_by(invoice, [replace(note, ref="another"), *moves]) == overdue_by(invoice, moves)


def test_an_invoice_without_a_due_date_is_due_after_the_terms_of_the_client():
    client = build("client", 400, payment_terms_days=14)
    records = [client, build("invoice", 90), build("invoice", 80, issued=70)]

    held = reading(records)

    assert [held.case.today - each.due for each in held.bills] == [76, 56]


def test_only_invoices_more_than_a_month_overdue_count_paid_since_or_not():
    def counted(**given):
        return amount(build("invoice", 100, **given)) > 0

    assert counted(due=31)
    assert not counted(due=30)
    assert counted(due=90, paid=59)
    assert not counted(due=90, paid=60)
    assert not counted(due=90, kind="prepayment")
    assert not counted(due=90, kind="credit")
    assert counted(due=90, disputed_at=10)
    assert not counted(due=90, disputed_at=59)


def test_an_overdue_invoice_decays_from_the_day_it_became_a_strain():
    assert amount(build("invoice", 300, due=210)) == pytest.approx(0.5)


@pytest.mark.parametrize(
    ("kind", "topics"),
    [
        ("unpaid-change", {"scope", "price", "process", "all"}),
        ("time-disrespect", {"process", "communication", "deadline", "all"}),
        ("excess-contact", {"communication", "process", "all"}),
        ("withheld-input", {"process", "deadline", "all"}),
        ("denies-agreement", {"scope", "price", "process", "communication", "deadline", "design", "all"}),
        ("breach", set()),
    ],
)
@pytest.mark.parametrize("topic", ["scope", "price", "process", "communication", "deadline", "design", "all"])
def test_what_was_never_made_clear_is_no_misconduct(kind, topics, topic):
    acts = reading(known(told=False), build("expectation", 90, topic=topic), signals(kind, 89, 90, 91)).acts

    assert len(acts.counted) == (1 if topic in topics else 0)


@pytest.mark.parametrize("kind", ["unpaid-change", "time-disrespect", "denies-agreement", "breach"])
def test_any_boundary_makes_clear_from_the_next_day_until_it_ends(kind):
    boundary = build("boundary", 60, step="reminder", until=40)

    acts = reading(known(told=False), boundary, signals(kind, 61, 60, 59, 40, 39)).acts

    assert [each.day for each in acts.counted] == [ago(59).toordinal(), ago(40).toordinal()]
    assert len(acts.not_counted) == 3


def test_acts_that_need_no_notice_count_at_once():
    kinds = ("exorbitant-demand", "false-urgency", "reopened", "overrules-expert", "false-claim", "rude", "threat")

    acts = reading(known(told=False), [build("signal", 30, kind=kind) for kind in kinds]).acts

    assert len(acts.counted) == len(kinds)


def test_one_act_is_one_act():
    complaint = build("complaint", 60, conduct="rude", public=True, severity=1, cause="client")
    told_already = [
        *signals("false-claim", 50, complaint=complaint.id),
        *signals("rude", 60),
        *signals("public-criticism", 60),
        *signals("public-criticism", 53, 67, severity=1),
    ]
    own = [
        *signals("reopened", 50, complaint=complaint.id),
        *signals("abusive", 60),
        *signals("rude", 59),
        *signals("public-criticism", 53),
        *signals("public-criticism", 52, severity=1),
    ]

    acts = reading(known(), complaint, told_already, own).acts

    assert {each.record for each in acts.not_counted} == {each.id for each in told_already}
    assert {each.record.id for each in acts.counted} == {each.id for each in own}


def test_criticism_of_a_colleague_counts_unless_another_client_criticises_the_same():
    mine = signals("staff-criticism", 200, staff="anna")

    def counted(*records):
        return len(reading(known(), mine, known(client="other"), *records).acts.counted)

    assert counted() == 1
    assert counted(signals("staff-criticism", 20, staff="anna", client="other")) == 0
    assert counted(signals("staff-criticism", 19, staff="anna", client="other")) == 1
    assert counted(signals("staff-criticism", 20, staff="ben", client="other")) == 1
