"""The training house: another house beside the real one, in a folder of its own, that one act takes away."""
