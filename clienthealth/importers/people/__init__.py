"""Address books: cards and tables of people, each with the firm they are at."""
