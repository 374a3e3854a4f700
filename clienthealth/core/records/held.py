"""All types the store holds: those of the journal, and what it keeps beside the record."""

from clienthealth.core.records.base import Record
from clienthealth.core.records.reviewed import Reviewed, Said
from clienthealth.core.records.types import TYPES

HELD: dict[str, type[Record]] = {**TYPES, Reviewed.TYPE: Reviewed, Said.TYPE: Said}
