"""The mirror: who answered whom, what we promised, left, denied and did not solve, and what recurs."""

from datetime import UTC, date, datetime, timedelta

import pytest
from build import DAY, ZONE, ago, build, flat, signals
from hypothesis import given
from hypothesis import strategies as st

from clienthealth.core.commitments.rates import first_day
from clienthealth.core.gather import portfolio
from clienthealth.core.kinds import Direction
from clienthealth.core.median import median
from clienthealth.core.moments import day_of
from clienthealth.core.records.contact import Interaction
from clienthealth.core.reflection.messages import Message, Spell, times, words
from clienthealth.core.reflection.numbers import FEWEST_BAD, LAPSED, SILENT, YEAR
from clienthealth.core.reflection.reflect import may_wait, reflect
from clienthealth.core.score.judge import panel
from clienthealth.core.score.policy import DEFAULT

TODAY = DAY.toordinal()
OPPOSITE = {Direction.IN: Direction.OUT, Direction.OUT: Direction.IN, Direction.BOTH: Direction.BOTH}


def spoke(direction, days, clock="", **given):
    """A contact so many days ago; with a clock, its hour is known."""
    day = ago(days).isoformat()
    return build("interaction", f"{day}T{clock}" if clock else day, direction=direction, channel="email", **given)


def messages(*records):
    """What the store would hand over of the contacts among some records."""
    return [
        Message(
            each.client,
            day_of(each.at, ZONE).toordinal(),
            each.at if isinstance(each.at, datetime) else None,
            each.direction,
            each.id,
            f"i-{each.id}",
            each.text or "",
            each.needs_reply is not False,
        )
        for each in flat(records)
        if isinstance(each, Interaction)
    ]


def together(*records):
    return panel(portfolio(flat(records), ZONE, until=DAY), DAY, ZONE)


def mirrored(*records, client=None):
    of_client = [each for each in flat(records) if client in {None, each.client}]
    return reflect(together(*records), messages(*of_client), client)


def complained(days, client="acme", **given):
    return build("complaint", days, client, **{"text": "It is not as agreed", **given})


def told(*points):
    return [each.record for each in points]


@pytest.mark.parametrize(
    ("numbers", "middle"), [([], None), ([7], 7), ([9, 1], 5), ([3, 1, 2], 2), ([4, 1, 3, 2], 2.5)]
)
def test_the_median_is_the_middle_or_the_mean_of_the_middle_two(numbers, middle):
    assert median(numbers) == middle


def test_our_answer_time_stands_beside_theirs():
    found = mirrored(
        build("client", 90),
        spoke("in", 40, "09:00"),
        spoke("out", 40, "12:00"),
        spoke("in", 38, "12:00"),
    ).words

    assert (found.ours.median, found.ours.n, found.ours.exact) == (3.0, 1, 1)
    assert (found.theirs.median, found.theirs.n) == (48.0, 1)


def test_who_writes_twice_waits_since_the_first_time():
    found = mirrored(
        build("client", 90), spoke("in", 40, "09:00"), spoke("in", 39, "09:00"), spoke("out", 38, "09:00")
    ).words

    assert (found.ours.median, found.ours.n) == (48.0, 1)


def test_a_call_answers_both_sides_and_asks_nothing():
    found = mirrored(build("client", 90), spoke("in", 40, "09:00"), spoke("both", 39, "09:00")).words

    assert (found.ours.median, found.theirs.n, found.waiting) == (24.0, 0, ())


def test_a_bare_day_tells_of_days_only():
    found = mirrored(build("client", 90), spoke("in", 40, "23:00"), spoke("out", 38)).words

    assert (found.ours.median, found.ours.exact) == (48.0, 0)


def test_on_a_day_of_unknown_order_both_have_answered():
    found = mirrored(build("client", 90), spoke("in", 40), spoke("out", 40, "09:00"), spoke("in", 40)).words

    assert (found.ours.n, found.theirs.n, found.waiting) == (0, 0, ())


def test_what_nobody_answered_within_a_month_stands_apart_from_the_median():
    late, soon = spoke("in", 100, text="Are you there?"), spoke("out", 100 - LAPSED - 1)
    kept, answer = spoke("in", 60), spoke("out", 60 - LAPSED)

    found = mirrored(build("client", 200), late, soon, kept, answer).words

    assert told(*found.unanswered) == [late.id]
    assert found.unanswered[0].text == "Are you there?"
    assert (found.ours.median, found.ours.n) == (24.0 * LAPSED, 1)
    assert found.theirs.n == 1


