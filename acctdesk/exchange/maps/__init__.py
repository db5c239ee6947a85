"""The map of an account as files: pictures, a workbook, contact cards; for clients or internal."""
