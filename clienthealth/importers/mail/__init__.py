"""Mail as programs, servers and archives keep it: how a message is read, and three ways of keeping many."""
