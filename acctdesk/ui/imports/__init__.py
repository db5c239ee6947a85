"""The import page: a roster from the file to the accounts, in four steps."""
