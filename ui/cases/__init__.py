"""A record shown as a case, and what its parts are made of: used by elections, activities, funds and service."""
