"""The tab of service: households, campaigns, the counter, places, links."""
