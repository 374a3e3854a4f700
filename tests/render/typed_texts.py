"""What people type into letters, the worst of it included."""

from hypothesis import strategies as st

OURS = set("${}<>|")
"""Signs of our own phrases; what is typed here has none of them, so that one left over is ours."""

NASTY = [
    "Müller & Söhne",
    "\u202eevil\u202c",
    "*Star*",
    "1. Kjærgård",
    "Ελένη",
    "שלום",
    "a\u00a0b",
    "e\u0301",
    "\u200f",
]


def typed(longest):
    """Texts of at least one letter, and no longer than that."""
    signs = st.characters(exclude_characters="${}<>|\0", exclude_categories=["Cs"])
    return st.one_of(st.sampled_from(NASTY), st.text(signs, min_size=1, max_size=longest)).filter(str.strip)
