"""What the record of a client gives reason to ask, from dates and counts; never a fact, and never scored."""
