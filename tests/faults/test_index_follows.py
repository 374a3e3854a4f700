"""The search index says what the records say, whatever was done to them: only then can `doctor` be content."""

import pytest
from soundness import flaws

JOURNAL = (
    '{"type":"time","client":"acme","at":"2026-02-01","id":"t1","minutes":5,"text":"sorting"}\n'
    '{"type":"time","client":"acme","at":"2026-02-01","id":"t2","minutes":5}\n'
)
DONE = [
    "log acme Called about the draft --complaint 'It is empty' -s rude --quote 'useless'",
    "log acme --amend Corrected",
    "undo",
    "edit c1 --text 'It was empty'",
    "import {journal}",
    "rm t1 --yes",
    "undo",
    "undo",
    "rm i1 c1 s1 --yes",
    "undo",
    "merge acme beta --yes",
    "undo",
    "rm acme --yes",
]


@pytest.mark.parametrize("count", range(1, len(DONE) + 1))
def test_the_index_follows_every_command(run, tmp_path, count):
    journal = tmp_path / "journal.jsonl"
    journal.write_text(JOURNAL)
    run.ok("add Acme --agreed 'All in writing'")
    run.ok("add Beta")

    for line in DONE[:count]:
        run.ok(line.format(journal=journal))

    assert flaws(run.db) == []
