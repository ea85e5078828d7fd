"""Speed and memory as ratios measured in one run: `make bench`. Not a test: nothing here fails a build."""
