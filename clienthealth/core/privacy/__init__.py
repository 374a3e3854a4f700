"""The rights of the people in the record: who is meant, what is theirs, and who else must not be shown with it."""
