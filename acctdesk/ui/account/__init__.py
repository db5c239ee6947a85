"""The page of one account: overview, people, units and team, history."""
