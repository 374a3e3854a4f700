from reading import drafts, read, sample
from tracked import TIME, table

from clienthealth.importers.formats import recognised
from clienthealth.importers.items import Hint, Problem, Question, Skipped, Who
from clienthealth.importers.source import Source

OWN = TIME / "toggl.csv"
HEADER = "User,Client,Project,Description,Billable,Start date,Start time,End date,End time,Duration"


def test_a_row_is_time_with_all_that_it_states():
    first = read("toggl", OWN)[0]

    assert first.type == "time"
    assert first.spot == "line 2"
    assert first.parties == (Who(name="Bakery"),)
    assert first.said == {
        "at": "2026-02-02T09:00:00",
        "minutes": 90,
        "billable": True,
        "project": "Shop",
        "staff": "Mina",
        "text": "Sketches",
    }


def test_work_over_midnight_belongs_to_the_day_it_began():
    assert read("toggl", OWN)[1].said["at"] == "2026-02-02T23:30:00"


def test_equal_rows_are_twins_and_the_same_ones_in_the_next_export():
    keys = [each.key for each in read("toggl", OWN)]

    assert len(set(keys)) == 5
    assert [each.key for each in read("toggl", OWN)] == keys


def test_work_for_no_client_is_known_by_its_project():
    assert read("toggl", OWN)[-1].parties == (Who(name="Bookkeeping"),)


def test_it_is_recognised_in_spite_of_the_mark_at_its_beginning():
    assert recognised(Source(OWN)) == "toggl"


def test_the_sample_keeps_its_six_rows():
    found = drafts(read("toggl", sample("time/own__toggl-bom.csv")))
    acme = [each.said for each in found if each.parties == (Who(name="Acme"),)]

    assert len({each.key for each in found}) == 6
    assert sum(each["minutes"] for each in acme) == 335
    assert sum(each["minutes"] for each in acme if each["billable"]) == 210
    assert sum(each["minutes"] for each in acme if not each["billable"]) == 125
    assert [each.said["minutes"] for each in found if each.parties != (Who(name="Acme"),)] == [60]
    assert [each["minutes"] for each in acme if each["at"].startswith("2026-03-29")] == [60]
    assert [each["at"][:10] for each in acme if each["minutes"] == 105] == ["2026-01-05"]


def test_without_a_duration_it_is_the_time_between_start_and_end_over_the_change_of_the_clock(tmp_path):
    path = table(tmp_path, HEADER, "Mina,Bakery,Shop,x,Yes,2026-03-29,01:30:00,2026-03-29,03:30:00,")

    assert read("toggl", path)[0].said["minutes"] == 60


def test_what_runs_is_left_out_and_named(tmp_path):
    path = table(tmp_path, HEADER, "Mina,Bakery,Shop,x,Yes,2026-03-02,01:30:00,,,00:10:00")

    assert read("toggl", path) == [Skipped("line 2", "not-held", "runs since 2026-03-02T01:30:00")]


def test_what_lies_ahead_is_left_out(tmp_path):
    path = table(tmp_path, HEADER, "Mina,Bakery,Shop,x,Yes,2026-11-25,12:01:00,2026-11-25,13:00:00,00:59:00")

    assert [each.reason for each in read("toggl", path)] == ["not-held"]


def test_a_day_of_more_than_24_hours_is_hinted_at_once_and_loses_nothing(tmp_path):
    long = "Mina,Bakery,Shop,x,Yes,2026-03-02,01:00:00,2026-03-02,23:00:00,22:00:00"
    path = table(tmp_path, HEADER, long, long, long.replace("Bakery", "Brewery"), long.replace("Mina", "Olav"))

    found = read("toggl", path)

    assert len(drafts(found)) == 4
    assert [each for each in found if isinstance(each, Hint)] == [
        Hint(
            "line 3",
            "long-day",
            "toggl:long-day:Mina:2026-03-02",
            "2026-03-02",
            (Who(name="Bakery"),),
            {"day": "2026-03-02", "hours": "66", "staff": "Mina"},
        )
    ]


def test_what_cannot_be_read_is_a_problem_with_its_line_and_column(tmp_path):
    good = "Mina,Bakery,Shop,x,Yes,2026-03-02,09:00:00,2026-03-02,10:00:00,01:00:00"
    path = table(
        tmp_path,
        HEADER,
        good,
        good.replace("2026-03-02,09", "2026-02-30,09"),
        good.replace("09:00:00", "25:00:00"),
        good.replace("01:00:00", "an hour"),
        good.replace("Yes", "perhaps"),
        good.replace("2026-03-02,09:00:00", ","),
        good + ",more",
        "Mina",
        good.replace("10:00:00,01:00:00", "08:00:00,"),
    )

    found = read("toggl", path)

    assert len(drafts(found)) == 1
    assert [(each.spot, each.field) for each in found if isinstance(each, Problem)] == [
        ("line 3", "Start date"),
        ("line 4", "Start date"),
        ("line 5", "Duration"),
        ("line 6", "Billable"),
        ("line 7", "Start date"),
        ("line 8", "row"),
        ("line 9", "row"),
        ("line 10", "minutes"),
    ]


def test_other_columns_are_asked_for_and_then_taken(tmp_path):
    path = table(tmp_path, "Wer,Kunde,Tag,Von,Dauer", "Mina,Bakery,2026-03-02,09:00,1:30")

    question = read("toggl", path)[0]
    taken = read("toggl", path, columns="Kunde=client, Tag=day,Von=start,Dauer=duration,Wer=staff")

    assert isinstance(question, Question)
    assert question.name == "columns"
    assert question.shown[1] == "Kunde -> (not used): Bakery"
    assert taken[0].said == {"at": "2026-03-02T09:00:00", "minutes": 90, "staff": "Mina"}
    assert taken[0].parties == (Who(name="Bakery"),)
