"""The Word blanks and the script that lays them out."""
