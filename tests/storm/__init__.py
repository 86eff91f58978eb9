"""The worst day as a program: each scene harms the records in one way, many times, and says where they gave way."""
