"""Any table, through a mapping that is guessed, shown and confirmed."""
