"""The weekly review: what is said, in which section, and in which order. Days count back from a Friday noon."""

from datetime import date, datetime

from build import DAY, ZONE, ago, build, known, signals

from clienthealth.core.gather import portfolio
from clienthealth.core.kinds import Verdict
from clienthealth.core.score.judge import judge
from clienthealth.core.weekly.desk import Desk, Targets
from clienthealth.core.weekly.review import Scope, weekly_review
from clienthealth.core.weekly.rhythm import Touch
from clienthealth.core.weekly.today import due_today
from clienthealth.core.working_time import WorkingHours

NOON = datetime(2026, 11, 20, 12, tzinfo=ZONE)
HOURS = WorkingHours.parse("mon-fri 09:00-17:00")
NO_TOUCH = Touch()


def flat(records):
    return [each for held in records for each in (flat(held) if isinstance(held, list) else [held])]


def desk(now=NOON, **changed):
    return Desk(now, HOURS, **changed)


def reviewed(*records, me=None, touch=NO_TOUCH, since=7, now=NOON, **changed):
    held = portfolio(flat(records), ZONE, until=DAY)

    def past(day):
        return judge(held, day, ZONE)

    scope = Scope(ago(since), past, touch, me)
    return weekly_review(held, past(DAY), desk(now, **changed), scope)


def missing(*records, **given):
    """What is missing but thanks, which every client without an extra of ours is missing."""
    return [each for each in reviewed(*records, **given).absences if each.what != "no-thanks"]


def todays(*records, me=None, now=NOON):
    return due_today(portfolio(flat(records), ZONE, until=DAY), desk(now), me or "robin", mine=me is not None)


def whats(due):
    return [(each.what, each.record) for each in due]


def talk(*days, client="acme"):
    return [build("interaction", day, client) for day in days]


def test_our_promise_past_its_day_is_to_be_acted_on_now_with_its_command():
    promise = build("promise", 20, due=3)

    found = reviewed(known(), talk(1), promise).act_now

    assert whats(found) == [("promise", promise.id)]
    assert (found[0].days, found[0].command) == (3, f"clienthealth promise keep {promise.id}")


def test_a_call_back_is_past_from_its_hour_on():
    callback = build("promise", 1, kind="callback", due="2026-11-20T10:00:00+01:00")

    assert whats(reviewed(known(), callback).act_now) == [("callback", callback.id)]
    assert reviewed(known(), callback, now=NOON.replace(hour=9)).act_now == ()


def test_call_backs_stand_before_older_promises():
    late = build("promise", 30, due=10)
    callback = build("promise", 1, kind="callback", due="2026-11-20T10:00:00+01:00")

    assert [each.what for each in reviewed(known(), late, callback).act_now] == ["callback", "promise"]


def test_a_paused_promise_is_not_due():
    promise = build("promise", 20, due=3, paused=[{"from": 5, "until": -5, "reason": "their input"}])

    assert reviewed(known(), promise).act_now == ()


def test_a_promise_moved_by_our_absence_is_not_late():
    promise = build("promise", 20, due=3)
    away = build("away", 10, until=6)

    assert reviewed(known(), promise, away).act_now == ()


def test_a_complaint_is_acknowledged_within_a_working_day():
    told_on_thursday = build("complaint", 1)
    told_on_wednesday = build("complaint", 2, "beta")

    review = reviewed(known(), told_on_thursday, known(client="beta"), told_on_wednesday)

    assert whats(review.act_now) == [("acknowledge", told_on_wednesday.id)]
    assert whats(review.coming_up) == [("acknowledge", told_on_thursday.id)]


def test_an_acknowledged_complaint_is_answered_within_five_working_days():
    in_time = build("complaint", 7, acknowledged_at=7)
    late = build("complaint", 8, "beta", acknowledged_at=7)

    review = reviewed(known(), in_time, known(client="beta"), late)

    assert whats(review.act_now) == [("answer", late.id)]
    assert whats(review.coming_up) == [("answer", in_time.id)]


def test_a_weekend_and_a_holiday_are_no_working_days():
    told_on_friday = build("complaint", 7)
    monday = ago(4)

    assert reviewed(known(), told_on_friday).act_now[0].day == monday
    assert reviewed(known(), told_on_friday, free={monday}).act_now[0].day == ago(3)


