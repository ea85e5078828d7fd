"""The version of the house: said here alone, read by the package, by `flask version` and by the foot of each page."""

VERSION = "0.5.0"
