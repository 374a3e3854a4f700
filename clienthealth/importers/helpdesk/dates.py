"""The dates of a table with one column of them."""

from clienthealth.importers.answers import Answers
from clienthealth.importers.items import Question
from clienthealth.importers.tables.columns import DateStyle, DateVote
from clienthealth.importers.tables.table import Table


def style_of(table: Table, column: str, answers: Answers) -> DateStyle | Question:
    """Let the dates of a column vote."""
    days = DateVote(column)
    for row in table.good_rows():
        days.see(row[column])
    return days.style(answers)
