"""What must be done, by whom, until when and where: sets of plain rows, derived from what stands and never stored."""
