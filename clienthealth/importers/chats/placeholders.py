"""What WhatsApp writes itself into a chat that it exports, in the languages that were seen.

What is missing here does no harm: a word more is counted, or a file that an iPhone left out is taken for a notice.
"""

import re

_LEFT_OUT = {
    "en": r"omitted",
    "de": r"weggelassen|ausgeschlossen|ausgelassen",
    "da": r"udeladt",
    "nb": r"utelatt|ikke inkludert|sløyfet",
    "el": r"παραλείφθηκε|παραλήφθηκε",
    "es": r"omitid[ao]s?",
    "fi": r"jätetty pois|jätettiin pois|ei sisällytetä|ei kuvaa",
    "fr": r"omise?|absente?|manquante?|retiré",
    "it": r"omess[aoi]|esclusa|non incluso",
    "nl": r"weggelaten",
    "pl": r"pominięt[aey]",
    "pt": r"ocultad[ao]|não revelad[ao]",
    "sv": r"utelämnats?|uteslute[nt]|utelslutet",
}
_DELETED = {
    "en": r"this message was deleted(?: by an admin)?|you deleted this message(?: as admin)?",
    "de": r"diese nachricht wurde gelöscht|du hast diese nachricht gelöscht",
    "da": r"denne besked (?:blev|er blevet) slettet|du (?:slettede|har slettet) denne besked",
    "nb": r"denne meldingen ble slettet|du slettet denne meldingen",
    "el": r"αυτό το μήνυμα διαγράφηκε|διαγράψατε (?:αυτό )?το μήνυμα",
    "es": r"se eliminó este mensaje|este mensaje fue eliminado|eliminaste este mensaje",
    "fi": r"tämä viesti poistettiin|poistit tämän viestin",
    "fr": r"ce message a été supprimé|vous avez supprimé ce message",
    "it": r"questo messaggio è stato eliminato|hai eliminato questo messaggio",
    "nl": r"dit bericht is verwijderd|u hebt dit bericht verwijderd",
    "pt": r"mensagem apagada|esta mensagem foi apagada|você apagou esta mensagem|apagou esta mensagem",
    "sv": r"det(?:ta| här) meddelandet? raderades|du raderade det(?:ta| här) meddelandet?",
    "once": r"null",  # what was to be seen once only
}
_EDITED = "edited|bearbeitet|redigeret|redigert|redigerades|επεξεργ|editado|editada|modifié|modificato|bewerkt|muokattu"
_ENCRYPTED = (
    "end-to-end encrypt|ende-zu-ende-verschl|end-to-end-krypter|ende-til-ende-krypter|krypteret fra ende til anden"
    "|kryptert fra ende til|κρυπτογράφηση από άκρο"
)
_CHAT_WITH = (
    r"whatsapp[ -]?(?:chatt?|samtale|gesprek)? ?(?:with|mit|med|met|-)|chat (?:de )?whatsapp con"
    r"|discussion whatsapp avec|conversa [dn]o whatsapp com|συνομιλία whatsapp με|whatsapp-keskustelu:?"
)

LEFT_OUT = re.compile(
    rf"(?:^|.*\s)<?(?:(?:{'|'.join(_LEFT_OUT.values())})\.?>?|utelatt dokument|παράληψη gif)$", re.IGNORECASE
)
"""A line in the place of a file, for example `image omitted`, `Plan.pdf • 3 Seiten Dokument weggelassen`."""
DELETED = re.compile(rf"(?:{'|'.join(_DELETED.values())})\.?$", re.IGNORECASE)
LONGEST_DELETED = 60
EDITED = re.compile(rf"\s*[\u200e\u200f]?<[^<>]{{0,60}}(?:{_EDITED})[^<>]{{0,40}}>\s*$", re.IGNORECASE)
LONGEST_EDITED = 200
"""Characters at the end of a message in which the mark stands: in a long text of blanks each would be tried."""
ENCRYPTED = re.compile(_ENCRYPTED, re.IGNORECASE)
CHAT_WITH = re.compile(rf"(?:{_CHAT_WITH}) (?P<who>.+?)(?: ?\(\d+\))?\.(?:txt|zip)$", re.IGNORECASE)
"""The name that a phone gives the file of a chat."""
