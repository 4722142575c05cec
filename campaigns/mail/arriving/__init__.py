"""That mail arrives: what the domain's records say, what comes back, and what providers report."""
