"""All types of the journal by name, with the letters of their handles."""

from clienthealth.core.records.agreed import Boundary, Expectation, Next, Promise
from clienthealth.core.records.base import Record
from clienthealth.core.records.client import Client
from clienthealth.core.records.contact import Interaction
from clienthealth.core.records.judged import Decision, Outcome, Survey
from clienthealth.core.records.money import Invoice, Payment
from clienthealth.core.records.spent import Away, Pulse, Time
from clienthealth.core.records.trouble import Complaint, Effort, Hardship, Signal

TYPES: dict[str, type[Record]] = {
    kind.TYPE: kind
    for kind in (
        Client,
        Interaction,
        Time,
        Expectation,
        Promise,
        Complaint,
        Effort,
        Signal,
        Boundary,
        Hardship,
        Invoice,
        Payment,
        Survey,
        Next,
        Pulse,
        Away,
        Decision,
        Outcome,
    )
}
