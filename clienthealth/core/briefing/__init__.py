"""A case on one page, for the colleague, mediator or manager who steps in: facts with dates, no judgement."""
