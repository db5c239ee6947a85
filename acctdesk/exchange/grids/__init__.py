"""Lists that leave the program: as a workbook, as text, and as lines to print."""
