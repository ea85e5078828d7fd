"""Assignment: who reviews which school in which round, who stands in for whom, and what conflicts forbid."""
