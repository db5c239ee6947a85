"""The command palette: one box for every action, account, person and page of settings."""