def test_a_client_waits_after_some_days_and_not_before():
    first = spoke("in", SILENT, text="When?")
    waits = mirrored(build("client", 90), first, spoke("in", SILENT - 1)).words.waiting

    assert [(each.first.record, each.messages, each.days) for each in waits] == [(first.id, 2, SILENT)]
    assert mirrored(build("client", 90), spoke("in", SILENT - 1)).words.waiting == ()


@pytest.mark.parametrize(
    "more",
    [
        lambda: [spoke("out", 5)],
        lambda: [complained(20, id="c", acknowledged_at=5)],
        lambda: [complained(20, id="c"), build("effort", 5, kind="fix", complaint="c")],
    ],
    ids=["a word", "an acknowledgement", "a remedy"],
)
def test_any_word_of_ours_ends_the_wait(more):
    assert mirrored(build("client", 90), spoke("in", 10)).words.waiting
    assert mirrored(build("client", 90), spoke("in", 10), more()).words.waiting == ()


def test_nobody_waits_who_needs_no_answer_or_has_ended():
    assert mirrored(build("client", 90), spoke("in", 10, needs_reply=False)).words.waiting == ()
    ended = build("client", 90, status="ended", status_at=5)
    assert mirrored(ended, spoke("in", 10)).words.waiting == ()


def test_promises_stand_side_by_side_with_those_that_were_late():
    late = build("promise", 40, due=30, status="kept", closed_at=25)
    found = mirrored(
        build("client", 400),
        late,
        build("promise", 40, due=20, status="kept", closed_at=20),
        build("promise", 40, due=10, status="released", closed_at=5),
        build("promise", 40, due=-3),
        build("promise", YEAR + 30, due=YEAR, status="broken", closed_at=YEAR),
        build("promise", 40, party="them", due=10),
    )

    assert (found.ours.kept, found.ours.of, told(*found.ours.late)) == (1, 2, [late.id])
    assert found.ours.late[0].day == ago(30)
    assert (found.theirs.kept, found.theirs.of) == (0, 1)


def test_complaints_we_left_denied_or_did_not_solve_are_named():
    left = complained(SILENT)
    denied = complained(50, response=["denied"], answered_at=49, resolved_at=48, confirmed="accepted", confirmed_at=47)
    again = complained(60, acknowledged_at=58, resolved_at=50, reopened=[40])
    settled = complained(70, acknowledged_at=69, resolved_at=68, confirmed="satisfied", confirmed_at=60)
    unhappy = complained(80, acknowledged_at=79, resolved_at=78, confirmed="unsatisfied", confirmed_at=70)
    fresh = complained(SILENT - 1)

    found = mirrored(build("client", 400), left, denied, again, settled, unhappy, fresh).complaints

    assert found.n == 6
    assert told(*found.left) == [left.id, again.id]
    assert told(*found.denied) == [denied.id]
    assert told(*found.unsolved) == [left.id, again.id, unhappy.id]
    assert told(*found.reopened) == [again.id]
    assert (found.acknowledged.median, found.acknowledged.n) == (24.0, 3)
    assert (found.answered.median, found.answered.n) == (24.0, 1)


def test_a_complaint_of_more_than_a_year_ago_is_left_out():
    assert mirrored(build("client", 800), complained(YEAR)).complaints.n == 0
    assert mirrored(build("client", 800), complained(YEAR - 1)).complaints.n == 1
    assert first_day(DAY) == ago(YEAR - 1)


def test_remedies_that_failed_are_named_among_those_with_a_known_outcome():
    complaint = complained(30)
    failed = build("effort", 20, kind="redo", complaint=complaint.id, outcome="unsatisfied")
    found = mirrored(
        build("client", 90),
        complaint,
        failed,
        build("effort", 15, kind="fix", complaint=complaint.id, outcome="satisfied"),
        build("effort", 10, kind="fix", complaint=complaint.id),
        build("effort", 9, kind="extra", outcome="unsatisfied"),
    ).remedies

    assert (found.known, told(*found.failed), found.failed[0].kind) == (2, [failed.id], "redo")


