"""Activities that a CRM has logged: what was held becomes contact, what was not becomes at most a question."""
