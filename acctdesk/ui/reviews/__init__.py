"""Reviews with clients: the list, and the page on which one is planned, held, followed up."""
