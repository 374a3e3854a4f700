import tracemalloc

import pytest
from files import answers, source

from clienthealth.errors import BadData
from clienthealth.importers.items import Problem
from clienthealth.importers.tables.table import Row, delimiter_of, has_columns, header_in, is_table, table_of


def table(folder, content, **given):
    return table_of(source(folder, content), answers(**given))


def cells(folder, content, **given):
    return [row.cells if isinstance(row, Row) else row for row in table(folder, content, **given).rows()]


@pytest.mark.parametrize(
    ("text", "delimiter"),
    [
        ("Datum;Betrag\n05.01.2026;1,50\n06.01.2026;2,75\n", ";"),
        ("a,b,c\n1,2,3\n", ","),
        ("a\tb\n1, 2, 3\t4\n", "\t"),
        ("a|b\nx, y|z\n", "|"),
        ('"a;b","c"\n"d;e","f"\n', ","),
        ("x;1,5;2,5\ny;2,5;3,5\nz;1,0;2,0\n", ";"),
        ("one column\nand nothing else\n", ","),
        ("", ","),
    ],
)
def test_the_delimiter_is_the_one_under_which_rows_are_equally_wide(text, delimiter):
    assert delimiter_of(text) == delimiter


def test_banner_rows_above_the_header_are_passed_over(tmp_path):
    found = table(tmp_path, '"Books, November",,,\n,,,\nINVOICES,,,\nClient,Number,Amount,Due\nAcme,1,2,\n')

    assert found.header == ("Client", "Number", "Amount", "Due")
    assert found.header_line == 4
    assert [(row.line, row["Client"]) for row in found.good_rows()] == [(5, "Acme")]


def test_repeated_and_nameless_columns_get_names_of_their_own(tmp_path):
    found = table(tmp_path, "Name,Phone,phone,,\na,1,2,3,4\n")

    assert found.header == ("Name", "Phone", "phone (2)", "column 4", "column 5")
    assert next(found.good_rows())["phone (2)"] == "2"


def test_columns_are_found_without_regard_to_case_and_spaces(tmp_path):
    found = table(tmp_path, "  First   NAME ,x\nAnna,1\n")

    assert found.column("Vorname", "first name") == "First NAME"
    assert found.column("Nachname") == ""
    row = next(found.good_rows())
    assert (row["First NAME"], row["first name"], row["Nachname"]) == ("Anna", "Anna", "")


def test_a_file_without_header_has_numbered_columns(tmp_path):
    found = table(tmp_path, "2026-01-05;Acme\n2026-01-06;Acme;5\n", header="no")

    assert found.header == ("1", "2", "3")
    assert [row["2"] for row in found.good_rows()] == ["Acme", "Acme"]


def test_lines_are_counted_through_cells_of_several_lines_and_empty_rows(tmp_path):
    rows = list(table(tmp_path, 'a,b\n\n"x\ny\nz",1\n,\nlast,2\n').rows())

    assert [row.line for row in rows] == [3, 7]


def test_ragged_rows_say_so_and_empty_extra_cells_are_no_matter(tmp_path):
    short, long, even = table(tmp_path, "a,b,c\n1,2\n1,2,3,4\n1,2,3,, \n").rows()

    assert (short.short, short.long, short["c"]) == (True, False, "")
    assert (long.short, long.long) == (False, True)
    assert even.ragged() is None
    assert short.ragged() == Problem(
        "line 2", "row", "has 2 cells where the header has 3", "mend the row, or leave it out with --skip-bad"
    )


def test_an_open_quote_is_named_with_its_line_and_ends_the_reading(tmp_path):
    assert [row if isinstance(row, list) else row.spot for row in cells(tmp_path, 'a,b\n1,2\n3,"x\n5,6\n7,8\n')] == [
        ["1", "2"],
        "line 3",
    ]
    # The quote is open for longer than any cell is.
    endless = cells(tmp_path, 'a,b\n1,2\n3,"x\n' + "5,6\n" * 50_000)
    assert [row.spot for row in endless if isinstance(row, Problem)] == ["line 3"]


def test_a_last_line_without_line_end_is_a_row(tmp_path):
    assert cells(tmp_path, 'a,b\n1,"2"') == [["1", "2"]]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_all_line_ends_are_known(tmp_path, end):
    assert cells(tmp_path, end.join(("a;b", "1;2", "3;4", ""))) == [["1", "2"], ["3", "4"]]


def test_zero_bytes_are_taken_out(tmp_path):
    assert cells(tmp_path, b"a,b\n\x00call,\x001\n") == [["call", "1"]]


@pytest.mark.parametrize("content", ["", "\n\n", ",,,\n , \n", b"\xef\xbb\xbf", b"\xff\xfe"])
def test_a_file_without_any_row_is_refused_as_empty(tmp_path, content):
    with pytest.raises(BadData, match="is an empty file"):
        table(tmp_path, content)


def test_the_header_is_seen_in_the_first_bytes(tmp_path):
    file = source(tmp_path, "Sheet\n\nDate;Client;Hours\n1;2;3\n")

    assert header_in(file) == ("Date", "Client", "Hours")
    assert has_columns(file, "client", "HOURS")
    assert not has_columns(file, "client", "minutes")
    assert header_in(source(tmp_path, b"PK\x03\x04,,,")) == ()


@pytest.mark.parametrize(
    ("content", "yes"),
    [
        ("a,b\n1,2\n3,4\n", True),
        ("a letter\nwith, once, some commas\nand more\n", False),
        ('{"a": 1,\n"b": 2,\n"c": 3,\n', False),
        ("BEGIN:VCARD\nN:a;b;c\nADR:a;b;c\n", False),
    ],
)
def test_a_table_is_rows_of_one_width(tmp_path, content, yes):
    assert is_table(source(tmp_path, content)) is yes


def test_memory_does_not_grow_with_the_file(tmp_path):
    def peak(rows):
        found = table(tmp_path, "a,b,c\n" + "Acme,2026-01-05,some text\n" * rows)
        tracemalloc.start()
        assert sum(1 for _ in found.rows()) == rows
        top = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return top

    assert peak(20_000) < peak(2_000) + 50_000
