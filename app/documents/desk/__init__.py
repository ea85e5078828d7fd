"""The curator's desk: the queue, the document and its changes, the decision and its undoing, the approval of many."""
