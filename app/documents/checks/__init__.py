"""The structure check: what a document lacks, said within seconds of the upload. It advises and never blocks."""
