"""Help desks: public comments are contact, what a ticket says of itself is at most a question."""
