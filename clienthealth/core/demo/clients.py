"""The clients of the demo and their stories, the calm ones first."""

from typing import Any, NamedTuple

from clienthealth.core.demo.stories import (
    Story,
    acted,
    calls,
    complained,
    kept,
    mended,
    never_right,
    paid,
    praised,
    told,
)


class Invented(NamedTuple):
    """An invented client: its slug, since how many days, what it is, and its story."""

    slug: str
    since: int
    about: dict[str, Any]
    story: Story


BAKERY = Invented(
    "mapleloaf",
    540,
    {"name": "Mapleloaf Bakery", "language": "en", "country": "GB", "hourly_rate": 80, "payment_terms_days": 14},
    (
        told(540),
        *calls(530, 470, 410, 350, 290, 230, 170, 110, 50, 9, tone=1),
        *kept(480, 390, 300, 210, 120, 30),
        *paid("ML", 900, 500, 400, 300, 200, 100, 40),
        *praised(450, 260, 95),
        (60, "survey", {"instrument": "nps", "score": 9, "asked_at": 64, "answered_at": 60}),
    ),
)

DENTAL = Invented(
    "brightwater",
    500,
    {"name": "Brightwater Dental", "language": "en", "country": "IE", "hourly_rate": 85, "payment_terms_days": 14},
    (
        told(500),
        *calls(490, 400, 310, 220, 130, 40, 4, tone=1),
        *kept(450, 330, 220, 25),
        *paid("BD", 1200, 460, 300, 160, 60),
        *praised(390, 180),
        (
            60,
            "promise",
            {"text": "New booking page", "topic": "deadline", "due": 40, "status": "kept", "closed_at": 35},
        ),
        complained(
            39,
            "late",
            "The booking page was promised for Friday",
            topic="deadline",
            cause="ours",
            severity=2,
            response=["listened", "apologised"],
            apology="ours",
            resolved_at=36,
            confirmed="satisfied",
            confirmed_at=33,
        ),
        mended(36, "late", "extra", "satisfied", hours=4),
        (5, "signal", {"kind": "praise", "quote": "Not many people own up like that. Thank you"}),
    ),
)

KJAERGARD = Invented(
    "kjaergaard",
    420,
    {
        "name": "Kjærgård & Søn A/S",
        "language": "da",
        "country": "DK",
        "currency": "DKK",
        "notice_days": 30,
        "contacts": [{"name": "Søren Kjærgård", "email": ["soren@kjaergaard.example"], "role": "owner"}],
    },
    (
        told(420),
        *calls(410, 330, 250, 170, 90, 20),
        *kept(380, 260, 140),
        *praised(300, 150),
        *paid("KS", 6000, 350, 200, 90),
        (45, "promise", {"text": "Import of the old catalogue", "kind": "deliverable", "topic": "deadline", "due": 12}),
        complained(
            9,
            "catalogue",
            "The catalogue was to be in the shop last week",
            topic="deadline",
            cause="ours",
            severity=3,
            channel="email",
        ),
        (2, "promise", {"text": "Ring back about the catalogue", "kind": "callback", "due": -1}),
    ),
)

YOGA = Invented(
    "harbour-lane",
    380,
    {"name": "Harbour Lane Yoga", "language": "en", "country": "GB", "payment_terms_days": 14},
    (
        told(380),
        *calls(370, 300, 230, 160, 90, 45),
        *praised(280, 120),
        *paid("HL", 400, 320, 200),
        (30, "hardship", {"text": "hard time", "until": -60}),
        (
            34,
            "interaction",
            {
                "channel": "call",
                "direction": "in",
                "tone": -2,
                "energy": -1,
                "minutes": 12,
                "text": "Short with me; asked to move everything",
            },
        ),
        *acted("rude", 25, severity=1),
        *acted("time-disrespect", 20),
    ),
)

NORDLYS = Invented(
    "nordlys",
    11,
    {"name": "Nordlys Møbler AS", "language": "nb", "country": "NO", "currency": "NOK"},
    (
        *calls(10, 3),
        complained(4, "steps", "Nobody told us what happens next", topic="process", severity=1),
    ),
)

VOGEL = Invented(
    "vogel-kranz",
    330,
    {
        "name": "Vogel & Kranz GmbH",
        "language": "de",
        "country": "DE",
        "notice_days": 30,
        "hourly_rate": 90,
        "contract": "V-118",
        "contract_clause": "§ 7",
        "contract_date": 330,
        "recipient": "company",
        "address": ["Erfundene Straße 7", "04109 Musterstadt"],
    },
    (
        *never_right(330, "design", "quality", "communication", "process", "price"),
        *calls(320, 260, 200, 140, 80, 20, tone=-1, text="Changes again"),
        *paid("VK", 1500, 240, 120, after=25, hourly=45),
    ),
)

