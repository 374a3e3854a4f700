"""The goodbye: what is owed, when it can end, and the letter."""
