"""The registers that feed the plan: events with attendance, publications, letters, training, resources, measures."""
