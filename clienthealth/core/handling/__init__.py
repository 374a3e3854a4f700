"""The walk through a complaint: which step comes next, and what an answer makes of the record."""
