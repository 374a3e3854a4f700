import shutil
from pathlib import Path

import pytest
from reading import drafts, read, sample

from clienthealth.errors import BadData
from clienthealth.importers.formats import reader, recognised
from clienthealth.importers.items import Problem, Skipped, Who
from clienthealth.importers.source import Source

TIME = Path(__file__).parents[1] / "data" / "import" / "time"
FOLDER = TIME / "timewarrior"
EXPORT = TIME / "timewarrior-export.json"


def test_an_interval_is_time_and_any_of_its_tags_may_name_the_client():
    first, second = drafts(read("timewarrior", FOLDER / "2026-01.data"))[:2]

    assert first.said == {"at": "2026-01-05T08:00:00+00:00", "minutes": 90, "text": "Bakery, website"}
    assert first.parties == (Who(name="Bakery"), Who(name="website"))
    assert second.said["text"] == 'Bakery, logo work: second "draft"'


def test_a_tag_in_quotes_is_one_tag():
    found = drafts(read("timewarrior", FOLDER / "2026-02.data"))

    assert found[0].parties == (Who(name="Brewery"), Who(name='odd "quoted" tag'))


def test_the_running_interval_is_left_out_and_named():
    assert read("timewarrior", FOLDER / "2026-02.data")[-1] == Skipped(
        "line 2", "not-held", "runs since 2026-02-03T07:00:00+00:00"
    )


def test_the_folder_is_read_month_by_month():
    found = read("timewarrior", FOLDER)

    assert [each.spot for each in found[2:5]] == [
        "2026-01.data, line 3",
        "2026-01.data, line 4",
        "2026-02.data, line 1",
    ]
    assert len(found) == 6


def test_the_folder_above_is_read_as_the_one_of_the_data(tmp_path):
    shutil.copytree(FOLDER, tmp_path / "timewarrior" / "data")
    above = tmp_path / "timewarrior"
    assert recognised(Source(above)) == "timewarrior"
    assert [each.key for each in drafts(read("timewarrior", above))] == [
        each.key for each in drafts(read("timewarrior", FOLDER))
    ]


def test_an_export_says_the_same_as_the_folder_under_the_same_keys():
    from_folder, from_export = drafts(read("timewarrior", FOLDER)), drafts(read("timewarrior", EXPORT))

    assert [(each.key, each.said, each.parties) for each in from_export] == [
        (each.key, each.said, each.parties) for each in from_folder
    ]


@pytest.mark.parametrize("path", [FOLDER, FOLDER / "2026-01.data", EXPORT])
def test_it_is_recognised_by_what_it_holds(path):
    assert recognised(Source(path)) == "timewarrior"


def test_the_sample_has_315_closed_minutes_and_one_that_runs():
    found = read("timewarrior", sample("time/own__timewarrior-2026-01.data"))

    assert [each.said["minutes"] for each in drafts(found)] == [90, 45, 0, 180]
    assert sum(each.said["minutes"] for each in drafts(found) if Who(name="Acme") in each.parties) == 135
    assert [each.said["minutes"] for each in drafts(found) if not each.parties] == [180]
    assert [each.reason for each in found if isinstance(each, Skipped)] == ["not-held"]


def test_the_exported_sample_has_the_interval_of_the_data_file():
    exported = read("timewarrior", sample("time/own__timewarrior-export.json"))

    assert [each.said["minutes"] for each in drafts(exported)] == [90]
    assert [each.reason for each in exported if isinstance(each, Skipped)] == ["not-held"]
    assert drafts(exported)[0].key == drafts(read("timewarrior", sample("time/own__timewarrior-2026-01.data")))[0].key


@pytest.mark.parametrize(
    "line",
    ["inc 20260105T080000", "inc 20261305T080000Z - 20261305T090000Z # x", "out 20260105T080000Z", "inc x - y", "\x00"],
)
def test_a_line_that_makes_no_sense_is_a_problem_with_its_number(tmp_path, line):
    path = tmp_path / "2026-01.data"
    path.write_text(f"inc 20260105T080000Z - 20260105T083000Z # Bakery\n{line}x\n")

    found = read("timewarrior", path)

    assert isinstance(found[1], Problem)
    assert found[1].spot == "line 2"


def test_an_exclusion_is_no_work(tmp_path):
    path = tmp_path / "2026-01.data"
    path.write_text("exc 20260105T080000Z - 20260105T083000Z\n")

    assert [each.reason for each in read("timewarrior", path)] == ["not-contact"]


def test_equal_intervals_are_twins(tmp_path):
    path = tmp_path / "2026-01.data"
    path.write_text("inc 20260105T080000Z - 20260105T080000Z # Bakery\n" * 2)

    assert len({each.key for each in read("timewarrior", path)}) == 2


@pytest.mark.parametrize(
    "plain", ["7", "{}", '{"start": 7}', '{"start": "20260105"}', '{"start": "20260105T080000Z", "end": "x"}']
)
def test_an_exported_interval_that_makes_no_sense_is_a_problem(tmp_path, plain):
    path = tmp_path / "export.json"
    path.write_text(f"[\n{plain}]")

    found = read("timewarrior", path)

    assert isinstance(found[0], Problem)
    assert found[0].spot == "entry 1"


def test_tags_of_another_kind_are_passed_over(tmp_path):
    path = tmp_path / "export.json"
    path.write_text(
        '[{"start": "20260105T080000Z", "end": "20260105T090000Z", "tags": ["Bakery", 7], "annotation": 8}]'
    )

    assert drafts(read("timewarrior", path))[0].said["text"] == "Bakery"


def test_an_export_that_is_cut_off_is_refused(tmp_path):
    path = tmp_path / "export.json"
    path.write_bytes(Path(EXPORT).read_bytes()[:150])

    with pytest.raises(BadData, match="cut off"):
        read("timewarrior", path)


def test_an_interval_that_was_given_other_tags_is_still_the_same(tmp_path):
    path = tmp_path / "2026-01.data"
    path.write_text('inc 20260105T100000Z - 20260105T104500Z # Brewery # "other"\n')

    assert read("timewarrior", path)[0].key == read("timewarrior", FOLDER / "2026-01.data")[1].key


def test_a_file_of_empty_lines_is_looked_at_once(tmp_path):
    path = tmp_path / "2026-01.data"
    path.write_text(" \n" * 20_000)

    assert not reader("timewarrior").recognises(Source(path))
