"""The week: what is due, who needs attention, what was left undone."""
