"""Parts of which the pages of a record and the inspector are built."""
