"""换届选举: re-elections of the three committees."""
