"""The rows of funds, by what they serve; their kinds stand in `records`."""
