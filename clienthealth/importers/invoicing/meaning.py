"""What the words of a status mean, in the languages we speak and in those of the tools."""

import unicodedata
from enum import StrEnum
from functools import lru_cache

from clienthealth.importers.answers import Answers
from clienthealth.importers.items import Question


class Means(StrEnum):
    """What a status, or the type of a document, says."""

    PAID = "paid"
    OPEN = "open"
    DRAFT = "draft"
    VOID = "void"
    QUOTE = "quote"
    RECURRING = "recurring"
    CREDIT = "credit"
    WRITTEN_OFF = "written-off"
    DISPUTED = "disputed"
    REFUNDED = "refunded"
    FAILED = "failed"
    PENDING = "pending"
    INVOICE = "invoice"
    """A type of document, which says nothing of how it stands."""


OF_INVOICES = (
    Means.PAID,
    Means.OPEN,
    Means.DRAFT,
    Means.VOID,
    Means.QUOTE,
    Means.RECURRING,
    Means.CREDIT,
    Means.WRITTEN_OFF,
    Means.DISPUTED,
    Means.INVOICE,
)
"""What a word on an invoice may mean."""

OF_PAYMENTS = (Means.PAID, Means.REFUNDED, Means.DISPUTED, Means.PENDING, Means.FAILED, Means.VOID)
"""What a word on a payment may mean."""

WORDS = {
    Means.PAID: (
        "paid|closed|auto-paid|autopaid|settled|paid in full|completed|complete|succeeded|captured|"
        "cleared|partially refunded|partial refund|bezahlt|beglichen|ausgeglichen|abgeschlossen|"
        "vollständig bezahlt|teilweise erstattet|betalt|innbetalt|gennemført|fullført|εξοφλημένο|"
        "εξοφλήθηκε|πληρωμένο|πληρώθηκε|ολοκληρώθηκε"
    ),
    Means.OPEN: (
        "open|sent|viewed|unpaid|overdue|due|past due|partial|partially paid|partially_paid|partiallypaid|"
        "part paid|outstanding|awaiting payment|late|offen|versendet|gesendet|verschickt|überfällig|fällig|teilbezahlt|"
        "teilweise bezahlt|gemahnt|unbezahlt|ubetalt|forfalden|forfalt|sendt|åben|åpen|udestående|"
        "utestående|delvist betalt|delvis betalt|ανεξόφλητο|απλήρωτο|ανοιχτό|ληξιπρόθεσμο|εστάλη|"
        "απεσταλμένο|μερικώς εξοφλημένο|μερικώς πληρωμένο"
    ),
    Means.DRAFT: "draft|unsent|awaiting approval|entwurf|kladde|udkast|utkast|πρόχειρο",
    Means.VOID: (
        "void|voided|cancelled|canceled|deleted|reversed|storniert|storno|annulliert|gelöscht|abgebrochen|"
        "annulleret|annullert|kansellert|slettet|ακυρωμένο|ακυρώθηκε|άκυρο"
    ),
    Means.QUOTE: (
        "quote|estimate|proposal|proforma|pro forma|angebot|kostenvoranschlag|tilbud|overslag|προσφορά|προτιμολόγιο"
    ),
    Means.RECURRING: (
        "recurring|recurring template|recurring invoice|serienrechnung|wiederkehrend|gentagende|gjentakende"
    ),
    Means.CREDIT: (
        "credit|credit note|sales credit note|credit memo|creditnote|credit_note|gutschrift|rechnungskorrektur|"
        "stornorechnung|kreditnota|kreditnote|kreditfaktura|πιστωτικό|πιστωτικό τιμολόγιο"
    ),
    Means.WRITTEN_OFF: (
        "written off|written-off|write-off|uncollectible|bad debt|ausgebucht|abgeschrieben|uneinbringlich|"
        "afskrevet|avskrevet|διαγραμμένο"
    ),
    Means.DISPUTED: ("disputed|chargeback|charged back|in dispute|bestritten|strittig|omtvistet|αμφισβητούμενο"),
    Means.REFUNDED: "refunded|refund|erstattet|rückzahlung|refunderet|refundert|επιστράφηκε",
    Means.FAILED: (
        "failed|declined|denied|rejected|expired|returned|fehlgeschlagen|abgelehnt|afvist|avvist|"
        "mislykkedes|mislyktes|απέτυχε|απορρίφθηκε"
    ),
    Means.PENDING: (
        "pending|processing|uncaptured|held|on hold|requires_action|requires_capture|"
        "requires_confirmation|requires_payment_method|ausstehend|in bearbeitung|zurückgehalten|afventer|"
        "venter|εκκρεμεί"
    ),
    Means.INVOICE: "invoice|sales invoice|rechnung|faktura|τιμολόγιο",
}
"""Words of each meaning, between bars."""


def meaning(word: str, answers: Answers, allowed: tuple[Means, ...]) -> Means | None:
    """Return what a word means: what was answered for it, else what is known of it; None where it has to be asked."""
    folded = fold_word(word)
    answered = answers.get(f"status:{folded}")
    if answered in allowed:
        return Means(answered)
    known = _known().get(_bare(folded))
    return known if known in allowed else None


def ask_meaning(word: str, allowed: tuple[Means, ...], shown: tuple[str, ...]) -> Question:
    """Ask what a word means."""
    text = f"what does the status {word!r} mean?"
    return Question(f"status:{fold_word(word)}", text, tuple(allowed), shown)


def fold_word(word: str) -> str:
    """Reduce a status to what is compared."""
    return " ".join(word.casefold().split())


@lru_cache(maxsize=1)
def _known() -> dict[str, Means]:
    return {_bare(word): means for means, words in WORDS.items() for word in words.split("|")}


def _bare(folded: str) -> str:
    """Take the accents off, which Greek capitals are written without."""
    return "".join(sign for sign in unicodedata.normalize("NFD", folded) if not unicodedata.combining(sign))
