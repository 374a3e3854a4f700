"""The score: what the record says of a client, item by item, and what to do."""
