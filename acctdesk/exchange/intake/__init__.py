"""What every import has in common: files, matched columns, answers, findings, a plan."""
