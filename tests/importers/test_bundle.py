"""Zips of several exports made worse step by step: what is in them is read, or refused in words, and in time."""

import random
from time import process_time

import pytest
from fuzzing import packed, seeds
from mutations import changed
from reading import BERLIN, ME, NOW

from clienthealth.errors import BadData
from clienthealth.importers import bundle
from clienthealth.importers.answers import Answers
from clienthealth.importers.formats import reader
from clienthealth.importers.source import Source

NAMES = ("mail/a.mbox", "b.ics", "c.vcf", "../d.vcf", "e/")


def begin(path):
    """Read the first item of each file that is known in a zip; return how many there are."""
    with bundle.opened(Source(path), None) as found:
        for part, form in found.parts:
            next(iter(reader(form).read(part, Answers(ME, BERLIN, NOW, {}))), None)
        return len(found.parts)


@pytest.mark.parametrize("seed", range(3))
def test_a_zip_made_worse_is_read_or_refused(tmp_path, seed):
    chance = random.Random(seed)
    known = [files[""] for form in ("mbox", "ics", "vcard") for files in seeds(form, tmp_path) if set(files) == {""}]
    path, read, refused = tmp_path / "some.zip", 0, 0
    for _ in range(80):
        members = {name: chance.choice(known) for name in chance.sample(NAMES, chance.randint(1, len(NAMES)))}
        path.write_bytes(changed(packed(members), chance, chance.choice(known)))
        began = process_time()
        try:
            read += begin(path) > 0
        except BadData:
            refused += 1
        assert process_time() - began < 5
    assert read > 5
    assert refused > 5
