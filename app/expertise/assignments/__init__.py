"""Assignment: who reviews which school in which stage, who stands in for whom, and what conflicts forbid."""
