"""Files in, drafts and problems out: readers know formats, not the database."""