PENDRAGON = Invented(
    "pendragon",
    345,
    {
        "name": "Pendragon Media",
        "language": "en",
        "country": "GB",
        "notice_days": 14,
        "contract": "P-31",
        "contract_clause": "clause 9",
        "contract_date": 345,
    },
    (
        *never_right(345, "price", "billing", "process", "communication", "access"),
        *calls(330, 250, 170, 90, 15, tone=-1, text="Changes again"),
        (30, "promise", {"text": "Hand over the print files", "kind": "deliverable", "due": -6}),
    ),
)

ELAIA = Invented(
    "elaia",
    340,
    {"name": "Ελαία Τρόφιμα", "aliases": ["Elaia Foods"], "language": "el", "country": "GR", "notice_days": 30},
    (
        *never_right(340, "access", "design", "price", "quality", "billing"),
        *calls(330, 240, 150, 60, 12, tone=-1),
        (40, "promise", {"text": "Label artwork, second batch", "kind": "deliverable", "due": 20}),
        (38, "promise", {"text": "Price list in two languages", "kind": "deliverable", "due": 16}),
        complained(10, "labels", "The labels are three weeks late", topic="deadline", cause="ours", severity=3),
    ),
)

QUILLFEATHER = Invented(
    "quillfeather",
    300,
    {"name": "Quillfeather Press", "language": "en", "country": "GB"},
    (
        told(300),
        *calls(290, 220, 150, 80, 14, tone=1),
        *praised(200, 60),
        *paid("QP", 700, 240, 120),
        *acted("unpaid-change", 88, 71, 55, 43, 30, 18, 8, quote="While you are in there, could you just …"),
        *acted("accepts-no", 100),
    ),
)

COPPERKETTLE = Invented(
    "copperkettle",
    280,
    {"name": "Copperkettle Tea", "language": "en", "country": "GB", "payment_terms_days": 14},
    (
        told(280),
        *calls(270, 200, 130, 60, 10, tone=2),
        *praised(220, 130, 40),
        *paid("CK", 800, 260, 210),
        (110, "invoice", {"number": "CK-03", "amount": 1450, "currency": "EUR", "issued": 110, "due": 96}),
        (75, "invoice", {"number": "CK-04", "amount": 980, "currency": "EUR", "issued": 75, "due": 61}),
        (14, "promise", {"text": "Pay the two open invoices", "party": "them", "kind": "payment", "due": 4}),
    ),
)

SILVERBIRCH = Invented(
    "silverbirch",
    210,
    {"name": "Silverbirch Estates", "language": "en", "country": "GB"},
    (
        told(210),
        *calls(200, 140, 80, 30, 5),
        complained(
            24, "search", "The search loses listings", topic="quality", staff="ben", project="portal", severity=2
        ),
        mended(22, "search", "fix", "unsatisfied"),
        complained(
            13,
            "search-again",
            "It still loses listings",
            topic="quality",
            staff="ben",
            project="portal",
            severity=2,
            repeat_of="search",
        ),
        mended(11, "search-again", "redo", "unsatisfied"),
        *paid("SE", 1100, 150),
    ),
)

TANNHILL = Invented(
    "tannhill",
    260,
    {"name": "Tannhill Haulage", "language": "en", "country": "GB", "notice_days": 30},
    (
        told(260),
        *calls(250, 180, 110, 40),
        *kept(150),
        (
            6,
            "signal",
            {"kind": "threat", "severity": 3, "quote": "I know where your office is", "contact": "Mr Tannhill"},
        ),
    ),
)

LINDQUIST = Invented(
    "lindquist",
    520,
    {"name": "Lindquist Ceramics", "language": "en", "country": "SE"},
    (
        *calls(510, 430, 350, 270, 190, 110),
        *kept(400, 250),
        *paid("LC", 300, 380, 230),
        *praised(240),
    ),
)

CAST = (
    BAKERY,
    DENTAL,
    KJAERGARD,
    YOGA,
    NORDLYS,
    VOGEL,
    PENDRAGON,
    ELAIA,
    QUILLFEATHER,
    COPPERKETTLE,
    SILVERBIRCH,
    TANNHILL,
    LINDQUIST,
)
