"""Speed, as ratios side by side with a baseline taken in the same run. Not tests: see `make bench`."""
