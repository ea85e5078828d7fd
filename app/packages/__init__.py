"""Packages of files (ZIP): of a school, of the matrix, of a stage, of an item of the plan, for МЭДК, of a year."""