GOOD = {
    "thanks": lambda: signals("praise", 10),
    "a good mood": lambda: [build("interaction", 10, tone=1)],
    "energy": lambda: [build("interaction", 10, energy=1)],
    "a calm look": lambda: [build("pulse", 10)],
    "a payment in time": lambda: [build("invoice", 30, due=16, paid=20)],
    "a promise of theirs": lambda: [build("promise", 20, party="them", due=10, status="kept", closed_at=12)],
    "a good answer": lambda: [build("survey", 10, score=9, answered_at=10)],
    "a remedy that helped": lambda: [build("effort", 10, kind="extra", outcome="satisfied")],
    "a complaint settled": lambda: [complained(40, resolved_at=30, confirmed="accepted", confirmed_at=20)],
}


def only_bad(*records):
    return mirrored(build("client", 400), *records).only_bad


def test_only_bad_entries_ask_whether_it_is_the_client_or_the_logging():
    (found,) = only_bad(signals("rude", *range(20, 20 + FEWEST_BAD)))

    assert (found.client, found.bad, found.since) == ("acme", FEWEST_BAD, ago(19 + FEWEST_BAD))
    assert only_bad(signals("rude", *range(20, 19 + FEWEST_BAD))) == ()
    assert only_bad(signals("rude", *range(YEAR, YEAR + FEWEST_BAD))) == ()


@pytest.mark.parametrize("good", GOOD.values(), ids=GOOD)
def test_one_good_entry_is_enough_not_to_ask(good):
    assert only_bad(signals("rude", *range(40, 41 + FEWEST_BAD)), good()) == ()


@pytest.mark.parametrize(
    "bad",
    [
        lambda: [build("invoice", 90, due=76, paid=20)],
        lambda: [build("survey", 10, score=2, answered_at=10)],
        lambda: [build("pulse", 10, state="trouble")],
        lambda: [build("interaction", 10, tone=-1, energy=-1)],
    ],
    ids=["a late payment", "a bad answer", "a look at trouble", "a bad mood"],
)
def test_what_is_not_good_does_not_hide_it(bad):
    assert only_bad(signals("rude", *range(40, 40 + FEWEST_BAD)), bad())


def several(*clients, topic="deadline", **given):
    return [[build("client", 400, each), complained(30, each, topic=topic, **given)] for each in clients]


def test_a_topic_of_several_clients_is_named_with_since_when():
    (found,) = mirrored(several("birch", "acme", "cedar", cause="ours"), complained(90, topic="deadline")).recurring

    assert (found.topic, found.clients, found.since, found.ours) == (
        "deadline",
        ("acme", "birch", "cedar"),
        ago(90),
        3,
    )
    assert found.is_ours
    assert len(found.records) == 4


def test_two_clients_may_be_chance_and_other_is_no_cause():
    assert mirrored(several("acme", "birch")).recurring == ()
    assert mirrored(several("acme", "birch", "cedar", topic="other")).recurring == ()


def test_a_cause_that_is_mostly_theirs_is_named_and_not_called_ours():
    told_before = [build("expectation", 300, each, acknowledged_at=300) for each in ("acme", "birch", "cedar")]
    apart = [complained(day, each, topic="price", cause="client") for each, day in (("birch", 120), ("cedar", 210))]
    acme = [build("client", 400), complained(30, topic="price", cause="client")]
    others = [build("client", 400, each) for each in ("birch", "cedar")]

    (found,) = mirrored(acme, others, told_before, apart).recurring

    assert (found.topic, found.ours, found.is_ours) == ("price", 0, False)


def test_one_client_alone_is_reflected_without_the_others():
    found = mirrored(several("acme", "birch", "cedar"), spoke("in", 20), client="birch")

    assert (found.complaints.n, found.words.waiting, found.recurring) == (1, (), ())


def test_a_clean_record_says_nothing_against_us():
    assert not mirrored(build("client", 90), spoke("in", 40, "09:00"), spoke("out", 40, "10:00")).says
    assert mirrored(build("client", 90), spoke("in", 40)).says
    assert mirrored(build("client", 90), complained(40, response=["denied"], answered_at=39)).says


