"""The closed sets of the record, apart from the dataclasses so that parsing a command stays cheap."""

from enum import StrEnum


class ClientStatus(StrEnum):
    """Where the relationship stands."""

    ACTIVE = "active"
    PROSPECT = "prospect"
    PAUSED = "paused"
    OFFBOARDING = "offboarding"
    ENDED = "ended"


class Language(StrEnum):
    """The languages letters and reports are written in (ISO 639-1)."""

    EN = "en"
    DE = "de"
    DA = "da"
    NB = "nb"
    EL = "el"


class Recipient(StrEnum):
    """Whether letters speak to a company or to one person."""

    COMPANY = "company"
    PERSON = "person"


class Channel(StrEnum):
    """How a contact took place."""

    EMAIL = "email"
    CALL = "call"
    MEETING = "meeting"
    CHAT = "chat"
    SMS = "sms"
    LETTER = "letter"
    VISIT = "visit"
    SOCIAL = "social"
    OTHER = "other"


class Direction(StrEnum):
    """Who spoke: the client (in), we (out), or both."""

    IN = "in"
    OUT = "out"
    BOTH = "both"


class InteractionStatus(StrEnum):
    """Whether a planned contact took place."""

    HELD = "held"
    CANCELLED = "cancelled"
    MOVED = "moved"
    NO_SHOW = "no-show"


class Topic(StrEnum):
    """What an agreement or a complaint is about; users may add their own."""

    SCOPE = "scope"
    DEADLINE = "deadline"
    QUALITY = "quality"
    PRICE = "price"
    COMMUNICATION = "communication"
    PROCESS = "process"
    DESIGN = "design"
    BILLING = "billing"
    ACCESS = "access"
    OTHER = "other"
    ALL = "all"


class Party(StrEnum):
    """Whose conduct an expectation governs."""

    US = "us"
    THEM = "them"
    BOTH = "both"


class PromiseKind(StrEnum):
    """What was committed to."""

    DELIVERABLE = "deliverable"
    CALLBACK = "callback"
    INPUT = "input"
    PAYMENT = "payment"
    OTHER = "other"


class PromiseStatus(StrEnum):
    """How a commitment stands."""

    OPEN = "open"
    KEPT = "kept"
    BROKEN = "broken"
    RELEASED = "released"


class Cause(StrEnum):
    """Whose cause a complaint had, as far as we know."""

    OURS = "ours"
    SHARED = "shared"
    UNKNOWN = "unknown"
    CLIENT = "client"
    THIRD_PARTY = "third-party"


class Conduct(StrEnum):
    """How a complaint was voiced."""

    CIVIL = "civil"
    RUDE = "rude"
    ABUSIVE = "abusive"


class Apology(StrEnum):
    """What an apology owned: our mistake, or what they went through."""

    OURS = "ours"
    REGRET = "regret"


class Response(StrEnum):
    """How we responded to a complaint, honestly."""

    LISTENED = "listened"
    APOLOGISED = "apologised"
    DENIED = "denied"
    QUOTED_POLICY = "quoted-policy"


class Confirmed(StrEnum):
    """What the client said of the solution."""

    SATISFIED = "satisfied"
    ACCEPTED = "accepted"
    UNSATISFIED = "unsatisfied"
    NO_ANSWER = "no-answer"


class EffortKind(StrEnum):
    """What we did to put something right, or beyond the call."""

    APOLOGY = "apology"
    EXPLANATION = "explanation"
    FIX = "fix"
    REDO = "redo"
    REFUND = "refund"
    CREDIT = "credit"
    DISCOUNT = "discount"
    EXTRA = "extra"
    ESCALATION = "escalation"
    VISIT = "visit"


class EffortOutcome(StrEnum):
    """How the client took an effort."""

    SATISFIED = "satisfied"
    PARTLY = "partly"
    UNSATISFIED = "unsatisfied"
    UNKNOWN = "unknown"


class SignalKind(StrEnum):
    """An observed act of a client, never a judgement of character."""

    UNPAID_CHANGE = "unpaid-change"
    EXORBITANT_DEMAND = "exorbitant-demand"
    FALSE_URGENCY = "false-urgency"
    REOPENED = "reopened"
    EXCESS_CONTACT = "excess-contact"
    TIME_DISRESPECT = "time-disrespect"
    WITHHELD_INPUT = "withheld-input"
    BREACH = "breach"
    OVERRULES_EXPERT = "overrules-expert"
    FALSE_CLAIM = "false-claim"
    DENIES_AGREEMENT = "denies-agreement"
    RUDE = "rude"
    ABUSIVE = "abusive"
    PUBLIC_CRITICISM = "public-criticism"
    STAFF_CRITICISM = "staff-criticism"
    THREAT = "threat"
    PRAISE = "praise"
    REFERRAL = "referral"
    ACCEPTS_NO = "accepts-no"
    OWN_APOLOGY = "own-apology"
    PAYS_EARLY = "pays-early"
    FLEXIBLE = "flexible"


