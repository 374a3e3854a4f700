"""What is drawn of a review: places, lines and calendars as values; how they are painted stands in `render`."""
