"""Reminders: a rule of days → who is told, by the digest, in what words; made of what stands, never stored."""
