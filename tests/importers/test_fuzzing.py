"""Every format there is, given files made worse; a new one is covered by being in the table."""

import pytest
from fuzzing import Outcome, fuzz, seeds

from clienthealth.importers.formats import FORMATS


def told(outcome: Outcome) -> str:
    return "\n".join(f"{each.what} ({each.where})" for each in outcome.findings.values())


@pytest.mark.parametrize("form", FORMATS)
def test_a_format_has_a_small_file_to_begin_with(form, tmp_path):
    assert seeds(form, tmp_path), f"tests/data/import has no file that is recognised as {form}"


@pytest.mark.parametrize("form", FORMATS)
def test_a_few_files_made_worse(form, tmp_path):
    outcome = fuzz(form, tmp_path, runs=12)

    assert outcome.runs == 12
    assert not outcome.findings, told(outcome)


@pytest.mark.slow
@pytest.mark.parametrize("form", FORMATS)
def test_many_files_made_worse(form, tmp_path):
    """All formats together take less than a minute."""
    outcome = fuzz(form, tmp_path, seconds=50 / len(FORMATS), seed=1)

    assert outcome.runs
    assert not outcome.findings, told(outcome)
