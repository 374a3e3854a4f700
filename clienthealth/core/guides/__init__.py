"""What to do in a situation: the code of conduct and the playbooks, and which of them fits a client."""
