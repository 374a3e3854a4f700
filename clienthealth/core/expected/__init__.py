"""What a client can expect, before anything went wrong: the sheet for the first contact, and what is still unclear."""
