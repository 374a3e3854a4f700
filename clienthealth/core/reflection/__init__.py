"""The mirror: what the clients' own reports would say of us."""
