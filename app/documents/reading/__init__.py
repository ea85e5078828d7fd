"""One reading of a file: a small tree, from which come the page, the words, the check and the comparison."""

READER = 3  # one more whenever files are read otherwise: what an older reading made is made anew by the worker
