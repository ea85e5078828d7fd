"""The sheet by which a stage is examined and the bank of remarks, as data that ОИРО edits."""
