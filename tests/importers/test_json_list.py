from clienthealth.importers.json_list import PIECE, elements
from clienthealth.importers.source import Source


def listed(tmp_path, text):
    path = tmp_path / "list.json"
    path.write_text(text, encoding="utf-8")
    return list(elements(Source(path)))


def test_elements_come_with_the_lines_they_begin_in(tmp_path):
    assert listed(tmp_path, '[1,\n\n {"a": [2,\n 3]}, "x"\n]\n') == [(1, 1), (3, {"a": [2, 3]}), (4, "x")]


def test_an_empty_list_has_none(tmp_path):
    assert listed(tmp_path, "\ufeff [ ]") == []


def test_numbers_at_the_edge_of_what_is_read_at_a_time_stay_whole(tmp_path):
    numbers = list(range(1_000_000, 1_000_000 + PIECE // 2))

    assert [each for _, each in listed(tmp_path, str(numbers))] == numbers


def test_letters_at_the_edge_of_what_is_read_at_a_time_stay_whole(tmp_path):
    words = ["ä" * 1001] * 200

    assert [each for _, each in listed(tmp_path, str(words).replace("'", '"'))] == words