GOODWILL = frozenset(
    {
        SignalKind.PRAISE,
        SignalKind.REFERRAL,
        SignalKind.ACCEPTS_NO,
        SignalKind.OWN_APOLOGY,
        SignalKind.PAYS_EARLY,
        SignalKind.FLEXIBLE,
    }
)


class BoundaryStep(StrEnum):
    """How firm a limit was when we set it."""

    REMINDER = "reminder"
    RESET_TALK = "reset-talk"
    WRITTEN_WARNING = "written-warning"
    FINAL_NOTICE = "final-notice"


class InvoiceKind(StrEnum):
    """What a money document is."""

    INVOICE = "invoice"
    PREPAYMENT = "prepayment"
    CREDIT = "credit"


class PaymentKind(StrEnum):
    """What a movement of money did to an invoice."""

    PAYMENT = "payment"
    REFUND = "refund"
    CHARGEBACK = "chargeback"
    WRITE_OFF = "write-off"


class Instrument(StrEnum):
    """A survey's scale: net promoter, customer satisfaction, customer effort."""

    NPS = "nps"
    CSAT = "csat"
    CES = "ces"


class PulseState(StrEnum):
    """A look at a client without an event."""

    QUIET = "quiet"
    FINE = "fine"
    TROUBLE = "trouble"


class Choice(StrEnum):
    """What the user did with a recommendation."""

    FOLLOWED = "followed"
    POSTPONED = "postponed"
    OVERRIDDEN = "overridden"


class Result(StrEnum):
    """How a relationship turned out."""

    REPAIRED = "repaired"
    RENEWED = "renewed"
    LEFT = "left"
    ENDED_BY_US = "ended-by-us"
    ENDED_REGRETTED = "ended-regretted"


class Recommendation(StrEnum):
    """What the record suggests to do."""

    SAFETY = "safety"
    OFFBOARD = "offboard"
    FINISH_COMMITMENTS = "finish-commitments"
    SET_EXPECTATIONS = "set-expectations"
    EXTRA_EFFORT = "extra-effort"
    ESCALATE = "escalate"
    SET_BOUNDARIES = "set-boundaries"
    APPRECIATE = "appreciate"


ENDINGS = frozenset({Recommendation.OFFBOARD, Recommendation.FINISH_COMMITMENTS})
"""The recommendations that lead to an ending."""


class Verdict(StrEnum):
    """What the record says of the relationship."""

    HEALTHY = "healthy"
    CLIENT_WITH_A_PROBLEM = "client-with-a-problem"
    PROBLEM_CLIENT = "problem-client"
    BOTH = "both"
    WATCH = "watch"
    NOT_ENOUGH_EVIDENCE = "not-enough-evidence"


class Confidence(StrEnum):
    """How much the record can carry."""

    INSUFFICIENT = "insufficient"
    WIDE = "wide"
    OK = "ok"


class AlarmKind(StrEnum):
    """What is announced once when it begins: on watch, a rise of the first likelihood, a fall of the mood."""

    WATCH = "watch"
    RISE = "rise"
    FALL = "fall"


class LetterKind(StrEnum):
    """The kinds of letter that can be drafted."""

    OFFBOARDING = "offboarding"
    APOLOGY = "apology"
    ACKNOWLEDGEMENT = "acknowledgement"
    EXPECTATIONS = "expectations"
    BOUNDARY = "boundary"
    THANKS = "thanks"
    FOLLOW_UP = "follow-up"
    SURVEY = "survey"
    HARDSHIP = "hardship"


class Situation(StrEnum):
    """Why a collaboration ends, as far as a letter may say."""

    MUTUAL = "mutual"
    NON_PAYMENT = "non-payment"
    FIT = "fit"
    CAPACITY = "capacity"
    CONFLICT = "conflict"
    NON_RENEWAL = "non-renewal"
    CONDUCT = "conduct"


class PrivacyKind(StrEnum):
    """What a person may ask of whoever keeps a record of them (GDPR, articles 15 to 21)."""

    ACCESS = "access"
    ERASURE = "erasure"
    RECTIFICATION = "rectification"
    RESTRICTION = "restriction"
    OBJECTION = "objection"
    PORTABILITY = "portability"


LETTERS = {
    "client": "k",
    "interaction": "i",
    "time": "t",
    "expectation": "x",
    "promise": "p",
    "complaint": "c",
    "effort": "e",
    "signal": "s",
    "boundary": "b",
    "hardship": "h",
    "invoice": "v",
    "payment": "y",
    "survey": "q",
    "next": "n",
    "pulse": "u",
    "away": "a",
    "decision": "d",
    "outcome": "o",
}
"""The letter of each type's short handles: c12 is a complaint, p7 a promise."""

KEPT_LETTERS = {
    "review": "r",
    "said": "w",
    "batch": "m",
    "profile": "l",
    "rule": "g",
    "given": "j",
    "suggestion": "f",
}
"""The same for what the store keeps beside the record: closed reviews and what they said, imports and their answers."""

OF_NOBODY = frozenset({"away", "review", "batch", "profile"})
"""The types that are no client's in particular."""
