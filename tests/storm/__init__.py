"""The storm: what happens to the data on the worst day, many times over."""
