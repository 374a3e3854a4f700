"""Thanks and questions: whom to ask how it goes, what an answer leads to, and who has had no kind word for long."""
