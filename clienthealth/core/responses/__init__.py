"""Who answers whom after how long, who had the last word, at which hours they write, and how often there is contact."""
