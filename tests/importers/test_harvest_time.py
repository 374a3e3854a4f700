from reading import drafts, read, sample
from tracked import TIME, table

from clienthealth.importers.formats import recognised
from clienthealth.importers.items import Hint, Question, Skipped, Who
from clienthealth.importers.source import Source

OWN = TIME / "harvest.csv"


def test_a_row_is_time_of_a_day():
    first = read("harvest-time", OWN)[0]

    assert first.said == {
        "at": "2026-02-02",
        "minutes": 90,
        "billable": True,
        "project": "Shop",
        "staff": "Mina Holt",
        "text": "Design: menu, signs",
    }
    assert first.parties == (Who(name="Bakery"),)


def test_the_hours_of_a_day_add_up_by_person_over_clients():
    hints = [each for each in read("harvest-time", OWN) if isinstance(each, Hint)]

    assert [(each.spot, each.values["staff"], each.values["hours"]) for each in hints] == [
        ("line 3", "Mina Holt", "24.5")
    ]


def test_it_is_recognised():
    assert recognised(Source(OWN)) == "harvest-time"


def test_a_day_ahead_is_left_out(tmp_path):
    header = "Date,Client,Project,Task,Notes,Hours,Billable?"
    path = table(tmp_path, header, "2026-11-25,Bakery,Shop,,,1.25,Yes", "2026-11-26,Bakery,Shop,,,1.25,Yes")

    found = read("harvest-time", path)

    assert [each.spot for each in drafts(found)] == ["line 2"]
    assert [each.reason for each in found if isinstance(each, Skipped)] == ["not-held"]


def test_a_number_style_that_nothing_proves_is_asked_for(tmp_path):
    header = "Date,Client,Project,Task,Notes,Hours,Billable?"
    path = table(tmp_path, header, '2026-11-25,Bakery,Shop,,,"1,250",Yes')

    assert [each.name for each in read("harvest-time", path) if isinstance(each, Question)] == ["decimal"]
    assert read("harvest-time", path, decimal=",")[0].said["minutes"] == 75


def test_the_sample_with_decimal_commas():
    found = read("harvest-time", sample("time/own__harvest-decimal-comma.csv"))
    acme = [each.said for each in drafts(found) if each.parties == (Who(name="Acme"),)]

    assert sum(each["minutes"] for each in acme) == 20.25 * 60
    assert sum(each["minutes"] for each in acme if each["billable"]) == 20 * 60
    assert [each.said["minutes"] for each in drafts(found) if each.parties == (Who(name="Thalassa"),)] == [1234.5 * 60]
    assert {each.said["at"] for each in drafts(found)} == {"2026-03-04", "2026-03-05"}
    assert [each.parties for each in found if isinstance(each, Hint)] == [(Who(name="Thalassa"),)]
