"""What the judgement would be after something that has not happened."""
