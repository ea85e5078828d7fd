"""What the federal coordinator found, from its table: mapped once, matched in sight, written when confirmed."""
