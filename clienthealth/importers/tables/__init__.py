"""What all tables share: cells by column, dates and numbers as the whole column proves them, rows that repeat."""
