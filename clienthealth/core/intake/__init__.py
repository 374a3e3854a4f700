"""From what a file says to whose record it is: ids, people, conversations, and what a later import may change."""