def test_the_clock_of_a_paused_complaint_stands_still():
    paused = build("complaint", 10, paused=[{"from": 9, "until": -1, "reason": "asked to wait"}])
    was_paused = build("complaint", 10, "beta", paused=[{"from": 9, "until": 2, "reason": "asked to wait"}])

    review = reviewed(known(), paused, known(client="beta"), was_paused)

    assert [(each.client, each.day) for each in review.act_now] == [("beta", ago(1))]
    assert review.coming_up == ()


def test_a_solution_is_confirmed_within_five_working_days_after_it():
    complaint = build("complaint", 30, acknowledged_at=30, answered_at=29, resolved_at=9)

    found = reviewed(known(), complaint).act_now

    assert whats(found) == [("follow-up", complaint.id)]
    assert found[0].command == f"clienthealth complaint confirm {complaint.id} …"


def test_targets_are_the_users_own():
    complaint = build("complaint", 2)

    assert reviewed(known(), complaint, targets=Targets(acknowledge=3)).act_now == ()


def test_a_reopened_complaint_is_acknowledged_again():
    complaint = build("complaint", 60, acknowledged_at=60, answered_at=59, resolved_at=50, reopened=[4])

    assert whats(reviewed(known(), complaint).act_now) == [("acknowledge", complaint.id)]


def test_a_remedy_on_a_complaint_is_an_answer():
    complaint = build("complaint", 20)
    effort = build("effort", 18, kind="fix", complaint=complaint.id)

    assert reviewed(known(), complaint, effort).act_now == ()


def test_a_confirmed_complaint_is_nobodys_business_any_more():
    complaint = build("complaint", 40, confirmed="accepted", confirmed_at=20)

    review = reviewed(known(), talk(1), complaint)

    assert review.act_now == review.coming_up == ()


def test_an_act_against_safety_comes_first_with_its_words():
    threat = build("signal", 5, kind="threat", severity=3, quote="I know where you live")
    late = build("promise", 90, due=50)

    found = reviewed(known(), threat, late).act_now

    assert whats(found) == [("safety", threat.id), ("promise", late.id)]
    assert found[0].text == "I know where you live"


def test_the_coming_week_has_ours_theirs_and_reminders_by_day():
    ours = build("promise", 9, due=-7)
    theirs = build("promise", 9, party="them", due=-2)
    reminder = build("next", 9, due=-3)
    far = build("promise", 9, due=-8)

    review = reviewed(known(), ours, theirs, reminder, far)

    assert whats(review.coming_up) == [("theirs", theirs.id), ("reminder", reminder.id), ("promise", ours.id)]


def test_what_they_owe_and_our_reminders_never_count_as_late_promises_of_ours():
    theirs = build("promise", 9, party="them", due=2)
    reminder = build("next", 9, due=3)

    review = reviewed(known(), theirs, reminder)

    assert review.act_now == ()
    assert whats(review.coming_up) == [("reminder", reminder.id), ("theirs", theirs.id)]


def test_overdue_invoices_are_one_line_a_client():
    invoices = [build("invoice", 60, due=30), build("invoice", 50, due=20)]

    found = reviewed(known(), invoices).coming_up

    assert [(each.what, each.many, each.days) for each in found] == [("invoice", 2, 30)]


def test_what_they_were_told_to_expect_is_due_like_a_promise():
    expected = build("expectation", 30, party="us", due=2)
    retired = build("expectation", 30, party="us", due=2, until=1)

    assert whats(reviewed(known(), expected, retired).act_now) == [("expected", expected.id)]


def test_clients_at_risk_are_ordered_worst_first_and_by_name():
    alike = [[*known(client=name), build("complaint", 5, name, cause="ours")] for name in ("beta", "alfa")]
    threatened = [*known(client="zulu"), build("signal", 5, "zulu", kind="threat", severity=3)]

    review = reviewed(alike, threatened)

    assert [each.client for each in review.at_risk] == ["zulu", "alfa", "beta"]


def test_too_little_evidence_is_no_risk_unless_there_is_something_to_do():
    calm = [build("client", 3), build("expectation", 3)]
    complaining = [build("client", 3, "beta"), build("complaint", 1, "beta")]

    assert [each.client for each in reviewed(calm, complaining).at_risk] == ["beta"]


def test_a_client_without_expectations_is_missing_them():
    found = missing(known(told=False), talk(1))

    assert [(each.what, each.command) for each in found] == [("no-expectation", "clienthealth expect sheet acme")]


