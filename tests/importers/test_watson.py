from pathlib import Path

import pytest
from reading import drafts, read, sample

from clienthealth.errors import BadData
from clienthealth.importers.formats import recognised
from clienthealth.importers.items import Problem, Skipped, Who
from clienthealth.importers.source import Source

OWN = Path(__file__).parents[1] / "data" / "import" / "time" / "watson-frames"


def test_a_frame_is_time_of_its_project():
    first = read("watson", OWN)[0]

    assert first.type == "time"
    assert first.said == {
        "at": "2026-01-05T08:00:00+00:00",
        "minutes": 90,
        "project": "bakery-website",
        "text": "design, two words",
    }
    assert first.parties == (Who(name="bakery-website"),)
    assert first.spot == "entry 1"


def test_each_frame_keeps_the_id_that_watson_gave_it():
    found = drafts(read("watson", OWN))

    assert found[0].key == "watson:82a6ad05bd3f4be69b24fc2f46b940c8"
    assert len({each.key for each in found}) == 3


def test_frames_are_recognised_by_what_they_hold():
    assert recognised(Source(OWN)) == "watson"


def test_the_ten_frames_of_the_sample():
    found = drafts(read("watson", sample("time/watson__frames")))

    assert len({each.key for each in found}) == 10
    assert {each.said["project"] for each in found} == {"project1", "project2", "project3-A", "project3-B", "project4"}
    assert sum(each.said["minutes"] for each in found) == pytest.approx(20749 / 60, abs=0.05)


def test_the_sample_that_is_valid_in_spite_of_its_name():
    found = drafts(read("watson", sample("time/watson__frames-with-conflict")))

    assert [each.said["project"] for each in found] == ["foo", "bar", "bar"]
    assert sum(each.said["minutes"] for each in found) == pytest.approx(95 / 60, abs=0.02)


def test_a_merge_conflict_is_refused_with_its_line():
    with pytest.raises(BadData, match="line 3 is a mark of a merge conflict"):
        read("watson", sample("time/own__watson-frames-conflict.json"))


@pytest.mark.parametrize(
    ("text", "what"),
    [
        (
            '[\n [1767600000, 1767603600, "bakery", "f1", [], 1767603600],\n<<<<<<< HEAD\n',
            "line 3 is a mark of a merge",
        ),
        ('[\n [1767600000, 1767603600, "bakery", "f1", [], 17676', "is cut off or broken"),
        ('[\n [1767600000, 1767603600, "bakery", "f1", []]', "is cut off or broken"),
        ('[[1767600000, 1767603600, "bakery", "f1", []]]\n[]', "no JSON that can be read"),
        ('[[1767600000, 1767603600, "bakery", "f1", []] []]', "no JSON that can be read"),
        ('{"a": 1}', "no JSON that can be read"),
        ("[" * 100_000, "no JSON that can be read"),
        ('[[1767600000, 1767603600, "b\xe4ckery"', "is no UTF-8"),
    ],
)
def test_what_is_no_list_of_frames_is_refused(tmp_path, text, what):
    path = tmp_path / "frames"
    path.write_bytes(text.encode("latin-1"))

    with pytest.raises(BadData, match=what):
        read("watson", path)


@pytest.mark.parametrize(
    "frame",
    ["{}", "[1, 2]", '["x", 2, "p", "id"]', "[1, 2, null, null]", '[1, 1e400, "p", "id"]', '[1e30, 2, "p", "id"]', "7"],
)
def test_a_frame_that_makes_no_sense_is_a_problem_with_its_place(tmp_path, frame):
    path = tmp_path / "frames"
    path.write_text(f'[\n[1767600000, 1767603600, "bakery", "f1"],\n{frame}\n]')

    found = read("watson", path)

    assert isinstance(found[1], Problem)
    assert found[1].spot == "entry 2"


def test_a_frame_that_ends_before_it_begins_is_a_problem(tmp_path):
    path = tmp_path / "frames"
    path.write_text('[[1767603600, 1767600000, "bakery", "f1", [], 1]]')

    assert read("watson", path) == [
        Problem("entry 1", "minutes", "ends before it begins", "correct it where it was tracked")
    ]


def test_a_frame_that_has_not_happened_yet_is_left_out(tmp_path):
    path = tmp_path / "frames"
    path.write_text('[[1967603600, 1967600000, "bakery", "f1", [], 1], [1767600000, null, "bakery", "f2"]]')

    assert [each.reason for each in read("watson", path) if isinstance(each, Skipped)] == ["not-held"]


def test_frames_longer_than_what_is_read_at_a_time_stay_whole(tmp_path):
    tags = ", ".join(f'"tag {number}"' for number in range(30_000))
    path = tmp_path / "frames"
    path.write_text(f'[[1767600000, 1767603600, "one", "f1", [{tags}], 5], [1767610000, 1767613600, "two", "f2", []]]')

    assert [each.said["project"] for each in drafts(read("watson", path))] == ["one", "two"]


def test_halves_of_characters_and_controls_do_not_come_through(tmp_path):
    path = tmp_path / "frames"
    path.write_text('[[1767600000, 1767603600, "b\\ud83d\\u0000ke \\ud83c\\udf5e", "f\\ud83d", ["\\udc00"], 1]]')

    found = drafts(read("watson", path))[0]

    assert (found.said["project"], found.said["text"], found.key) == ("b?ke 🍞", "?", "watson:f?")
