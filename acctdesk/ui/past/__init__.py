"""What happened: changes in words, found again, and taken back in parts."""
