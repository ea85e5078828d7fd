"""The year of the project: its cycle and days, the profile of each school, who takes part."""