def test_only_the_clients_that_are_asked_for_ask_something_of_us():
    found = mirrored(build("client", 90), spoke("in", 40), build("client", 90, "birch"), signals("rude", *range(9, 15)))

    assert found.asking_of({"birch"}).words.waiting == ()
    assert found.asking_of({"birch"}).only_bad == ()
    assert found.asking_of({"acme"}) == found


DIRECTIONS = st.sampled_from(list(Direction))
TALKS = st.lists(
    st.tuples(DIRECTIONS, st.integers(0, 8) | st.integers(0, 90), st.none() | st.integers(0, 23), st.booleans()),
    max_size=14,
)


def talk(told):
    return [
        Message(
            "acme",
            TODAY - days,
            None if hour is None else datetime(1, 1, 1, hour, tzinfo=UTC).replace(**parts(ago(days))),
            direction,
            f"r{place:02d}",
            f"i{place}",
            asks=asks,
        )
        for place, (direction, days, hour, asks) in enumerate(told)
    ]


def parts(day):
    return {"year": day.year, "month": day.month, "day": day.day}


@given(TALKS, st.randoms(use_true_random=False))
def test_the_order_of_messages_does_not_matter(told, random):
    held = talk(told)
    shuffled = held[:]
    random.shuffle(shuffled)

    assert words(shuffled, TODAY) == words(held, TODAY)


@given(TALKS)
def test_what_holds_of_us_holds_of_them(told):
    held = talk(told)
    turned = [each._replace(direction=OPPOSITE[each.direction]) for each in held]

    ours, theirs = words(held, TODAY), words(turned, TODAY)

    assert (ours.ours, ours.theirs) == (theirs.theirs, theirs.ours)


@given(TALKS)
def test_after_a_word_of_ours_nobody_waits(told):
    last = Message("acme", TODAY, None, Direction.OUT, "last", "i99")

    assert words([*talk(told), last], TODAY).waiting == ()


@given(TALKS)
def test_every_message_of_theirs_that_asks_is_answered_lost_or_waits_at_most_once(told):
    held = talk(told)
    found = words(held, TODAY)
    asked = sum(each.asks and each.direction is Direction.IN for each in held)

    waiting = sum(each.messages for each in found.waiting)
    assert found.ours.n + len(found.unanswered) + waiting <= asked
    assert found.ours.median is None or 0 <= found.ours.median <= 24 * (LAPSED + 1)


@pytest.mark.parametrize(
    "talk",
    [
        lambda: [spoke("out", 10, "09:00"), spoke("in", 10, "15:00")],
        lambda: [spoke("in", SILENT), spoke("in", 0)],
        lambda: [spoke("in", SILENT)],
        lambda: [spoke("out", 20), spoke("in", YEAR - 1)],
        lambda: [spoke("in", YEAR - 1)],
        lambda: [spoke("in", YEAR)],
    ],
    ids=["later on the same day", "written again today", "just long enough", "answered", "all year", "longer ago"],
)
def test_who_may_wait_is_whoever_does(talk):
    records = talk()
    seen = together(build("client", 400), records)

    assert [client for client, _ in may_wait(seen)] == ["acme"] * len(reflect(seen, messages(records)).words.waiting)


@given(TALKS)
def test_the_review_finds_everybody_who_waits_by_the_sums_of_weeks(told):
    records = [
        spoke(direction, days, "" if hour is None else f"{hour:02d}:00", needs_reply=asks)
        for direction, days, hour, asks in told
    ]
    seen = together(build("client", 400), records)
    read = [
        each
        for client, since in may_wait(seen)
        for each in messages(records)
        if each.client == client and each.day >= since
    ]

    assert reflect(seen, read).words.waiting == reflect(seen, messages(records)).words.waiting


def test_times_are_counted_with_how_many_tell_the_hour():
    assert times([Spell(3.0, exact=True), Spell(24.0, exact=False)]) == (13.5, 2, 1)


def test_a_policy_may_ask_for_more_clients_before_a_cause_recurs():
    clients = several("acme", "birch", "cedar", cause="ours")
    strict = DEFAULT.changed({"bar_mirror_clients": 4})
    seen = panel(portfolio(flat(clients), ZONE, until=DAY), DAY, ZONE, strict)

    assert reflect(seen, []).recurring == ()


def test_the_days_of_the_year_are_those_up_to_the_day():
    assert first_day(date(2026, 11, 20)) + timedelta(days=YEAR - 1) == date(2026, 11, 20)
