"""Words of scans and photographs, read by Tesseract: in the worker, page by page, in order of need.

They are never as sure as the words of a file: whoever shows them says «по распознанному тексту».
"""

RECOGNIZER = 1  # one more whenever pages are read otherwise: what an older way has read is read anew by the worker
