"""The rows of service, by what they serve; their kinds stand in `records`."""
