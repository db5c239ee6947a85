"""People over all accounts: their list, and the page of each."""
