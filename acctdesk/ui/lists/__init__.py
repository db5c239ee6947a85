"""Lists of records: the grid with its saved views, declared once for each kind of record."""
