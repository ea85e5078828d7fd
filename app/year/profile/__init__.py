"""The risk profile: its file, the survey, the first visit, the factors and the directions that they become."""