def test_silence_is_measured_by_the_rhythm_of_the_client():
    weekly = talk(*range(20, 90, 7))
    monthly = talk(*range(20, 300, 30), client="beta")

    found = missing(known(), weekly, known(client="beta"), monthly)

    assert [(each.client, each.what, each.days, each.limit) for each in found] == [("acme", "no-contact", 20, 14)]


def test_without_a_rhythm_thirty_and_sixty_days_are_too_long():
    assert [each.what for each in missing(known(), talk(31))] == ["no-contact"]
    assert [each.what for each in missing(known(), talk(61))] == ["silence"]
    assert missing(known(), talk(30)) == []


def test_the_users_own_rhythm_wins():
    assert missing(known(), talk(31), touch=Touch(90, 120)) == []


def test_a_complaint_is_a_contact_too():
    complaint = build("complaint", 5, confirmed="satisfied", confirmed_at=4)

    assert missing(known(), talk(90), complaint) == []


def test_good_news_of_the_week_tells_one_story_once():
    complaint = build("complaint", 30, confirmed="satisfied", confirmed_at=2)
    effort = build("effort", 29, kind="fix", complaint=complaint.id, outcome="satisfied", outcome_at=2)
    praise = signals("praise", 3, 40, quote="Lovely")

    found = reviewed(known(), complaint, effort, praise).good_news

    assert [(each.what, each.text) for each in found] == [("mended", ""), ("praise", "Lovely"), ("satisfied", "other")]


def test_good_news_reaches_back_as_far_as_asked():
    praise = signals("praise", 3, 40)

    assert len(reviewed(known(), praise, since=50).good_news) == 2


def test_a_changed_verdict_is_told_with_what_it_was():
    review = reviewed(known(), build("complaint", 3, cause="ours"))

    assert [(each.client, each.before, each.now) for each in review.changed] == [
        ("acme", Verdict.HEALTHY, Verdict.CLIENT_WITH_A_PROBLEM)
    ]


def test_an_ended_client_is_left_out_unless_something_is_still_owed():
    ended = [build("client", 400, name, status="ended", status_at=30) for name in ("beta", "gamma")]
    owed = build("promise", 60, "gamma", due=40)
    reminder = build("next", 60, "beta", due=40)

    review = reviewed(known(), talk(1), build("effort", 9, kind="extra"), ended, owed, reminder)

    assert whats(review.act_now) == [("promise", owed.id)]
    assert {each.client for each in (*review.coming_up, *review.absences, *review.at_risk)} == set()


def test_mine_goes_by_the_owner_of_the_record_and_else_of_the_client():
    mine = build("promise", 20, due=3, owner="robin")
    client_of_mine = build("client", 400, "beta", owner="robin")
    inherited = build("promise", 20, "beta", due=3)
    of_kim = build("promise", 20, "beta", due=3, owner="kim")

    review = reviewed(known(), mine, client_of_mine, inherited, of_kim, me="robin")

    assert [each.record for each in review.act_now] == [mine.id, inherited.id]
    assert review.quiet == 0


def test_a_calm_week_needs_nobody_and_counts_the_quiet():
    extras = [build("effort", 9, client, kind="extra") for client in ("acme", "beta")]
    review = reviewed(known(), talk(1), known(client="beta"), talk(2, client="beta"), extras)

    assert not review.needs_attention
    assert (review.quiet, review.clients, review.mirror) == (2, 2, None)


def test_three_complaints_of_one_topic_hold_up_the_mirror():
    names = ("acme", "beta", "gamma")
    told = [[*known(client=each), build("complaint", 3, each, topic="deadline")] for each in names]

    mirror = reviewed(told).mirror

    assert mirror is not None
    assert mirror.because.key == "mirror.one-topic"


def test_today_has_what_is_due_today_or_overdue_ours_first():
    due_now = build("promise", 9, due=0)
    overdue = build("promise", 9, due=2)
    theirs = build("promise", 9, party="them", due=5)
    tomorrow = build("promise", 9, due=-1)

    found = todays(known(), due_now, overdue, theirs, tomorrow).due

    assert [each.record for each in found] == [overdue.id, due_now.id, theirs.id]


def test_money_that_is_overdue_is_due_today_behind_what_is_ours():
    due = todays(known(), build("invoice", 60, due=30), build("promise", 60, due=1)).due

    assert [(each.what, each.days) for each in due] == [("promise", 1), ("invoice", 30)]


def test_the_day_of_the_review_is_a_friday():
    assert date(2026, 11, 20) == DAY
    assert DAY.weekday() == 4
