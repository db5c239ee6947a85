"""Search over everything: one page of hits, with filters and a look at each."""
