"""The kinds of signals by family, each in plain words about conduct, never about character."""

import json

from clienthealth.core.kinds import SignalKind
from clienthealth.render.words import table

MEANS: dict[str, dict[SignalKind, str]] = {
    "demands": {
        SignalKind.UNPAID_CHANGE: "asked for work beyond what was agreed, and not to pay for it",
        SignalKind.EXORBITANT_DEMAND: "asked for far more than the matter or the contract would bear",
        SignalKind.FALSE_URGENCY: "called something urgent that turned out not to be",
    },
    "persistence": {
        SignalKind.REOPENED: "came back to something that they had approved or agreed was settled",
        SignalKind.EXCESS_CONTACT: "wrote or called more often, or at other hours, than was agreed",
    },
    "non-cooperation": {
        SignalKind.TIME_DISRESPECT: "missed or moved an appointment at short notice",
        SignalKind.WITHHELD_INPUT: "did not send what we needed of them by the agreed day",
        SignalKind.BREACH: "did what a boundary set before had ruled out",
    },
    "arguments": {
        SignalKind.OVERRULES_EXPERT: "had something done against our advice in our own field",
        SignalKind.FALSE_CLAIM: "said something happened that the record shows did not",
        SignalKind.DENIES_AGREEMENT: "said that something was never agreed which they had confirmed",
    },
    "behaviour": {
        SignalKind.RUDE: "shouted, mocked or swore",
        SignalKind.ABUSIVE: "insulted a person; 3: attacked them for what they are, or pursued them in private",
        SignalKind.PUBLIC_CRITICISM: "criticised us where others could read or hear it",
        SignalKind.STAFF_CRITICISM: "criticised one of us as a person instead of the work",
        SignalKind.THREAT: "1: announced a lawful step; 2: used payment or reviews as a lever; 3: against safety",
    },
    "goodwill": {
        SignalKind.PRAISE: "praised the work or a person",
        SignalKind.REFERRAL: "recommended us to somebody",
        SignalKind.ACCEPTS_NO: "took a no, or a limit, without a fight",
        SignalKind.OWN_APOLOGY: "apologised for something of their own",
        SignalKind.PAYS_EARLY: "paid before the invoice was due",
        SignalKind.FLEXIBLE: "met us halfway, moved a date or helped out",
    },
}


def lines() -> str:
    """Return a table: kind and meaning under the name of each family."""
    rows = [
        [family if place == 0 else "", str(kind), means]
        for family, kinds in MEANS.items()
        for place, (kind, means) in enumerate(kinds.items())
    ]
    return table(rows, header=("family", "kind", "the client ..."))


def as_json() -> str:
    """Return a JSON object a kind."""
    return "\n".join(
        json.dumps({"family": family, "kind": kind, "means": means})
        for family, kinds in MEANS.items()
        for kind, means in kinds.items()
    )
