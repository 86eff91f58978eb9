"""The rows of activities, by what they serve; their kinds stand in `records`."""
