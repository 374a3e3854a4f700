"""Letters: the value, its kinds as ordered blocks made from the record, and whether one is whole."""
