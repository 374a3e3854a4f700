"""An invented portfolio: a dozen clients over eighteen months, every verdict and recommendation among them."""
