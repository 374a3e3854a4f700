"""All types the store holds: those of the journal, and what it keeps beside the record."""

from clienthealth.core.records.base import Record
from clienthealth.core.records.kept import Batch, Given, Profile, Rule, Suggestion
from clienthealth.core.records.reviewed import Reviewed, Said
from clienthealth.core.records.types import TYPES

BESIDE: tuple[type[Record], ...] = (Reviewed, Said, Batch, Profile, Rule, Given, Suggestion)
"""What is kept beside the record: closed reviews, and what imports need to know the next time."""

HELD: dict[str, type[Record]] = {**TYPES, **{kind.TYPE: kind for kind in BESIDE}}
