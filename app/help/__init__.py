"""«Справка»: the guide in the page, what is new in a release, and whom to write to."""
