"""The numbers of the mirror, each with its reason; they open no gate and weigh nothing.

From how many clients on the common factor may be us, and what counts as ours, the policy says (`bar_mirror_…`).
"""

YEAR = 365
"""Days looked at: a whole year, so that no season is left out."""

SILENT = 3
"""Days without a word from us before it is named: a message of Friday may wait until Monday."""

FEWEST_BAD = 5
"""Bad entries without a single good one before it is asked whether that is the client or the logging.

Fewer are a bad month; over so many, thanks, payments and answers would have left a trace too, if somebody noted them.
"""

LAPSED = 30
"""Days after which the other side's next word is no answer any more but a new conversation: a month's silence."""
