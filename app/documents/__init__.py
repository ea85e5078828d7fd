"""Documents: the kit, versions, remarks, the matrix."""
